"""The German sentences for editors: found by key, filled in, complete."""

import re
from pathlib import Path

import pytest
import yaml

from bot.strings import STRINGS_FILE, TextMissing, has_text, table, text

ROOT = Path(__file__).parent.parent


def test_values_are_filled_in():
    """A sentence names what it is about."""
    assert "(1.2.) liegt nach „valid_until“ (1.1.)" in text(
        "faults.date_order", dates="dates", next="1.2.", until="1.1."
    )


def test_unknown_key_is_an_error():
    """A sentence that is missing must show in tests, not in a report to an editor."""
    with pytest.raises(TextMissing):
        text("faults.no_such_key")
    assert not has_text("faults")


def test_table_is_all_sentences_under_a_key():
    """In order, by the last part of their keys; a group of groups is none."""
    assert list(table("offer_terms.weekdays")) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    for key in ("faults", "faults.tab", "no_such_key"):
        with pytest.raises(TextMissing):
            table(key)


def test_every_code_in_the_sources_has_a_sentence():
    """A fault without words would hide what is wrong."""
    known = set(yaml.safe_load(STRINGS_FILE.read_text(encoding="utf-8"))["faults"])
    used = set()
    for path in (ROOT / "bot" / "sources").glob("*.py"):
        code = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'(?:add|complain)\(\s*(?:[\w.()]+, )*?(?:None, )?"([a-z]+_[a-z_]+)"', code))
        used |= set(re.findall(r'"((?:ics|yaml|value|key|csv|street|option)_[a-z_]+)"', code))
    assert len(used) > 40
    assert used - known == set()
