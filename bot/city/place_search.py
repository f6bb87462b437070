"""Which places fit a question: kind from everyday words, what they accept, which lie nearby."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.city.place import Place
from bot.city.stream import Stream
from bot.city.text import normalise

# Words for kinds of places, on normalised text; the first that fits decides.
_KIND_PATTERNS = (
    ("hazardous_mobile", re.compile(r"\b(schadstoff|gift|sondermuell)(mobil|bus|wagen)\w*")),
    ("hazardous_site", re.compile(r"\b(schadstoff|sondermuell|gift)\w*")),
    ("e_device_container", re.compile(r"\b(elektro|handy|e geraete)\w*\s?(klein\w*\s?)?container\w*|\bdepotcontainer")),
    ("glass_container", re.compile(r"\b(alt)?glas\w*|flaschencontainer")),
    ("textile_container", re.compile(r"\b(alt)?(kleider|textil|schuh)\w*(container|sammlung|box|tonne)?\b")),
    ("paper_container", re.compile(r"\b(alt)?papier\s?container\w*")),
    (
        "on_call_practice",
        re.compile(r"\b(notfall|bereitschafts|notdienst|kinder)\w*\s?(praxis|dienst|ambulanz)|\bnotdienst"),
    ),
    ("pharmacy", re.compile(r"\bapotheken?\b|\bnotapotheke")),
    ("clinic", re.compile(r"\b(krankenhaus|klinik\w*|uniklinik)\b")),
    ("repair", re.compile(r"\b(repair|reparatur)\s?\w*(cafe|treff)?\b")),
    ("second_hand", re.compile(r"\b(second hand|secondhand|gebraucht\w*|sozialkaufhaus|kleiderkammer|flohmarkt)\b")),
    (
        "advice_centre",
        re.compile(
            r"\b(selbsthilfe\w*|kontaktstelle|beratungsstelle\w*|spz|sozialpsychiatrisch\w*|wendepunkt|krisendienst)"
        ),
    ),
    (
        "recycling_yard",
        re.compile(
            r"\b(recycling|wertstoff|recykling|bau)?\w*h(o|oe)fe?s?\b|\b(deponie|muellplatz|sammelstelle|kippe|mhkw|korzert|bornberg|giebel|widukind\w*)"
        ),
    ),
)
CONTAINER_KINDS = ("glass_container", "paper_container", "textile_container", "e_device_container")


@dataclass(frozen=True)
class PlaceQuery:
    """What kind of place is wanted, where, and under which name."""

    kind: str | None = None
    district: str | None = None
    name_words: tuple[str, ...] = ()


def read_kind(text: str) -> str | None:
    """Read the kind of place from everyday words; None when none is named."""
    plain = normalise(text)
    return next((kind for kind, pattern in _KIND_PATTERNS if pattern.search(plain)), None)


class PlaceDirectory:
    """All places, asked by kind and neighbourhood."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)

    def find(self, kind: str, district: str | None = None) -> tuple[Place, ...]:
        """Places of a kind, those of the district first; for hazardous waste fixed sites and stops alike."""
        kinds = ("hazardous_site", "hazardous_mobile") if kind.startswith("hazardous") else (kind,)
        hits = [
            p for p in self.places if p.kind in kinds or (kind == "hazardous_site" and Stream.HAZARDOUS in p.accepts)
        ]
        return tuple(sorted(hits, key=lambda p: (p.kind != kind, district is not None and p.district != district)))

    def named(self, text: str) -> tuple[Place, ...]:
        """Places whose own name or street is in the text ("Bornberg", "Korzert")."""
        plain = f" {normalise(text)} "
        return tuple(p for p in self.places if any(f" {word} " in plain for word in _telling_words(p)))


def _telling_words(place: Place) -> list[str]:
    common = {"recyclinghof", "strasse", "schadstoffmobil", "haus", "wuppertal", "parkplatz", "zentrum", "stadt"}
    found = normalise(f"{place.name} {place.address}").split()
    return [word for word in found if len(word) > 4 and word not in common and not word.isdigit()]
