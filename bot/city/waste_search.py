"""Finding waste items in what residents write: inflected, compounded, glued, split or misspelled.

Returns how sure it is and never guesses silently; what to say about it is the caller's business.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from bot.city.errors import ItemAmbiguous, ItemUnknown
from bot.city.lexicon import NO_LEXICON, Lexicon
from bot.city.stopwords import ORDINARY, STOPWORDS, VERBS
from bot.city.stream import Stream
from bot.city.text import Word, fold, words
from bot.city.waste import WasteChoice, WasteItem, WasteMaterial
from bot.city.waste_compound import SHORTEST_HEAD, Compounds, Split
from bot.city.waste_names import Named, WasteNames, together
from bot.city.waste_phrase import ARTICLES, TRANSPORT, Phrase, Span

_LONGEST_NAME = 5
_MOST_CANDIDATES = 6
_MOST_GUESSES = 3
_MADE_OF = "aus"
_BELONGING = frozenset((_MADE_OF, "von", "vom"))
# The word before is a street's name, not a misspelled thing: "Briller Straße".
_STREETS = frozenset(("strasse", "str", "weg", "platz", "allee"))
_CONTENT_WORDS = 3
_LONG_PAIR = 10
_JOINING = frozenset(("und", "oder", "bzw", "sowie"))
_QUALITIES = ("isch", "ische", "ischen", "ischer", "isches", "betrieben")
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


@dataclass(frozen=True)
class WasteMatch:
    """A place in a text that names waste.

    Attributes:
        name: what the catalogue calls what was written: the synonym met, spelled right ("Gartenschlauch").
        items: what it may be; several = ask which.
        certainty: how it was found.
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

    @property
    def clear(self) -> bool:
        """Whether this is good enough for an answer, be it with a "vermutlich"."""
        return len(self.items) == 1 and self.certainty > Certainty.GUESS


_Hit = tuple[Named, Certainty]


