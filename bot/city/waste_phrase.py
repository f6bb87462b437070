"""Which of several things in a sentence is the waste: not the state, the place or the container of another.

"Pizzakarton mit Käseresten" is about the box, "Eimer voll Farbe" about the paint, "in der Küche liegt eine
Lampe" about the lamp. Works on word positions; knows no items.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.city.stopwords import STOPWORDS, word_set
from bot.city.text import Word, stem


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, text.split()))


# Already hold an article: "im Keller".
_CONTRACTED = word_set("im ins aufm am ans ausm vom unterm hinterm vorm beim ueberm fuers")
_PLACE_WORDS = _CONTRACTED | word_set("in auf an aus von unter hinter neben bei ueber nach")
_STATE_WORDS = _PLACE_WORDS | word_set("mit ohne voller voll samt inklusive fuer zum zur zu als")
# What these lead to may as well be the thing itself: "die Reste vom Teppich".
_ORIGINS = word_set("vom von aus ausm")
_NONE = word_set("kein keine keinen keinem keiner")
ARTICLES = _NONE | word_set(
    """
    der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner dein deine
    deinen deinem deiner sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unserem
    unseren unserer diese dieser diesem diesen welche welcher welchem welchen ne nem nen ner
    """
)
_FILLERS = word_set("paar bisschen ganz sehr noch so etwas lauter viel wenig jede jeder jedem jeden")
# Before the preposition, these start something new instead of describing what came before.
_STARTING_ANEW = word_set(
    """
    und oder auch wohin was sowie noch plus ich man wir mache mach machen tun wo wie weg hin damit dann
    nicht
    """
)
_CONTAINERS = _stems(
    """
    anhaenger sack saecke eimer kiste kisten kofferraum tuete tueten karton kartons kanister dose dosen glas
    glaeser flasche flaschen beutel fass faesser wanne tonne container kasten kaesten box schachtel packung
    paket tube koerbe korb schubkarre koffer wagen laster auto kombi ladung haufen berg stapel
    """
)
# "Koffer mit kaputter Rolle": these are things of their own unless they are full of something.
_ALSO_THINGS = _stems("koffer korb koerbe schubkarre auto wagen wanne box")
# Never themselves thrown away, whatever they resemble.
TRANSPORT = word_set("anhaenger kofferraum sack saecke saecken ladung haufen stapel laster kombi")
_PARTS = _stems(
    """
    deckel folie henkel griff sichtfenster fenster klebeband aufkleber etikett verschluss pfand boden
    reissverschluss raeder rollen stecker kabel loch loecher
    """
)
_NUMBERS = word_set("ein eine einen zwei drei vier fuenf sechs sieben acht zehn paar halber halbe viele mehrere")
_LOOSELY = word_set("mit von")
_FILLED = word_set("voll voller volles randvoll")
_FULL = _LOOSELY | _FILLED
# Stop words that look like adjectives are mostly verbs and pronouns, save these.
_STATE_STEMS = _stems(
    """
    alt kaputt leer gross klein neu gebraucht benutzt defekt schmutzig dreckig sauber nass fettig uralt
    abgelaufen angebrochen eingetrocknet halb ganz voll restlich uebrig weiss rot gelb blau braun grau schwarz
    gruen normal eigen gut verschmutzt riesig verbraucht
    """
)
_ENDINGS = ("e", "en", "em", "er", "es")
_EMPTY = "leer"
_CLOCK = "uhr"
_WIDEST_GAP = 4


@dataclass(frozen=True)
class Span:
    """Some words of a sentence, by position: from `first` up to, but not with, `last`."""

    first: int
    last: int


class Phrase:
    """A text by its words, asked how the things in it belong together."""

    def __init__(self, text: str, found: Sequence[Word]) -> None:
        self._text = text
        self._words = found
        self._folded = [word.folded for word in found]

    def about(self, spans: Sequence[Span]) -> list[Span]:
        """Those of the spans, given in their order, that do not merely describe another one."""
        spans = [span for span in spans if not self._is_time(span)]
        vessels = {span for before, span in pairwise(spans) if self._is_vessel_of(before, span)}
        spans = [span for span in spans if span not in vessels]
        inside = {span for span, following in pairwise(spans) if self._holds(span, following)}
        spans = [span for span in spans if span not in inside]
        states = {span for before, span in pairwise(spans) if self._states(before, span)}
        spans = [span for span in spans if span not in states]
        aside = {span for span in spans if self._is_place(span) or self._is_missing(span)}
        if len(aside) == len(spans):
            aside = {span for span in aside if self._of_unknown(span)}
        return [span for span in spans if span not in aside]

    def governing(self, span: Span) -> int | None:
        """The position of the preposition before a thing, over its article and adjectives, if any."""
        first = span.first
        while first and self._between(first - 1, first) == "-":
            first -= 1
        for at in range(first - 1, max(first - 1 - _WIDEST_GAP, -1), -1):
            if self._folded[at] in _STATE_WORDS:
                return at
            if not _skipped(self._words[at]):
                return None
        return None

    def _is_vessel_of(self, before: Span, span: Span) -> bool:
        """Whether a span only says in what the one before is: "Sagrotan Flasche", "Bauschutt, zwei Eimer"."""
        word = stem(self._folded[span.last - 1])
        if span.last - span.first > 1 or word not in _CONTAINERS or word in _ALSO_THINGS or self._apart(before, span):
            return False
        between = self._folded[before.last : span.first]
        counted = bool(between) and all(number in _NUMBERS or number.isdigit() for number in between)
        return counted or not self._between(before.last - 1, span.first).strip(" -")

    def _holds(self, span: Span, following: Span) -> bool:
        """Whether a span is the container of the next one ("Sack Laub", "Tüte mit alten Klamotten")."""
        container = stem(self._folded[span.last - 1])
        emptied = span.first > 0 and stem(self._folded[span.first - 1]) == _EMPTY
        listed = "," in self._between(span.last - 1, following.first)
        between = self._words[span.last : following.first]
        # Whatever is full of something holds it: "Putzeimer voll Bohnerwachs".
        may_hold = container in _CONTAINERS or (bool(between) and between[0].folded in _FILLED)
        if span.last - span.first > 1 or not may_hold or emptied or listed:
            return False
        if self._apart(span, following):
            return False
        if not between or between[0].folded not in _FULL:
            # Without a word for it only what follows at once is inside: "Kanister Altöl", "Sack alter Erde".
            return len(between) < 2 and all(map(_adjective, between)) and container not in _ALSO_THINGS
        part = stem(self._folded[following.last - 1]) in _PARTS
        if between[0].folded in _LOOSELY and (container in _ALSO_THINGS or part):
            return False
        return all(_skipped(word) or word.folded in _FULL for word in between[1:])

    def _states(self, before: Span, span: Span) -> bool:
        """Whether a span is the state, a part or the place of the one before."""
        at = self.governing(span)
        if at is None or at < before.last or self._apart(before, span):
            return False
        return at == before.last or self._folded[at - 1] not in _STARTING_ANEW

    def _is_place(self, span: Span) -> bool:
        """Whether a span only says where something is: "in der Küche", "beim Auto"."""
        at = self.governing(span)
        if at is None or self._folded[at] not in _PLACE_WORDS:
            return False
        return self._folded[at] in _CONTRACTED or self._folded[at + 1] in ARTICLES

    def _is_missing(self, span: Span) -> bool:
        """Whether there is none of it: "ich hab kein Auto"."""
        return span.first > 0 and self._folded[span.first - 1] in _NONE

    def _is_time(self, span: Span) -> bool:
        """Whether it is no clock but a time: "um 17 Uhr"."""
        return self._folded[span.first] == _CLOCK and span.first > 0 and self._folded[span.first - 1].isdigit()

    def _of_unknown(self, span: Span) -> bool:
        """Whether a place is that of a thing nobody knows: "Frostschutz fürs Auto"."""
        at = self.governing(span)
        if not at or self._folded[at] in _ORIGINS:
            return False
        before = self._words[at - 1]
        return before.text[:1].isupper() and before.folded not in STOPWORDS and not before.folded.isdigit()

    def _apart(self, before: Span, span: Span) -> bool:
        """Whether a sentence ends between two spans."""
        return any(sign in self._between(before.last - 1, span.first) for sign in ".?!;\n")

    def _between(self, one: int, other: int) -> str:
        return self._text[self._words[one].end : self._words[other].start]


def _skipped(word: Word) -> bool:
    return word.folded in ARTICLES or word.folded in _FILLERS or _adjective(word)


def _adjective(word: Word) -> bool:
    """By its look only."""
    looks_so = word.text[:1].islower() and word.folded.endswith(_ENDINGS)
    return looks_so and (word.folded not in STOPWORDS or stem(word.folded) in _STATE_STEMS)
