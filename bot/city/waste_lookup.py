"""Looking up one word, or a few together, as a waste item: each way of reading with its own certainty.

Which words of a text are looked up, and what becomes of several hits, is decided in `bot.city.waste_search`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum

from bot.city.lexicon import Lexicon
from bot.city.stopwords import ORDINARY, STOPWORDS, VERBS
from bot.city.stream import Stream
from bot.city.text import Word, fold
from bot.city.waste import WasteChoice, WasteItem
from bot.city.waste_compound import SHORTEST_HEAD, Compounds, Split
from bot.city.waste_names import Named, WasteNames, together
from bot.city.waste_phrase import ARTICLES, TRANSPORT

MOST_GUESSES = 3
# As many as can be offered as buttons.
_MOST_CANDIDATES = 4
_LONG_PAIR = 10
# Whoever asks about a bottle of these must not hear where bottles go.
_DANGEROUS = frozenset((Stream.HAZARDOUS, Stream.BATTERY))
# What a word may end in that starts with a material and is no thing made of it: "Papiertonne", "Stromschlag".
_NO_THING = tuple(
    """
    tonne tonnen container containern behaelter muell abfall abfuhr abholung termin termine sammlung
    kalender markt laden anbieter schlag preis preise rechnung zaehler ausfall auto gesetz verbrauch
    kosten faser anschluss leerung sack
    """.split()
)


class Certainty(IntEnum):
    """How an item was found; only the surest readings of a text are kept.

    From `TYPO` on it is answered under the item's name; `MATERIAL` and `COMPOUND` are answered with a
    "vermutlich"; a `GUESS` is not answered, only offered (docs/decisions/0009-how-sure-a-thing-is.md).
    """

    GUESS = 0
    MATERIAL = 1
    COMPOUND = 2
    TYPO = 3
    INFLECTED = 4
    EXACT = 5


Hit = tuple[Named, Certainty]


class WasteLookup:
    """All names, compounds and materials, asked with folded words."""

    def __init__(
        self,
        items: Iterable[WasteItem],
        choices: Iterable[WasteChoice],
        materials: Mapping[str, WasteItem],
        lexicon: Lexicon,
    ) -> None:
        """Build the index.

        Args:
            materials: words for materials, and what stands for unknown things made of them.
        """
        self._words = lexicon.words
        self._names = WasteNames(items, choices)
        self._compounds = Compounds(self._names.keys, lexicon)
        self._materials = {fold(word): item for word, item in materials.items()}

    def may_start(self, word: Word, size: int) -> bool:
        """Whether a name of so many words may start with this word."""
        return self._names.may_start(word, size)

    def is_german(self, word: Word) -> bool:
        """Whether a word is known to exist, so that it is no slip."""
        return word.folded in self._words

    def is_material(self, folded: str) -> bool:
        """Whether a word names a material alone, and no thing made of it."""
        return folded in self._materials

    def similar(self, query: str) -> tuple[str, ...]:
        """Up to three item names that look like the query, nearest first; maybe none."""
        return self._names.similar(query)

    def known(self, window: Sequence[Word]) -> Hit | None:
        """What is called so, exactly or inflected."""
        key = "".join(word.folded for word in window)
        if len(window) == 1 and _verb(window[0]):
            return None
        if (named := self._names.exact(key)) and not _glued(named, window):
            return named, Certainty.EXACT
        last = window[-1].folded
        if last in STOPWORDS or (len(window) == 1 and last in ORDINARY):
            return None
        named = self._names.inflected(window)
        return (_few(named), Certainty.INFLECTED) if named else None

    def by_lemma(self, window: Sequence[Word]) -> Hit | None:
        """A single word whose lemma is a name: irregular forms that no rule reaches."""
        named = self._names.exact(window[0].folded) if len(window) == 1 else None
        return (named, Certainty.INFLECTED) if named and not is_plain(window[0]) else None

    def misspelled(self, window: Sequence[Word]) -> Hit | None:
        """What is a slip away, or two in long words."""
        key = "".join(word.folded for word in window)
        named = self._names.misspelled(key)
        # "Druckerband" is near "Druckverband", but a thing of its own.
        certainty = Certainty.GUESS if len(window) == 1 and self._compounds.is_german(key) else Certainty.TYPO
        return (_few(named), certainty) if named else None

    def nearly(self, window: Sequence[Word]) -> Hit | None:
        """What is a single slip away, for words that are German by themselves."""
        key = "".join(word.folded for word in window)
        named = self._names.misspelled(key, 1) if len(key) >= _LONG_PAIR else None
        return (_few(named), Certainty.TYPO) if named else None

    def turned(self, window: Sequence[Word]) -> Hit | None:
        """A thing before its quality: "Zahnbürste, elektrisch" is an "elektrische Zahnbürste"."""
        thing, quality = window
        named = None if is_plain(quality) else self._names.inflected([quality, thing])
        return (named, Certainty.INFLECTED) if named and not named.name.isalnum() else None

    def compound(self, window: Sequence[Word]) -> Hit | None:
        """Unlisted compounds by their end, else by the material they start with ("Plastikdings")."""
        [word] = window
        if len(word.folded) < SHORTEST_HEAD + 3:
            return self.of_material(word)
        if (start := self._compounds.remains_of(word.folded)) and (named := self.listed(start)):
            return Named(named.items[:_MOST_CANDIDATES], word.text), Certainty.COMPOUND
        split = next(self._compounds.splits(word), None)
        return self._by_head(word, split) if split else self.of_material(word)

    def _by_head(self, word: Word, split: Split) -> Hit | None:
        """What the end of a compound names, unless its beginning makes that doubtful."""
        named = self._names.exact(split.head)
        if named is None:
            return None
        inside = next(filter(None, map(self.listed, self._compounds.stems(split.modifier))), None)
        if inside and _dangerous(inside) and not _dangerous(named):
            # "Terpentinflasche": is it the bottle or what is in it?
            named = together((inside, named)) or named
            return Named(named.items[:MOST_GUESSES], word.text), Certainty.GUESS
        certainty = Certainty.COMPOUND if split.plausible else Certainty.GUESS
        return Named(named.items[:_MOST_CANDIDATES], word.text), certainty

    def listed(self, folded: str) -> Named | None:
        """What a single folded word names, exactly or inflected."""
        return self._names.exact(folded) or self._names.inflected([Word(folded, folded, 0, 0)])

    def of_material(self, word: Word) -> Hit | None:
        """A thing of which only the material is known; a word of its own ("Eisenbahn") need not be made of it."""
        item = self._material(word)
        if item is None:
            return None
        own_word = word.folded in self._words and word.folded not in self._materials
        return Named((item,), word.text), Certainty.GUESS if own_word else Certainty.MATERIAL

    def _material(self, word: Word) -> WasteItem | None:
        """The item for things of a material, by the word for it or a compound that starts with it."""
        if word.folded in self._materials:
            return self._materials[word.folded]
        starts = (
            item
            for key, item in self._materials.items()
            if word.folded.startswith(key) and len(word.folded) > len(key) + 3 and not word.folded.endswith(_NO_THING)
        )
        return next(starts, None)

    def of_other_material(self, material: Word, thing: Word, hit: Hit) -> Hit | None:
        """Read "Kosmetikverpackung aus Glas" as "Glasverpackung", unless the thing knows that material itself."""
        named, _ = hit
        if material.folded not in self._materials or any(item.chosen_option(material.text) for item in named.items):
            return None
        heads = (replace(thing, folded=split.head) for split in self._compounds.splits(thing))
        return next(filter(None, (self.known([material, head]) for head in heads)), None)


def _dangerous(named: Named) -> bool:
    """Whether one of the things must not get into a bin."""
    return any(option.stream in _DANGEROUS for item in named.items for option in item.options)


def _glued(named: Named, window: Sequence[Word]) -> bool:
    """Whether a name in one word was only met by gluing little words: "ein Rad" is no "Einrad"."""
    return len(window) > 1 and named.name.isalnum() and any(word.folded in ARTICLES for word in window)


def _few(named: Named) -> Named:
    return named._replace(items=named.items[:MOST_GUESSES])


def is_plain(word: Word) -> bool:
    """Whether a word is talk and no thing to throw away."""
    folded = word.folded
    ordinary_word = folded in STOPWORDS or folded in ORDINARY or folded in TRANSPORT
    return ordinary_word or folded.isdigit() or _verb(word)


def _verb(word: Word) -> bool:
    return word.folded in VERBS and word.text[:1].islower()
