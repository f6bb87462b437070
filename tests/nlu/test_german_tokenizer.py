"""The tokenizer with both language models: the built one, and a small package for the published one."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.lookups import Lookups

from bot.nlu.german_tokenizer import GermanTokenizer
from bot.nlu.language_model import (
    BUILT,
    PACKAGE,
    PACKAGE_VERSION,
    LanguageModel,
    LanguageModelChanged,
    LanguageModelMissing,
    built_path,
    find_language_model,
    prepare_language_model,
)
from bot.nlu.lookup_pipeline import build_lookup_pipeline, lemma_table
from bot.settings import ROOT

CONTEXT = ExecutionContext(GraphSchema({}))


@pytest.fixture(scope="session")
def built_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with the pipeline that setup builds."""
    state = tmp_path_factory.mktemp("state")
    build_lookup_pipeline(built_path(state))
    return state


@pytest.fixture
def state(built_state: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, as the settings of this test."""
    monkeypatch.setenv("TALBOT_STATE", str(built_state))
    return built_state


@pytest.fixture
def package(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[LanguageModel]:
    """An importable de_core_news_sm, laid out as spaCy's packages are, that knows one lemma."""
    site = tmp_path_factory.mktemp("site")
    write_package(site, lemmas={"Gläser": "Paketglas"})
    monkeypatch.syspath_prepend(str(site))
    yield LanguageModel(PACKAGE, PACKAGE_VERSION, "package")
    sys.modules.pop(PACKAGE, None)


def write_package(site: Path, lemmas: dict[str, str]) -> None:
    """Write what `pip install` of a spaCy pipeline leaves in a folder of packages."""
    lookups = Lookups()
    lookups.add_table("lemma_lookup", lemmas)
    nlp = spacy.blank("de")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=lookups)
    nlp.meta.update(name="core_news_sm", version=PACKAGE_VERSION)
    folder = site / PACKAGE
    folder.mkdir()
    nlp.to_disk(folder / f"{PACKAGE}-{PACKAGE_VERSION}")
    (folder / "meta.json").write_text((folder / f"{PACKAGE}-{PACKAGE_VERSION}" / "meta.json").read_text())
    (folder / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n"
    )
    info = site / f"{PACKAGE}-{PACKAGE_VERSION}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: {PACKAGE_VERSION}\n")


def make(choice: str, storage: LocalModelStorage, how: str = "create") -> GermanTokenizer:
    """Create or load the component as Rasa does."""
    config = {**GermanTokenizer.get_default_config(), "language_model": choice}
    return getattr(GermanTokenizer, how)(config, storage, Resource("tokenizer"), CONTEXT)


def lemmas(tokenizer: GermanTokenizer, text: str) -> list[str]:
    """Run one message through the component."""
    [message] = tokenizer.process([Message({TEXT: text})])
    return [token.lemma for token in message.get(TOKENS_NAMES[TEXT])]


@pytest.mark.usefixtures("state")
def test_built_pipeline_gives_tokens_with_lemmas(tmp_path: Path) -> None:
    """The stand-in knows German word forms."""
    tokenizer = make(BUILT, LocalModelStorage(tmp_path))
    assert lemmas(tokenizer, "Wohin mit alten Gläsern, Töpfen?") == [
        "Wohin",
        "mit",
        "alt",
        "Glas",
        ",",
        "Topf",
        "?",
    ]


@pytest.mark.usefixtures("state")
@pytest.mark.parametrize("choice", ["auto", PACKAGE])
def test_installed_package_is_preferred(choice: str, package: LanguageModel, tmp_path: Path) -> None:
    """Where the published package is installed, it is loaded the way spaCy loads packages."""
    tokenizer = make(choice, LocalModelStorage(tmp_path))
    assert tokenizer.language_model == package
    assert lemmas(tokenizer, "Gläser") == ["Paketglas"]


@pytest.mark.usefixtures("package")
def test_config_can_insist_on_the_built_one(state: Path) -> None:
    """One key chooses, even against an installed package."""
    assert find_language_model(BUILT, state).kind == "built"


