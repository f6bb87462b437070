"""Finds where a service of HSDS takes place: its venues with their districts, and whether it can be joined online."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.city.district import DistrictRegister
from bot.city.position import Position
from bot.offer_terms import says

# Quarters are known by their middle, 500 metres exactly; whatever is farther away is in none of them.
FARTHEST_METRES = 3_000


@dataclass(frozen=True)
class Place:
    """One place of a service; without anything known the whole city."""

    id: str = ""
    venue: str | None = None
    district: str | None = None
    quarter: str | None = None
    accessible: bool | None = None
    schedules: tuple[Mapping[str, Any], ...] = ()

    def values(self) -> dict[str, Any]:
        """The place as values of an offer."""
        keys = ("venue", "district", "quarter", "accessible")
        return {key: getattr(self, key) for key in keys}


def places_of(
    service: Mapping[str, Any], own: Mapping[str, list[str]], register: DistrictRegister
) -> tuple[tuple[Place, ...], bool]:
    """The places of a service, at least one, and whether it is online as well or only."""
    links = service.get("service_at_locations", ())
    kinds = [link.get("location", {}).get("location_type") for link in links]
    physical = (link for link, kind in zip(links, kinds, strict=True) if kind == "physical")
    found = tuple(_place(link, own, register) for link in physical)
    return found or (_place({}, own, register),), "virtual" in kinds


def _place(link: Mapping[str, Any], own: Mapping[str, list[str]], register: DistrictRegister) -> Place:
    location: Mapping[str, Any] = link.get("location", {})
    district, quarter = _district(location, own, register)
    accessible = _truth(own.get("accessible")) if "accessible" in own else _accessible(location)
    schedules = (*link.get("schedules", ()), *location.get("schedules", ()))
    name = " ".join(location.get("name", "").split()) or next(_streets(location), None)
    return Place(location.get("id", ""), name, district, quarter, accessible, schedules)


def _district(
    location: Mapping[str, Any], own: Mapping[str, list[str]], register: DistrictRegister
) -> tuple[str | None, str | None]:
    if "district" in own or "quarter" in own:
        return next(iter(own.get("district", ())), None), next(iter(own.get("quarter", ())), None)
    for text in _texts(location):
        if found := register.spot(text):
            return found.district, found.quarter
    if "latitude" in location and "longitude" in location:
        return _nearest(Position(location["latitude"], location["longitude"]), register)
    return None, None


def _texts(location: Mapping[str, Any]) -> Iterator[str]:
    """What may name a district, the surest first."""
    for address in location.get("addresses", ()):
        yield from (address.get(key, "") for key in ("region", "address_2", "city", "address_1"))
    yield from (location.get(key, "") for key in ("name", "alternate_name", "description"))


def _streets(location: Mapping[str, Any]) -> Iterator[str]:
    return (address["address_1"] for address in location.get("addresses", ()))


def _nearest(position: Position, register: DistrictRegister) -> tuple[str | None, str | None]:
    near = [
        (position.metres_to(quarter.position), district.name, quarter.name)
        for district in register.districts
        for quarter in district.quarters
        if quarter.position
    ]
    metres, district, quarter = min(near, default=(FARTHEST_METRES + 1, "", ""))
    return (district, quarter) if metres <= FARTHEST_METRES else (None, None)


def _accessible(location: Mapping[str, Any]) -> bool | None:
    """What the location says of wheelchairs; None when it says nothing."""
    for entry in location.get("accessibility", ()):
        said = f"{entry.get('description', '')} {entry.get('details', '')}"
        if says("accessible", said):
            return not says("not", said)
    return None


def _truth(values: list[str] | None) -> bool | None:
    return values[0] == "true" if values else None
