"""Which of several things in a sentence is the waste: not the state, the place or the container of another.

"Pizzakarton mit Käseresten" is about the box, "Eimer voll Farbe" about the paint, "in der Küche liegt eine
Lampe" about the lamp. Works on word positions; knows no items.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.city.stopwords import STOPWORDS
from bot.city.text import Word, stem

_PLACES = "in im ins auf aufm am an ans aus ausm vom unter unterm hinter hinterm neben vorm beim bei ueber ueberm fuers"
_STATES = "mit ohne aus voller voll von vom samt inklusive fuer in im ins auf am unter unterm hinter zum zur"
_PLACE_WORDS = frozenset(_PLACES.split())
_STATE_WORDS = frozenset(_STATES.split()) | _PLACE_WORDS
# Already hold an article: "im Keller".
_CONTRACTED = frozenset("im ins aufm am ans ausm vom unterm hinterm vorm beim ueberm fuers".split())
_ARTICLES = frozenset(
    "der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner dein deine deinen "
    "deinem deiner sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unserem unseren unserer "
    "kein keine keinen keinem keiner diese dieser diesem diesen ne nem nen ner".split()
)
_FILLERS = frozenset("paar bisschen ganz sehr noch so etwas lauter viel wenig jede jeder jedem jeden".split())
# Before the preposition, these start something new instead of describing what came before.
_STARTING_ANEW = frozenset(
    "und oder auch wohin was sowie noch plus ich man wir mache mach machen tun wo wie weg hin damit dann nicht".split()
)
_CONTAINERS = frozenset(
    stem(word)
    for word in "anhaenger sack saecke eimer kiste kisten kofferraum tuete tueten karton kartons kanister dose dosen "
    "glas glaeser flasche flaschen beutel fass faesser wanne tonne container kasten kaesten box schachtel "
    "packung paket tube koerbe korb schubkarre koffer wagen laster auto kombi ladung haufen berg stapel".split()
)
# "Koffer mit kaputter Rolle": these are things of their own unless they are full of something.
_ALSO_THINGS = frozenset(stem(word) for word in "koffer korb koerbe schubkarre auto wagen wanne box".split())
# Never themselves thrown away, whatever they resemble.
TRANSPORT = frozenset("anhaenger kofferraum sack saecke saecken ladung haufen stapel laster kombi".split())
_PARTS = frozenset(
    stem(word)
    for word in "deckel folie henkel griff sichtfenster fenster klebeband aufkleber etikett verschluss pfand boden "
    "reissverschluss raeder rollen stecker kabel loch loecher".split()
)
_FULL = frozenset("voll voller volles mit von randvoll".split())
_ENDINGS = ("e", "en", "em", "er", "es")
_EMPTY = "leer"
_WIDEST_GAP = 4


@dataclass(frozen=True)
class Span:
    """Some words of a sentence, by position: from `first` up to, but not with, `last`."""

    first: int
    last: int


def described(text: str, found: Sequence[Word], spans: Sequence[Span]) -> set[Span]:
    """Those of the spans, given in their order, that only describe another one."""
    dropped: set[Span] = set()
    for span, following in zip(spans, spans[1:], strict=False):
        if holds(text, found, span, following):
            dropped.add(span)
    kept = [span for span in spans if span not in dropped]
    dropped |= {span for before, span in zip(kept, kept[1:], strict=False) if _states(text, found, before, span)}
    kept = [span for span in spans if span not in dropped]
    places = {span for span in kept if is_place(found, span)}
    return dropped | (places if len(places) < len(kept) else set())


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
        return all(_adjective(word) for word in between[:2]) and len(between) < 2 and container not in _ALSO_THINGS
    if full[0] in ("mit", "von") and (container in _ALSO_THINGS or stem(found[following.last - 1].folded) in _PARTS):
        return False
    return all(_skipped(word) or word in _FULL for word in adjectives)


def _states(text: str, found: Sequence[Word], before: Span, span: Span) -> bool:
    at = governing(found, span.first)
    if at is None or at < before.last or _apart(text, found, before, span):
        return False
    return at == before.last or found[at - 1].folded not in _STARTING_ANEW


def is_place(found: Sequence[Word], span: Span) -> bool:
    """Whether a span only says where something is: "in der Küche", "beim Auto"."""
    at = governing(found, span.first)
    if at is None or found[at].folded not in _PLACE_WORDS:
        return False
    article = at + 1 < span.first and found[at + 1].folded in _ARTICLES
    return found[at].folded in _CONTRACTED or article


def governing(found: Sequence[Word], first: int) -> int | None:
    """The position of the preposition before a thing, over its article and adjectives; None without one."""
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
    """By its look; stop words that look so are mostly verbs and pronouns, save those about a state."""
    if not word.endswith(_ENDINGS):
        return False
    return word not in STOPWORDS or stem(word) in _STATE_STEMS


def _apart(text: str, found: Sequence[Word], before: Span, span: Span) -> bool:
    """Whether a sentence ends between two spans."""
    between = text[found[before.last - 1].end : found[span.first].start]
    return any(sign in between for sign in ".?!;\n")


_STATE_STEMS = frozenset(
    stem(word)
    for word in "alt kaputt leer gross klein neu gebraucht benutzt defekt schmutzig dreckig sauber nass fettig uralt "
    "abgelaufen angebrochen eingetrocknet halb ganz voll restlich uebrig weiss rot gelb blau braun grau schwarz "
    "gruen normal eigen gut verschmutzt riesig verbraucht".split()
)
