"""Reading the folder of calendars: all areas, several files of one area, all faults at once."""

from datetime import date
from pathlib import Path

import pytest

from bot.city.pickup import Pickup
from bot.city.stream import Stream
from bot.settings import Settings
from bot.sources.faults import CityDataFaulty
from bot.sources.pickup_calendars import read_calendars

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


def test_each_file_is_an_area(tmp_path: Path) -> None:
    """Every ICS file counts, whatever the case of its ending; other files do not."""
    put(tmp_path, "barmen.ics", "20261123")
    put(tmp_path, "ronsdorf.ICS", "20261124")
    (tmp_path / "pickup" / "README.md").write_text("text", encoding="utf-8")
    assert set(read_calendars(tmp_path).areas) == {"barmen", "ronsdorf"}


def test_files_of_two_years_are_one_calendar(tmp_path: Path) -> None:
    """The waste company gives one file per year; the joined one is as old as the older file."""
    put(tmp_path, "barmen-2027.ics", "20270104", stamp="20261115")
    put(tmp_path, "barmen-2026.ics", "20261228", stamp="20251115", properties="X-TALBOT-EXAMPLE:TRUE")
    barmen = read_calendars(tmp_path).of("barmen")
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
    with pytest.raises(CityDataFaulty) as error:
        read_calendars(tmp_path)
    assert [(fault.file, fault.code) for fault in error.value.faults] == [("pickup", "ics_none")]


def test_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    """One broken file does not hide the next one, and nothing of a faulty folder is taken over."""
    put(tmp_path, "barmen.ics", "20261123", summary="Glas")
    put(tmp_path, "elberfeld.ics", "20261123")
    put(tmp_path, "ronsdorf.ics", "2026")
    with pytest.raises(CityDataFaulty) as error:
        read_calendars(tmp_path)
    assert [(fault.file, fault.line, fault.code) for fault in error.value.faults] == [
        ("pickup/barmen.ics", 9, "ics_label"),
        ("pickup/ronsdorf.ics", 8, "ics_value"),
    ]
    assert "pickup/barmen.ics, Zeile 9" in str(error.value)


def test_the_calendars_that_ship_cover_all_bins_of_two_years() -> None:
    """Ten areas, each with every stream in both years, each marked as example."""
    calendars = read_calendars(Settings().data_dir)
    assert len(calendars.areas) == 10
    for area in calendars.areas.values():
        assert area.example
        assert area.covers(date(2026, 1, 1), date(2027, 12, 31))
        for year in (2026, 2027):
            streams = {pickup.stream for pickup in area.pickups if pickup.date.year == year}
            assert len(streams) == 6
