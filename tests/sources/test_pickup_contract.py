"""One contract for all sources of pickup dates: the same truth comes out of each, and trouble never looks like it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from bot.city.errors import CalendarMissing, CalendarUnavailable, HouseNumberInvalid, HouseNumberNeeded, StreetUnknown
from bot.city.pickup_calendar import PickupCalendar
from bot.sources.example_calendars import write_example_calendars
from bot.sources.faults import Faults
from bot.sources.pickups import open_pickups
from bot.sources.supplier_file import CalendarLink, SupplierEntry, Suppliers
from bot.sources.web import PATIENCE
from tests.sources.fake_suppliers.abfallnavi import Entry, FakeAbfallnavi
from tests.sources.fake_suppliers.awg import FakeAwg
from tests.sources.fake_suppliers.files import FakeFiles
from tests.sources.fake_suppliers.ics import awg_ics
from tests.sources.fake_suppliers.server import FakeServer, held, instead, status
from tests.sources.fake_suppliers.truth import (
    LABELS,
    NORTH,
    NORTH_AREA,
    NOW,
    NOWHERE,
    PLAIN,
    SHORT,
    SOUTH,
    SOUTH_AREA,
    SPLIT,
    SPLIT_NUMBERS,
    YEARS,
    World,
    plain,
)  # fmt: skip

NAME = "Stadtreinigung Probe, Abfallkalender"


@dataclass(frozen=True)
class Case:
    """A source that is ready to be opened.

    Attributes:
        server: whom it asks; None = files that lie ready.
        marks: it can tell that a date moved.
    """

    entry: SupplierEntry
    server: FakeServer | None = None
    marks: bool = True


Source = Callable[[Path], "Iterator[Case]"]


@contextmanager
def examples(folder: Path) -> Iterator[Case]:
    """The calendars that `make` writes."""
    write_example_calendars(folder / "pickup", LABELS, (NORTH_AREA, SOUTH_AREA), YEARS)
    yield Case(SupplierEntry("probe", "folder", NAME, path="pickup"))


@contextmanager
def folder_of_streets(folder: Path) -> Iterator[Case]:
    """A file per street, spelled otherwise, one per area where house numbers count, all as the company gives them."""
    files = {"Friedrich-Ebert-Str": NORTH, NORTH_AREA.area: NORTH, f"{SOUTH_AREA.area}-2026": SOUTH[:100]}
    for name, dates in {**files, f"{SOUTH_AREA.area}-2027": SOUTH[100:]}.items():
        (folder / f"{name}.ics").write_bytes(awg_ics(dates))
    yield Case(SupplierEntry("probe", "folder", NAME, path="."))


@contextmanager
def single_file(folder: Path) -> Iterator[Case]:
    """A town with one calendar for all."""
    (folder / f"{NORTH_AREA.area}.ics").write_bytes(awg_ics(NORTH))
    yield Case(SupplierEntry("probe", "folder", NAME, path=f"{NORTH_AREA.area}.ics"))


@contextmanager
def links(_: Path) -> Iterator[Case]:
    """Files of areas on a server, and one of a street."""
    with FakeFiles(
        {f"/{a}.ics": awg_ics(d) for a, d in ((NORTH_AREA.area, NORTH), (SOUTH_AREA.area, SOUTH))}
    ) as server:
        calendars = (
            CalendarLink(NORTH_AREA.area, f"{server.root}/{NORTH_AREA.area}.ics"),
            CalendarLink(SOUTH_AREA.area, f"{server.root}/{SOUTH_AREA.area}.ics"),
            CalendarLink("Friedrich-Ebert-Str.", f"{server.root}/{NORTH_AREA.area}.ics", is_street=True),
        )
        yield Case(SupplierEntry("probe", "ics", NAME, calendars=calendars), server)


@contextmanager
def links_by_year(_: Path) -> Iterator[Case]:
    """A file per year and area."""
    areas = {NORTH_AREA.area: NORTH, SOUTH_AREA.area: SOUTH}
    files = {
        f"/{year}/{area}.ics": awg_ics(p for p in dates if p.date.year == year)
        for area, dates in areas.items()
        for year in YEARS
    }
    with FakeFiles(files) as server:
        calendars = tuple(CalendarLink(area, f"{server.root}/{{year}}/{area}.ics") for area in areas)
        yield Case(SupplierEntry("probe", "ics", NAME, calendars=calendars), server)


@contextmanager
def awg(_: Path) -> Iterator[Case]:
    """The waste company of Wuppertal."""
    streets = {"Friedrich-Ebert-Str.": NORTH, "Friedrichstraße": SOUTH, SPLIT.name: SPLIT_NUMBERS}
    with FakeAwg(streets) as server:
        yield Case(SupplierEntry("probe", "awg", NAME, url=server.url, max_age_days=14), server)


@contextmanager
def abfallnavi(_: Path) -> Iterator[Case]:
    """A neighbouring town."""
    north = {number: dates for number, dates in SPLIT_NUMBERS.items() if dates is NORTH}
    south = {number: dates for number, dates in SPLIT_NUMBERS.items() if dates is SOUTH}
    entries = (Entry("Friedrich-Ebert-Str.", NORTH), Entry(SPLIT.name, houses=north), Entry(SPLIT.name, houses=south))
    with FakeAbfallnavi(entries) as server:
        entry = SupplierEntry("probe", "abfallnavi", NAME, url=server.url, place="Probe", max_age_days=14)
        yield Case(entry, server, marks=False)


LYING_READY = (examples, folder_of_streets, single_file)
ASKED = (links, links_by_year, awg, abfallnavi)
WITH_STREETS = (links, awg, abfallnavi)


def by_name(source: Source) -> str:
    """How pytest calls a source."""
    return source.__name__


@pytest.fixture(params=(*LYING_READY, *ASKED), ids=by_name)
def case(request, world) -> Iterator[Case]:
    """Every source in turn, or those that a test names."""
    with request.param(world.folder) as found:
        yield found


@pytest.fixture
def opened(case: Case, world: World) -> Iterator[PickupCalendar]:
    """The source, opened, and at the end with nobody on the way any more."""
    calendars = world.open(case.entry)
    yield calendars
    finish(calendars)


def finish(calendars: PickupCalendar) -> None:
    """Wait for errands, where there are any."""
    getattr(calendars, "finish", lambda: None)()


only = partial(pytest.mark.parametrize, "case", indirect=True, ids=by_name)
with_split_street = only([source for source in (*LYING_READY, *ASKED) if source is not single_file])


def test_the_same_truth_comes_out_of_every_source(case, opened):
    """All dates of both years, the fortnightly tariff's among them, and which of them moved."""
    found = opened.of(PLAIN, "12")
    assert plain(found.pickups) == plain(NORTH, marks=case.marks)
    assert found.covers(NORTH[0].date, NORTH[-1].date)


