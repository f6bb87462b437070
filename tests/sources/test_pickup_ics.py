"""Reading one ICS file: what suppliers write, and what they get wrong."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.city.pickup import AreaCalendar, Pickup
from bot.city.stream import Stream
from bot.sources.faults import Faults
from bot.sources.ics_calendar import MOST_NOTES
from bot.sources.pickup_ics import delivered_pickups, read_ics
from tests.sources.fake_suppliers.truth import LABELS

R, B, P, G = Stream.RESIDUAL, Stream.ORGANIC, Stream.PAPER, Stream.PACKAGING
DAY = "DTSTART;VALUE=DATE:20261123"
STAMP = "DTSTAMP:20261101T080000Z"
MARK = "!!! Terminverschiebung !!!"


def event(*lines: str) -> str:
    """A VEVENT with these lines."""
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def ics(*events: str, properties: tuple[str, ...] = ()) -> str:
    """A calendar with these properties and events."""
    head = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Probe//DE", *properties, ""])
    return head + "".join(events) + "END:VCALENDAR\r\n"


def read(folder: Path, text: str | bytes, name: str = "barmen.ics") -> tuple[AreaCalendar | None, Faults]:
    """Read a file with this content."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    faults = Faults()
    return read_ics(path, f"pickup/{name}", LABELS, faults), faults


def read_good(folder: Path, text: str, name: str = "barmen.ics") -> AreaCalendar:
    """Read a file that must have no fault."""
    calendar, faults = read(folder, text, name)
    assert faults.all() == ()
    assert calendar is not None
    return calendar


def codes(faults: Faults) -> list[tuple[str, int | None]]:
    """The faults as code and line."""
    return [(fault.code, fault.line) for fault in faults.all()]


@pytest.mark.parametrize(
    ("summary", "streams"),
    [
        ("Restmüll", {R}),
        ("Restmüll/Bio/Papier", {R, B, P}),
        ("Restmüll / Restmüll-50% / Gelb", {R, G}),
        ("RESTMÜLL/ bio", {R, B}),
        ("Sperrmüll", {Stream.BULKY}),
        ("Weihnachtsbaumabholung", {Stream.CHRISTMAS_TREE}),
    ],
)
def test_a_summary_names_one_or_several_bins(tmp_path: Path, summary: str, streams: set[Stream]) -> None:
    """Labels are separated by a slash; case and spaces do not matter; the 50 % tariff adds no date."""
    calendar = read_good(tmp_path, ics(event("UID:1", STAMP, DAY, f"SUMMARY:{summary}")))
    assert {pickup.stream for pickup in calendar.pickups} == streams
    assert {pickup.date for pickup in calendar.pickups} == {date(2026, 11, 23)}


def test_a_series_leaves_out_its_exceptions(tmp_path: Path) -> None:
    """A rule gives its dates without those of EXDATE."""
    series = event("UID:1", STAMP, DAY, "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20261130", "SUMMARY:Bio")
    assert read_good(tmp_path, ics(series)).pickups == (
        Pickup(date(2026, 11, 23), B),
        Pickup(date(2026, 12, 7), B),
    )


def test_a_moved_date_of_a_series_keeps_regular_day_and_reason(tmp_path: Path) -> None:
    """RECURRENCE-ID is the regular day, COMMENT the reason; the regular day itself is gone."""
    series = event("UID:1", STAMP, DAY, "RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:Bio")
    moved = event(
        "UID:1", STAMP, "RECURRENCE-ID;VALUE=DATE:20261130", "DTSTART;VALUE=DATE:20261201",
        f"SUMMARY:Bio / {MARK}", "COMMENT:Betriebsversammlung",
    )  # fmt: skip
    assert read_good(tmp_path, ics(series, moved)).pickups == (
        Pickup(date(2026, 11, 23), B),
        Pickup(date(2026, 12, 1), B, date(2026, 11, 30), "Betriebsversammlung", marked=True),
    )


def test_a_marked_event_without_more_is_moved_from_an_unknown_day(tmp_path: Path) -> None:
    """The waste company marks a move and tells neither regular day nor reason; nothing is guessed here."""
    calendar = read_good(tmp_path, ics(event("UID:1", STAMP, DAY, f"SUMMARY:Restmüll/{MARK}")))
    assert calendar.pickups == (Pickup(date(2026, 11, 23), R, marked=True),)


