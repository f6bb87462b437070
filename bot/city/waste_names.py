"""The names of waste items as an index: exact, inflected, misspelled, or similar.

Works on folded keys; which words of a text are looked up is decided in `bot.city.waste_search`, the parts of
compounds in `bot.city.waste_compound`.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from string import ascii_lowercase
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.city.text import ENDINGS, SHORTEST_STEM, Word, fold, fold_word, forms, stem, without_umlauts, words
from bot.city.waste import WasteChoice, WasteItem
from bot.city.waste_compound import SHORTEST_HEAD

SHORTEST_TYPO = 5
# From here on two slips are one word's, and the first letter may be wrong as well.
_TWO_SLIPS = 10
_ANY_FIRST_LETTER = 7
_WORTH_SUGGESTING = 0.77
_MOST_SUGGESTIONS = 3
_SHORTEST_START = 6
_PAIR = 2


class Named(NamedTuple):
    """What a key leads to: the items, and the name as it is spelled right."""

    items: tuple[WasteItem, ...]
    name: str


class WasteNames:
    """All names and what they stand for."""

    def __init__(self, items: Iterable[WasteItem], choices: Iterable[WasteChoice]) -> None:
        self._exact: dict[str, Named] = {}
        self._by_base: dict[str, list[Named]] = {}
        self._starts: dict[int, set[str]] = defaultdict(set)
        by_name = {item.name: item for item in items}
        for item in by_name.values():
            for name in (item.name, *item.synonyms):
                self._learn(name, (item,))
        for choice in choices:
            candidates = tuple(by_name[name] for name in choice.candidates)
            for name in choice.names:
                self._learn(name, candidates)
        self._sorted = sorted(self._exact)

    def _learn(self, name: str, items: tuple[WasteItem, ...]) -> None:
        named = Named(items, name)
        # Most names are one word, and there are thousands of them.
        if name.isalnum():
            key = fold_word(name)
            base = without_umlauts(key)
        else:
            parts = words(name)
            key = "".join(part.folded for part in parts)
            base = _base(parts)
            if len(parts) > _PAIR:
                self._starts[len(parts)].add(stem(parts[0].folded))
        self._exact[key] = named
        self._by_base.setdefault(base, []).append(named)

    @property
    def keys(self) -> Collection[str]:
        """All folded names."""
        return self._exact.keys()

    def may_start(self, word: Word, size: int) -> bool:
        """Whether a name of so many words starts with this word; pairs may be a compound written apart."""
        return size <= _PAIR or stem(word.folded) in self._starts[size]

    def exact(self, key: str) -> Named | None:
        """What is called exactly so, written in one word or several."""
        return self._exact.get(key)

    def inflected(self, window: Sequence[Word]) -> Named | None:
        """What an inflection of these words names ("Kartons" or "Äpfeln"), singular or plural.

        One side must be whole: both "bohren" and "Bohrer" shorten to "bohr", and are not the same.
        """
        inner = "".join(stem(word.folded) for word in window[:-1])
        whole, *shortened = forms(window[-1].folded)
        longer = (whole + ending for ending in ENDINGS if len(whole) > SHORTEST_STEM)
        found = (named for form in (whole, *longer, *shortened) for named in self._by_base.get(inner + form, ()))
        return together(list(found))

    def misspelled(self, key: str, most: int = 2) -> Named | None:
        """What is one slip away, or two in long words (`most` may allow fewer); only the nearest.

        A slip in the first letter makes another word ("Tonne", "Sonne") more often than a typo, so it is
        considered last and in longer words only. A slip in the first part of a compound whose end is spelled
        right is doubtful, too; then the kind of thing that the end names is a candidate as well
        ("Tofuverpackung" is no "To-go-Verpackung").
        """
        if len(key) < SHORTEST_TYPO:
            return None
        slips = min(_slips(key), most)
        hits = _within(key, self._of_first_letter(key), slips)
        if not hits and len(key) >= _ANY_FIRST_LETTER:
            return together([self._exact[near] for near in self._other_first_letter(key)])
        if not hits:
            return None
        best = min(distance for _, distance in hits)
        found = [self._exact[near] for near, distance in hits if distance == best]
        near = hits[0][0]
        head = self._end(key)
        if head and best > _slips(key.removesuffix(head)) and near.endswith(head):
            found.append(self._exact[head])
        return together(found)

    def similar(self, query: str) -> tuple[str, ...]:
        """Up to three item names that look like the query or one of its words, nearest first."""
        keys = {fold(query), *(word.folded for word in words(query))}
        found: dict[str, float] = {}
        for key in keys:
            for near, score in self._similar(key) if len(key) >= SHORTEST_HEAD else ():
                for item in self._exact[near].items:
                    found[item.name] = max(score, found.get(item.name, 0.0))
        return tuple(sorted(found, key=lambda name: -found[name]))[:_MOST_SUGGESTIONS]

    def _end(self, key: str) -> str | None:
        """The longest exact name that a key ends in."""
        cuts = range(1, len(key) - SHORTEST_HEAD + 1)
        return next((key[cut:] for cut in cuts if key[cut:] in self._exact), None)

    def _similar(self, key: str) -> list[tuple[str, float]]:
        scorer = OSA.normalized_similarity
        near_names = self._of_first_letter(key)
        hits = process.extract(key, near_names, scorer=scorer, score_cutoff=_WORTH_SUGGESTING, limit=4)
        return [(near, score) for near, score, _ in hits] + [(name, _WORTH_SUGGESTING) for name in self._longer(key)]

    def _longer(self, key: str) -> Iterator[str]:
        """Names that go on where the key, not too short, ends."""
        at = bisect_left(self._sorted, key)
        for name in self._sorted[at : at + _MOST_SUGGESTIONS] if len(key) >= _SHORTEST_START else ():
            if name.startswith(key):
                yield name

    def _other_first_letter(self, key: str) -> list[str]:
        """Names that differ in nothing but the first letter: another one, one missing, one too many, swapped."""
        possible = [key[1:], key[1] + key[0] + key[2:]]
        possible += [letter + rest for letter in ascii_lowercase for rest in (key[1:], key)]
        return [name for name in possible if name in self._exact]

    def _of_first_letter(self, key: str) -> list[str]:
        """Names that begin like the key; few enough to be compared one by one."""
        first = key[:1]
        return self._sorted[bisect_left(self._sorted, first) : bisect_left(self._sorted, chr(ord(first) + 1))]


def together(found: Sequence[Named]) -> Named | None:
    """Several hits as one: all their items, and the name when there is only one."""
    if not found:
        return None
    items = tuple(dict.fromkeys(item for named in found for item in named.items))
    return Named(items, found[0].name)


def _within(key: str, names: Sequence[str], slips: int) -> list[tuple[str, int]]:
    """The names within so many slips, nearest first."""
    hits = process.extract(key, names, scorer=OSA.distance, score_cutoff=slips, limit=6)
    return [(near, distance) for near, distance, _ in hits if len(near) >= SHORTEST_TYPO - 1]


def _slips(key: str) -> int:
    return 2 if len(key) >= _TWO_SLIPS else 1 if len(key) >= SHORTEST_TYPO else 0


def _base(parts: Sequence[Word]) -> str:
    """The key under which inflections of a name meet; inner words may be inflected too ("faulem Obst")."""
    return "".join(stem(part.folded) for part in parts[:-1]) + without_umlauts(parts[-1].folded)
