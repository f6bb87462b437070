"""Finds, names, loads and prepares the German spaCy pipeline: the published package or the one built here.

The built one (bot.nlu.lookup_pipeline) stands in where the package, which no index has, cannot be reached.
"""

import importlib.metadata
import json
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGE = "de_core_news_sm"
BUILT = "de_lookup"
AUTO = "auto"
# The one that fits the spaCy of requirements.lock.
PACKAGE_VERSION = "3.7.0"
DOWNLOAD_SECONDS = 180
# Talbot needs tokens and lemmas; these two are the slow parts that give neither.
_UNUSED_PARTS = ("ner", "parser")


class LanguageModelMissing(Exception):
    """The language model that config.yml asks for is not on this machine."""


class LanguageModelChanged(Exception):
    """The model was trained with another language model than the one this machine has."""


@dataclass(frozen=True)
class LanguageModel:
    """Which German pipeline is meant, down to the version.

    Attributes:
        kind: "package" for the published one, "built" for the one made here.
    """

    name: str
    version: str
    kind: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def find_language_model(choice: str, state_dir: Path) -> LanguageModel:
    """Tell which language model this machine has for a choice of config.yml.

    Raises:
        LanguageModelMissing: it has none that fits; the message says what to do.
        ValueError: there is no such choice.
    """
    if choice not in {AUTO, PACKAGE, BUILT}:
        raise ValueError(f"language_model in config.yml must be {AUTO}, {PACKAGE} or {BUILT}, not {choice!r}")
    package = _installed_package() if choice in {AUTO, PACKAGE} else None
    built = _built_pipeline(state_dir) if choice in {AUTO, BUILT} else None
    if found := package or built:
        return found
    raise LanguageModelMissing(f"The language model {choice} is not on this machine; run `make setup`.")


def load_pipeline(model: LanguageModel, state_dir: Path) -> "Language":
    """Load the pipeline that `find_language_model` has found, once per process: training asks three times."""
    source = model.name if model.kind == "package" else str(built_path(state_dir))
    return _load(source, model)


def require_same(trained_with: LanguageModel, here: LanguageModel) -> None:
    """Refuse a model whose tokens and lemmas came from elsewhere: it would answer, but worse and unnoticed.

    Raises:
        LanguageModelChanged: naming both and the way out.
    """
    if trained_with != here:
        raise LanguageModelChanged(
            f"The model was trained with {trained_with}, this machine has {here}; run `make train`."
        )


def prepare_language_model(choice: str, state_dir: Path) -> LanguageModel:
    """Install the published package where it can be reached, else build the stand-in; give the one in use.

    Raises:
        LanguageModelMissing: config.yml insists on the package, and it cannot be reached.
        ValueError: there is no such choice.
    """
    if choice in {AUTO, PACKAGE} and not _installed_package():
        _download_package()
    if choice == BUILT or (choice == AUTO and not _installed_package()):
        from bot.nlu.lookup_pipeline import build_lookup_pipeline

        build_lookup_pipeline(built_path(state_dir))
    return find_language_model(choice, state_dir)


def built_path(state_dir: Path) -> Path:
    """Say where the built pipeline lies."""
    return state_dir / "spacy" / BUILT


def _installed_package() -> LanguageModel | None:
    # The installer runs in another process; a list of packages read before it would not have the new one.
    importlib.invalidate_caches()
    try:
        return LanguageModel(PACKAGE, importlib.metadata.version(PACKAGE), "package")
    except importlib.metadata.PackageNotFoundError:
        return None


def _built_pipeline(state_dir: Path) -> LanguageModel | None:
    meta = built_path(state_dir) / "meta.json"
    if not meta.is_file():
        return None
    return LanguageModel(BUILT, json.loads(meta.read_text(encoding="utf-8"))["version"], "built")


def _download_package() -> None:
    """Try spaCy's own download, quietly and not for long; whether it worked shows in what is installed."""
    release = ["--direct", f"{PACKAGE}-{PACKAGE_VERSION}"]
    for_pip = ["--no-deps", "--quiet", "--timeout", "10", "--retries", "1"]
    command = [sys.executable, "-m", "spacy", "download", *release, *for_pip]
    try:
        subprocess.run(command, timeout=DOWNLOAD_SECONDS, check=False, capture_output=True)
    except subprocess.TimeoutExpired:
        return


@lru_cache(maxsize=2)
def _load(source: str, _model: LanguageModel) -> "Language":
    # spaCy takes a second to import, and `make run` asks this module for names before it needs any pipeline.
    import spacy

    return spacy.load(source, exclude=_UNUSED_PARTS)
