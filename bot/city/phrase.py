"""A small language for phrases that editors write: words, gaps, alternatives and word fields.

`will ... (sterben|nicht mehr leben)`: a gap `...` is up to six words, `(a|b c)` is one of these, `(a|b)?`
may be missing, `gift*`, `*gift`, `*gift*` stand for longer words, `{poison}` for every word of a field.
"""

import re
from collections.abc import Iterable, Mapping

from bot.city.text import bare

_PIECE = re.compile(r"\.\.\.|\{[^{}]*\}|\([^()]*\)\??|[^\s(){}]+")
_GAP = r"(?: \w+){0,6}?"
_WORD = re.compile(r"\*?[^\W_]+\*?")


class Phrases:
    """Some phrases, asked whether one of them is in a text; case, umlauts and signs never matter."""

    def __init__(self, phrases: Iterable[str], fields: Mapping[str, Iterable[str]]) -> None:
        """Compile the phrases.

        Raises:
            ValueError: a phrase is not written as it should be, or names a field that is not there.
        """
        self._patterns = [compile_phrase(phrase, fields) for phrase in phrases]

    def match(self, text: str) -> bool:
        """Whether a text has one of the phrases."""
        text = padded(text)
        return any(pattern.search(text) for pattern in self._patterns)


def padded(text: str) -> str:
    """A text as compiled phrases are searched in: bare, between two spaces."""
    return f" {bare(text)} "


def compile_phrase(phrase: str, fields: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """Turn a phrase into an expression for `padded` texts.

    Raises:
        ValueError: see `Phrases`.
    """
    pieces = _PIECE.findall(phrase)
    if not pieces or "".join(pieces).replace(" ", "") != "".join(phrase.split()):
        raise ValueError(f"brackets without a partner in {phrase!r}")
    if pieces[0] == "..." or pieces[-1] == "...":
        raise ValueError(f"a gap at the edge of {phrase!r}; leave it out")
    return re.compile("".join(_expression(piece, fields) for piece in pieces) + "(?= )")


def _expression(piece: str, fields: Mapping[str, Iterable[str]]) -> str:
    if piece == "...":
        return _GAP
    if piece.startswith("("):
        optional = "?" if piece.endswith("?") else ""
        return _one_of(_either(entry, fields) for entry in piece.rstrip("?")[1:-1].split("|")) + optional
    return _either(piece, fields)


def _either(entry: str, fields: Mapping[str, Iterable[str]]) -> str:
    """A word field in curly brackets, or words."""
    if not entry.startswith("{"):
        return _words(entry)
    name = entry[1:-1]
    if name not in fields:
        raise ValueError(f"no word field {name!r}")
    return _one_of(map(_words, fields[name]))


def _one_of(expressions: Iterable[str]) -> str:
    return f"(?:{'|'.join(expressions)})"


def _words(entry: str) -> str:
    """One or more words in a row, each after a space."""
    found = [_word(word) for word in re.split(r"[\s\-/'’]+", entry.strip()) if word]
    if not found:
        raise ValueError("an empty alternative")
    return "".join(found)


def _word(word: str) -> str:
    if not _WORD.fullmatch(word):
        raise ValueError(f"{word!r} is no word")
    start, end = r"\w*" if word.startswith("*") else "", r"\w*" if word.endswith("*") else ""
    return f" {start}{bare(word)}{end}"
