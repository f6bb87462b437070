"""The words for the filters of offers, found in text however they are inflected, compounded or misspelled.

Knows no German of its own: the words come from `offer_words.yml` and from the keywords of offers.
"""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.city.lexicon import NO_LEXICON, Lexicon
from bot.city.stopwords import STOPWORDS
from bot.city.street_sound import sound
from bot.city.text import ENDINGS, SHORTEST_STEM, Word, stem, without_umlauts, words

_SHORTEST_PART = 5
_SHORTEST_REST = 3
_SHORTEST_FUZZY = 6
_LONG = 9
# So many other words may stand inside a phrase ("liege jede Nacht wach").
_GAP = 2
# What holds the parts of a compound together ("Ernährungs|beratung").
_LINKS = ("", "s", "n", "en", "er", "e", "es")
_VERB_ENDINGS = frozenset(("t", "st", "te", "ten", "tet", "end", "ende", "enden"))
# What a short word may be followed by in a compound ("Yoga|kurs").
_COURSE = re.compile(
    r"s?(kurs|gruppe|treff|stunde|angebot|training|abend|sport|verein|schule|beratung|lehrer|studio|workshop|woche)"
)

# A filter value, and the entry that stands for it.
_Meaning = tuple[str, str]


@dataclass(frozen=True)
class OfferVocabulary:
    """Everyday words and the filter they mean: filter value -> words, as editors wrote them.

    Attributes:
        weak: words that tell a topic only where no other word does ("Gruppe", "Oma").
        whole: words that contain others and mean something else ("Kinderbetreuung").
    """

    topics: dict[str, tuple[str, ...]]
    audiences: dict[str, tuple[str, ...]]
    languages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    weak: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A word or phrase of a table found in a text.

    Attributes:
        first, last: the positions of its words.
        size: how many letters of the text it explains; the more, the surer.
    """

    value: str
    entry: str
    first: int
    last: int
    size: int


class WordTable:
    """Words and phrases with the value they stand for."""

    def __init__(self, entries: Mapping[str, Iterable[str]], lexicon: Lexicon = NO_LEXICON) -> None:
        """Take value -> words; with a lexicon no German word is taken for a misspelled one."""
        self._lexicon = lexicon
        self._roots: dict[str, list[_Meaning]] = {}
        self._stems: dict[str, list[_Meaning]] = {}
        self._forms: dict[str, list[_Meaning]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], int, _Meaning]]] = {}
        for value, texts in entries.items():
            for text in texts:
                self._add(text, (value, text))

    def _add(self, text: str, meaning: _Meaning) -> None:
        folded = [word.folded for word in words(text)]
        glued = "".join(folded)
        self._forms.setdefault(glued, []).append(meaning)
        if len(folded) > 1:
            # Around a number nothing may stand: "ab 60" is not "ab und zu 60".
            gap = 0 if any(part.isdigit() for part in folded) else _GAP
            roots = tuple(map(_root, folded))
            self._phrases.setdefault(roots[0], []).append((roots, gap, meaning))
        elif len(glued) >= _SHORTEST_PART:
            self._roots.setdefault(_root(glued), []).append(meaning)
            self._stems.setdefault(stem(glued), []).append(meaning)
        else:
            # "Mann" must not be found in "man".
            for ending in ("", *ENDINGS):
                self._roots.setdefault(glued + ending, []).append(meaning)

    def find(self, found: list[Word], whole: Container[str] = ()) -> list[Hit]:
        """All words of the table in a text, as split by `bot.city.text.words`.

        Args:
            whole: folded words that count only as what they are, not by the words in them.
        """
        hits = [hit for position in range(len(found)) for hit in self._at(found, position, whole)]
        roots = [_root(word.folded) for word in found]
        for first, root in enumerate(roots):
            for parts, gap, (value, text) in self._phrases.get(root, ()):
                last = _end_of_phrase(parts, roots, first, gap)
                if last is not None:
                    hits.append(Hit(value, text, first, last, sum(map(len, parts))))
        return hits

    def _at(self, found: list[Word], position: int, whole: Container[str]) -> list[Hit]:
        word = found[position].folded
        pair = word + found[position + 1].folded if position + 1 < len(found) else ""
        for text, last in ((pair, position + 1), (word, position)):
            if text and (exact := self._exact(text)):
                return [Hit(value, entry, position, last, len(text)) for value, entry in exact]
        if word in whole:
            return []
        if parts := [*self._start(word), *self._end(word)]:
            return [Hit(value, entry, position, position, size) for size, (value, entry) in parts]
        if near := self._misspelled(word):
            return [Hit(value, entry, position, position, len(word)) for value, entry in near]
        return [Hit(v, entry, position, position + 1, len(pair)) for v, entry in self._misspelled_pair(word, pair)]

    def _exact(self, word: str) -> list[_Meaning]:
        exact = self._forms.get(word) or self._roots.get(word) or self._roots.get(_root(word))
        if exact and (word in self._forms or len(word) >= _SHORTEST_PART or word in self._roots):
            return exact
        # Typed without umlauts; "Schule" is a word of its own, and no "Schüler".
        return self._stems.get(stem(word), []) if self._is_strange(word) and len(word) >= _SHORTEST_PART else []

    @cached_property
    def _openings(self) -> dict[str, list[_Meaning]]:
        """Forms a compound may begin with, also without umlauts."""
        plain = {without_umlauts(form): meant for form, meant in self._forms.items()}
        return {form: meant for form, meant in (plain | self._forms).items() if len(form) >= _SHORTEST_REST + 1}

    def _start(self, word: str) -> list[tuple[int, _Meaning]]:
        """The longest beginning of a compound ("Rücken|kurs"), or the verb that is inflected ("trink|t")."""
        for size in range(len(word) - 1, _SHORTEST_REST, -1):
            opening, rest = word[:size], word[size:]
            meant = self._openings.get(opening)
            if meant and (size >= _SHORTEST_PART or _COURSE.match(rest)):
                return [(size, meaning) for meaning in meant]
            if rest in _VERB_ENDINGS and (meant := self._roots.get(opening)):
                return [(size, meaning) for meaning in meant if meaning[1][0].islower() or size >= _SHORTEST_PART]
            if size > _SHORTEST_PART and len(rest) > _SHORTEST_REST:
                # "Einschlaf|probleme": of a verb only the stem stands in a compound.
                verbs = [meaning for meaning in self._roots.get(opening, ()) if meaning[1].endswith("n")]
                if verbs:
                    return [(size, meaning) for meaning in verbs]
            if _COURSE.match(rest) and (meant := self._roots.get(_root(opening)) or self._roots.get(opening)):
                return [(size, meaning) for meaning in meant]
        return []

    def _end(self, word: str) -> list[tuple[int, _Meaning]]:
        """The longest end of a compound ("Senioren|gymnastik"), if what stands before it is a word."""
        for cut in range(_SHORTEST_REST, len(word) - _SHORTEST_REST):
            meant = self._forms.get(word[cut:])
            if meant and self._is_word(word[:cut], len(word) - cut):
                return [(len(word) - cut, meaning) for meaning in meant]
        return []

    def _is_word(self, part: str, rest: int) -> bool:
        if part in self._forms or _root(part) in self._roots:
            return True
        bases = (part.removesuffix(link) for link in _LINKS if part.endswith(link))
        return rest >= _SHORTEST_PART - 1 and any(len(b) > _SHORTEST_REST and b in self._lexicon.words for b in bases)

    def _is_strange(self, word: str) -> bool:
        return word not in self._lexicon.words and word not in STOPWORDS

    @cached_property
    def _sounds(self) -> dict[str, list[_Meaning]]:
        heard: dict[str, list[_Meaning]] = {}
        for form, meant in self._forms.items():
            heard.setdefault(sound(form), []).extend(meant)
        return heard

    @cached_property
    def _sound_list(self) -> list[str]:
        return [heard for heard in self._sounds if len(heard) >= _SHORTEST_FUZZY - 1]

    def _misspelled(self, word: str) -> list[_Meaning]:
        """What a word that is none was meant to be: what sounds alike, or is a slip or two away."""
        if not self._is_strange(word) or not word.isalpha() or len(word) <= _SHORTEST_REST:
            return []
        heard = sound(word)
        if heard in self._sounds or len(word) < _SHORTEST_FUZZY:
            return self._sounds.get(heard, [])
        slips = 2 if len(word) >= _LONG else 1
        near = process.extractOne(heard, self._sound_list, scorer=OSA.distance, score_cutoff=slips)
        return self._sounds[near[0]] if near and near[0][0] == heard[0] else []

    def _misspelled_pair(self, word: str, pair: str) -> list[_Meaning]:
        """The same for a name in two words ("nordik woking", "Thai Chi")."""
        if len(pair) < _SHORTEST_FUZZY or not self._is_strange(pair):
            return []
        return self._sounds.get(sound(pair), []) or (self._misspelled(pair) if self._is_strange(word) else [])


def _root(word: str) -> str:
    """A word without its endings, umlauts kept: "Schule" and "Schüler" have different ones."""
    base = word
    while (ending := next((e for e in ENDINGS if base.endswith(e)), None)) and len(base) - len(ending) >= SHORTEST_STEM:
        base = base.removesuffix(ending)
    return base


def _end_of_phrase(parts: tuple[str, ...], roots: list[str], first: int, gap: int) -> int | None:
    """Where a phrase ends that begins at a position, with little between its words; None where it does not."""
    last: int | None = first
    for part in parts[1:]:
        start = (last or 0) + 1
        last = next((i for i in range(start, min(start + 1 + gap, len(roots))) if roots[i] == part), None)
        if last is None:
            return None
    return last


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that do not stand inside, or compete at the same words with, one that explains more letters."""
    found = list(hits)
    return [hit for hit in found if not any(_covers(other, hit) for other in found)]


def _covers(other: Hit, hit: Hit) -> bool:
    return other.first <= hit.last and hit.first <= other.last and other.size > hit.size
