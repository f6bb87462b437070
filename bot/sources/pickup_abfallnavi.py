"""Asks the waste app of regio iT ("Abfallnavi"), which many towns use: a REST service that speaks JSON.

Proof that a neighbouring town needs an entry in suppliers.yml and no code: address of the service and name of the town.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.city.pickup import Pickup, merged
from bot.city.street import Street, street_key
from bot.sources.pickup_labels import Labels, Summary
from bot.sources.supplier import FEWEST_DATES, Delivery, StreetNotDelivered, SupplierFailed
from bot.sources.web import Visit, Web

logger = logging.getLogger(__name__)


class AbfallnaviCalendar:
    """The calendar of one town."""

    def __init__(self, web: Web, town: str, labels: Labels) -> None:
        """Ask over `web`, whose base is the folder of the service."""
        self._web = web
        self._town = town
        self._labels = labels

    def place_of(self, street: Street, house_number: str | None) -> str:  # noqa: ARG002  # as all suppliers
        """Calendars are kept by street; whether the number counts, the service tells."""
        return street.name

    def streets(self, beginning: str) -> tuple[str, ...]:
        """The streets of the town that begin like this in any spelling, with fewer letters until there are some."""
        with self._web.visit() as visit:
            names = tuple(dict.fromkeys(street["name"] for street in self._streets(visit)))
        key = street_key(beginning)
        while len(key) > 2:
            found = tuple(name for name in names if street_key(name).startswith(key))
            if found:
                return found
            key = key[: len(key) * 2 // 3]
        return ()

    def deliver(self, place: str, number: str | None) -> Delivery:
        """All dates the service has of a street or of one of its house numbers."""
        key = street_key(place)
        with self._web.visit() as visit:
            entries = [street for street in self._streets(visit) if street_key(street["name"]) == key]
            if not entries:
                raise StreetNotDelivered
            name = entries[0]["name"]
            places = _places_by_number(visit, entries)
            if None not in places and number is None:
                return Delivery(name, numbers=tuple(filter(None, places)))
            if number not in places:
                raise StreetNotDelivered
            return Delivery(name, self._pickups(visit, places[number]))

    def _streets(self, visit: Visit) -> list[dict[str, Any]]:
        towns = _entries(_json(visit, "orte"), "id", name=str)
        town = next((town for town in towns if town["name"].casefold() == self._town.casefold()), None)
        if town is None:
            raise SupplierFailed("the service does not know the town")
        return _entries(_json(visit, f"orte/{town['id']}/strassen"), "id", name=str)

    def _pickups(self, visit: Visit, paths: list[str]) -> tuple[Pickup, ...]:
        """The dates under all these paths: at the turn of the year a street may be there twice, once for each year.

        Raises:
            SupplierFailed: there are hardly any.
            StreetNotDelivered: they contradict each other, and nothing says which are whose.
        """
        fractions = self._fractions(visit)
        found = [merged(_dates(visit, path, fractions)) for path in paths]
        pickups = merged(pickup for part in found for pickup in part)
        if len(pickups) < FEWEST_DATES:
            raise SupplierFailed(f"only {len(pickups)} dates")
        if any({p.date.year for p in part} & {p.date.year for p in found[0]} and part != found[0] for part in found):
            raise StreetNotDelivered
        return pickups

    def _fractions(self, visit: Visit) -> dict[str, Summary]:
        """What is collected, by the service's own ids."""
        listed = _entries(_json(visit, "fraktionen"), "id", name=str)
        fractions = {str(entry["id"]): self._labels.read(entry["name"]) for entry in listed}
        for label in sorted({label for summary in fractions.values() for label in summary.unknown}):
            logger.warning("Abfallnavi: nobody knows what %r is", label)
        return fractions


def _places_by_number(visit: Visit, entries: list[dict[str, Any]]) -> dict[str | None, list[str]]:
    """Where the dates lie, by house number; under None where the number does not count."""
    places: defaultdict[str | None, list[str]] = defaultdict(list)
    for entry in entries:
        found = _json(visit, f"strassen/{entry['id']}")
        if not isinstance(found, dict):
            raise SupplierFailed("no street where one should be")
        houses = _entries(found.get("hausNrList") or [], "id", "nr")
        for house in houses:
            places[str(house["nr"])].append(f"hausnummern/{house['id']}")
        if not houses:
            places[None].append(f"strassen/{entry['id']}")
    if len(places) > 1:
        # Part of the street has no numbers; who lives there, nothing says.
        places.pop(None, None)
    return places


def _dates(visit: Visit, path: str, fractions: dict[str, Summary]) -> Iterator[Pickup]:
    wanted = [("fraktion", fraction) for fraction, summary in fractions.items() if summary.bins]
    for entry in _entries(_json(visit, f"{path}/termine", wanted), datum=str, bezirk=dict):
        summary = fractions.get(str(entry["bezirk"].get("fraktionId")))
        for stream, fortnightly in summary.bins if summary else ():
            yield Pickup(_day(entry["datum"]), stream, fortnightly=fortnightly)


def _json(visit: Visit, path: str, parameters: list[tuple[str, str]] | None = None) -> Any:
    return visit.get(f"{visit.base.rstrip('/')}/{path}", parameters).json()


def _entries(found: Any, *keys: str, **kinds: type) -> list[dict[str, Any]]:
    """A list of objects that have these keys, some of them with values of a kind."""
    kinds = {**dict.fromkeys(keys, object), **kinds}
    if not isinstance(found, list) or not all(_fits(entry, kinds) for entry in found):
        raise SupplierFailed(f"no list of entries with {', '.join(kinds)}")
    return found


def _fits(entry: Any, kinds: dict[str, type]) -> bool:
    return isinstance(entry, dict) and all(key in entry and isinstance(entry[key], kind) for key, kind in kinds.items())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise SupplierFailed("a date that is none") from None