def test_a_regular_day_is_named_only_where_it_is_true(opened):
    """Where the source only marks moved dates, the rhythm tells from which day they moved, or nobody does."""
    truth = {(p.date, p.stream): p for p in NORTH}
    moved = [p for p in opened.of(PLAIN, None).pickups if p.moved_from]
    assert all(truth[p.date, p.stream].moved_from == p.moved_from for p in moved)


def test_every_calendar_says_where_it_is_from_and_how_old_it_is(case, opened):
    """Files carry their own age; what was asked for is as old as the asking."""
    found = opened.of(PLAIN, None)
    assert found.source.name
    if case.server:
        assert found.source.name == NAME
        assert found.source.as_of == NOW.date()
        assert (found.best_before is not None) == (case.entry.max_age_days is not None)
    assert found.source.as_of <= NOW.date()


@with_split_street
@pytest.mark.parametrize(("number", "expected"), [("1", NORTH), ("12a", NORTH), ("16", NORTH), ("101", SOUTH)])
def test_a_split_street_has_its_dates_by_house_number(case, opened, number, expected):
    """With letters and ranges, however they are spelled."""
    assert plain(opened.of(SPLIT, number).pickups) == plain(expected, marks=case.marks)


@with_split_street
def test_a_split_street_asks_for_the_house_number(opened):
    """And only a split one does."""
    with pytest.raises(HouseNumberNeeded):
        opened.of(SPLIT, None)


