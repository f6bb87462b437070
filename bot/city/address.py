"""Spotting an address inside what a resident wrote: street as written, what it may mean, house number.

Decides only where an address stands and which streets fit; asking back is left to the caller.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.city.number import read_number
from bot.city.street import StreetRegister, street_key
from bot.city.text import Word, words

_LONGEST_NAME = 5
_LOCATIVE = frozenset("in im an am auf bei beim zur zum vom der dem den die wohne strasse hier".split())
_NUMBER_WORDS = frozenset(("hausnummer", "hausnr", "hsnr", "nummer", "nr", "nro"))
# A number followed by one of these counts something and is no house number.
_UNITS = frozenset(
    "jahr jahre jahren jahrigen jaehrig jaehrige monat monate monaten woche wochen tag tage tagen uhr liter l kg "
    "kilo g gramm cm mm m meter euro eur cent stueck mal stunden minuten prozent januar februar maerz april mai "
    "juni juli august september oktober november dezember grad personen leute kinder".split()
)
# Words that stand before a number for other reasons than being a street.
_NO_STREETS = frozenset(
    "in im am an ab bin mit ueber unter vor um bis von nach mann frau alter jahrgang nummer nr hausnummer u j ich "
    "und oder circa ca etwa fast schon mitte anfang ende knapp hab habe haben noch sind waren ueberhaupt die der "
    "das den dem ein eine einen nur so fuer seit gut rund tonne tonnen muell bus linie zone platz seite artikel "
    "weiblich maennlich sohn tochter kind baby oma opa mutter vater ist wird werde alt age typ uhr vom zum zur "
    "kategorie stufe plz wuppertal paragraf paragraph dann also doch nein ja okay ok hallo heute morgen".split()
)
# Street names that are everyday words too: they need a house number or "in der …" beside them.
_EVERYDAY = frozenset(
    "wall tunnel aue eich klippe kleeblatt weinberg springen steinberg bies eiland hoechsten steinweg "
    "steinhaus bracken".split()
)
_STREET_ENDINGS = ("strasse", "weg", "platz", "allee", "gasse", "treppe", "ufer")
# Words with a street's ending that are everyday words: "unterwegs", "Parkplatz", "keineswegs".
_NOT_STREET_WORDS = frozenset(
    "strasse weg platz allee gasse treppe ufer parkplatz spielplatz arbeitsplatz heimweg radweg rueckweg gehweg "
    "stellplatz sportplatz wertstoffplatz sammelplatz fussweg umweg ausweg bahnhofsvorplatz innenstadtstrasse".split()
)


@dataclass(frozen=True)
class AddressMention:
    """An address as somebody wrote it.

    Attributes:
        query: the street as written; empty when only a house number was given.
        streets: names that fit; one = sure, several = ask, none = unknown.
        house_number: "14" or "14a" in lower case, None when not given.
    """

    start: int
    end: int
    query: str
    streets: tuple[str, ...]
    house_number: str | None


def spot_address(text: str, register: StreetRegister) -> AddressMention | None:
    """Find the address in a text, the surest reading first; None when there is none."""
    found = words(text)
    for search in (_exact, _approximate, _unknown, _number_only):
        mention = next(search(text, found, register), None)
        if mention:
            return mention
    return None


def _windows(found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    for size in range(min(_LONGEST_NAME, len(found)), 0, -1):
        for first in range(len(found) - size + 1):
            yield first, first + size


def _exact(text: str, found: Sequence[Word], register: StreetRegister) -> Iterator[AddressMention]:
    for first, last in _windows(found):
        names = register.exact(_key(found[first:last]))
        if not names:
            continue
        number, end = _house_number(text, found, last)
        everyday = last - first == 1 and found[first].folded in _EVERYDAY
        if not everyday or number or _plainly_located(found, first) or len(found) == 1:
            yield _mention(text, found, first, last, names, number, end)


def _approximate(text: str, found: Sequence[Word], register: StreetRegister) -> Iterator[AddressMention]:
    for first, last in _windows(found):
        key = _key(found[first:last])
        edge = found[last - 1].folded
        if len(key) < 4 or found[first].folded in _NO_STREETS or edge in _NUMBER_WORDS or edge[0].isdigit():
            continue
        number, end = _house_number(text, found, last)
        street_like = _street_like(found[first:last])
        short = len(found) - (1 if number else 0) <= 2 and len(key) >= 6
        if not (street_like or number or short or (_after_locative(found, first) and len(key) >= 7)):
            continue
        names = register.near(key)
        if number or (street_like and len(key) >= len("ebertstrasse")):
            names = names or register.without_suffix(key) or (register.ending(key) if street_like else ())
        if names:
            yield _mention(text, found, first, last, names, number, end)


def _unknown(text: str, found: Sequence[Word], register: StreetRegister) -> Iterator[AddressMention]:
    for last in range(1, len(found) + 1):
        word = found[last - 1]
        number, end = _house_number(text, found, last)
        named_place = number and word.folded not in _NO_STREETS and _after_locative(found, last - 1)
        bare = number and len(found) <= 3 and word.folded not in _NO_STREETS and word.text[0].isupper()
        if _street_like([word]) or named_place or bare:
            first = last - 1
            if word.folded in ("str", "strasse", "weg", "platz", "allee") and first > 0:
                first -= 1
            if found[first].folded not in _NO_STREETS and not found[first].folded.isdigit():
                yield _mention(text, found, first, last, (), number, end)


def _number_only(text: str, found: Sequence[Word], register: StreetRegister) -> Iterator[AddressMention]:
    for position, word in enumerate(found[:-1]):
        if word.folded in _NUMBER_WORDS:
            number, end = _house_number(text, found, position + 1)
            if number:
                yield AddressMention(word.start, end, "", (), number)


def _key(window: Sequence[Word]) -> str:
    return street_key(" ".join(word.text for word in window))


def _street_like(window: Sequence[Word]) -> bool:
    """Whether the last word looks like the end of a street name."""
    last = window[-1].folded
    if len(window) > 1 and last in ("str", "strasse", "weg", "platz", "allee"):
        return window[-2].folded not in _LOCATIVE | _NO_STREETS | {"meine", "meiner", "unsere", "unserer", "welche"}
    return (
        last not in _NOT_STREET_WORDS
        and len(last) > 6
        and (last.endswith(_STREET_ENDINGS) or (last.endswith("str") and len(last) > 5))
    )


def _after_locative(found: Sequence[Word], first: int) -> bool:
    return first > 0 and found[first - 1].folded in _LOCATIVE


def _plainly_located(found: Sequence[Word], first: int) -> bool:
    """Whether "in/an/auf (der)" stands before: enough to read an everyday word as a street."""
    before = [word.folded for word in found[max(0, first - 2) : first]]
    direct = {"in", "im", "an", "am", "auf"}
    return bool(before) and (before[-1] in direct or (before[-1] in ("der", "dem") and before[0] in direct))


def _house_number(text: str, found: Sequence[Word], position: int) -> tuple[str | None, int]:
    """Read a house number that starts at a word position; returns it and where it ends in the text."""
    if position < len(found) and found[position].folded in _NUMBER_WORDS:
        position += 1
    if position >= len(found):
        return None, 0
    word = found[position]
    following = found[position + 1] if position + 1 < len(found) else None
    if re.fullmatch(r"\d{1,4}[a-z]?", word.folded):
        return _digits(text, word, following)
    value = read_number(word.text)
    if value is None or (following and following.folded in _UNITS):
        return None, 0
    return str(value), word.end


def _digits(text: str, word: Word, following: Word | None) -> tuple[str | None, int]:
    if re.match(r"\.\s?\d", text[word.end :]) or re.match(r":\d", text[word.end :]):
        return None, 0  # "3.12." is a date, "19:30" a time
    if following is None:
        return word.folded, word.end
    if following.folded in _UNITS or following.folded.startswith("jaehrig"):
        return None, 0
    letter = re.fullmatch(r"[a-h]", following.folded)
    if letter and word.folded.isdigit() and text[word.end : following.start].strip() == "":
        return word.folded + following.folded, following.end
    return word.folded, word.end


def _mention(
    text: str,
    found: Sequence[Word],
    first: int,
    last: int,
    names: tuple[str, ...],
    number: str | None,
    end: int,
) -> AddressMention:
    start, street_end = found[first].start, found[last - 1].end
    return AddressMention(start, max(end, street_end), text[start:street_end], names, number)
