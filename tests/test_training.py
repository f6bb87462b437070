"""When a model is current, and when it is refused. The training itself is tested end to end."""

import json
import os
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import pytest

from bot import training
from bot.nlu.language_model import BUILT, LanguageModel, LanguageModelChanged
from bot.settings import Settings

FILES = (
    "config.yml",
    "domain.yml",
    "data/nlu.yml",
    "data/rules.yml",
    "data/stories.yml",
    "data/city/streams.yml",
    "data/city/streets.csv",
    "data/city/waste/kitchen.yml",
    "data/city/pickup/elberfeld.ics",
    "data/city/offers.yml",
    "bot/city/text.py",
    "bot/nlu/part.py",
    "bot/cli.py",
    "requirements.lock",
    "README.md",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project in which every file exists."""
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}" if name == "config.yml" else name)
    write_language_model(tmp_path, "1.0")
    return tmp_path


def write_language_model(root: Path, version: str) -> None:
    """Pretend that setup has built a language model, as far as anybody asks for its name."""
    meta = root / "state" / "spacy" / BUILT / "meta.json"
    meta.parent.mkdir(parents=True, exist_ok=True)
    meta.write_text(json.dumps({"version": version}))
    (root / "config.yml").write_text(f"pipeline:\n- name: x\n  language_model: {BUILT}\n")


def settings_of(root: Path) -> Settings:
    """Settings that stay inside the project."""
    return Settings(data_dir=root / "data/city", state_dir=root / "state", models_dir=root / "models")


def write_model(root: Path, inputs: str, age: int = 0) -> Path:
    """Write a model file with a certificate, as training leaves them."""
    models = root / "models"
    models.mkdir(exist_ok=True)
    path = models / f"talbot-{inputs[:12]}.tar.gz"
    path.write_bytes(b"model")
    os.utime(path, ns=(10**18 - age, 10**18 - age))
    certificate = {
        "inputs": inputs,
        "language_model": asdict(LanguageModel(BUILT, "1.0", "built")),
        "model_sha256": sha256(b"model").hexdigest(),
    }
    path.with_name(f"talbot-{inputs[:12]}.json").write_text(json.dumps(certificate))
    return path


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("config.yml", True),
        ("domain.yml", True),
        ("data/nlu.yml", True),
        ("data/rules.yml", True),
        ("data/stories.yml", True),
        ("data/city/streams.yml", True),
        ("data/city/streets.csv", True),
        ("data/city/waste/kitchen.yml", True),
        ("bot/city/text.py", True),
        ("bot/nlu/part.py", True),
        ("requirements.lock", True),
        ("data/city/pickup/elberfeld.ics", False),
        ("data/city/offers.yml", False),
        ("bot/cli.py", False),
        ("README.md", False),
    ],
)
def test_training_is_due_exactly_when_an_input_changes(name: str, matters: bool, root: Path) -> None:
    """Vocabulary, rules and code of the NLU are inputs; dates, places and offers are not."""
    settings = settings_of(root)
    write_model(root, training.hash_of_inputs(settings, root))
    assert training.current_model(settings, root)
    with (root / name).open("a") as file:
        file.write("\n# changed\n")
    assert (training.current_model(settings, root) is None) == matters


def test_new_file_and_new_name_are_changes(root: Path) -> None:
    """Not only contents count."""
    settings = settings_of(root)
    before = training.hash_of_inputs(settings, root)
    (root / "data/city/waste/kitchen.yml").rename(root / "data/city/waste/cooking.yml")
    renamed = training.hash_of_inputs(settings, root)
    (root / "data/city/waste/garden.yml").touch()
    assert len({before, renamed, training.hash_of_inputs(settings, root)}) == 3


def test_touched_file_is_no_change(root: Path) -> None:
    """A checkout that rewrites the same contents costs no training."""
    settings = settings_of(root)
    before = training.hash_of_inputs(settings, root)
    (root / "domain.yml").write_text("domain.yml")
    assert training.hash_of_inputs(settings, root) == before


def test_other_language_model_makes_training_due(root: Path) -> None:
    """Lemmas of another version are other features."""
    settings = settings_of(root)
    before = training.hash_of_inputs(settings, root)
    write_language_model(root, "2.0")
    assert training.hash_of_inputs(settings, root) != before


def test_model_of_another_language_model_is_refused(root: Path) -> None:
    """`talbot serve` says so before it loads anything."""
    model = training.read_model(write_model(root, "a" * 64))
    write_language_model(root, "2.0")
    with pytest.raises(LanguageModelChanged, match=r"with de_lookup 1\.0, this machine has de_lookup 2\.0.*make train"):
        training.require_usable(model, settings_of(root), root)


def test_changed_model_file_is_refused(root: Path) -> None:
    """A model is code, so only what was written here is loaded."""
    model = training.read_model(write_model(root, "a" * 64))
    training.require_usable(model, settings_of(root), root)
    model.path.write_bytes(b"something else")
    with pytest.raises(training.ModelDamaged, match="make train"):
        training.require_usable(model, settings_of(root), root)


def test_model_without_certificate_does_not_count(root: Path) -> None:
    """An interrupted training leaves nothing that anybody would load."""
    model = write_model(root, "a" * 64)
    model.with_name("talbot-aaaaaaaaaaaa.json").write_text('{"inputs": ')
    assert training.read_model(model) is None
    assert training.newest_model(settings_of(root)) is None


def test_newest_model_is_the_one_trained_last(root: Path) -> None:
    """By time of training, not by name."""
    write_model(root, "a" * 64, age=10)
    newest = write_model(root, "b" * 64, age=5)
    write_model(root, "c" * 64, age=20)
    assert training.newest_model(settings_of(root)).path == newest


def test_two_models_are_kept(root: Path) -> None:
    """The one in use and the one before it."""
    kept = [write_model(root, letter * 64, age=age) for age, letter in enumerate("ab")]
    gone = [write_model(root, letter * 64, age=age) for age, letter in enumerate("cd", 5)]
    training.drop_old_models(root / "models")
    assert all(path.exists() for path in kept)
    assert not any(path.exists() for path in gone)
    assert len(list((root / "models").iterdir())) == 4


def test_first_cause_is_what_went_wrong_first() -> None:
    """Rasa wraps the sentence that helps in others that do not."""
    wrapped = RuntimeError("while loading")
    wrapped.__cause__ = ValueError("the reason")
    assert str(training.first_cause(wrapped)) == "the reason"
