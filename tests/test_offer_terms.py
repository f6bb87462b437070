"""The German words of tables and calendars: complete, and each for one value only."""

import pytest

from bot.city.offer import AUDIENCES, TIMES, TOPICS, WEEKDAYS
from bot.city.text import fold
from bot.offer_terms import says, several, terms
from bot.strings import table

VALUES = {"topics": TOPICS, "audiences": AUDIENCES, "weekdays": WEEKDAYS, "times": TIMES}


@pytest.mark.parametrize("kind", VALUES)
def test_every_value_of_the_core_has_a_name(kind):
    """In the order of the core."""
    assert tuple(terms(kind).names) == VALUES[kind]


@pytest.mark.parametrize("kind", [*VALUES, "columns", "languages", "yes_no"])
def test_a_word_stands_for_one_value(kind):
    """Otherwise nobody could tell which is meant."""
    owners: dict[str, set[str]] = {}
    for value, words in table(f"offer_terms.{kind}").items():
        for word in words.split(","):
            owners.setdefault(fold(word), set()).add(value)
    assert {word: found for word, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize("word", ["Bewegung", "bewegung", "movement", "SPORT"])
def test_value_is_found_by_any_of_its_words(word):
    """Capitals make no difference."""
    assert terms("topics").value(word) == "movement"


@pytest.mark.parametrize(
    ("kind", "said", "right"),
    [
        ("free", "Die Teilnahme ist kostenlos", True),
        ("free", "45 Euro", False),
        ("accessible", "Rollstuhlgerechter Eingang", True),
        ("accessible", "Aufzug", False),
        ("not", "nicht barrierefrei", True),
        ("not", "Notiz", False),
        ("online", "im Internet", True),
        ("online", "im Haus", False),
    ],
)
def test_texts_say_a_word_however_inflected(kind, said, right):
    """For what other directories put in words."""
    assert says(kind, said) is right


def test_cells_hold_several_words():
    """However they are separated."""
    assert several("Mo, Mi und Fr; Sa / So") == ["Mo", "Mi", "Fr", "Sa", "So"]
