"""How dates, times, amounts and lists look in German."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import german

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 11, 23), "Montag, 23. November"),
        (date(2026, 12, 1), "Dienstag, 1. Dezember"),
        (date(2027, 3, 6), "Samstag, 6. März 2027"),
    ],
)
def test_day_has_its_year_when_it_is_another(value, text):
    """This year's days go without."""
    assert german.day(value, TODAY) == text


@pytest.mark.parametrize(("value", "text"), [(date(2026, 11, 30), "Mo, 30.11."), (date(2026, 5, 3), "So, 3.5.")])
def test_short_day(value, text):
    """For brackets."""
    assert german.short_day(value) == text


def test_plain_date():
    """For sources."""
    assert german.plain_date(date(2026, 3, 9)) == "9.3.2026"


@pytest.mark.parametrize(
    ("value", "text"), [(time(9), "9"), (time(9, 5), "9.05"), (time(16, 30), "16.30"), (time(0), "0")]
)
def test_clock(value, text):
    """Full hours without minutes, in 24 hours."""
    assert german.clock(value) == text


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([], ""),
        (["Bio"], "Bio"),
        (["Bio", "Papier"], "Bio und Papier"),
        (["Bio", "Papier", "Restmüll"], "Bio, Papier und Restmüll"),
    ],
)
def test_listing(values, text):
    """Commas, and "und" before the last."""
    assert german.listing(values) == text
    assert german.listing(iter(values)) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (12.0, "12"), (12.5, "12,50"), (0.55, "0,55"), (1234.0, "1234")]
)
def test_amount(value, text):
    """A comma, two places or none."""
    assert german.amount(value) == text


@pytest.mark.parametrize(("value", "text"), [(0.5, "0,5"), (2.0, "2"), (2.5, "2,5"), (8.04, "8")])
def test_number(value, text):
    """A comma, one place or none."""
    assert german.number(value) == text


@pytest.mark.parametrize(
    ("values", "text"), [([], ""), (["leer"], "leer"), (["leer", "voll", "nass"], "leer, voll oder nass")]
)
def test_either(values, text):
    """Commas, and "oder" before the last."""
    assert german.either(iter(values)) == text


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_has_a_german_name(value):
    """No day looks English, whatever the machine's own language."""
    weekdays = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
    assert german.day(value, TODAY).startswith(f"{weekdays[value.weekday()]}, {value.day}. ")
    assert german.short_day(value).startswith(f"{weekdays[value.weekday()][:2]}, ")
