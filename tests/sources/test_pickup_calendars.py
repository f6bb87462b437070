"""Reading the folder of calendars: all areas, several files of one area, all faults at once."""

from datetime import date
from pathlib import Path

import pytest

from bot.city.pickup import Pickup
from bot.city.stream import Stream
from bot.settings import Settings
from bot.sources.faults import Faults
from bot.sources.pickup_calendars import read_calendars
from tests.sources.fake_suppliers.truth import LABELS

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Probe//DE
{properties}
BEGIN:VEVENT
UID:1
DTSTAMP:{stamp}T080000Z
DTSTART;VALUE=DATE:{day}
SUMMARY:{summary}
END:VEVENT
END:VCALENDAR
"""


def put(
    data_dir: Path,
    name: str,
    day: str,
    summary: str = "Bio",
    stamp: str = "20261101",
    properties: str = "X-A:1",
) -> None:
    """Write a calendar with one event."""
    folder = data_dir / "pickup"
    folder.mkdir(exist_ok=True)
    text = ICS.format(day=day, summary=summary, stamp=stamp, properties=properties)
    (folder / name).write_text(text, encoding="utf-8")


def read(place: Path):
    """All calendars of a place that has no fault."""
    faults = Faults()
    found = read_calendars(place, LABELS, faults)
    assert faults.all() == ()
    return found


def faults_of(place: Path) -> list[tuple[str, int | None, str]]:
    """What reading a place complains about."""
    faults = Faults()
    read_calendars(place, LABELS, faults)
    return [(fault.file, fault.line, fault.code) for fault in faults.all()]


def test_each_file_is_an_area(tmp_path: Path) -> None:
    """Every ICS file counts, whatever the case of its ending; other files do not."""
    put(tmp_path, "barmen.ics", "20261123")
    put(tmp_path, "ronsdorf.ICS", "20261124")
    (tmp_path / "pickup" / "README.md").write_text("text", encoding="utf-8")
    assert set(read(tmp_path / "pickup")) == {"barmen", "ronsdorf"}


def test_a_single_file_is_a_place_too(tmp_path: Path) -> None:
    """A small town has one calendar for all."""
    put(tmp_path, "barmen.ics", "20261123")
    put(tmp_path, "ronsdorf.ics", "20261124")
    assert set(read(tmp_path / "pickup" / "barmen.ics")) == {"barmen"}


def test_files_of_two_years_are_one_calendar(tmp_path: Path) -> None:
    """The waste company gives one file per year; the joined one is as old as the older file."""
    put(tmp_path, "barmen-2027.ics", "20270104", stamp="20261115")
    put(tmp_path, "barmen-2026.ics", "20261228", stamp="20251115", properties="X-TALBOT-EXAMPLE:TRUE")
    barmen = read(tmp_path / "pickup")["barmen"]
    assert barmen.pickups == (
        Pickup(date(2026, 12, 28), Stream.ORGANIC),
        Pickup(date(2027, 1, 4), Stream.ORGANIC),
    )
    assert (barmen.first_day, barmen.last_day) == (date(2026, 12, 28), date(2027, 1, 4))
    assert barmen.source.as_of == date(2025, 11, 15)
    assert barmen.example


@pytest.mark.parametrize("folder", ["", "pickup"])
def test_no_calendar_at_all_is_a_fault(tmp_path: Path, folder: str) -> None:
    """A missing or empty folder never means that nothing is collected."""
    (tmp_path / folder).mkdir(exist_ok=True)
    assert faults_of(tmp_path / "pickup") == [("pickup", None, "ics_none")]


def test_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    """One broken file does not hide the next one."""
    put(tmp_path, "barmen.ics", "20261123", summary="Glas")
    put(tmp_path, "elberfeld.ics", "20261123")
    put(tmp_path, "ronsdorf.ics", "2026")
    assert faults_of(tmp_path / "pickup") == [
        ("pickup/barmen.ics", 9, "ics_label"),
        ("pickup/ronsdorf.ics", 8, "ics_value"),
    ]


def test_the_calendars_that_ship_cover_all_bins_of_two_years() -> None:
    """Ten areas, each with every stream in both years and a fortnightly tariff, each marked as example."""
    calendars = read(Settings().data_dir / "pickup")
    assert len(calendars) == 10
    for area in calendars.values():
        assert area.example
        assert area.has_fortnightly
        assert area.covers(date(2026, 1, 1), date(2027, 12, 31))
        for year in (2026, 2027):
            streams = {pickup.stream for pickup in area.pickups if pickup.date.year == year}
            assert len(streams) == 6