def test_a_comment_on_a_regular_date_is_no_reason(tmp_path: Path) -> None:
    """Only moved dates have a reason."""
    calendar = read_good(tmp_path, ics(event("UID:1", STAMP, DAY, "SUMMARY:Bio", "COMMENT:Bitte bis 7 Uhr")))
    assert calendar.pickups[0].reason is None


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("DTEND;VALUE=DATE:20261123",), id="ends on the day it begins"),
        pytest.param(("BEGIN:VALARM", "TRIGGER:-PT12H", "SUMMARY:Alarm", "END:VALARM"), id="alarm"),
        pytest.param(("GEO:nonsense",), id="unreadable property that no date needs"),
    ],
)
def test_suppliers_oddities_do_no_harm(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """Oddities of real files that change no date are no fault."""
    calendar = read_good(tmp_path, ics(event("UID:1", STAMP, DAY, "SUMMARY:Gelb", *lines)))
    assert calendar.pickups == (Pickup(date(2026, 11, 23), G),)


def test_times_byte_order_mark_and_cancelled_events(tmp_path: Path) -> None:
    """An event with a time counts for its day, a cancelled one not at all, a byte order mark is skipped."""
    text = ics(
        event("UID:1", STAMP, "DTSTART:20261123T060000", "SUMMARY:Gelb"),
        event("UID:2", STAMP, DAY, "SUMMARY:Bio", "STATUS:CANCELLED"),
    )
    assert read_good(tmp_path, "\ufeff" + text).pickups == (Pickup(date(2026, 11, 23), G),)


def test_what_a_calendar_says_about_itself(tmp_path: Path) -> None:
    """Area, covered days, source, age and the mark of an example come from its own properties."""
    properties = (
        "X-TALBOT-AREA:ronsdorf",
        "X-TALBOT-EXAMPLE:TRUE",
        "X-TALBOT-SOURCE:Probe",
        "X-TALBOT-AS-OF:2026-11-02",
        "X-TALBOT-FIRST-DAY:2026-11-01",
        "X-TALBOT-LAST-DAY:2026-11-30",
    )
    found = read_good(tmp_path, ics(event("UID:1", STAMP, DAY, "SUMMARY:Gelb"), properties=properties))
    assert (found.area, found.example) == ("ronsdorf", True)
    assert (found.first_day, found.last_day) == (date(2026, 11, 1), date(2026, 11, 30))
    assert (found.source.name, found.source.as_of) == ("Probe", date(2026, 11, 2))


def test_a_silent_calendar_promises_no_more_than_it_holds(tmp_path: Path) -> None:
    """Without properties: area from the file name, span from the dates, age from the stamps, no example."""
    text = ics(event("UID:1", STAMP, DAY, "RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:Gelb"))
    found = read_good(tmp_path, text, name="ronsdorf-2026.ics")
    assert (found.area, found.example) == ("ronsdorf", False)
    assert (found.first_day, found.last_day) == (date(2026, 11, 23), date(2026, 11, 30))
    assert (found.source.name, found.source.as_of) == ("ronsdorf-2026", date(2026, 11, 1))


GOOD = event("UID:1", STAMP, DAY, "SUMMARY:Gelb")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("", [("file_empty", None)], id="empty"),
        pytest.param("Hallo\nWelt\n", [("ics_no_calendar", 1)], id="garbage"),
        pytest.param("<html>\n", [("ics_no_calendar", 1)], id="web page"),
        pytest.param(ics(GOOD).encode("latin-1").replace(b"Gelb", b"M\xfcll"), [("encoding", 8)], id="latin-1"),
        pytest.param(ics(), [("ics_no_events", None)], id="no event"),
        pytest.param(ics(GOOD)[:-25], [("ics_cut", 9)], id="cut off"),
        pytest.param(ics("foo\r\n", GOOD, "bar baz\r\n"), [("ics_line", 4), ("ics_line", 11)], id="garbage lines"),
        pytest.param("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", [("ics_invalid", None)], id="not nested"),
        pytest.param(ics(GOOD) * 2, [("ics_invalid", None)], id="two calendars"),
        pytest.param(ics(event("UID:1", STAMP, "SUMMARY:Bio")), [("ics_day_missing", 4)], id="no day"),
        pytest.param(ics(event("UID:1", STAMP, DAY)), [("ics_summary_missing", 4)], id="no bin"),
        pytest.param(ics(event("UID:1", STAMP, DAY, f"SUMMARY:{MARK}")), [("ics_summary_missing", 8)], id="mark only"),
        pytest.param(ics(event("UID:1", STAMP, DAY, "SUMMARY:Bio/Glas")), [("ics_label", 8)], id="unknown bin"),
        pytest.param(
            ics(event("UID:1", "DTSTART;VALUE=DATE:20261399", "SUMMARY:Bio")),
            [("ics_value", 6)],
            id="bad day",
        ),
        pytest.param(ics(event("UID:1", DAY, DAY, "SUMMARY:Bio")), [("ics_value", 6)], id="two days"),
        pytest.param(ics(event("UID:1", DAY, "RRULE:FREQ=BLA", "SUMMARY:Bio")), [("ics_value", 7)], id="bad rule"),
        pytest.param(ics(event("UID:1", DAY, "RRULE:FREQ=WEEKLY", "SUMMARY:Bio")), [("ics_endless", 7)], id="endless"),
        pytest.param(
            ics(event("UID:1", DAY, "RRULE:FREQ=DAILY;UNTIL=99991231", "SUMMARY:Bio")),
            [("ics_endless", 7)],
            id="8000 years",
        ),
        pytest.param(
            ics(event("UID:1", DAY, "RRULE:FREQ=SECONDLY;COUNT=9", "SUMMARY:Bio")),
            [("ics_endless", 7)],
            id="secondly",
        ),
        pytest.param(
            ics(event("UID:1", DAY, "SUMMARY:Schadstoffmobil", STAMP)), [("ics_no_dates", None)], id="no date"
        ),
        pytest.param(ics(event("UID:1", DAY, "SUMMARY:Bio")), [("ics_age_missing", None)], id="no age"),
        pytest.param(ics(GOOD, properties=("X-TALBOT-AS-OF:gestern",)), [("ics_value", None)], id="bad age"),
        pytest.param(
            ics(GOOD, properties=("X-TALBOT-LAST-DAY:2026-11-22", "X-TALBOT-FIRST-DAY:2026-01-01")),
            [("ics_outside", None)],
            id="date after the last day",
        ),
    ],
)
def test_a_broken_file_is_a_fault(tmp_path: Path, content: str | bytes, expected: list[tuple[str, int | None]]) -> None:
    """Nothing broken passes as a calendar; the fault has a line where there is one, and a German sentence."""
    calendar, faults = read(tmp_path, content)
    assert calendar is None
    assert codes(faults) == expected
    assert all(str(fault).startswith("pickup/barmen.ics") for fault in faults.all())


