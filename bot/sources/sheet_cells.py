"""Understands the cells of one row of a table, and complains about those that cannot be understood."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from bot.offer_terms import several, terms
from bot.strings import text

HIGHEST_PRICE = 2000

_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_PRICE = re.compile(r"(?:€|EUR(?:O)?)?\s*(\d{1,4})(?:[.,](\d{1,2}|-|–))?\s*(?:€|EUR(?:O)?)?", re.IGNORECASE)
_DAY_LIST = re.compile(r"[,;]|\s+und\s+|(?<=\d{4})\s+")
_SPAN = re.compile(r"\s*(?:-|–|\bbis\b)\s*")
# What a spreadsheet would compute when the table is opened.
_FORMULA = ("=", "@")

Complain = Callable[..., None]


class Cells:
    """The cells of a row by their key; an empty cell and a missing column are the same."""

    def __init__(self, cells: Mapping[str, str], complain: Complain) -> None:
        """Read these cells; `complain` takes a code, a key and the values of the sentence."""
        self._cells = cells
        self._complain = complain

    def is_blank(self, key: str) -> bool:
        """Whether nothing stands there."""
        return not self._cells.get(key, "").strip()

    def text(self, key: str) -> str | None:
        """A text as it stands there, but no formula."""
        cell = self._cells.get(key, "").strip()
        if cell.startswith(_FORMULA):
            self._complain("sheet_formula", key, value=cell)
            return None
        return cell or None

    def one(self, key: str, kind: str) -> str | None:
        """The value of a cell with one word of a kind."""
        cell = self.text(key)
        value = terms(kind).value(cell) if cell else None
        if cell and value is None:
            self._complain("sheet_value", key, value=cell, allowed=terms(kind).allowed)
        return value

    def some(self, key: str, kind: str) -> tuple[str, ...]:
        """The values of a cell with several words of a kind, in the order of the kind."""
        found = set()
        for word in several(self.text(key) or ""):
            value = terms(kind).value(word)
            if value is None:
                self._complain("sheet_value", key, value=word, allowed=terms(kind).allowed)
            found.add(value)
        return tuple(value for value in terms(kind).names if value in found)

    def list(self, key: str) -> tuple[str, ...]:
        """The texts between commas, each once."""
        parts = (part.strip() for part in re.split("[,;]", self.text(key) or ""))
        return tuple(dict.fromkeys(part for part in parts if part))

    def weekdays(self, key: str) -> tuple[str, ...]:
        """The weekdays of "Mo, Mi" or "Mo-Fr"."""
        known, found = terms("weekdays"), set[str]()
        order = list(known.names)
        for part in several(self.text(key) or ""):
            ends = [known.value(word) for word in _SPAN.split(part)]
            if None in ends or len(ends) > 2:
                self._complain("sheet_value", key, value=part, allowed=known.allowed)
                continue
            first, last = order.index(str(ends[0])), order.index(str(ends[-1]))
            found |= set(order[first : last + 1] if first <= last else order[first:] + order[: last + 1])
        return tuple(day for day in order if day in found)

    def yes_no(self, key: str) -> bool | None:
        """Whether a cell says yes; None when it says nothing."""
        value = self.one(key, "yes_no")
        return None if value is None else value == "yes"

    def price(self, key: str) -> float | None:
        """A price in euro; 0 when it says so in words."""
        cell = self.text(key)
        amount = euro(cell) if cell else None
        if cell and amount is None:
            self._complain("sheet_price", key, value=cell)
        return amount

    def day(self, key: str) -> date | None:
        """The day in a cell."""
        cell = self.text(key)
        day = german_day(cell) if cell else None
        if cell and day is None:
            self._complain("sheet_date", key, value=cell)
        return day

    def days(self, key: str) -> tuple[date, ...]:
        """The days in a cell, whatever separates them."""
        found = set()
        for written in filter(None, (part.strip() for part in _DAY_LIST.split(self.text(key) or ""))):
            day = german_day(written)
            if day is None:
                self._complain("sheet_date", key, value=written)
            else:
                found.add(day)
        return tuple(sorted(found))


def euro(written: str) -> float | None:
    """The price in "45,50 €" or "kostenlos"; None when it is none, or too high to be meant."""
    if written.casefold() in (word.strip() for word in text("offer_terms.free").split(",")):
        return 0
    found = _PRICE.fullmatch(written)
    if found is None:
        return None
    cents = found[2] if (found[2] or "").isdigit() else "0"
    amount = float(f"{found[1]}.{cents}")
    return amount if amount <= HIGHEST_PRICE else None


def german_day(written: str) -> date | None:
    """The day of "1.2.2027" or "2027-02-01"; None when there is no such day."""
    try:
        if found := _DAY.fullmatch(written):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(written) if _ISO.fullmatch(written) else None
    except ValueError:
        return None