def test_nothing_there_says_what_to_do(tmp_path: Path) -> None:
    """Before setup has run there is no built pipeline."""
    with pytest.raises(LanguageModelMissing, match="make setup"):
        find_language_model(BUILT, tmp_path)


def test_unknown_choice_names_the_known_ones(tmp_path: Path) -> None:
    """A typing error in config.yml is answered with the possible values."""
    with pytest.raises(ValueError, match="auto, de_core_news_sm or de_lookup, not 'de_core_news_md'"):
        find_language_model("de_core_news_md", tmp_path)


def test_preparing_an_installed_package_fetches_and_builds_nothing(package: LanguageModel, tmp_path: Path) -> None:
    """Setup leaves alone what is there."""
    assert prepare_language_model("auto", tmp_path / "state") == package
    assert not (tmp_path / "state").exists()


def test_preparing_the_built_one_builds_it(tmp_path: Path) -> None:
    """Setup makes the stand-in without asking the network when config.yml asks for it."""
    assert prepare_language_model(BUILT, tmp_path).name == BUILT


@pytest.mark.usefixtures("state")
def test_trained_model_loads_with_the_same_language_model(tmp_path: Path) -> None:
    """Training keeps the identity, loading compares it."""
    storage = LocalModelStorage(tmp_path)
    make(BUILT, storage).train(TrainingData())
    assert lemmas(make(BUILT, storage, "load"), "Gläser") == ["Glas"]


@pytest.mark.usefixtures("state", "package")
@pytest.mark.parametrize(("trained_with", "here"), [(BUILT, PACKAGE), (PACKAGE, BUILT), (BUILT, "auto")])
def test_trained_model_refuses_the_other_language_model(trained_with: str, here: str, tmp_path: Path) -> None:
    """The message names both language models and the way out."""
    storage = LocalModelStorage(tmp_path)
    make(trained_with, storage).train(TrainingData())
    with pytest.raises(LanguageModelChanged, match=r"trained with de_\w+ .* has de_\w+ .*make train"):
        make(here, storage, "load")


@pytest.mark.usefixtures("state", "package")
def test_fingerprint_changes_with_the_language_model() -> None:
    """Rasa trains the component anew when the language model is another one."""
    fingerprints = {GermanTokenizer.fingerprint_addon({"language_model": name}) for name in (BUILT, PACKAGE)}
    assert len(fingerprints) == 2


@pytest.mark.usefixtures("state")
@pytest.mark.parametrize("typed", ["/restart", '/greet{"slot": "x"}', " / /session_start", "\u200b/back"])
def test_typed_command_executes_nothing(typed: str, tmp_path: Path) -> None:
    """Rasa's own command handler, the last part of every pipeline, finds nothing to execute."""
    storage = LocalModelStorage(tmp_path)
    messages = make(BUILT, storage).process([Message({TEXT: typed})])
    [message] = RegexMessageHandler.create({}, storage, Resource("handler"), CONTEXT).process(messages)
    assert message.get(INTENT) is None
    assert message.get(TEXT) == ""


@pytest.mark.usefixtures("state")
@pytest.mark.parametrize("typed", ["", None, "   ", "\x00"])
def test_empty_message_has_no_tokens(typed: str | None, tmp_path: Path) -> None:
    """Nothing typed is no failure."""
    [message] = make(BUILT, LocalModelStorage(tmp_path)).process([Message({TEXT: typed})])
    assert message.get(TEXT) == ""
    assert message.get(TOKENS_NAMES[TEXT]) == []


def test_lemma_table_holds_what_people_type_and_no_more() -> None:
    """Forms that equal their lemma or are not in use are left out; that is what makes the table small."""
    table = lemma_table()
    assert len(table) < 100_000
    assert {"Batterien": "Batterie", "Matratzen": "Matratze", "kaputte": "kaputt"}.items() <= table.items()
    assert not [form for form, lemma in table.items() if form == lemma]


def test_package_version_fits_the_locked_spacy() -> None:
    """SpaCy's pipelines are made for one minor version of spaCy."""
    [locked] = [line for line in (ROOT / "requirements.lock").read_text().splitlines() if line.startswith("spacy==")]
    assert locked.removeprefix("spacy==").split(".")[:2] == PACKAGE_VERSION.split(".")[:2]
