"""Finding waste items in what residents write: inflected, compounded, glued, split or misspelled.

Returns how sure it is and never guesses silently; what to say about it is the caller's business.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.city.errors import ItemAmbiguous, ItemUnknown
from bot.city.lexicon import NO_LEXICON, Lexicon
from bot.city.stopwords import STOPWORDS
from bot.city.text import Word, fold, words
from bot.city.waste import WasteChoice, WasteItem, WasteMaterial
from bot.city.waste_compound import SHORTEST_HEAD
from bot.city.waste_lookup import MOST_GUESSES, Certainty, Hit, WasteLookup, is_plain
from bot.city.waste_phrase import ARTICLES, Phrase, Span

_LONGEST_NAME = 5
_MADE_OF = "aus"
_BELONGING = frozenset((_MADE_OF, "von", "vom"))
# The word before is a street's name, not a misspelled thing: "Briller Straße".
_STREETS = frozenset(("strasse", "str", "weg", "platz", "allee"))
_CONTENT_WORDS = 3
_JOINING = frozenset(("und", "oder", "bzw", "sowie"))
_QUALITIES = ("isch", "ische", "ischen", "ischer", "isches", "betrieben")


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
        named_materials = {word: self.items[m.item] for m in materials for word in m.words}
        self._look = WasteLookup(self.items.values(), choices, named_materials, lexicon)

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
            taken = {span: hit for span, hit in taken.items() if not self._describes(text, found, span, taken)}
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
        return self._look.similar(query)

    def _search(self, found: Sequence[Word], lemmas: Mapping[str, str], *, only_listed: bool) -> dict[Span, Hit]:
        """The surest reading of each word; longer names before shorter ones."""
        taken: dict[Span, Hit] = {}
        free = [True] * len(found)
        lemmatised = [replace(word, folded=lemmas.get(word.folded, word.folded)) for word in found]
        for span, look_up in self._readings(found, only_listed=only_listed):
            if all(free[span.first : span.last]) and (
                hit := look_up(found[span.first : span.last]) or self._look.by_lemma(lemmatised[span.first : span.last])
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
        return next((whole for whole in wholes if self._look.listed(whole)), f"--{word.folded}")

    def _readings(
        self, found: Sequence[Word], *, only_listed: bool
    ) -> Iterator[tuple[Span, Callable[[Sequence[Word]], Hit | None]]]:
        look = self._look
        for size in range(min(_LONGEST_NAME, len(found)), 1, -1):
            starts = (span for span in _windows(found, size) if look.may_start(found[span.first], size))
            yield from ((span, look.known) for span in starts)
        yield from ((span, look.turned) for span in _windows(found, 2) if found[span.last - 1].text[:1].islower())
        unknown = _unknown(found)
        slips = [new and not look.is_german(word) for new, word in zip(unknown, found, strict=True)]
        # A pair may be a misspelled compound even if its words are names or German: "kaffe maschine".
        for span in _windows(found, 2):
            if all(unknown[span.first : span.last]):
                yield span, look.misspelled if any(slips[span.first : span.last]) else look.nearly
        yield from ((span, look.known) for span in _windows(found, 1))
        yield from ((span, look.misspelled) for span in _windows(found, 1) if slips[span.first])
        if not only_listed:
            yield from ((span, look.compound) for span in _windows(found, 1) if unknown[span.first])

    def is_material(self, query: str) -> bool:
        """Whether a query names a material alone, and no thing made of it."""
        return self._look.is_material(fold(query))

    def _by_material(self, text: str) -> WasteMatch | None:
        """An unknown thing of a named material: "Dingsbums aus Metall"."""
        for word in words(text):
            if hit := self._look.of_material(word):
                named, certainty = hit
                thing = content_words(text[: word.start]) or content_words(text[word.end :]) or word.text
                return WasteMatch(word.start, word.end, thing, word.text, named.items, certainty)
        return None

    def _is_material(self, phrase: Phrase, found: Sequence[Word], span: Span) -> bool:
        """Whether a span only says what something is made of: "aus Holz"."""
        at = span.first - 1
        made_of = phrase.governing(span) == at and found[at].folded == _MADE_OF
        return made_of and span.last - span.first == 1 and self._look.is_material(found[span.first].folded)

    def _describes(self, text: str, found: Sequence[Word], span: Span, taken: Mapping[Span, Hit]) -> bool:
        """Whether a material is said of something else: "Markise elektrisch", "Plastik Joghurt Becher"."""
        material = found[span.last - 1]
        if taken[span][1] != Certainty.MATERIAL:
            return False
        if material.folded.endswith(_QUALITIES):
            return True
        if not any(other.first == span.last for other in taken):
            return False
        thing = found[span.last]
        return text[material.end : thing.start].isspace() and not self._look.is_material(thing.folded)

    def _match(self, text: str, found: Sequence[Word], span: Span, hit: Hit) -> WasteMatch:
        named, certainty = self._made_of(found, span, hit) or hit
        start, end = found[span.first].start, found[span.last - 1].end
        return WasteMatch(start, end, text[start:end], named.name, named.items, certainty)

    def _made_of(self, found: Sequence[Word], span: Span, hit: Hit) -> Hit | None:
        """Read "Tüte aus Papier" as "Papiertüte" and "Akku aus dem Laptop" as "Laptop-Akku"."""
        whole = span.last + 1
        if whole >= len(found) or found[span.last].folded not in _BELONGING:
            return None
        while whole + 1 < len(found) and found[whole].folded in ARTICLES:
            whole += 1
        thing = found[span.last - 1]
        return self._look.known([found[whole], thing]) or self._look.of_other_material(found[whole], thing, hit)


def doubt(match: WasteMatch) -> ItemAmbiguous | ItemUnknown:
    """What to ask about a match that is not clear."""
    names = tuple(item.name for item in match.items)
    if match.certainty >= Certainty.TYPO:
        return ItemAmbiguous(match.query, names)
    return ItemUnknown(match.query, names[:MOST_GUESSES])


def _windows(found: Sequence[Word], size: int) -> Iterator[Span]:
    return (Span(first, first + size) for first in range(len(found) - size + 1))


def _first(span: Span) -> int:
    return span.first


def _unknown(found: Sequence[Word]) -> list[bool]:
    """For each word, whether it may be a thing nobody has listed, or one written wrongly."""
    unknown = [not is_plain(word) for word in found]
    if any(word.text[:1].isupper() for word in found[1:]):
        # Who writes things with a capital means no thing without one.
        unknown = [new and word.text[:1].isupper() for new, word in zip(unknown, found, strict=True)]
    of_street = {at for at in range(len(found) - 1) if found[at + 1].folded in _STREETS}
    return [new and at not in of_street for at, new in enumerate(unknown)]


def content_words(text: str) -> str:
    """The words of a question that may name a thing, as written; empty when there are none."""
    kept = [word.text for word in words(text) if word.folded not in STOPWORDS and not word.folded.isdigit()]
    return " ".join(kept[:_CONTENT_WORDS])
