"""Writing the example calendars: what is written is read back, and what ships is what is written."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bot.city.pickup_rules import EXAMPLE_AREAS, ExampleArea, example_pickups
from bot.settings import Settings
from bot.sources.example_calendars import YEARS, write_example_calendars
from bot.sources.faults import Faults
from bot.sources.pickup_calendars import read_calendars
from tests.sources.fake_suppliers.truth import LABELS


@settings(deadline=None, max_examples=15)
@given(area=st.sampled_from(EXAMPLE_AREAS), first=st.integers(2024, 2040), count=st.integers(1, 3))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, area: ExampleArea, first: int, count: int
) -> None:
    """Dates, moves and reasons survive the way through ICS in every year."""
    folder, faults = tmp_path_factory.mktemp("data"), Faults()
    span = range(first, first + count)
    write_example_calendars(folder, LABELS, [area], span)
    found = read_calendars(folder, LABELS, faults)[area.area]
    assert faults.all() == ()
    assert found.pickups == example_pickups(area, span)
    assert (found.first_day.year, found.last_day.year) == (first, first + count - 1)
    assert found.example


def test_the_files_that_ship_are_the_ones_that_the_rule_writes(tmp_path: Path) -> None:
    """Nobody edits an example by hand: writing again gives the same bytes."""
    shipped = Settings().data_dir / "pickup"
    written = write_example_calendars(tmp_path, LABELS)
    assert {file.name for file in written} == {file.name for file in shipped.glob("*.ics")}
    for file in written:
        assert file.read_text(encoding="utf-8") == (shipped / file.name).read_text(encoding="utf-8"), file.name


def test_files_are_plain_rfc_5545(tmp_path: Path) -> None:
    """Line ends, required properties, all-day events, and exceptions that belong to a series."""
    (file,) = write_example_calendars(tmp_path / "new", LABELS, EXAMPLE_AREAS[:1], YEARS)
    content = file.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    events = Calendar.from_ical(content).walk("VEVENT")
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event) for event in events)
    series = {event["UID"] for event in events if "RECURRENCE-ID" not in event}
    assert len(series) == 7
    assert {event["UID"] for event in events} == series
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_files_name_themselves_an_example(tmp_path: Path) -> None:
    """Whoever opens a file in another program sees that its dates are not real."""
    (file,) = write_example_calendars(tmp_path, LABELS, EXAMPLE_AREAS[1:2])
    text = file.read_text(encoding="utf-8")
    assert "X-TALBOT-EXAMPLE:TRUE" in text
    assert "X-WR-CALNAME:Abfuhrkalender Elberfeld-West (Beispiel)" in text
