"""Word fields: which kinds of words a text uses ("swallow", "poison", "child"), however they are inflected.

Danger is seldom one word; it is kinds of words that come together. Says nothing about danger itself.
"""

from collections.abc import Iterable, Mapping

from bot.city.text import bare

_SHORTEST_PART = 3


class WordFields:
    """Fields of words, each word written as in the editors' file.

    A word may stand for others: `gift*` for those that begin so, `*gift` for those that end so, `*gift*`
    for those that hold it; several words in a row are a phrase, which may end in `*`.
    """

    def __init__(self, fields: Mapping[str, Iterable[str]]) -> None:
        """Sort the words by how they are compared; umlauts and case never matter."""
        self.names = tuple(fields)
        self._whole: dict[str, set[str]] = {}
        self._begins: dict[str, set[str]] = {}
        self._ends: dict[str, set[str]] = {}
        self._inside: dict[str, set[str]] = {}
        self._phrases: dict[str, set[str]] = {}
        for name, entries in fields.items():
            for entry in entries:
                self._add(name, entry)
        self._longest = max((len(part) for part in (*self._begins, *self._ends)), default=0)

    def _add(self, name: str, entry: str) -> None:
        key = bare(entry)
        open_start, open_end = entry.startswith("*"), entry.endswith("*")
        if " " in key:
            self._phrases.setdefault(f" {key}" if open_end else f" {key} ", set()).add(name)
            return
        table = {
            (False, False): self._whole,
            (False, True): self._begins,
            (True, False): self._ends,
            (True, True): self._inside,
        }[open_start, open_end]
        table.setdefault(key, set()).add(name)

    def of_phrases(self, text: str) -> frozenset[str]:
        """The fields of the phrases in a text that is `bare`."""
        padded = f" {text} "
        return frozenset().union(*(names for phrase, names in self._phrases.items() if phrase in padded))

    def of_word(self, word: str) -> frozenset[str]:
        """The fields of one folded word without umlauts."""
        found = set(self._whole.get(word, ()))
        for size in range(_SHORTEST_PART - 1, min(len(word), self._longest) + 1):
            found |= self._begins.get(word[:size], set())
            found |= self._ends.get(word[-size:], set())
        for part, names in self._inside.items():
            if part in word:
                found |= names
        return frozenset(found)
