"""A card seen by a template: every value of the form it should have, every link safe, dates and prices in German.

Mirrors `widget/cards.js`; both are held against the examples of docs/cards.md.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.channels.safe_links import calendar_id, is_web_address
from bot.channels.web.words import words

_DAYS = "Mo Di Mi Do Fr Sa So".split()
_MONTHS = "Jan Feb März April Mai Juni Juli Aug Sept Okt Nov Dez".split()
_KILOMETRE = 1_000


class CardView:
    """One card, under the text it came with."""

    def __init__(self, card: Any, said: Iterable[str]) -> None:
        self._card = card if isinstance(card, dict) else {}
        self._said = _folded("\n".join(said))
        self.kind = self.text(self._card, "card")
        self.example = self._card.get("example") is True
        self.source = self.part("source")

    def text(self, where: Any, key: str) -> str:
        """A string of the card or of a part of it; empty where there is none."""
        value = where.get(key) if isinstance(where, dict) else None
        return value if isinstance(value, str) else ""

    def of(self, key: str) -> str:
        """A string of the card itself."""
        return self.text(self._card, key)

    def part(self, key: str) -> dict[str, Any]:
        """A part of the card; empty where there is none."""
        value = self._card.get(key)
        return value if isinstance(value, dict) else {}

    def parts(self, key: str) -> list[dict[str, Any]]:
        """The parts of a list; what is none is left out."""
        return [one for one in _list(self._card.get(key)) if isinstance(one, dict)]

    def texts(self, key: str, where: Any = None) -> list[str]:
        """The strings of a list."""
        return [one for one in _list((self._card if where is None else where).get(key)) if isinstance(one, str)]

    def unsaid(self, sentence: str) -> str:
        """The sentence, unless the text has said it."""
        return "" if _folded(sentence) in self._said else sentence

    def word(self, table: str, key: str) -> str:
        """The German word for a value of an enumeration; the value itself where there is none."""
        return str(words()[table].get(key, key))

    def link(self, url: Any) -> str:
        """The address, if it may be linked to: https, or a calendar of ours."""
        return str(url) if calendar_id(url) or is_web_address(url) else ""

    def dialled(self, number: str) -> str:
        """What a telephone dials."""
        return "tel:" + re.sub(r"[^0-9+]", "", number)

    def day(self, iso: Any, *, weekday: bool = True) -> str:
        """A date as people write it."""
        parsed = _date(iso)
        if parsed is None:
            return str(iso or "")
        before = f"{_DAYS[parsed.weekday()]}, " if weekday else ""
        return f"{before}{parsed.day}.{parsed.month}.{parsed.year}"

    def leaf(self, iso: Any) -> tuple[str, str, str]:
        """Weekday, day and month of a calendar leaf."""
        parsed = _date(iso)
        return (
            (_DAYS[parsed.weekday()], str(parsed.day), _MONTHS[parsed.month - 1])
            if parsed
            else ("", str(iso or ""), "")
        )

    def price(self, euro: Any) -> str:
        """A price; empty where it is not known."""
        if not isinstance(euro, int | float) or isinstance(euro, bool):
            return ""
        return str(words()["free"]) if euro == 0 else f"{euro:,.2f} €".translate(str.maketrans(",.", ".,"))

    def distance(self, metres: Any) -> str:
        """A distance as people say it."""
        if not isinstance(metres, int | float) or isinstance(metres, bool):
            return ""
        if metres < _KILOMETRE:
            return str(words()["near"]).format(metres=round(metres / 10) * 10)
        return str(words()["far"]).format(kilometres=f"{metres / _KILOMETRE:.1f}".replace(".", ",").removesuffix(",0"))

    def wishes(self) -> list[str]:
        """What offers were searched for, in words."""
        filters = self.part("filters")
        flags = [key for key in ("online", "wheelchair", "certified") if filters.get(key) is True]
        most = filters.get("max_price_eur")
        found = [
            self.word("topics", self.text(filters, "topic")),
            self.text(filters, "quarter") or self.text(filters, "district"),
            *(self.word("audiences", group) for group in self.texts("audience", filters)),
            *(self.word("weekdays", name) for name in self.texts("weekdays", filters)),
            self.word("times", self.text(filters, "time")),
            str(words()["upTo"]).format(price=self.price(most)) if self.price(most) and most else self.price(most),
            *(str(words()[key]) for key in flags),
            self.text(filters, "language"),
        ]
        return [wish for wish in found if wish]


def choices_in(replies: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What there is to choose from in an answer: the choices under its texts, else the suggestions of its cards."""
    replies = list(replies)
    offered = [choice for reply in replies for choice in _list(reply.get("choices"))]
    cards = [reply.get("card") for reply in replies]
    return offered or [one for card in cards if isinstance(card, dict) for one in _list(card.get("suggestions"))]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _folded(text: str) -> str:
    return re.sub(r"[.!]$", "", " ".join(text.lower().split())).strip()


def _date(iso: Any) -> date | None:
    try:
        return date.fromisoformat(iso)
    except (TypeError, ValueError):
        return None