@with_split_street
@pytest.mark.parametrize("number", ["999", "0", "zwölf"])
def test_a_number_that_is_not_there_is_asked_for_again(opened, number):
    """Nobody gets a neighbour's dates."""
    with pytest.raises(HouseNumberInvalid):
        opened.of(SPLIT, number)


def test_a_street_without_calendar_is_said_to_have_none(opened):
    """It is in the city's list, but nobody delivers for it."""
    with pytest.raises(CalendarMissing):
        opened.of(NOWHERE, "1")


def test_a_street_that_nobody_knows_is_unknown(opened):
    """Neither the city nor the supplier has it."""
    with pytest.raises(StreetUnknown):
        opened.street("Xylophonweg")


@only(WITH_STREETS)
def test_a_street_that_only_the_supplier_knows_is_found(case, opened):
    """In any spelling; with similar ones where none fits."""
    assert opened.street("friedrich ebert straße").name == "Friedrich-Ebert-Str."
    assert plain(opened.of(opened.street("Friedrich-Ebert-Str"), None).pickups) == plain(NORTH, marks=case.marks)
    with pytest.raises(StreetUnknown) as unknown:
        opened.street("Friedrich-Eberl-Straße")
    assert case.entry.kind == "ics" or unknown.value.candidates[0] == "Friedrich-Ebert-Str."


TROUBLE = {
    "broken": status(503),
    "forbidden": status(403),
    "silent": held(),
    "maintenance page": instead(b"<html><body>Wartungsarbeiten</body></html>"),
    "nothing": instead(b""),
    "null": instead(b"null", "application/json"),
    "empty list": instead(b"[]", "application/json"),
    "garbage": instead(bytes(range(256)) * 50),
    "empty calendar": instead(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar"),
}


def opened_in_trouble(case: Case, world: World, trouble: str) -> PickupCalendar:
    """The source with a server that is good for nothing from now on."""
    case.server.misbehave(TROUBLE[trouble])
    return world.open(case.entry, patience=SHORT if trouble == "silent" else PATIENCE)


@only(ASKED)
@pytest.mark.parametrize("trouble", TROUBLE)
def test_an_outage_is_never_an_empty_calendar(case, world, trouble):
    """Whatever the server says instead, there is no calendar, and so no day without pickups."""
    calendars = opened_in_trouble(case, world, trouble)
    # An empty list of streets is an answer, however odd.
    with pytest.raises((CalendarUnavailable, CalendarMissing) if trouble == "empty list" else CalendarUnavailable):
        calendars.of(PLAIN, None)
    finish(calendars)


@only(ASKED)
@pytest.mark.parametrize("trouble", TROUBLE)
def test_an_outage_leaves_the_last_good_copy_with_its_date(case, world, trouble):
    """As before, and its age is told."""
    before = world.open(case.entry).of(PLAIN, None)
    calendars = opened_in_trouble(case, world, trouble)
    for _ in range(3):
        world.clock.pass_by(days=1)
        assert calendars.of(PLAIN, None) == before
        finish(calendars)
    assert calendars.of(PLAIN, None).source.as_of == NOW.date()


@only(LYING_READY)
def test_files_that_are_gone_are_a_fault(case, world):
    """Where nobody is asked, an outage is a folder without calendars."""
    place = world.folder / (case.entry.path or "")
    for file in [place] if place.is_file() else place.glob("*.ics"):
        file.unlink()
    faults = Faults()
    assert open_pickups("probe", Suppliers({"probe": case.entry}, LABELS), world.around(), faults) is None
    assert [fault.code for fault in faults.all()] == ["ics_none"]
