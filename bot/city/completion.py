"""How a resident may go on typing: names of things and streets that begin like the last words. Answers nothing."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from bot.city.stopwords import STOPWORDS
from bot.city.street import Street
from bot.city.text import Word, fold, words
from bot.city.waste import WasteItem

_MOST = 6
_MOST_WORDS = 4
_FEWEST_LETTERS = 3
# Far more than can be shown; the rest of a short beginning does not get better.
_MOST_LOOKED_AT = 300


class Completions:
    """Names, found by how they begin."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names, the better one first where two fold to the same."""
        by_key: dict[str, str] = {}
        for name in names:
            by_key.setdefault(fold(name), name)
        self._keys = sorted(by_key)
        self._names = [by_key[key] for key in self._keys]

    def of(self, typed: str) -> list[str]:
        """What the resident may be about to type, whole: the longest ending that begins a name, completed.

        What is typed stays as it is; nothing is suggested once a word is finished with a space or a sign.
        """
        found = words(typed)
        if not found or found[-1].end != len(typed):
            return []
        for start in _starts(found, typed):
            if names := self._beginning_with(fold(typed[start:])):
                return [typed[:start] + name for name in names]
        return []

    def _beginning_with(self, key: str) -> list[str]:
        """The names that begin like this and say more, the shortest first."""
        start = bisect_left(self._keys, key)
        near = range(start, min(start + _MOST_LOOKED_AT, len(self._keys)))
        found = [self._names[i] for i in near if self._keys[i].startswith(key) and self._keys[i] != key]
        return sorted(found, key=lambda name: (len(name), name))[:_MOST]


def names_to_complete(items: Iterable[WasteItem], streets: Iterable[Street]) -> Iterator[str]:
    """The names worth completing: things by their own name, then streets, then what else things are called."""
    items = tuple(items)
    yield from (item.name for item in items)
    yield from (street.name for street in streets)
    yield from (synonym for item in items for synonym in item.synonyms if synonym[:1].isupper())


def _starts(found: list[Word], typed: str) -> Iterator[int]:
    """Where the beginning of a name may stand: the longest ending first, none that begins with a word of everyday."""
    for word in found[-_MOST_WORDS:]:
        if word.folded not in STOPWORDS and len(fold(typed[word.start :])) >= _FEWEST_LETTERS:
            yield word.start
