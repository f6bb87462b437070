"""Danger comes first: levels, their rank, and the few things that veto them."""

from itertools import pairwise

import pytest

from bot.city.safety import LEVELS, SafetyPatterns, goes_on


def test_the_gravest_level_answers():
    """In the order of the levels, not of the text or of the file."""
    for grave, lesser in pairwise(LEVELS):
        patterns = SafetyPatterns({lesser: ["eins"], grave: ["zwei"]}, (), {})
        assert patterns.level("eins und zwei") == grave
        assert patterns.level("eins") == lesser


def test_a_veto_silences_every_level():
    """Whatever stands beside it, which is why vetoes are narrow."""
    patterns = SafetyPatterns({"emergency": ["feuer*"]}, ["feuerwerk"], {})
    assert patterns.level("Feuer!") == "emergency"
    assert patterns.level("Feuerwerk") is None
    assert patterns.is_harmless("Feuerwerk")
    assert not patterns.is_harmless("Feuer")


def test_phrases_may_name_word_fields():
    """The fields are the editors' too."""
    patterns = SafetyPatterns({"poisoning": ["{poison} getrunken"]}, (), {"poison": ["*reiniger"]})
    assert patterns.level("Rohrreiniger getrunken") == "poisoning"


def test_unknown_levels_are_refused():
    """A misspelled level would otherwise never answer."""
    with pytest.raises(KeyError, match="emergncy"):
        SafetyPatterns({"emergncy": ["a"]}, (), {})


def test_broken_phrases_are_refused():
    """At start, not in the night."""
    with pytest.raises(ValueError, match="brackets"):
        SafetyPatterns({"emergency": ["("]}, (), {})


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