def test_all_faults_of_a_file_come_at_once(tmp_path: Path) -> None:
    """An editor repairs a file in one go."""
    _, faults = read(
        tmp_path,
        ics(
            event("UID:1", STAMP, "SUMMARY:Bio"),
            event("UID:2", DAY, "SUMMARY:Gals/Glas"),
            event("UID:3", DAY),
        ),
    )
    assert codes(faults) == [
        ("ics_day_missing", 4),
        ("ics_label", 12),
        ("ics_label", 12),
        ("ics_summary_missing", 14),
    ]
    assert "Gals" in str(faults.all()[1]) + str(faults.all()[2])


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    """A file that vanished while reading is reported like any other fault."""
    faults = Faults()
    assert read_ics(tmp_path / "barmen.ics", "pickup/barmen.ics", LABELS, faults) is None
    assert codes(faults) == [("file_missing", None)]


BIO = event("UID:2", STAMP, "DTSTART;VALUE=DATE:20261124", "SUMMARY:Bio")


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("foo bar\r\n", id="garbage line"),
        pytest.param(event("UID:1", STAMP, "SUMMARY:Bio"), id="no day"),
        pytest.param(event("UID:1", STAMP, DAY), id="no bin"),
        pytest.param(event("UID:1", "DTSTART;VALUE=DATE:20261399", "SUMMARY:Bio"), id="bad day"),
        pytest.param(event("UID:1", DAY, DAY, "SUMMARY:Bio"), id="two days"),
        pytest.param(event("UID:1", DAY, "RRULE:FREQ=WEEKLY", "SUMMARY:Bio"), id="endless"),
        pytest.param(event("UID:1", DAY, "SUMMARY:Altkraut"), id="unknown bin"),
    ],
)
def test_what_a_supplier_gets_wrong_is_left_out_and_logged(broken: str, caplog: pytest.LogCaptureFixture) -> None:
    """Nobody here can repair it; the rest of the calendar is as good as before."""
    found = delivered_pickups(ics(broken, BIO).encode(), "AWG 2026", LABELS)
    assert found == (Pickup(date(2026, 11, 24), B),)
    assert "AWG 2026, Zeile" in caplog.text


@pytest.mark.parametrize(
    "lines",
    [
        ("RECURRENCE-ID;VALUE=DATE:20261130", "DTSTART;VALUE=DATE:20261399", "SUMMARY:Bio"),
        ("RECURRENCE-ID;VALUE=DATE:20261130", "SUMMARY:Bio"),
        ("RECURRENCE-ID;VALUE=DATE:20261130", "DTSTART;VALUE=DATE:20261201", "SUMMARY:Altkraut"),
    ],
    ids=["bad day", "no day", "unknown bin"],
)
def test_a_moved_date_that_cannot_be_read_is_never_the_regular_one(lines: tuple[str, ...]) -> None:
    """Without the exception its series would give exactly the day that is wrong."""
    series = event("UID:1", STAMP, DAY, "RRULE:FREQ=WEEKLY;COUNT=9", "SUMMARY:Bio")
    assert delivered_pickups(ics(series, event("UID:1", STAMP, *lines)).encode(), "AWG 2026", LABELS) == ()


