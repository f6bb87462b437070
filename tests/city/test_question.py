"""Whether a question wants yes or no."""

import pytest

from bot.city.question import is_yes_no


@pytest.mark.parametrize(
    "text",
    [
        "darf Styropor in die gelbe Tonne?",
        "Gehört Backpapier ins Altpapier",
        "Ist eine Teflonpfanne was für die gelbe Tonne?",
        "Kompostierbare Müllbeutel in die braune Tonne?",
        "Teebeutel in Bio?",
        "kann man das zum Sperrmüll stellen oder nicht",
    ],
)
def test_yes_or_no_is_wanted(text):
    """By a verb, or by a bin with a question mark."""
    assert is_yes_no(text)


@pytest.mark.parametrize(
    "text",
    ["Wohin mit Styropor?", "In welche Tonne kommt Styropor?", "Ist das Papier oder Restmüll?", "Teebeutel", "", "???"],
)
def test_other_questions_want_more(text):
    """An open question, a choice of two, and no question at all."""
    assert not is_yes_no(text)
