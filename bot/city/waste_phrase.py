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
_ARTICLES = _NONE | word_set(
    """
    der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner dein deine deinen
    deinem deiner sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unserem unseren unserer
    diese dieser diesem diesen welche welcher welchem welchen ne nem nen ner
    """
)
_FILLERS = word_set("paar bisschen ganz sehr noch so etwas lauter viel wenig jede jeder jedem jeden")
# Before the preposition, these start something new instead of describing what came before.
_STARTING_ANEW = word_set(
    """
    und oder auch wohin was sowie noch plus ich man wir mache mach machen tun wo wie weg hin damit dann nicht
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
_FULL = word_set("voll voller volles mit von randvoll")
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


def described(text: str, found: Sequence[Word], spans: Sequence[Span]) -> set[Span]:
    """Those of the spans, given in their order, that only describe another one."""
    dropped: set[Span] = set()
    for span, following in pairwise(spans):
        if holds(text, found, span, following):
            dropped.add(span)
    kept = [span for span in spans if span not in dropped]
    dropped |= {span for before, span in pairwise(kept) if _states(text, found, before, span)}
    kept = [span for span in spans if span not in dropped]
    places = {span for span in kept if is_place(text, found, span)}
    return dropped | (places if len(places) < len(kept) else {s for s in places if _of_unknown(text, found, s)})


def holds(text: str, found: Sequence[Word], span: Span, following: Span) -> bool:
    """Whether a span is the container of the following one ("Sack Laub", "Tüte mit alten Klamotten")."""
    container = stem(found[span.last - 1].folded)
    if span.last - span.first > 1 or container not in _CONTAINERS or _apart(text, found, span, following):
        return False
    if span.first and stem(found[span.first - 1].folded) == _EMPTY:
        return False
    between = [word.folded for word in found[span.last : following.first]]
    full, adjectives = between[:1], between[1:]
    if not full or full[0] not in _FULL:
        # Without a word for it only what follows at once is inside: "Kanister Altöl", "Sack alter Erde".
        return (
            all(_adjective(word) for word in between[:2])
            and len(between) < 2
            and container not in _ALSO_THINGS
        )
    if full[0] in ("mit", "von") and (
        container in _ALSO_THINGS or stem(found[following.last - 1].folded) in _PARTS
    ):
        return False
    return all(_skipped(word) or word in _FULL for word in adjectives)


def _states(text: str, found: Sequence[Word], before: Span, span: Span) -> bool:
    at = governing(text, found, span.first)
    if at is None or at < before.last or _apart(text, found, before, span):
        return False
    return at == before.last or found[at - 1].folded not in _STARTING_ANEW


def is_place(text: str, found: Sequence[Word], span: Span) -> bool:
    """Whether a span only says where something is: "in der Küche", "beim Auto"."""
    at = governing(text, found, span.first)
    if at is None or found[at].folded not in _PLACE_WORDS:
        return False
    article = at + 1 < span.first and found[at + 1].folded in _ARTICLES
    return found[at].folded in _CONTRACTED or article


def _of_unknown(text: str, found: Sequence[Word], span: Span) -> bool:
    """Whether a place is that of a thing nobody knows: "Frostschutz fürs Auto"."""
    at = governing(text, found, span.first)
    if not at or found[at].folded in _ORIGINS:
        return False
    before = found[at - 1]
    return before.text[:1].isupper() and before.folded not in STOPWORDS and not before.folded.isdigit()


def governing(text: str, found: Sequence[Word], first: int) -> int | None:
    """The position of the preposition before a thing, over its article and adjectives; None without one."""
    while first and text[found[first - 1].end : found[first].start] == "-":
        first -= 1
    for at in range(first - 1, max(first - 1 - _WIDEST_GAP, -1), -1):
        word = found[at].folded
        if word in _STATE_WORDS:
            return at
        if not _skipped(word):
            return None
    return None


def _skipped(word: str) -> bool:
    return word in _ARTICLES or word in _FILLERS or _adjective(word)


def _adjective(word: str) -> bool:
    """By its look only."""
    if not word.endswith(_ENDINGS):
        return False
    return word not in STOPWORDS or stem(word) in _STATE_STEMS


def _apart(text: str, found: Sequence[Word], before: Span, span: Span) -> bool:
    """Whether a sentence ends between two spans."""
    between = text[found[before.last - 1].end : found[span.first].start]
    return any(sign in between for sign in ".?!;\n")