def test_a_flood_of_faults_is_not_logged_in_full(caplog: pytest.LogCaptureFixture) -> None:
    """A few tell what is wrong."""
    delivered_pickups(ics("foo bar\r\n" * 50_000, BIO).encode(), "AWG 2026", LABELS)
    assert len(caplog.records) == MOST_NOTES


def test_a_flood_of_dates_is_no_calendar() -> None:
    """Years of every day, several times over."""
    series = [event(f"UID:{n}", STAMP, DAY, "RRULE:FREQ=DAILY;COUNT=3000", "SUMMARY:Bio") for n in range(5)]
    assert delivered_pickups(ics(*series).encode(), "AWG 2026", LABELS) == ()


def test_folded_lines_and_alarms_are_read_as_one_and_not_at_all(tmp_path: Path) -> None:
    """Long lines go on in the next one; what stands in an alarm is about the alarm."""
    folded = event("UID:1", STAMP, DAY, "SUMMARY:Rest", " müll/Pa", "\tpier", "DESCRIPTION:lang", " und länger")
    alarm = ("BEGIN:VALARM", "TRIGGER:-PT12H", "DTSTART:nie", "SUMMARY:Bio", " /Gelb", "END:VALARM")
    found = read_good(tmp_path, ics(folded, event("UID:2", STAMP, DAY, *alarm, "SUMMARY:Sperrmüll")))
    assert {pickup.stream for pickup in found.pickups} == {R, P, Stream.BULKY}


@pytest.mark.parametrize(
    ("start", "day"),
    [
        ("DTSTART:20261130T230000Z", date(2026, 12, 1)),
        ("DTSTART:20260630T220000Z", date(2026, 7, 1)),
        ("DTSTART:20260630T215959Z", date(2026, 6, 30)),
        ("DTSTART;TZID=America/New_York:20261130T230000", date(2026, 12, 1)),
        ("DTSTART:20261201T", date(2026, 12, 1)),
        ("DTSTART;TZID=Europe/Berlin;VALUE=DATE:20261201", date(2026, 12, 1)),
        ("DTSTART;TZID=Europe/Berlin:20261201", date(2026, 12, 1)),
        ("dtstart;value=date:20261201", date(2026, 12, 1)),
    ],
)
def test_a_day_is_that_of_the_city(tmp_path: Path, start: str, day: date) -> None:
    """However it is written, and wherever its clock stands."""
    assert [p.date for p in read_good(tmp_path, ics(event("UID:1", STAMP, start, "SUMMARY:Bio"))).pickups] == [day]


@pytest.mark.parametrize(
    "exdate", ["EXDATE;VALUE=DATE:20261130", "EXDATE:20261130", "EXDATE;TZID=Europe/Berlin:20261130T"]
)
def test_an_exception_without_a_time_is_one(tmp_path: Path, exdate: str) -> None:
    """Also where it forgets to say that it is a whole day."""
    series = event("UID:1", STAMP, DAY, "RRULE:FREQ=WEEKLY;COUNT=2", exdate, "SUMMARY:Bio")
    assert [p.date for p in read_good(tmp_path, ics(series)).pickups] == [date(2026, 11, 23)]


@settings(max_examples=200)
@given(noise=st.lists(st.sampled_from([*event("UID:1", STAMP, DAY, "SUMMARY:Bio").split("\r\n"), "RRULE:FREQ=DAILY;COUNT=3",
    "BEGIN:VALARM", "END:VALARM", "BEGIN:VCALENDAR", "END:VCALENDAR", " Bio", "SUMMARY:Gelb", "foo", "RECURRENCE-ID:20261123",
    "EXDATE:20261123", "DTSTART:20261123T2300", "DURATION:P1D", 'X:;=,"', 'DTSTART;X="a:20261123']), max_size=12))  # fmt: skip
def test_no_nonsense_makes_the_reader_stumble(noise: list[str]) -> None:
    """Whatever the order of lines: dates, or none."""
    text = ics("\r\n".join([*noise, ""]), BIO)
    assert {p.date for p in delivered_pickups(text.encode(), "AWG", LABELS)} <= {
        date(2026, 11, day) for day in (23, 24, 25)
    }
