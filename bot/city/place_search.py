"""Which places fit a question: kind from everyday words, what they accept, which lie nearby."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import time
from math import inf

from bot.city.place import Place
from bot.city.position import Position
from bot.city.stream import Stream
from bot.city.text import normalise

# Words for kinds of places, on normalised text; the first that fits decides.
_KIND_WORDS = (
    ("hazardous_mobile", r"\b(schadstoff|gift|sondermuell|umwelt) ?(mobil|bus|wagen)\w*"),
    ("hazardous_site", r"\b(schadstoff|sondermuell|gift|problemmuell)\w*"),
    ("e_device_container", r"\b(elektro|handy|e geraete)\w* ?(klein\w* ?)?container\w*|\bdepotcontainer"),
    ("e_device_container", r"\bcontainern?\b.{0,20}\b(elektro|klein|alt)\w*geraete?n?\b"),
    ("e_device_container", r"\bcontainern?\b.{0,10}\b(elektroschrott|handys?)\b"),
    ("paper_container", r"\b(alt)?(papier|pappe?) ?container\w*|\bcontainern?\b.{0,12}\b(alt)?(papier|pappe)\b"),
    ("glass_container", r"\b(alt)?glas\w*|\bflaschen ?container"),
    ("textile_container", r"\b(alt)?(kleider|kleidung|textil|schuh)\w*"),
    ("on_call_practice", r"\b(notfall|bereitschafts|notdienst|kinder)\w* ?(praxis|dienst|ambulanz)|\bnotdienst"),
    ("pharmacy", r"\b\w*apotheken?\b"),
    ("clinic", r"\bkrankenhaus|\bkrankenhaeuser|\b\w*klinik\w*"),
    ("repair", r"\b(repair|reparatur) ?\w*(cafe|treff)?\b"),
    ("second_hand", r"\b(second hand|secondhand|gebraucht\w*|sozialkaufhaus|kleiderkammer|flohmarkt)\w*"),
    ("advice_centre", r"\bselbsthilfe\w*|\bkontaktstelle|\bberatungsstelle\w*|\bspz\b|\bsozialpsychiatrisch\w*"),
    ("advice_centre", r"\bwendepunkt|\bkrisendienst"),
    ("recycling_yard", r"\b(recycling|recykling|wertstoff|muell|abfall|bau|betriebs|entsorgungs)? ?h(o|oe)fe?n?s?\b"),
    ("recycling_yard", r"\b(\w*deponie|muellplatz|(muell|bauschutt)?kippe|\w*(sammel|annahme)stelle|mhkw)\b"),
    ("recycling_yard", r"\bmuell(heizkraftwerk|verbrennung)\w*|\b(korzert|bornberg|giebel|widukind)\w*"),
)
_KIND_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KIND_WORDS)
_VEHICLE = "hazardous_mobile"
_HAZARDOUS_KINDS = ("hazardous_site", _VEHICLE)
_NEAREST = re.compile(
    r"\bnaechst(e[rns]?|gelegene\w*)\b(?! (mal|woche|monat|jahr|termin))|\bam naechsten\b|\b(naehe|nah|umkreis)\b"
)
_OPEN = re.compile(r"\b(offen|auf|geoeffnet|geoffnet|offn|aufhat|aufhaben)\b")
_CLOSED = re.compile(r"\b(zu|geschlossen|dicht|ruhetag)$|\b(geschlossen|ruhetag)\b")
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?:uhr|h)\b"
    r"|\b(?:um|ab|gegen) (?P<plain>\d{1,2})(?::(?P<past>\d{2}))?(?![\d.:])",
    re.IGNORECASE,
)
_TAKES = re.compile(r"\b(nimmt|nehmen|nehmt|annimmt|annehmen|abgeben|angenommen)\b")
# These want times, not yes or no: "Wann hat der Hof auf?"
_HOW_LONG = re.compile(r"\b(wann|wie lange|bis wie|uhrzeit|oeffnungszeit\w*|zeiten)\b")
_REMARK = re.compile(r"\([^)]*\)")
_SHORTEST_NAME = 5
_STREET = "strasse"
_COMMON = frozenset(
    ("recyclinghof", "schadstoffmobil", "strasse", "wuppertal", "parkplatz", "zentrum", "stadt", "markt")
)
CONTAINER_KINDS = ("glass_container", "paper_container", "textile_container", "e_device_container")


def read_kind(text: str) -> str | None:
    """Read the kind of place from everyday words; None when none is named."""
    plain = normalise(text)
    return next((kind for kind, pattern in _KIND_PATTERNS if pattern.search(plain)), None)


def asks_nearest(text: str) -> bool:
    """Whether a text asks what is near ("Welcher ist der nächste?"), not for the next date."""
    return bool(_NEAREST.search(normalise(text)))


def asked_clock(text: str) -> time | None:
    """The time of day a text asks about ("um 17 Uhr", "um 9:30"); None when there is none that exists."""
    found = _CLOCK.search(text)
    if not found:
        return None
    hour, minute = int(found["hour"] or found["plain"]), int(found["minute"] or found["past"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def asks_acceptance(text: str) -> bool:
    """Whether a text asks what a place takes ("nimmt der auch Bauschutt?", "wo kann ich Lack abgeben")."""
    return bool(_TAKES.search(normalise(text)))


def asks_whether_open(text: str) -> bool | None:
    """Whether a text asks if something is open (True) or if it is closed (False); None for other questions."""
    plain = normalise(text)
    if _HOW_LONG.search(plain):
        return None
    if _OPEN.search(plain):
        return True
    return False if _CLOSED.search(plain) else None


class PlaceDirectory:
    """All places, asked by kind and neighbourhood."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._own = [(place, self._own_words(place)) for place in self.places]

    def find(self, kind: str, district: str | None = None, near: Position | None = None) -> tuple[Place, ...]:
        """Places of a kind, the nearest first, or those of the district where no position is known.

        For hazardous waste fixed sites and stops of the vehicle alike; who asks for the vehicle hears of
        its stops first. Other places that take it count only where there are no such sites.
        """
        kinds = _HAZARDOUS_KINDS if kind in _HAZARDOUS_KINDS else (kind,)
        hits = [place for place in self.places if place.kind in kinds]
        if not hits and kind in _HAZARDOUS_KINDS:
            hits = [place for place in self.places if Stream.HAZARDOUS in place.accepts]

        def order(place: Place) -> tuple[bool, float, bool, bool]:
            other_kind = place.kind != kind
            distance = near.metres_to(place.position) if near and place.position else inf if near else 0
            elsewhere = district is not None and place.district != district
            return kind == _VEHICLE and other_kind, distance, elsewhere, other_kind

        return tuple(sorted(hits, key=order))

    def named(self, text: str) -> tuple[Place, ...]:
        """Places whose own name or street is in the text ("Bornberg", "Korzert", "Widukind")."""
        said = [word for word in normalise(text).split() if len(word) >= _SHORTEST_NAME]
        return tuple(p for p, own in self._own if any(_names(word, telling) for word in said for telling in own))

    def _own_words(self, place: Place) -> frozenset[str]:
        """The words that tell a place from others of its kind."""
        shared = Counter(word for p in self.places if p.kind == place.kind for word in _all_words(p))
        return frozenset(word for word in _all_words(place) if shared[word] == 1)


def _all_words(place: Place) -> frozenset[str]:
    plain = normalise(_REMARK.sub("", f"{place.name} {place.address}"))
    return frozenset(w for w in plain.split() if len(w) >= _SHORTEST_NAME and w not in _COMMON and not w.isdigit())


def _names(word: str, telling: str) -> bool:
    """Whether a word is a name, maybe without its "Straße"."""
    return word == telling or (telling.endswith(_STREET) and word == telling.removesuffix(_STREET))