class WasteCatalogue:
    """All items, found by what people write."""

    def __init__(
        self,
        items: Iterable[WasteItem],
        choices: Iterable[WasteChoice] = (),
        materials: Iterable[WasteMaterial] = (),
        lexicon: Lexicon = NO_LEXICON,
    ) -> None:
        """Build the index.

        Args:
            lexicon: none of its words is taken for a misspelled item ("laufen", "Schüssel"), and a compound
                is answered only if it begins with one ("Flubberschlauch").
        """
        self.items = {item.name: item for item in items}
        self._words = lexicon.words
        self._names = WasteNames(self.items.values(), choices)
        self._compounds = Compounds(self._names.keys, lexicon)
        self._materials = {fold(word): self.items[m.item] for m in materials for word in m.words}

    def spot(
        self, text: str, lemmas: Mapping[str, str] | None = None, *, only_listed: bool = False
    ) -> list[WasteMatch]:
        """All items named in a text, in its order, without those that only describe another.

        "Pizzakarton mit Käseresten" names the box; the cheese is its state.

        Args:
            lemmas: folded words of the text with their folded lemmas, where somebody knows them.
            only_listed: only names of the catalogue count, also misspelled, as is needed before it is known
                that the text is about waste at all: no unlisted compound is read ("Stromschlag").
        """
        found = self._completed(text, words(text))
        taken = self._search(found, lemmas or {}, only_listed=only_listed)
        phrase = Phrase(text, found)
        if any(certainty > Certainty.MATERIAL for _, certainty in taken.values()):
            taken = {span: hit for span, hit in taken.items() if not _is_quality(found, span, hit)}
        spans = [span for span in sorted(taken, key=_first) if not self._is_material(phrase, found, span)]
        return [self._match(text, found, span, taken[span]) for span in phrase.about(spans)]

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
        if not match.clear:
            raise doubt(match)
        return match

    def similar(self, query: str) -> tuple[str, ...]:
        """Up to three item names that look like the query, nearest first; maybe none."""
        return self._names.similar(query)

    def _search(self, found: Sequence[Word], lemmas: Mapping[str, str], *, only_listed: bool) -> dict[Span, _Hit]:
        """The surest reading of each word; longer names before shorter ones."""
        taken: dict[Span, _Hit] = {}
        free = [True] * len(found)
        lemmatised = [replace(word, folded=lemmas.get(word.folded, word.folded)) for word in found]
        for span, look_up in self._readings(found, only_listed=only_listed):
            if all(free[span.first : span.last]) and (
                hit := look_up(found[span.first : span.last]) or self._by_lemma(lemmatised[span.first : span.last])
            ):
                taken[span] = hit
                free[span.first : span.last] = [False] * (span.last - span.first)
        return taken

    def _completed(self, text: str, found: Sequence[Word]) -> list[Word]:
        """The words of a text with what a hyphen left out: "Tisch- und Wandlampen" -> "tischlampen"."""
        completed = list(found)
        for at, (word, following) in enumerate(zip(found, found[2:], strict=False)):
            joined = found[at + 1].folded in _JOINING
            if joined and text[word.end : word.end + 1] == "-" and text[word.end + 1 : word.end + 2].isspace():
                completed[at] = replace(word, folded=self._left_out(word, following))
        return completed

    def _left_out(self, word: Word, following: Word) -> str:
        """A first part with the end of the word it shares, the longest that makes a name."""
        ends = (following.folded[cut:] for cut in range(3, len(following.folded) - SHORTEST_HEAD + 1))
        wholes = (word.folded + end for end in ends)
        # Without one it is no thing of its own either, and resembles none: "Stroh- und Heunetze".
        return next((whole for whole in wholes if self._listed(whole)), f"--{word.folded}")

    def _readings(
        self, found: Sequence[Word], *, only_listed: bool
    ) -> Iterator[tuple[Span, Callable[[Sequence[Word]], _Hit | None]]]:
        for size in range(min(_LONGEST_NAME, len(found)), 1, -1):
            yield from (
                (span, self._known) for span in _windows(found, size) if self._names.may_start(found[span.first], size)
            )
        yield from ((span, self._turned) for span in _windows(found, 2) if found[span.last - 1].text[:1].islower())
        unknown = _unknown(found)
        slips = [new and word.folded not in self._words for new, word in zip(unknown, found, strict=True)]
        # A pair may be a misspelled compound even if its words are names or German: "kaffe maschine".
        for span in _windows(found, 2):
            if all(unknown[span.first : span.last]):
                yield span, self._misspelled if any(slips[span.first : span.last]) else self._nearly
        yield from ((span, self._known) for span in _windows(found, 1))
        yield from ((span, self._misspelled) for span in _windows(found, 1) if slips[span.first])
        if not only_listed:
            yield from ((span, self._compound) for span in _windows(found, 1) if unknown[span.first])

    def _known(self, window: Sequence[Word]) -> _Hit | None:
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

    def _by_lemma(self, window: Sequence[Word]) -> _Hit | None:
        """A single word whose lemma is a name: irregular forms that no rule reaches."""
        named = self._names.exact(window[0].folded) if len(window) == 1 else None
        return (named, Certainty.INFLECTED) if named and not _plain(window[0]) else None

    def _misspelled(self, window: Sequence[Word]) -> _Hit | None:
        key = "".join(word.folded for word in window)
        named = self._names.misspelled(key)
        # "Druckerband" is near "Druckverband", but a thing of its own.
        certainty = Certainty.GUESS if len(window) == 1 and self._compounds.is_german(key) else Certainty.TYPO
        return (_few(named), certainty) if named else None

    def _turned(self, window: Sequence[Word]) -> _Hit | None:
        """A thing before its quality: "Zahnbürste, elektrisch" is an "elektrische Zahnbürste"."""
        thing, quality = window
        named = None if _plain(quality) else self._names.inflected([quality, thing])
        return (named, Certainty.INFLECTED) if named and not named.name.isalnum() else None

    def _nearly(self, window: Sequence[Word]) -> _Hit | None:
        """What is a single slip away, for words that are German by themselves."""
        key = "".join(word.folded for word in window)
        named = self._names.misspelled(key, 1) if len(key) >= _LONG_PAIR else None
        return (_few(named), Certainty.TYPO) if named else None

    def _compound(self, window: Sequence[Word]) -> _Hit | None:
        """Unlisted compounds by their end, else by the material they start with ("Plastikdings")."""
        [word] = window
        if len(word.folded) < SHORTEST_HEAD + 3:
            return self._of_material(word)
        if (start := self._compounds.remains_of(word.folded)) and (named := self._listed(start)):
            return Named(named.items[:_MOST_CANDIDATES], word.text), Certainty.COMPOUND
        split = next(self._compounds.splits(word), None)
        return self._by_head(word, split) if split else self._of_material(word)

    def _by_head(self, word: Word, split: Split) -> _Hit | None:
        """What the end of a compound names, unless its beginning makes that doubtful."""
        named = self._names.exact(split.head)
        if named is None:
            return None
        inside = next(filter(None, map(self._listed, self._compounds.stems(split.modifier))), None)
        if inside and _dangerous(inside) and not _dangerous(named):
            # "Terpentinflasche": is it the bottle or what is in it?
            named = together((inside, named)) or named
            return Named(named.items[:_MOST_GUESSES], word.text), Certainty.GUESS
        certainty = Certainty.COMPOUND if split.plausible else Certainty.GUESS
        return Named(named.items[:_MOST_CANDIDATES], word.text), certainty

    def _listed(self, folded: str) -> Named | None:
        return self._names.exact(folded) or self._names.inflected([Word(folded, folded, 0, 0)])

    def _of_material(self, word: Word) -> _Hit | None:
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

    def is_material(self, query: str) -> bool:
        """Whether a query names a material alone, and no thing made of it."""
        return fold(query) in self._materials

    def _by_material(self, text: str) -> WasteMatch | None:
        """An unknown thing of a named material: "Dingsbums aus Metall"."""
        for word in words(text):
            if hit := self._of_material(word):
                named, certainty = hit
                thing = content_words(text[: word.start]) or content_words(text[word.end :]) or word.text
                return WasteMatch(word.start, word.end, thing, word.text, named.items, certainty)
        return None

    def _is_material(self, phrase: Phrase, found: Sequence[Word], span: Span) -> bool:
        """Whether a span only says what something is made of: "aus Holz"."""
        at = span.first - 1
        made_of = phrase.governing(span) == at and found[at].folded == _MADE_OF
        return made_of and span.last - span.first == 1 and found[span.first].folded in self._materials

    def _match(self, text: str, found: Sequence[Word], span: Span, hit: _Hit) -> WasteMatch:
        named, certainty = self._made_of(found, span, hit) or hit
        start, end = found[span.first].start, found[span.last - 1].end
        return WasteMatch(start, end, text[start:end], named.name, named.items, certainty)

    def _made_of(self, found: Sequence[Word], span: Span, hit: _Hit) -> _Hit | None:
        """Read "Tüte aus Papier" as "Papiertüte" and "Akku aus dem Laptop" as "Laptop-Akku"."""
        whole = span.last + 1
        if whole >= len(found) or found[span.last].folded not in _BELONGING:
            return None
        while whole + 1 < len(found) and found[whole].folded in ARTICLES:
            whole += 1
        thing = found[span.last - 1]
        return self._known([found[whole], thing]) or self._of_other_material(found[whole], thing, hit)

    def _of_other_material(self, material: Word, thing: Word, hit: _Hit) -> _Hit | None:
        """Read "Kosmetikverpackung aus Glas" as "Glasverpackung", unless the thing knows that material itself."""
        named, _ = hit
        if material.folded not in self._materials or any(item.chosen_option(material.text) for item in named.items):
            return None
        heads = (replace(thing, folded=split.head) for split in self._compounds.splits(thing))
        return next(filter(None, (self._known([material, head]) for head in heads)), None)


