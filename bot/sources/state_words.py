"""The editors' groups of words for a state: "kaputt" also means "defekt" and "geht nicht mehr".

So that a cue needs writing once; what a question says of a state is read in `bot.city.waste_state`.
"""

from collections.abc import Iterable
from functools import cache

from bot.city.text import stem, words
from bot.sources.data_file import Entry
from bot.sources.name_book import NameBook


class StateWords:
    """Groups of state words, by any word of them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take the groups of a file; a word that stands in two of them is a fault."""
        names = NameBook(_key)
        self._head: dict[str, str] = {}
        self._group: dict[str, tuple[str, ...]] = {}
        for entry in entries:
            head = entry.values["word"]
            names.claim(head, head, entry, "word")
            names.claim_all(head, entry, "also")
            self._group[head] = (head, *entry.words("also"))
            self._head.update(dict.fromkeys(map(_key, self._group[head]), head))

    def expand(self, cues: Iterable[str]) -> tuple[str, ...]:
        """The cues with everything that means the same."""
        return tuple(dict.fromkeys(word for cue in cues for word in self._group.get(self.key(cue), (cue,))))

    def key(self, cue: str) -> str:
        """What all words of a group have in common, and a word outside of groups with its inflections."""
        return self._head.get(_key(cue), _key(cue))


@cache
def _key(cue: str) -> str:
    return " ".join(stem(word.folded) for word in words(cue))
