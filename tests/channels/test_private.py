"""What is masked before anything is stored, and what never is; the chat window warns by the same list."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.private import masked
from bot.strings import text

TABLE = Path(__file__).parent / "private_texts.csv"
with TABLE.open(encoding="utf-8") as _file:
    ROWS = [(row["text"], row["kinds"].split()) for row in csv.DictReader(_file, delimiter=";")]


@pytest.mark.parametrize(
    ("said", "kinds"), ROWS, ids=lambda value: value if isinstance(value, str) else " ".join(value)
)
def test_private_things_are_masked_and_nothing_else(said: str, kinds: list[str]) -> None:
    after = masked(said)
    found = [
        kind for kind in ("mail", "iban", "card", "insurance", "phone") if text(f"channels.private.{kind}") in after
    ]
    assert sorted(found) == sorted(kinds)
    assert kinds or after == said


@given(st.text() | st.lists(st.sampled_from([said for said, _ in ROWS]), max_size=4).map(" ".join))
def test_masking_again_changes_nothing(said: str) -> None:
    assert masked(masked(said)) == masked(said)
