"""Numbers in digits and in German words."""

import pytest

from bot.city.number import read_number


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("0", 0), ("14", 14), ("007", 7), ("null", 0), ("eins", 1), ("zwei", 2), ("zwo", 2), ("zwölf", 12), ("ZWÖLF", 12),
        ("zwoelf", 12), ("zwolf", 12), ("fünf", 5), ("funf", 5), ("sechzehn", 16), ("sechszehn", 16), ("siebzehn", 17),
        ("zwanzig", 20), ("einundzwanzig", 21), ("zweiunddreißig", 32), ("zweiunddreissig", 32), ("neunundneunzig", 99),
        ("siebenundsiebenzig", 77), ("hundert", 100), ("einhundert", 100), ("hunderteins", 101), ("zweihundert", 200),
        ("hundertundacht", 108), ("dreihundertfünfundvierzig", 345), ("999", 999),
    ],
)  # fmt: skip
def test_read(word, value):
    """As people write them."""
    assert read_number(word) == value


@pytest.mark.parametrize(
    "word", ["", "ein", "eine", "viele", "achtung", "dreist", "14a", "III", "unendlich", "1234567890"]
)
def test_no_number(word):
    """Articles and words that merely begin like a number."""
    assert read_number(word) is None


@pytest.mark.parametrize("word", ["ein", "eine", "einer", "einem", "Einen"])
def test_articles_count_on_demand(word):
    """In "in einer Woche" the article is a number."""
    assert read_number(word, articles=True) == 1


def test_all_numbers_differ():
    """No word stands for two numbers."""
    assert read_number("dreiundvierzig") != read_number("vierunddreißig")
