"""Trains the model and knows when it has to: names a model after the hash of everything it was made from.

Rasa itself is imported only for the training; asking whether a model is current takes no time.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from bot.nlu.language_model import AUTO, LanguageModel, find_language_model, require_same
from bot.settings import ROOT, Settings

KEPT_MODELS = 2
# Calendars, places and offers are read live; a new date must not cost a training.
PROJECT_INPUTS = (
    "config.yml",
    "domain.yml",
    "data/nlu.yml",
    "data/stories.yml",
    "data/rules.yml",
    "bot/city/*.py",
    "bot/nlu/*.py",
    "requirements.lock",
)
VOCABULARY_INPUTS = (
    "streams.yml",
    "waste/*.yml",
    "streets.csv",
    "districts.*",
    "safety/*",
)
RASA_FILES = ("nlu.yml", "stories.yml", "rules.yml")


class TrainingFailed(Exception):
    """Rasa could not make a model of the data; its reasons are in the log."""


class ModelDamaged(Exception):
    """A model file is not the one that was written; a model is code, so it is not loaded."""


@dataclass(frozen=True)
class TrainedModel:
    """A model file together with what its certificate says it was made from."""

    path: Path
    inputs: str
    language_model: LanguageModel


def current_model(settings: Settings, root: Path = ROOT) -> TrainedModel | None:
    """Give the model that was trained from exactly what lies here now, or None if training is due.

    Raises:
        LanguageModelMissing: config.yml names one that is not on this machine.
    """
    inputs = hash_of_inputs(settings, root)
    model = read_model(_model_path(settings, inputs))
    return model if model and model.inputs == inputs else None


def newest_model(settings: Settings) -> TrainedModel | None:
    """Give the model that was trained last, whether or not its inputs have changed since."""
    models = (read_model(path) for path in _newest_first(settings.models_dir))
    return next((model for model in models if model), None)


def read_model(path: Path) -> TrainedModel | None:
    """Give a model with what its certificate says, or None if it is not complete."""
    try:
        written = json.loads(_certificate_path(path).read_text(encoding="utf-8"))
        found = TrainedModel(path, written["inputs"], LanguageModel(**written["language_model"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if path.is_file() else None


def require_usable(model: TrainedModel, settings: Settings, root: Path = ROOT) -> None:
    """Make sure that a model is the file that was written, and was made with this machine's language model.

    Raises:
        LanguageModelChanged: it was made with another one.
        LanguageModelMissing: this machine has none.
        ModelDamaged: the file is not the one that was written.
    """
    require_same(model.language_model, chosen_language_model(settings, root))
    certificate = json.loads(_certificate_path(model.path).read_text(encoding="utf-8"))
    if certificate["model_sha256"] != _hash_file(model.path):
        raise ModelDamaged(f"{model.path.name} has changed since it was trained; run `make train`.")


def chosen_language_model(settings: Settings, root: Path = ROOT) -> LanguageModel:
    """Tell which language model config.yml and this machine amount to.

    Raises:
        LanguageModelMissing: config.yml names one that is not on this machine.
    """
    return find_language_model(language_choice(root), settings.state_dir)


def language_choice(root: Path = ROOT) -> str:
    """Read the one key of config.yml that chooses the language model."""
    config = yaml.safe_load((root / "config.yml").read_text(encoding="utf-8"))
    components = config.get("pipeline") or []
    return str(next((part["language_model"] for part in components if "language_model" in part), AUTO))


def hash_of_inputs(settings: Settings, root: Path = ROOT) -> str:
    """Hash names and contents of everything that a model is made from."""
    total = hashlib.sha256(str(chosen_language_model(settings, root)).encode())
    for name, path in _inputs(settings, root):
        total.update(f"\n{name} {_hash_file(path)}".encode())
    return total.hexdigest()


def train(settings: Settings, root: Path = ROOT) -> TrainedModel:
    """Train a model, keep the newest two, and give the new one.

    Raises:
        TrainingFailed: Rasa found the data unusable, or it changed under its hands.
    """
    language_model = chosen_language_model(settings, root)
    inputs = hash_of_inputs(settings, root)
    settings.models_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.models_dir, prefix=".training-") as folder:
        finished = _train_with_rasa(root, Path(folder))
        if hash_of_inputs(settings, root) != inputs:
            raise TrainingFailed("Files changed during the training; run it again.")
        model = TrainedModel(_model_path(settings, inputs), inputs, language_model)
        finished.replace(model.path)
    _write_certificate(model)
    drop_old_models(settings.models_dir)
    return model


def _train_with_rasa(root: Path, output: Path) -> Path:
    import rasa.model_training

    from bot.nlu.allowed_commands import guard_training

    guard_training()
    # Rasa reports bad data by leaving the process.
    try:
        result = rasa.model_training.train(
            domain=str(root / "domain.yml"),
            config=str(_copy_of_config(root, output)),
            training_files=[str(root / "data" / name) for name in RASA_FILES],
            output=str(output),
            force_training=True,
        )
    except SystemExit as exit_of_rasa:
        raise TrainingFailed("The training data is contradictory or incomplete.") from exit_of_rasa
    except Exception as failure:
        raise TrainingFailed(str(first_cause(failure))) from failure
    if not result.model:
        raise TrainingFailed("There is no training data.")
    return Path(result.model)


def first_cause(failure: BaseException) -> BaseException:
    """Give what went wrong first; Rasa wraps it several times."""
    cause = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)
    return first_cause(cause) if cause else failure


def _copy_of_config(root: Path, folder: Path) -> Path:
    """Copy config.yml, because Rasa writes an assistant id and its own suggestions into what it is given."""
    return Path(shutil.copy(root / "config.yml", folder / "config.yml"))


def _inputs(settings: Settings, root: Path) -> Iterator[tuple[str, Path]]:
    for folder, patterns in ((root, PROJECT_INPUTS), (settings.data_dir, VOCABULARY_INPUTS)):
        for pattern in patterns:
            for path in sorted(folder.glob(pattern)):
                yield path.relative_to(folder).as_posix(), path


def _model_path(settings: Settings, inputs: str) -> Path:
    return settings.models_dir / f"talbot-{inputs[:12]}.tar.gz"


def _certificate_path(model: Path) -> Path:
    return model.with_name(model.name.removesuffix(".tar.gz") + ".json")


def _write_certificate(model: TrainedModel) -> None:
    """Write last of all, so that a model with a certificate is a complete one."""
    certificate = {
        "inputs": model.inputs,
        "language_model": asdict(model.language_model),
        "model_sha256": _hash_file(model.path),
    }
    _certificate_path(model.path).write_text(json.dumps(certificate, indent=2) + "\n", encoding="utf-8")


def _newest_first(models_dir: Path) -> list[Path]:
    return sorted(models_dir.glob("talbot-*.tar.gz"), key=lambda path: path.stat().st_mtime_ns, reverse=True)


def drop_old_models(models_dir: Path) -> None:
    """Keep the newest models: the one in use and the one to go back to."""
    for path in _newest_first(models_dir)[KEPT_MODELS:]:
        path.unlink()
        _certificate_path(path).unlink(missing_ok=True)


def _hash_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
