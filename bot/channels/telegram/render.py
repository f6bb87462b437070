"""How an answer looks in Telegram: parts to be sent one after the other. Which answer it is has been decided before.

A part is plain data, so that it can wait in the database: `{"text": HTML, "buttons": rows}`, `{"venue": …}` or
`{"calendar": id}`. The text is the assistant's own; cards add what Telegram can do beside it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from bot.channels.output import Reply
from bot.channels.safe_links import calendar_id, is_web_address
from bot.strings import text

# Telegram counts the letters that are seen, as UTF-16 does.
LONGEST_TEXT = 4096
_LONGEST_TITLE = 60
_SHORT_TITLE = 18
_MOST_LINKS = 4
_SENTENCE_END = re.compile(r"\n+|(?<=[.!?…])[\"“”)]*\s+")
_POINT = re.compile(r"(• )([^:\n]{1,80}): (.+)", re.DOTALL)

Part = dict[str, Any]
Row = list[dict[str, str]]


def rendered(replies: Iterable[Reply]) -> list[Part]:
    """The parts of an answer, in order."""
    parts: list[Part] = []
    for said, cards in _together(replies):
        parts += _texts(said, cards)
        for card in cards:
            parts += _beside(card)
    return parts


def plain(said: str, choices: Sequence[dict[str, str]] = ()) -> list[Part]:
    """A text without a card."""
    return _texts({"text": said, "choices": list(choices)}, [])


def split(said: str, longest: int = LONGEST_TEXT) -> list[str]:
    """The text in pieces that Telegram takes, cut where sentences end; inside of one only where it has to be."""
    pieces = []
    while _length(said) > longest:
        head = _head(said, longest)
        ends = [match.end() for match in _SENTENCE_END.finditer(head)]
        cut = next((end for end in reversed(ends) if head[:end].strip()), 0) or head.rfind(" ") + 1 or len(head)
        pieces.append(said[:cut].strip())
        said = said[cut:]
    return [piece for piece in (*pieces, said.strip()) if piece]


def _together(replies: Iterable[Reply]) -> Iterator[tuple[Reply, list[dict[str, Any]]]]:
    """Each text with the cards that follow it."""
    said: Reply | None = None
    cards: list[dict[str, Any]] = []
    for reply in replies:
        if isinstance(reply.get("card"), dict):
            cards.append(reply["card"])
            continue
        if said or cards:
            yield said or {}, cards
        said, cards = reply, []
    if said or cards:
        yield said or {}, cards


def _texts(said: Reply, cards: list[dict[str, Any]]) -> list[Part]:
    pieces = split(str(said.get("text") or ""))
    parts: list[Part] = [{"text": _html(piece, cards), "buttons": []} for piece in pieces]
    if parts:
        parts[-1]["buttons"] = [*_choices(said.get("choices") or _suggestions(cards)), *_links(cards)]
    return parts


def _choices(choices: Iterable[dict[str, str]]) -> list[Row]:
    """Short ones side by side."""
    buttons = [{"text": _title(one["title"]), "choice": one["id"]} for one in choices]
    if all(len(button["text"]) <= _SHORT_TITLE for button in buttons):
        return [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    return [[button] for button in buttons]


def _suggestions(cards: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    return [one for card in cards for one in _dicts(card.get("suggestions")) if "id" in one]


def _links(cards: Iterable[dict[str, Any]]) -> list[Row]:
    """The addresses on the cards as buttons, each once."""
    found: dict[str, str] = {}
    for card in cards:
        named = [*_dicts(card.get("links")), *_dicts(card.get("contacts"))]
        for link in named:
            title, url = link.get("title") or link.get("name"), link.get("url")
            if isinstance(title, str) and title and is_web_address(url):
                found.setdefault(str(url), title)
    return [[{"text": _title(title), "url": url}] for url, title in list(found.items())[:_MOST_LINKS]]


def _beside(card: dict[str, Any]) -> list[Part]:
    """What follows the text: the place on a map where there is one only, the calendar where it was asked for."""
    if card.get("card") == "places":
        places = _dicts(card.get("places"))
        return [_venue(places[0])] if len(places) == 1 and _is_position(places[0].get("position")) else []
    calendar = calendar_id(card.get("ics_url"))
    if card.get("card") == "info" and calendar:
        return [{"calendar": calendar}]
    return []


def _venue(place: dict[str, Any]) -> Part:
    lat, lon = place["position"]
    address = str(place.get("address") or text("telegram.city"))
    return {"venue": {"latitude": lat, "longitude": lon, "title": str(place.get("name")), "address": address}}


def _html(piece: str, cards: list[dict[str, Any]]) -> str:
    """The text with what matters in bold, and where it is from in italics."""
    sources = [str(card["source"].get("name")) for card in cards if isinstance(card.get("source"), dict)]
    numbers = {str(line.get("number")) for card in cards for line in _dicts(card.get("lines"))}
    lines = piece.split("\n")
    points = any(line.startswith("• ") for line in lines)
    return "\n".join(
        _line(line, first=points and not index, sources=sources, numbers=numbers) for index, line in enumerate(lines)
    )


def _line(line: str, *, first: bool, sources: list[str], numbers: set[str]) -> str:
    if any(source in line for source in sources) and line.startswith(text("telegram.source")):
        return f"<i>{_escaped(line)}</i>"
    if first and line.endswith(":"):
        return f"<b>{_escaped(line)}</b>"
    if point := _POINT.fullmatch(line):
        return f"{point[1]}<b>{_escaped(point[2])}</b>: {_bold(point[3], numbers)}"
    return _bold(line, numbers)


def _bold(line: str, numbers: set[str]) -> str:
    """The text with the numbers that are to be dialled in bold."""
    if not numbers:
        return _escaped(line)
    any_number = "|".join(re.escape(number) for number in sorted(numbers, key=len, reverse=True))
    pieces = re.split(rf"(?<![\d/-])({any_number})(?![\d/-])", line)
    return "".join(f"<b>{_escaped(piece)}</b>" if index % 2 else _escaped(piece) for index, piece in enumerate(pieces))


def _escaped(piece: str) -> str:
    return escape(piece, quote=False)


def _title(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_position(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(one, int | float) for one in value)


def _length(said: str) -> int:
    return len(said.encode("utf-16-le")) // 2


def _head(said: str, longest: int) -> str:
    """As much of a text as fits."""
    if said.isascii():
        return said[:longest]
    return said.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", errors="ignore")
