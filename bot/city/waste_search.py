"""Finding waste items in what residents write: inflected, compounded, glued, split or misspelled.

Returns how sure it is and never guesses silently; what to say about it is the caller's business.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.city.errors import ItemAmbiguous, ItemUnknown
from bot.city.stopwords import STOPWORDS
from bot.city.text import Word, fold, forms, stem, words
from bot.city.waste import WasteChoice, WasteItem, WasteMaterial

_LONGEST_NAME = 5
_SHORTEST_HEAD = 4
_SHORTEST_FUZZY = 5
_MOST_CANDIDATES = 3
_WORTH_SUGGESTING = 0.62
# What stands between a thing and its state or contents: "Pizzakarton mit Käseresten".
# and between a thing and where it is: "Prospekte im Briefkasten".
_STATE_FOLLOWS = frozenset("mit ohne aus voller voll von vom samt inklusive fuer im in auf unter am hinter".split())


class Certainty(IntEnum):
    """How an item was found; only the surest readings of a text are kept."""

    SIMILAR = 1
    MATERIAL = 2
    COMPOUND = 3
    TYPO = 4
    INFLECTED = 5
    EXACT = 6


@dataclass(frozen=True)
class WasteMatch:
    """A place in a text that names waste.

    Attributes:
        name: what the catalogue calls what was written: the synonym met, spelled right ("Gartenschlauch").
        items: what it may be; several = ask which.
        certainty: how it was found; MATERIAL and COMPOUND deserve a "vermutlich".
    """

    start: int
    end: int
    query: str
    name: str
    items: tuple[WasteItem, ...]
    certainty: Certainty

    @property
    def sure(self) -> bool:
        """Whether this names one item beyond reasonable doubt."""
        return len(self.items) == 1 and self.certainty >= Certainty.TYPO


class WasteCatalogue:
    """All items, found by what people write."""

    def __init__(
        self,
        items: Iterable[WasteItem],
        choices: Iterable[WasteChoice] = (),
        materials: Iterable[WasteMaterial] = (),
    ) -> None:
        self.items = {item.name: item for item in items}
        self._exact: dict[str, tuple[WasteItem, ...]] = {}
        self._spelling: dict[str, str] = {}
        self._forms: dict[str, list[WasteItem]] = defaultdict(list)
        for item in self.items.values():
            for name in (item.name, *item.synonyms):
                self._learn(name, (item,))
        for choice in choices:
            candidates = tuple(self.items[name] for name in choice.candidates)
            for name in choice.names:
                self._learn(name, candidates)
        self._materials = {
            fold(word): self.items[material.item] for material in materials for word in material.words
        }
        self._keys = list(self._exact)

    def _learn(self, name: str, items: tuple[WasteItem, ...]) -> None:
        key = fold(name)
        self._exact[key] = items
        self._spelling[key] = name
        for form in _inflected(words(name)):
            known = self._forms[form]
            known.extend(item for item in items if item not in known)

    def spot(self, text: str, lexicon: Container[str] | None = None) -> list[WasteMatch]:
        """All items named in a text, in its order, without those that only describe another.

        "Pizzakarton mit Käseresten" names the box; the cheese is its state.

        Args:
            lexicon: folded German words. With it only sure matches count, as is needed before it is known
                that the text is about waste at all: no word of it is a typing slip ("laufen"), and no
                unlisted compound is guessed ("Stromschlag").
        """
        found = words(text)
        taken: list[tuple[int, int, WasteMatch]] = []
        searches = (self._known, self._misspelled) if lexicon else (self._known, self._misspelled, self._compound)
        for search in searches:
            for first, last, match in search(text, found, lexicon or STOPWORDS):
                if all(last <= a or first >= b for a, b, _ in taken):
                    taken.append((first, last, match))
        taken.sort(key=lambda entry: entry[0])
        kept: list[WasteMatch] = []
        previous_end = -1
        for first, last, match in taken:
            if previous_end >= 0 and self._describes(found, previous_end, first):
                continue
            kept.append(match)
            previous_end = last
        return kept

    def find(self, text: str) -> WasteMatch:
        """Find the first thing a question is about, or explain what to ask next.

        Raises:
            ItemAmbiguous: several items fit.
            ItemUnknown: nothing fits; carries the content word and the nearest names.
        """
        matches = self.spot(text)
        match = matches[0] if matches else self._by_material(text)
        if match is None:
            query = content_words(text)
            raise ItemUnknown(query, self.similar(query))
        if len(match.items) > 1:
            raise ItemAmbiguous(match.query, tuple(item.name for item in match.items))
        return match

    def similar(self, query: str) -> tuple[str, ...]:
        """Up to three item names that look like the query, nearest first; maybe none."""
        key = fold(query)
        if len(key) < _SHORTEST_HEAD:
            return ()
        hits = process.extract(
            key, self._keys, scorer=OSA.normalized_similarity, score_cutoff=_WORTH_SUGGESTING, limit=8
        )
        names = dict.fromkeys(item.name for k, _, _ in hits for item in self._exact[k])
        return tuple(names)[:_MOST_CANDIDATES]

    def _by_material(self, text: str) -> WasteMatch | None:
        """An unknown thing of a named material: "Dingsbums aus Metall"."""
        for word in words(text):
            for key, item in self._materials.items():
                if word.folded == key or (word.folded.startswith(key) and len(word.folded) > len(key) + 3):
                    query = text[word.start : word.end]
                    return WasteMatch(word.start, word.end, query, query, (item,), Certainty.MATERIAL)
        return None

    def _known(
        self, text: str, found: Sequence[Word], ordinary: Container[str]
    ) -> Iterator[tuple[int, int, WasteMatch]]:
        for size in range(min(_LONGEST_NAME, len(found)), 0, -1):
            for first in range(len(found) - size + 1):
                window = found[first : first + size]
                key = "".join(word.folded for word in window)
                if size == 1 and key in STOPWORDS and key not in self._exact:
                    continue
                items = self._exact.get(key)
                certainty = Certainty.EXACT
                if items is None and window[-1].folded not in STOPWORDS:
                    items = self._inflection(window)
                    certainty = Certainty.INFLECTED
                if items:
                    name = self._spelling.get(key)
                    yield first, first + size, _match(text, window, items, certainty, name)

    def _inflection(self, window: Sequence[Word]) -> tuple[WasteItem, ...]:
        hits = [item for form in _inflected(window) for item in self._forms.get(form, ())]
        return tuple(dict.fromkeys(hits))[:_MOST_CANDIDATES]

    def _misspelled(
        self, text: str, found: Sequence[Word], ordinary: Container[str]
    ) -> Iterator[tuple[int, int, WasteMatch]]:
        for size in (2, 1):
            for first in range(len(found) - size + 1):
                window = found[first : first + size]
                key = "".join(word.folded for word in window)
                if len(key) < _SHORTEST_FUZZY or any(_plain(w, ordinary) for w in window):
                    continue
                items, name = self._near(key)
                if items:
                    yield first, first + size, _match(text, window, items, Certainty.TYPO, name)

    def _near(self, key: str) -> tuple[tuple[WasteItem, ...], str | None]:
        """Items one slip away (two in long words), the nearest only, and the name that was meant."""
        allowed = 1 if len(key) < 9 else 2
        hits = process.extract(key, self._keys, scorer=OSA.distance, score_cutoff=allowed, limit=6)
        # A slip in the first letter makes another word ("Tonne", "Sonne") more often than a typo.
        hits = [hit for hit in hits if hit[0][0] == key[0] and len(hit[0]) >= _SHORTEST_FUZZY]
        if hits:
            best = min(distance for _, distance, _ in hits)
            named = {item.name: item for k, d, _ in hits if d == best for item in self._exact[k]}
            return tuple(named.values())[:_MOST_CANDIDATES], self._spelling[hits[0][0]]
        return (), None

    def _compound(
        self, text: str, found: Sequence[Word], ordinary: Container[str]
    ) -> Iterator[tuple[int, int, WasteMatch]]:
        """Unlisted compounds by their head: the longest known ending of the word."""
        for first, word in enumerate(found):
            if _plain(word, ordinary) or len(word.folded) < _SHORTEST_HEAD + 3:
                continue
            items = self._head(word.folded)
            if items:
                yield first, first + 1, _match(text, [word], items, Certainty.COMPOUND)

    def _head(self, folded: str) -> tuple[WasteItem, ...]:
        for cut in range(3, len(folded) - _SHORTEST_HEAD + 1):
            head = folded[cut:]
            items = self._exact.get(head) or self._inflection([Word(head, head, 0, 0)])
            if items:
                return items[:_MOST_CANDIDATES]
        material = next((item for key, item in self._materials.items() if folded.startswith(key)), None)
        return (material,) if material else ()

    def _describes(self, found: Sequence[Word], previous_end: int, first: int) -> bool:
        between = [word.folded for word in found[previous_end:first]]
        return any(word in _STATE_FOLLOWS for word in between) and not {"und", "oder"} & set(between)


def _plain(word: Word, ordinary: Container[str]) -> bool:
    return word.folded in STOPWORDS or word.folded in ordinary or word.folded.isdigit()


def content_words(text: str) -> str:
    """The words of a question that may name a thing, as written; empty when there are none."""
    kept = [word.text for word in words(text) if word.folded not in STOPWORDS and not word.folded.isdigit()]
    return " ".join(kept[:3])


def _inflected(window: Sequence[Word]) -> list[str]:
    """Keys under which inflections of a name meet; inner words of a name may be inflected too."""
    if not window:
        return []
    inner = "".join(stem(word.folded) for word in window[:-1])
    return [inner + form for form in forms(window[-1].folded)]


def _match(
    text: str,
    window: Sequence[Word],
    items: Sequence[WasteItem],
    certainty: Certainty,
    name: str | None = None,
) -> WasteMatch:
    start, end = window[0].start, window[-1].end
    query = text[start:end]
    return WasteMatch(start, end, query, name or query, tuple(items)[:_MOST_CANDIDATES], certainty)
