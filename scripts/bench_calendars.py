"""Measures pickup calendars over their number: how long they take to load, and how long one answer takes.

Two stores are measured: ICS files of a folder once they are kept (`read_calendars`), and what a supplier delivered
(`PickupStore`). The peer is one JSON file with all dates, loaded whole: what a small service without a store would do.
"""

import json
import random
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmark import percentile

from bot.city.errors import CalendarEnds
from bot.city.pickup import AreaCalendar, Pickup, Selection
from bot.city.pickup_calendar import AreaCalendars, PickupCalendar
from bot.city.pickup_rules import EXAMPLE_AREAS, example_pickups
from bot.city.source import Source
from bot.city.stream import Stream
from bot.city.street import Street
from bot.settings import Settings
from bot.sources.faults import Faults
from bot.sources.pickup_calendars import read_calendars
from bot.sources.pickup_live import LiveCalendars, Terms
from bot.sources.pickup_store import PickupStore, Record
from bot.sources.supplier import Delivery, SupplierFailed
from bot.sources.supplier_file import read_suppliers

SIZES = (100, 1_000, 10_000)
ANSWERS = 2_000
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
YEARS = range(2026, 2028)


def measure(sizes: tuple[int, ...] = SIZES) -> list[dict[str, Any]]:
    """One row per number of streets; times in milliseconds, loads in seconds."""
    return [_measured(size) for size in sizes]


def _measured(size: int) -> dict[str, Any]:
    streets = [Street(f"Probestraße {_letters(index)}", "", "", ()) for index in range(size)]
    with TemporaryDirectory() as folder:
        place = Path(folder)
        return {
            "streets": size,
            **_files(streets, place),
            **_supplier(streets, place),
            **_peer(streets, place),
        }


def _files(streets: list[Street], place: Path) -> dict[str, Any]:
    """A folder with an ICS file per street."""
    faults, folder, kept = Faults(), place / "ics", place / "kept"
    labels = read_suppliers(Settings().data_dir, faults).labels
    shipped = [path.read_text(encoding="utf-8") for path in sorted((Settings().data_dir / "pickup").glob("*.ics"))]
    folder.mkdir()
    for index, street in enumerate(streets):
        text = shipped[index % len(shipped)]
        area = text.split("X-TALBOT-AREA:")[1].split("\n")[0].strip()
        own = text.replace(f"X-TALBOT-AREA:{area}", f"X-TALBOT-AREA:{street.name}")
        (folder / f"{index}.ics").write_text(own, encoding="utf-8")
    first = _seconds(lambda: read_calendars(folder, labels, faults, kept))
    loads = [_seconds(lambda: read_calendars(folder, labels, faults, kept)) for _ in range(3)]
    answers = _answers(AreaCalendars(read_calendars(folder, labels, faults, kept)), streets)
    faults.raise_if_any()
    return {"files_first_s": first, "files_load_s": min(loads), **_named("files", answers)}


class _Silent:
    """A supplier that nobody asks, because all it has was delivered today."""

    def place_of(self, street: Street, _house_number: str | None) -> str:
        return street.name

    def streets(self, _beginning: str) -> tuple[str, ...]:
        return ()

    def deliver(self, _place: str, _number: str | None) -> Delivery:
        raise SupplierFailed


def _supplier(streets: list[Street], place: Path) -> dict[str, Any]:
    """What a supplier delivered for each street."""
    store = PickupStore(place / "store")
    deliveries = [example_pickups(area, YEARS) for area in EXAMPLE_AREAS]
    for index, street in enumerate(streets):
        delivery = Delivery(street.name, deliveries[index % len(deliveries)])
        store.put(street.name, None, Record(delivery, NOW, NOW))
    terms = Terms("Probe", None, timedelta(days=14))

    def load() -> LiveCalendars:
        return LiveCalendars(_Silent(), PickupStore(place / "store"), terms, lambda: NOW)

    return {"store_load_s": _seconds(load), **_named("store", _answers(load(), streets))}


def _peer(streets: list[Street], place: Path) -> dict[str, Any]:
    """All dates of all streets in one JSON file."""
    file = place / "all.json"
    dates = [[(p.date.isoformat(), p.stream.value) for p in example_pickups(area, YEARS)] for area in EXAMPLE_AREAS]
    file.write_text(json.dumps({s.name: dates[i % len(dates)] for i, s in enumerate(streets)}), encoding="utf-8")
    begin = time.perf_counter()
    loaded = json.loads(file.read_text(encoding="utf-8"))
    seconds = time.perf_counter() - begin
    calendars = _Dicts(loaded)
    return {"peer_load_s": seconds, **_named("peer", _answers(calendars, streets))}


class _Dicts(PickupCalendar):
    """The peer: plain lists, searched from the beginning."""

    def __init__(self, dates: dict[str, list[tuple[str, str]]]) -> None:
        self._dates = dates

    def of(self, street: Street, house_number: str | None) -> AreaCalendar:  # noqa: ARG002  # as all calendars
        pickups = tuple(Pickup(date.fromisoformat(day), Stream(stream)) for day, stream in self._dates[street.name])
        source = Source("Probe", None, TODAY)
        return AreaCalendar(street.name, pickups, date(2026, 1, 1), date(2027, 12, 31), source, example=True)

    def street(self, name: str) -> Street:
        return Street(name, "", "", ())


def _answers(calendars: PickupCalendar, streets: list[Street]) -> list[float]:
    """Milliseconds per answer: the next dates of random streets on random days."""
    chance = random.Random(7)  # noqa: S311  # for equal runs, not for secrets
    times = []
    for _ in range(ANSWERS):
        street, day = chance.choice(streets), TODAY + timedelta(days=chance.randrange(300))
        begin = time.perf_counter()
        with suppress(CalendarEnds):
            calendars.of(street, None).next(day, Selection((Stream.PAPER, Stream.RESIDUAL)))
        times.append((time.perf_counter() - begin) * 1000)
    return times


def _named(name: str, times: list[float]) -> dict[str, float]:
    return {f"{name}_p50_ms": percentile(times, 50), f"{name}_p99_ms": percentile(times, 99)}


def _seconds(measured: Callable[[], object]) -> float:
    begin = time.perf_counter()
    measured()
    return time.perf_counter() - begin


def _letters(index: int) -> str:
    """A number in letters, since figures in a street's name would be a house number."""
    return "".join(chr(ord("a") + int(figure)) for figure in str(index))


if __name__ == "__main__":
    for row in measure((100, 1_000)):
        print({key: round(value, 4) for key, value in row.items()})
