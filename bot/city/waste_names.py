"""The names of waste items as an index: exact, inflected, misspelled, as the end of a compound, or similar.

Works on folded keys; which words of a text are looked up is decided in `bot.city.waste_search`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.city.stopwords import VERBS, word_set
from bot.city.text import Word, fold, forms, stem, words
from bot.city.waste import WasteChoice, WasteItem

SHORTEST_HEAD = 4
SHORTEST_TYPO = 6
_SHORTEST_MODIFIER = 3
_TWO_SLIPS = 10
_WORTH_SUGGESTING = 0.77
_MOST_SUGGESTIONS = 3
_PLURALS = ("ern", "en", "er", "es", "e", "n", "s")
_UMLAUT = re.compile("([aou])e")
_VOWEL = re.compile("[aeiouy]")
# No German word, so no first part of a compound either, ends like this: "beschw|erde", "vertroc|knete".
_NO_WORD_END = re.compile(r"(?:[cjqw]|[bdfgkpqtvxz][lrmnw]|[bdfgkpqvwxz]h|ssch|sch[lmnrw]|.(?:ver|ent|zer))$")
# "Bekleidung" and "Beispiel" are no kinds of "Kleidung" and "Spiel" by their form.
_BOUND = word_set("be bei ge ver er ent emp zer miss")
_VERB_START = re.compile(
    r"(?:ab|an|auf|aus|be|bei|durch|ein|ent|er|fest|fort|her|hin|hoch|los|mit|nach|raus|rein|rum|runter|um|ver"
    r"|vor|weg|zer|zurueck|zusammen|zu)*(?:ge|zu)?"
)
# Compounds with these are about the collection itself: "Abfallkalender", "Papiertonne".
_BIN_TALK_START = re.compile(r"(?:rest|bio|sperr|gift)?(?:muell|abfall|abfaelle)|abfuhr|entsorgung")
# Short ends are in many words by chance ("Kont|rolle").
_SHORT_HEAD = 5
_STOPS = "bdfgkpt"
_LINKED = re.compile(r"[a-z]{3}(?:er|en|s)$")
# "Käsereste" are cheese: the end only says that it is little.
_REMAINS = re.compile(r"(?:n|s|en)?(?:rest(?:e|en|es)?|abfall|abfaelle[n]?|stueck(?:e|en|chen)?|kruemel|chen|lein)$")


@dataclass(frozen=True)
class Named:
    """What a key leads to: the items, and the name as it is spelled right."""

    items: tuple[WasteItem, ...]
    name: str


class WasteNames:
    """All names and what they stand for."""

    def __init__(self, items: Iterable[WasteItem], choices: Iterable[WasteChoice]) -> None:
        self._exact: dict[str, Named] = {}
        self._whole: dict[str, list[Named]] = defaultdict(list)
        self._shortened: dict[str, list[Named]] = defaultdict(list)
        self._starts: dict[int, set[str]] = defaultdict(set)
        by_name = {item.name: item for item in items}
        for item in by_name.values():
            for name in (item.name, *item.synonyms):
                self._learn(name, (item,))
        for choice in choices:
            candidates = tuple(by_name[name] for name in choice.candidates)
            for name in choice.names:
                self._learn(name, candidates)
        self._modifiers = frozenset(self._first_parts())
        self._by_first_letter: dict[str, list[str]] = defaultdict(list)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for key in self._exact:
            self._by_first_letter[key[:1]].append(key)
            self._by_length[len(key)].append(key)

    def _learn(self, name: str, items: tuple[WasteItem, ...]) -> None:
        parts = words(name)
        named = Named(items, name)
        self._exact[fold(name)] = named
        self._starts[len(parts)].add(stem(parts[0].folded))
        whole, *shortened = _inflected(parts)
        self._whole[whole].append(named)
        for form in shortened:
            self._shortened[form].append(named)

    def may_start(self, word: Word, size: int) -> bool:
        """Whether a name of so many words starts with this word; pairs may be a compound written apart."""
        return size <= 2 or stem(word.folded) in self._starts[size]

    def exact(self, key: str) -> Named | None:
        """What is called exactly so, written in one word or several."""
        return self._exact.get(key)

    def inflected(self, window: Sequence[Word]) -> Named | None:
        """What an inflection of these words names ("Kartons" or "Äpfeln"), singular or plural.

        One side must be whole: both "bohren" and "Bohrer" shorten to "bohr", and are not the same.
        """
        whole, *shortened = _inflected(window)
        found = [*self._whole.get(whole, ()), *self._shortened.get(whole, ())]
        found += [named for form in shortened for named in self._whole.get(form, ())]
        return _together(found)

    def misspelled(self, key: str) -> Named | None:
        """What is one slip away, or two in long words; only the nearest.

        A slip in the first letter makes another word ("Tonne", "Sonne") more often than a typo. So does a
        slip in a short word, and one in the first part of a compound whose end is spelled right; then the
        kind of thing that the end names is a candidate as well ("Tofuverpackung" is no "To-go-Verpackung").
        """
        if len(key) < SHORTEST_TYPO:
            return None
        hits = process.extract(
            key, self._by_first_letter[key[:1]], scorer=OSA.distance, score_cutoff=_slips(key), limit=6
        )
        hits = [hit for hit in hits if len(hit[0]) >= SHORTEST_TYPO - 1]
        if not hits:
            return None
        best = min(distance for _, distance, _ in hits)
        found = [self._exact[near] for near, distance, _ in hits if distance == best]
        near = hits[0][0]
        head = self._end(key)
        if head and best > _slips(key.removesuffix(head)) and near.endswith(head):
            found.append(self._exact[head])
        return _together(found)

    def _end(self, key: str) -> str | None:
        """The longest exact name that a key ends in."""
        cuts = range(1, len(key) - SHORTEST_HEAD + 1)
        return next((key[cut:] for cut in cuts if key[cut:] in self._exact), None)

    def compound(self, word: Word) -> Named | None:
        """What the end of an unlisted compound names ("Designersofa"), or the start of "Käsereste"."""
        folded = word.folded
        remains = _REMAINS.search(folded)
        if remains and remains.start() >= SHORTEST_HEAD:
            start = folded[: remains.start()]
            if named := self._exact.get(start) or self.inflected([Word(start, start, 0, 0)]):
                return named
        return next(self._heads(word), None)

    def _heads(self, word: Word) -> Iterator[Named]:
        folded, verbal = word.folded, word.text[:1].islower()
        for cut in range(_SHORTEST_MODIFIER, len(folded) - SHORTEST_HEAD + 1):
            modifier, head = folded[:cut], folded[cut:]
            name = self._head(head)
            if not name or not _may_be_modifier(modifier, head, verbal=verbal):
                continue
            # In "Park|streifen" and "Auf|preis" the joint could as well be elsewhere.
            doubtful = len(name) <= _SHORT_HEAD or (modifier[-1] in _STOPS and head[0] in "lr")
            if not doubtful or modifier in self._modifiers or _linked(modifier, head):
                yield self._exact[name]

    def _head(self, head: str) -> str | None:
        """The key of a name or its plural; stricter than `inflected`, for every end of a word is tried."""
        if head in self._exact:
            return head
        stems = (head.removesuffix(ending) for ending in _PLURALS if head.endswith(ending))
        keys = (key for cut in stems for key in (cut, _UMLAUT.sub(r"\1", cut)) if len(key) >= SHORTEST_HEAD)
        known = next((key for key in keys if key in self._exact), None)
        if known is None and len(head) > _SHORT_HEAD:
            return next((head + ending for ending in _PLURALS if head + ending in self._exact), None)
        return known

    def _first_parts(self) -> Iterator[str]:
        """What the names themselves show to be first parts of compounds: "Kinder" in "Kinderbett"."""
        for key in self._exact:
            for cut in range(_SHORTEST_MODIFIER, len(key) - SHORTEST_HEAD + 1):
                if key[cut:] in self._exact:
                    yield key[:cut]
                    break
            yield key

    def similar(self, query: str) -> tuple[str, ...]:
        """Up to three item names that look like the query or one of its words, nearest first."""
        keys = {fold(query), *(word.folded for word in words(query))}
        found: dict[str, float] = {}
        for key in keys:
            for near, score in self._alike(key) if len(key) >= SHORTEST_HEAD else ():
                for item in self._exact[near].items:
                    found[item.name] = max(score, found.get(item.name, 0.0))
        return tuple(sorted(found, key=lambda name: -found[name]))[:_MOST_SUGGESTIONS]

    def _alike(self, key: str) -> list[tuple[str, float]]:
        # Names much longer or shorter cannot be alike enough.
        lengths = range(int(len(key) * _WORTH_SUGGESTING), int(len(key) / _WORTH_SUGGESTING) + 1)
        near_names = [name for length in lengths for name in self._by_length.get(length, ())]
        scorer = OSA.normalized_similarity
        hits = process.extract(key, near_names, scorer=scorer, score_cutoff=_WORTH_SUGGESTING, limit=4)
        longer = [name for name in self._by_first_letter[key[:1]] if name.startswith(key)]
        cut_short = [(name, _WORTH_SUGGESTING) for name in longer if len(key) >= SHORTEST_TYPO]
        return [(near, score) for near, score, _ in hits] + cut_short[:_MOST_SUGGESTIONS]


def _slips(key: str) -> int:
    return 2 if len(key) >= _TWO_SLIPS else 1 if len(key) >= SHORTEST_TYPO - 1 else 0


def _may_be_modifier(modifier: str, head: str, *, verbal: bool) -> bool:
    if modifier in _BOUND or _NO_WORD_END.search(modifier) or _BIN_TALK_START.match(modifier):
        return False
    if head.startswith("ch") and modifier.endswith("s"):
        return False
    # What is left of a verb's beginning must still be a syllable: not so in "besp|rechen", "auf|rollen".
    rest = modifier[_verb_start(modifier) :]
    if verbal and (not rest or head in VERBS):
        return False
    return bool(_VOWEL.search(rest or modifier))


def _linked(modifier: str, head: str) -> bool:
    """Whether the first part ends as first parts do ("Abschieds|brief", but not "Bürgers|teig")."""
    return bool(_LINKED.search(modifier)) and not (modifier.endswith("s") and head[0] in "tpc")


def _verb_start(modifier: str) -> int:
    match = _VERB_START.match(modifier)
    return match.end() if match else 0


def _together(found: Sequence[Named]) -> Named | None:
    """Several hits as one: all their items, and the name when there is only one."""
    if not found:
        return None
    items = tuple(dict.fromkeys(item for named in found for item in named.items))
    return Named(items, found[0].name)


def _inflected(window: Sequence[Word]) -> list[str]:
    """Keys under which inflections of a name meet, the unshortened one first.

    Inner words of a name may be inflected too ("faules Obst", "faulem Obst").
    """
    inner = "".join(stem(word.folded) for word in window[:-1])
    last = window[-1].folded
    return [inner + form for form in sorted(forms(last), key=len, reverse=True)]
