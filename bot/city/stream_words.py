"""Spotting which bin or stream residents talk about ("die Blaue", "Papiertonne", "gelber Sack")."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.city.stream import Stream, StreamInfo
from bot.city.text import Word, fold, stem, words

_LONGEST_NAME = 4
_DENIED = re.compile(r"\b(nicht|statt)( die| den| der| das)? $", re.IGNORECASE)
# "Restmüll brauche ich nicht"
_UNWANTED = re.compile(r"\s*(brauche?|will|möchte|moechte)\s+ich\s+(nicht|nich|net|ned)\b", re.IGNORECASE)
_SHORTEST_FUZZY = 7
_COLOURS = ("blau", "gelb", "braun", "grau", "schwarz", "gruen")
# Bins are feminine, sacks masculine: "blaues" is neither.
_NO_BIN = ("es", "em")
_COLLECTING = ("entleerung", "leerung", "abholung", "abfuhr", "termine", "termin", "kalender", "tag")

_REST = re.compile(r"\brest\b(?! (?:der|des|vom|von|meiner|meines)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class StreamMention:
    """A stream named in a text."""

    start: int
    end: int
    stream: Stream


class StreamWords:
    """All words for streams and their bins."""

    def __init__(self, streams: Iterable[StreamInfo]) -> None:
        self._by_key: dict[str, Stream] = {}
        for info in streams:
            for name in (info.label, *info.names):
                self._by_key.setdefault(_key(words(name)), info.stream)
                self._by_key.setdefault(stem(fold(name)), info.stream)
        self._keys = [key for key in self._by_key if len(key) >= _SHORTEST_FUZZY]

    def spot(self, text: str) -> list[StreamMention]:
        """All streams named in a text, in its order, longer names before shorter ones."""
        found = words(text)
        mentions: list[StreamMention] = []
        for size in range(min(_LONGEST_NAME, len(found)), 0, -1):
            for first in range(len(found) - size + 1):
                window = found[first : first + size]
                start, end = window[0].start, window[-1].end
                if any(start < m.end and m.start < end for m in mentions):
                    continue
                stream = self._lookup(_key(window)) or self._collected(window)
                if stream and not (size == 1 and _mere_colour(text, found, first)):
                    mentions.append(StreamMention(start, end, stream))
        return _asserted(text, sorted(mentions, key=lambda m: m.start))

    def _collected(self, window: list[Word]) -> Stream | None:
        """The stream before the collecting: "Papierabfuhr", "Biotonnenleerung", "Sperrmülltermin"."""
        last = window[-1]
        for ending in _COLLECTING:
            if last.folded.endswith(ending) and len(last.folded) > len(ending) + 2:
                rest = last.folded.removesuffix(ending)
                return self._by_key.get(_key([*window[:-1], Word(rest, rest, last.start, last.end)]))
        return None

    def _lookup(self, key: str) -> Stream | None:
        if key in self._by_key:
            return self._by_key[key]
        if len(key) < _SHORTEST_FUZZY - 1:
            return None
        hit = process.extractOne(key, self._keys, scorer=OSA.distance, score_cutoff=1)
        # A slip in the first letter makes another word more often than a typo ("Bestmüll").
        return self._by_key[hit[0]] if hit and hit[0][0] == key[0] else None


def names_rest(text: str) -> bool:
    """Whether "Rest" stands alone for the residual bin; only for questions about dates: "Bio und Rest, wann?"."""
    return bool(_REST.search(text))


def _asserted(text: str, mentions: list[StreamMention]) -> list[StreamMention]:
    """Leave out what is denied when something else is meant: "nicht gelb, ich meinte die blaue"."""
    meant = [m for m in mentions if not _DENIED.search(text[: m.start]) and not _UNWANTED.match(text[m.end :])]
    return meant or mentions


def _key(window: list[Word]) -> str:
    return "".join(stem(word.folded) for word in window)


def _mere_colour(text: str, found: list[Word], at: int) -> bool:
    """Whether a colour is that of something else than a bin: "blaue Flecken", "blaues Auto"."""
    word = found[at]
    if not word.folded.startswith(_COLOURS):
        return False
    if word.folded.endswith(_NO_BIN):
        return True
    following = found[at + 1] if at + 1 < len(found) else None
    joined = following is not None and not text[word.end : following.start].strip()
    return joined and following is not None and word.text[:1].islower() and following.text[:1].isupper()
