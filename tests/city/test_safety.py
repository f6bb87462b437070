"""Danger comes first: levels, their rank, and the few things that veto them."""

import re
from itertools import pairwise

import pytest

from bot.bootstrap import safety_patterns
from bot.city.safety import LEVELS, SafetyPatterns, goes_on
from bot.settings import Settings


@pytest.fixture(scope="module")
def real() -> SafetyPatterns:
    """The patterns that ship."""
    patterns = safety_patterns(Settings())
    return SafetyPatterns(patterns["levels"], patterns["harmless"])


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Mein Vater atmet nicht mehr", "emergency"),
        ("ER ATMET NICHT!!!", "emergency"),
        ("im keller brennt es", "emergency"),
        ("hier riecht es nach Gas", "emergency"),
        ("Schlaganfall bei meiner Oma", "emergency"),
        ("Mein Kind hat Spülmittel getrunken", "poisoning"),
        ("tochter hat ne ganze packung tabletten geschluckt", "poisoning"),
        ("Nummer vom Giftnotruf", "poisoning"),
        ("mein baby ist 4 monate und hat 40 fieber und ist ganz schlapp", "emergency"),
        ("beim Umgraben eine alte Granate gefunden", "emergency"),
        ("Quecksilber aus dem Thermometer liegt in Kugeln auf dem Boden", "poisoning"),
        ("Die Papiertonne brennt!", "emergency"),
        ("unser Müllcontainer qualmt", "emergency"),
        ("Hilfe, die Mülltonne steht in Flammen", "emergency"),
        ("Batterie ist ausgelaufen und ich hab das Zeug an den Händen", "poisoning"),
        ("Beim Müllraustragen hab ich in eine gebrauchte Spritze gegriffen", "on_call"),
        ("mein sohn ist auf dem spielplatz in eine spritze getreten", "on_call"),
        ("ich will nicht mehr leben", "crisis"),
        ("Ich möchte mich umbringen", "crisis"),
        ("Mein Mann schlägt mich", "violence"),
        ("ich werde bedroht", "violence"),
        ("Zahnschmerzen am Sonntag, wohin?", "on_call"),
        ("Welche Apotheke hat heute Nacht auf?", "on_call"),
        ("Ich bin alkoholsüchtig", "addiction"),
        ("Ich hatte einen Rückfall", "addiction"),
    ],
)
def test_danger_is_seen(real, text, level):
    """In capitals, without umlauts, in one breath."""
    assert real.level(text) == level


@pytest.mark.parametrize(
    "text",
    [
        "Wohin mit Rattengift?",
        "Wo entsorge ich alte Tabletten?",
        "Ich lach mich tot",
        "der Gestank bringt mich um",
        "Die Prospekte bringen mich noch um, wohin damit?",
        "Mein Toaster ist tot",
        "Der Rauchmelder piept",
        "Kurs gegen Rückenschmerzen",
        "Wohin mit Glasflaschen?",
        "Brennholz übrig",
        "Neben der Mülltonne raucht immer jemand",
        "Wohin mit ausgelaufenen Batterien?",
        "Wohin mit Spritzen und Nadeln?",
        "Brennt die Tonne nicht an, wenn heiße Asche drin ist?",
        "Wann wird die Tonne geleert?",
        "",
        "👍",
    ],
)
def test_everyday_talk_is_no_danger(real, text):
    """Waste questions, figures of speech, courses."""
    assert real.level(text) is None


def test_the_gravest_level_answers():
    """In the order of the levels, not of the text or of the file."""
    for grave, lesser in pairwise(LEVELS):
        patterns = SafetyPatterns({lesser: ["one"], grave: ["two"]}, ())
        assert patterns.level("one and two") == grave
        assert patterns.level("one") == lesser


def test_a_veto_silences_every_level():
    """Whatever stands beside it, which is why vetoes are narrow."""
    patterns = SafetyPatterns({"emergency": ["feuer"]}, ["feuerwerk"])
    assert patterns.level("Feuer!") == "emergency"
    assert patterns.level("Feuerwerk") is None


def test_patterns_see_folded_words():
    """No umlauts, no signs, single spaces."""
    patterns = SafetyPatterns({"emergency": [r"\bueber fluss\b"]}, ())
    assert patterns.level("Über -  FLUSS") == "emergency"


def test_unknown_levels_are_refused():
    """A misspelled level would otherwise never answer."""
    with pytest.raises(KeyError, match="emergncy"):
        SafetyPatterns({"emergncy": ["a"]}, ())


def test_broken_patterns_are_refused():
    """At start, not in the night."""
    with pytest.raises(re.error):
        SafetyPatterns({"emergency": ["("]}, ())


def test_all_levels_have_patterns(real):
    """A level without patterns would be a hole."""
    assert all(real.levels[level] for level in LEVELS)


@pytest.mark.parametrize(
    ("before", "now", "text", "meant"),
    [
        ("safety_crisis", "talk_affirm", "ja heute", "safety_crisis"),
        ("safety_crisis", "nlu_fallback", "nein niemand ist da", "safety_crisis"),
        ("safety_emergency", "inform", "er ist 70", "safety_emergency"),
        ("safety_crisis", "safety_poisoning", "ich habe schon alle Tabletten genommen", "safety_emergency"),
        ("safety_crisis", "waste_disposal", "Wohin mit alten Tabletten?", None),
        ("safety_emergency", "talk_thanks", "danke", None),
        ("safety_on_call", "talk_affirm", "ja", None),
        ("pickup_next", "talk_affirm", "ja", None),
        ("safety_crisis", "inform", "das ist jetzt aber eine ganz lange andere Geschichte von mir", None),
    ],
)
def test_danger_goes_on_in_short_replies(before, now, text, meant):
    """Who says "ja" after speaking of suicide still speaks of it."""
    assert goes_on(before, now, text) == meant


def test_who_names_something_of_the_city_speaks_of_that():
    """ "Und Angebote in Barmen?" after a crisis is a question of its own."""
    assert goes_on("safety_crisis", "inform", "Und Angebote in Barmen?", names_something=True) is None
