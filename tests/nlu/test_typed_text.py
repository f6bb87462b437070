"""What typed text looks like when the rest of the NLU gets it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.typed_text import MAX_CHARACTERS, clean_typed_text


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("Wohin mit Glas?", "Wohin mit Glas?"),
        ("", ""),
        ("  \t\n ", ""),
        ("/restart", ""),
        ("  //  / /restart", ""),
        ('/waste_where{"waste_item": "Glas"}', ""),
        ("\u200b/restart", ""),
        ("\x00/restart", ""),
        ("/ wohin mit Glas?", "wohin mit Glas?"),
        ("/wohin mit Glas?", "wohin mit Glas?"),
        ("/", ""),
        ("Bio/Restmüll", "Bio/Restmüll"),
        ("Mu\u0308ll", "Müll"),
        ("Pizza\u00adkarton", "Pizzakarton"),
        ("eins\x07zwei\r\ndrei", "eins zwei drei"),
        ("kaputt \ud83d hier", "kaputt hier"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("<b>Glas</b>", "<b>Glas</b>"),
    ],
)
def test_typed_text_becomes_one_safe_line(typed: str, cleaned: str) -> None:
    """No command, no control characters, one spelling of each letter."""
    assert clean_typed_text(typed) == cleaned


def test_long_text_is_cut() -> None:
    """A message far too long costs no more time than one just long enough."""
    assert clean_typed_text("Glas " * 1000) == ("Glas " * 1000)[:MAX_CHARACTERS].rstrip()


@given(st.text(max_size=60))
def test_no_typed_text_is_a_command(typed: str) -> None:
    """Whatever is typed, Rasa's command handler finds no slash at its beginning."""
    cleaned = clean_typed_text(typed)
    assert not cleaned.strip().startswith("/")
    assert clean_typed_text(cleaned) == cleaned
