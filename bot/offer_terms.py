"""The German words of tables, calendars and exports for the values of offers; they stand in bot/strings.de.yml.

Knows which word means which value. What a file does with them is the business of its reader.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.city.text import fold, stem
from bot.city.text import words as words_of
from bot.strings import table, text

_SEVERAL = re.compile(r"[,;/\n]|\s+und\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Terms:
    """Words of one kind.

    Attributes:
        names: what each value is called.
        values: the value of each word, folded.
    """

    names: Mapping[str, str]
    values: Mapping[str, str]

    def value(self, word: str) -> str | None:
        """The value a word stands for; it may also be the value itself ("movement")."""
        return self.values.get(fold(word))

    @property
    def allowed(self) -> str:
        """The names, for people who wrote another one."""
        return ", ".join(self.names.values())


@cache
def terms(kind: str) -> Terms:
    """The words of a kind: columns, topics, audiences, weekdays, times, languages, yes_no.

    Raises:
        TextMissing: there is no such kind.
    """
    listed = {value: _list(entry) for value, entry in table(f"offer_terms.{kind}").items()}
    values = {fold(value): value for value in listed}
    values |= {fold(word): value for value, entries in listed.items() for word in entries}
    return Terms({value: entries[0] for value, entries in listed.items()}, values)


def several(cell: str) -> list[str]:
    """The single words of a cell that holds several: "Mo, Mi und Fr"."""
    return [part.strip() for part in _SEVERAL.split(cell) if part.strip()]


def says(kind: str, said: str) -> bool:
    """Whether a text has one of the words of a kind that is a single list: free, online, accessible, not, certified."""
    found = [stem(word.folded) for word in words_of(said)]
    return any(_in(entry, found) for entry in _stems(kind))


@cache
def _stems(kind: str) -> tuple[tuple[str, ...], ...]:
    entries = ([stem(word.folded) for word in words_of(entry)] for entry in _list(text(f"offer_terms.{kind}")))
    return tuple(tuple(entry) for entry in entries if entry)


def _in(entry: tuple[str, ...], found: list[str]) -> bool:
    """Whether words stand one after the other in a text; a single one also as the beginning of a longer one."""
    if len(entry) == 1:
        word = entry[0]
        return any(w == word or (len(word) >= 5 and w.startswith(word)) for w in found)
    return any(tuple(found[at : at + len(entry)]) == entry for at in range(len(found)))


def _list(entry: str) -> list[str]:
    return [word.strip() for word in entry.split(",")]
