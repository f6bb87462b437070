"""Danger first: patterns beat the classifier, suspicion beats hesitation, and neither needs the data folder."""

import pytest
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.city.safety import LEVELS
from bot.nlu.safety_guard import SafetyGuard
from tests.nlu.conftest import messages


@pytest.fixture
def guard(life):
    """Trained with the editors' patterns, loaded from the model."""
    life.create(SafetyGuard).train(TrainingData())
    return life.load(SafetyGuard)


def classified(text, **ranking):
    """A message as the classifier leaves it."""
    ranked = [
        {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
        for name, confidence in sorted(ranking.items(), key=lambda item: -item[1])
    ]
    return Message({TEXT: text, INTENT: ranked[0], INTENT_RANKING_KEY: ranked})


def decided(guard, message):
    """The intent after the guard."""
    [message] = guard.process([message], None)
    return message.get(INTENT)[INTENT_NAME_KEY]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Mein Mann atmet nicht mehr", "emergency"),
        ("hilfe meine oma ist bewusstlos", "emergency"),
        ("ich will nicht mehr leben", "crisis"),
        ("Ich möchte mich umbringen", "crisis"),
        ("Mein Kind hat Rohrreiniger getrunken", "poisoning"),
        ("mein mann schlägt mich", "violence"),
        ("ICH WILL NICHT MEHR LEBEN!!!", "crisis"),
    ],
)
def test_patterns_beat_the_classifier(guard, text, level):
    """However sure it was of something else."""
    message = classified(text, waste_disposal=0.99)
    assert decided(guard, message) == f"safety_{level}"
    assert message.get(INTENT)[PREDICTED_CONFIDENCE_KEY] == 1.0
    assert message.get(INTENT_RANKING_KEY) == [message.get(INTENT)]


@pytest.mark.parametrize(
    "text",
    [
        "Wohin mit leeren Spraydosen?",
        "Wohin mit Rohrreiniger?",
        "Wann wird der Restmüll abgeholt?",
        "Ich lach mich tot",
        "Wo ist die Schadstoffsammlung?",
        "Mein Staubsauger ist tot",
    ],
)
def test_everyday_questions_are_left_alone(guard, text):
    """Neither poison in the cellar nor figures of speech are danger."""
    assert decided(guard, classified(text, waste_disposal=0.6, talk_greet=0.4)) == "waste_disposal"


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        ({"safety_crisis": 0.4, "safety_emergency": 0.35, "talk_complaint": 0.25}, "safety_crisis"),
        ({"talk_complaint": 0.4, "safety_crisis": 0.35, "safety_violence": 0.25}, "safety_crisis"),
        ({"safety_crisis": 0.2, "talk_complaint": 0.8}, "talk_complaint"),
        ({"nlu_fallback": 0.7, "safety_emergency": 0.1}, "nlu_fallback"),
    ],
)
def test_suspicion_adds_up(guard, ranking, expected):
    """A classifier that is sure of danger but not of its kind is heard."""
    assert decided(guard, classified("irgendwas ist hier ganz schlimm", **ranking)) == expected


def test_threshold_is_configured(life):
    """`suspicion` in config.yml."""
    life.create(SafetyGuard).train(TrainingData())
    wary = life.load(SafetyGuard, suspicion=0.1)
    assert decided(wary, classified("hm", talk_greet=0.8, safety_crisis=0.2)) == "safety_crisis"


@pytest.mark.parametrize("text", ["", None, "😀", "Мусор", "???"])
def test_text_without_words_is_left_alone(guard, text):
    """Nothing is read into nothing."""
    [message] = guard.process(messages(text), None)
    assert message.get(INTENT) is None


@pytest.mark.usefixtures("no_city")
def test_damaged_data_cannot_switch_safety_off(life, monkeypatch):
    """The patterns travel in the model."""
    with monkeypatch.context() as intact:
        intact.delenv("TALBOT_DATA")
        life.create(SafetyGuard).train(TrainingData())
    guard = life.load(SafetyGuard)
    assert decided(guard, classified("Mein Mann atmet nicht mehr", talk_greet=0.9)) == "safety_emergency"


def test_every_level_has_patterns(guard):
    """None was forgotten by the editors."""
    assert set(guard._raw["levels"]) == set(LEVELS)
    assert all(guard._raw["levels"].values())


def test_fingerprint_follows_the_patterns(tmp_path, monkeypatch):
    """A changed pattern is a reason to train."""
    before = SafetyGuard.fingerprint_addon({})
    from bot.settings import ROOT

    text = (ROOT / "data" / "city" / "safety.yml").read_text(encoding="utf-8")
    changed = text.replace("patterns:\n", "patterns:\n      - '\\bganzneueswort\\b'\n", 1)
    (tmp_path / "safety.yml").write_text(changed, encoding="utf-8")
    monkeypatch.setenv("TALBOT_DATA", str(tmp_path))
    assert SafetyGuard.fingerprint_addon({}) != before


def test_long_text_takes_no_time(guard):
    """Patterns with gaps must not explode on the longest message there can be."""
    from time import perf_counter

    for word in ("nicht ", "ich will ", "er sie ", "a", "blut ", "kind mann frau "):
        start = perf_counter()
        guard.level((word * 1000)[:1000])
        assert perf_counter() - start < 2