def doubt(match: WasteMatch) -> ItemAmbiguous | ItemUnknown:
    """What to ask about a match that is not clear."""
    names = tuple(item.name for item in match.items)
    if match.certainty >= Certainty.TYPO:
        return ItemAmbiguous(match.query, names)
    return ItemUnknown(match.query, names[:_MOST_GUESSES])


def _dangerous(named: Named) -> bool:
    """Whether one of the things must not get into a bin."""
    return any(option.stream in _DANGEROUS for item in named.items for option in item.options)


def _glued(named: Named, window: Sequence[Word]) -> bool:
    """Whether a name in one word was only met by gluing little words: "ein Rad" is no "Einrad"."""
    return len(window) > 1 and named.name.isalnum() and any(word.folded in ARTICLES for word in window)


def _is_quality(found: Sequence[Word], span: Span, hit: _Hit) -> bool:
    """Whether a material is said as a quality of something else: "Markise elektrisch"."""
    return hit[1] == Certainty.MATERIAL and found[span.last - 1].folded.endswith(_QUALITIES)


def _windows(found: Sequence[Word], size: int) -> Iterator[Span]:
    return (Span(first, first + size) for first in range(len(found) - size + 1))


def _first(span: Span) -> int:
    return span.first


def _few(named: Named) -> Named:
    return named._replace(items=named.items[:_MOST_GUESSES])


def _unknown(found: Sequence[Word]) -> list[bool]:
    """For each word, whether it may be a thing nobody has listed, or one written wrongly."""
    unknown = [not _plain(word) for word in found]
    if any(word.text[:1].isupper() for word in found[1:]):
        # Who writes things with a capital means no thing without one.
        unknown = [new and word.text[:1].isupper() for new, word in zip(unknown, found, strict=True)]
    of_street = {at for at in range(len(found) - 1) if found[at + 1].folded in _STREETS}
    return [new and at not in of_street for at, new in enumerate(unknown)]


def _plain(word: Word) -> bool:
    folded = word.folded
    ordinary_word = folded in STOPWORDS or folded in ORDINARY or folded in TRANSPORT
    return ordinary_word or folded.isdigit() or _verb(word)


def _verb(word: Word) -> bool:
    return word.folded in VERBS and word.text[:1].islower()


def content_words(text: str) -> str:
    """The words of a question that may name a thing, as written; empty when there are none."""
    kept = [word.text for word in words(text) if word.folded not in STOPWORDS and not word.folded.isdigit()]
    return " ".join(kept[:_CONTENT_WORDS])
