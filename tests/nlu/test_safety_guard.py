"""Danger first: decided before every classifier, from the model alone, and nobody overrules it."""

from time import perf_counter

import pytest
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.bootstrap import safety_data
from bot.city.safety import SafetyPatterns
from bot.nlu.fragments import Fragments
from bot.nlu.intent_classifier import IntentClassifier
from bot.nlu.safety_guard import SafetyGuard
from bot.settings import Settings
from tests.nlu.conftest import messages
from tests.sources.small_city import change, write_city

HARMLESS = ("Wann wird der Restmüll geholt?", "Wohin mit Papier?", "Guten Tag", "Welche Kurse gibt es?")


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A small city's data on danger."""
    folder = write_city(tmp_path / "city")
    monkeypatch.setenv("TALBOT_DATA", str(folder))
    return folder


def trained(life, **config):
    """A guard trained with the data and some harmless examples, and loaded from the model."""
    examples = [Message({TEXT: text, INTENT: "waste_disposal"}) for text in HARMLESS]
    life.create(SafetyGuard, **config).train(TrainingData(examples))
    return life.load(SafetyGuard, **config)


def decided(guard, text):
    """The intent after the guard; None when it left the message alone."""
    [message] = guard.process(messages(text))
    return (message.get(INTENT) or {}).get(INTENT_NAME_KEY)


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Herzinfarkt jetzt!", "safety_emergency"),
        ("Mein Mann atmet nicht", "safety_emergency"),
        ("ICH WILL NICHT MEHR LEBEN!!!", "safety_crisis"),
        ("Kind hat Rohrreiniger getrunken", "safety_poisoning"),
        ("Wohin mit Rattengift?", None),
        ("Wohin mit Papier?", None),
        ("Ich will nicht mehr leben vor Lachen", None),
    ],
)
def test_phrases_examples_and_vetoes_decide(life, text, intent):
    """Phrases alone, what was learned, and figures of speech above both."""
    assert decided(trained(life), text) == intent


@pytest.mark.usefixtures("data")
def test_danger_is_certain(life):
    """So that no threshold of another component can doubt it."""
    [message] = trained(life).process(messages("Mein Mann atmet nicht"))
    assert message.get(INTENT)[PREDICTED_CONFIDENCE_KEY] == 1.0
    assert message.get(INTENT_RANKING_KEY) == [message.get(INTENT)]


@pytest.mark.usefixtures("data")
def test_later_components_leave_danger_alone(life):
    """The classifier may be untrained, broken or of another mind."""
    [message] = trained(life).process(messages("Mein Mann atmet nicht"))
    before = dict(message.get(INTENT))
    life.create(IntentClassifier).process([message])
    life.create(Fragments).process([message], None)
    assert message.get(INTENT) == before


@pytest.mark.usefixtures("data")
def test_caution_is_configured(life):
    """`caution` in config.yml: by how much danger must outweigh."""
    assert decided(trained(life, caution=99.0), "Mein Mann atmet nicht") is None
    assert decided(trained(life, caution=99.0), "Herzinfarkt jetzt") == "safety_emergency"
    assert decided(trained(life, caution=-99.0), "Wohin mit Papier?") is not None


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("text", ["", None, "   "])
def test_text_without_words_is_left_alone(life, text):
    """Nothing is read into nothing."""
    assert decided(trained(life), text) is None


def test_damaged_data_cannot_switch_safety_off(life, data):
    """Phrases and examples travel in the model."""
    trained(life)
    for path in (data / "safety").iterdir():
        path.unlink()
    guard = life.load(SafetyGuard)
    assert decided(guard, "Herzinfarkt jetzt") == "safety_emergency"
    assert decided(guard, "Mein Mann atmet nicht") == "safety_emergency"


@pytest.mark.usefixtures("data")
def test_an_untrained_guard_says_what_to_do(life):
    """It must not pass for one that hears nothing."""
    with pytest.raises(RuntimeError, match="make train"):
        life.create(SafetyGuard).process(messages("Mein Mann atmet nicht"))


@pytest.mark.parametrize("name", ["safety/patterns.yml", "safety/words.yml", "safety/crisis.txt"])
def test_fingerprint_follows_the_data(data, name):
    """Whatever is learned is a reason to train, a note is not."""
    before = SafetyGuard.fingerprint_addon({})
    path = data / name
    path.write_text(f"# Notiz\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert SafetyGuard.fingerprint_addon({}) == before
    old = {"safety/patterns.yml": "vor lachen", "safety/words.yml": "geschluckt", "safety/crisis.txt": "nicht mehr"}
    change(data, name, old[name], "neues wort")
    assert SafetyGuard.fingerprint_addon({}) != before


def test_long_text_takes_no_time():
    """Phrases with gaps must not explode on the longest message there can be."""
    shipped = safety_data(Settings())
    patterns = SafetyPatterns(shipped["levels"], shipped["harmless"], shipped["fields"])
    for word in ("nicht ", "ich will ", "er sie ", "a", "blut ", "kind mann frau "):
        start = perf_counter()
        patterns.level((word * 1000)[:1000])
        assert perf_counter() - start < 2
