"""Word fields: which kinds of words are in a text, however they are written."""

import pytest

from bot.city.safety_fields import WordFields

FIELDS = WordFields(
    {
        "swallow": ["geschluckt", "verschluck*"],
        "poison": ["*reiniger", "*gift*", "säure"],
        "urgent": ["auf einmal", "seit ein paar min*"],
        "both": ["säure"],
    }
)


@pytest.mark.parametrize(
    ("word", "fields"),
    [
        ("geschluckt", {"swallow"}),
        ("geschluckte", set()),
        ("verschluckte", {"swallow"}),
        ("rohrreiniger", {"poison"}),
        ("reinigern", set()),
        ("rattengiftkoder", {"poison"}),
        ("saure", {"poison", "both"}),
        ("tonne", set()),
        ("", set()),
    ],
)
def test_words_are_of_fields(word, fields):
    """Whole, by beginning, by end, or by what is inside; without umlauts."""
    assert FIELDS.of_word(word) == fields


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("er kippt auf einmal um", {"urgent"}),
        ("seit ein paar minuten", {"urgent"}),
        ("auf einmalig", set()),
        ("einmal auf", set()),
    ],
)
def test_phrases_are_of_fields(text, fields):
    """Several words in a row."""
    assert FIELDS.of_phrases(text) == fields


def test_names_keep_their_order():
    """What is learned of them depends on it."""
    assert FIELDS.names == ("swallow", "poison", "urgent", "both")
