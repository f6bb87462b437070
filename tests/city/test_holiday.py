"""Public holidays of the state."""

from datetime import date

import pytest

from bot.city.holiday import holiday_on_or_after, holidays_of
from bot.city.when_words import HOLIDAYS


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_north_rhine_westphalia_has_eleven(year):
    """Among them Fronleichnam and Allerheiligen, not Heilige Drei Könige."""
    names = set(holidays_of(year).values())
    assert len(names) == 11
    assert {"Fronleichnam", "Allerheiligen", "Karfreitag"} <= names


@pytest.mark.parametrize(
    ("name", "day", "found"),
    [
        ("Neujahr", date(2026, 12, 31), date(2027, 1, 1)),
        ("Neujahr", date(2027, 1, 1), date(2027, 1, 1)),
        ("Neujahr", date(2027, 1, 2), date(2028, 1, 1)),
        ("Fronleichnam", date(2026, 11, 23), date(2027, 5, 27)),
        ("Karfreitag", date(2026, 1, 1), date(2026, 4, 3)),
    ],
)
def test_the_next_of_a_name(name, day, found):
    """The day itself counts."""
    assert holiday_on_or_after(name, day) == found


def test_an_unknown_holiday():
    """No such day in this state."""
    with pytest.raises(KeyError):
        holiday_on_or_after("Heilige Drei Könige", date(2026, 1, 1))


@pytest.mark.parametrize("word", HOLIDAYS)
def test_every_word_for_a_holiday_leads_to_one(word):
    """The library's names change with its releases."""
    assert holiday_on_or_after(HOLIDAYS[word], date(2026, 11, 23))
