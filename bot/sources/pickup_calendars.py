"""Reads the pickup calendars of all areas: every ICS file in the folder `pickup` of the city's data."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from bot.city.pickup import AreaCalendar, PickupCalendar, pickup_order
from bot.sources.faults import Faults
from bot.sources.pickup_ics import read_ics

FOLDER = "pickup"


def read_calendars(data_dir: Path) -> PickupCalendar:
    """Read all calendars; several files of one area, such as one per year, become one calendar.

    Raises:
        CityDataFaulty: with the faults of all files. A folder without a calendar is one: it never means that
            nothing is collected.
    """
    faults = Faults()
    files = sorted(file for file in (data_dir / FOLDER).glob("*") if file.suffix.lower() == ".ics")
    if not files:
        faults.add(FOLDER, None, "ics_none")
    read = [read_ics(file, f"{FOLDER}/{file.name}", faults) for file in files]
    faults.raise_if_any()
    return PickupCalendar(_by_area(calendar for calendar in read if calendar))


def _by_area(calendars: Iterable[AreaCalendar]) -> dict[str, AreaCalendar]:
    ordered = sorted(calendars, key=attrgetter("area", "first_day"))
    return {area: _joined(tuple(parts)) for area, parts in groupby(ordered, key=attrgetter("area"))}


def _joined(parts: tuple[AreaCalendar, ...]) -> AreaCalendar:
    """One calendar of several; it is as old as the oldest and an example as soon as one part is."""
    if len(parts) == 1:
        return parts[0]
    pickups = {pickup for part in parts for pickup in part.pickups}
    return AreaCalendar(
        parts[0].area,
        tuple(sorted(pickups, key=pickup_order)),
        min(part.first_day for part in parts),
        max(part.last_day for part in parts),
        min((part.source for part in parts), key=attrgetter("as_of")),
        any(part.example for part in parts),
    )
