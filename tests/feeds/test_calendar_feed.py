"""The feed as calendar programs read it: every date of the calendar, valid, escaped, with its alarm."""

import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import vobject
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from bot.city.city import City
from bot.city.pickup import EVERYTHING, AreaCalendar, Selection
from bot.city.pickup_calendar import AreaCalendars
from bot.city.stream import PICKUP_STREAMS, Stream
from bot.links import CalendarSubject
from bot.settings import CITY_ZONE
from tests.feeds.samples import NOW, Feeds, calendar, end, events, pickup, subject
from tests.feeds.strict import faults


def example_areas(city: City) -> dict[str, AreaCalendar]:
    assert isinstance(city.pickups, AreaCalendars)
    return dict(city.pickups.areas)


def dates(body: bytes) -> Counter[tuple[date, str]]:
    """Day and name of every pickup in a feed."""
    found = Calendar.from_ical(body).events
    return Counter((e.start, str(e["SUMMARY"]).split(" (")[0]) for e in found if e.alarms.times)


def expected(city: City, shown: AreaCalendar, selection: Selection) -> Counter[tuple[date, str]]:
    """The same, from the calendar itself."""
    wanted = (p for p in shown.pickups if selection.takes(p) and p.date >= date(2026, 1, 1))
    return Counter((p.date, city.streams[p.stream].label) for p in wanted)


SELECTIONS = [
    EVERYTHING,
    Selection(fortnightly=True),
    Selection((Stream.PAPER,)),
    Selection((Stream.RESIDUAL, Stream.ORGANIC), fortnightly=True),
    Selection(PICKUP_STREAMS),
]


@pytest.mark.parametrize("selection", SELECTIONS, ids=str)
def test_feed_has_exactly_the_dates_of_the_calendar(city: City, feeds: Feeds, selection: Selection) -> None:
    """Whatever bins and tariff are chosen, in every area; and nothing in it breaks a rule of the standard."""
    for shown in example_areas(city).values():
        body = feeds.of(shown, subject(selection=selection)).body
        assert dates(body) == expected(city, shown, selection)
        assert faults(body) == []
        assert vobject.readOne(body.decode()).validate(raiseException=True)


def test_fortnightly_tariff_has_fewer_residual_dates(city: City, feeds: Feeds) -> None:
    """The neighbours' weekly dates would put the bin out in vain."""
    shown = example_areas(city)["elberfeld"]
    weekly = dates(feeds.of(shown).body)
    fortnightly = dates(feeds.of(shown, subject(selection=Selection(fortnightly=True))).body)
    label = city.streams[Stream.RESIDUAL].label
    gone = weekly - fortnightly
    assert {name for _, name in gone} == {label}
    assert 0 < sum(1 for _, name in fortnightly if name == label) <= len(gone) + 1


def test_alarm_rings_at_seven_the_evening_before(city: City, feeds: Feeds) -> None:
    """For every date of two years, as an absolute moment: clocks change in the night, not in the evening."""
    found = [event for shown in example_areas(city).values() for event in events(feeds.of(shown))]
    for event in found:
        assert rings_at(event) == evening_before(event.start)
    assert {date(2026, 3, 30), date(2026, 10, 26)} <= {event.start for event in found}


@pytest.mark.parametrize("day", ["2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25", "2026-10-26"])
def test_alarm_keeps_its_hour_around_the_change_of_clocks(day: str, feeds: Feeds) -> None:
    """Even for a pickup on the Sunday itself."""
    [event] = events(feeds.of([pickup(day)]))
    assert rings_at(event) == evening_before(date.fromisoformat(day))


def rings_at(event: Event) -> datetime:
    """When a program in Wuppertal rings: at the midnight that begins the day plus the trigger."""
    [alarm] = event.walk("VALARM")
    midnight = datetime.combine(event.start, time(), CITY_ZONE)
    return (midnight.astimezone(UTC) + alarm["TRIGGER"].dt).astimezone(CITY_ZONE)


def evening_before(day: date) -> datetime:
    return datetime.combine(day - timedelta(days=1), time(19), CITY_ZONE)


def test_alarm_says_what_to_put_out(feeds: Feeds) -> None:
    """Whoever reads it on a locked screen sees nothing else."""
    [event] = events(feeds.of([pickup("2026-12-04", Stream.ORGANIC)]))
    [alarm] = event.walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["DESCRIPTION"] == "Bitte heute Abend rausstellen: Bioabfall"


@pytest.mark.parametrize(
    ("moved", "summary", "description"),
    [
        ({}, "Altpapier", ""),
        (
            {"moved_from": date(2026, 12, 25)},
            "Altpapier (verschoben)",
            "Verschoben vom 25.12.2026. Grund für die Verschiebung: Erster Weihnachtstag.",
        ),
        (
            {"moved_from": date(2026, 12, 25), "reason": "Glatteis; Streik", "marked": True},
            "Altpapier (verschoben)",
            "Verschoben vom 25.12.2026. Grund für die Verschiebung: Glatteis; Streik.",
        ),
        (
            {"marked": True},
            "Altpapier (verschoben)",
            "Grund für die Verschiebung: Erster Weihnachtstag.",
        ),
    ],
    ids=["regular", "moved", "with a reason", "only marked"],
)
def test_event_says_whether_and_why_it_moved(
    feeds: Feeds, moved: dict[str, object], summary: str, description: str
) -> None:
    """The regular day, the reason and the source, as in an answer of the assistant."""
    feeds_of = feeds.of([pickup("2026-12-24", **moved)])
    [event] = events(feeds_of)
    assert event["SUMMARY"] == summary
    assert event["DESCRIPTION"] == f"{description} Quelle: AWG Wuppertal, Stand 20.11.2026.".lstrip()
    assert event["LOCATION"] == "Hofaue 12"
    assert event["TRANSP"] == "TRANSPARENT"
    assert faults(feeds_of.body) == []


def test_move_without_any_known_reason_is_marked_only(feeds: Feeds) -> None:
    """In July there is no holiday that could be it."""
    days = [pickup("2026-07-01"), pickup("2026-07-15", marked=True), pickup("2026-07-29")]
    found = events(feeds.of(days))
    assert [event["SUMMARY"] for event in found] == ["Altpapier", "Altpapier (verschoben)", "Altpapier"]
    assert all(event["DESCRIPTION"].startswith("Quelle:") for event in found)


def test_example_data_says_so_everywhere(city: City, feeds: Feeds) -> None:
    """In the name of the calendar, in each event and in its alarm: nobody shall rely on it."""
    feed = feeds.of(example_areas(city)["barmen"])
    read = Calendar.from_ical(feed.body)
    assert read["NAME"] == read["X-WR-CALNAME"] == "Müllabfuhr Hofaue 12 (Beispiel)"
    for event in read.events:
        assert "(Beispiel)" in event["SUMMARY"]
        assert "Das sind Beispieldaten." in event["DESCRIPTION"]
        assert all("(Beispiel)" in alarm["DESCRIPTION"] for alarm in event.walk("VALARM"))
    assert b"Beispiel" not in feeds.of([pickup("2026-12-04")]).body


def test_two_pickups_for_one_regular_day_stay_two_events(feeds: Feeds) -> None:
    """A supplier may list the new date beside the old one; equal UIDs would make one of them vanish."""
    regular = date(2026, 12, 25)
    feed = feeds.of(
        [
            pickup("2026-12-24", moved_from=regular),
            pickup("2026-12-25"),
            pickup("2026-12-28", moved_from=regular),
            pickup("2026-12-28", Stream.ORGANIC),
        ]
    )
    assert faults(feed.body) == []
    assert len(events(feed)) == 4


def test_feed_says_where_its_calendar_ends(feeds: Feeds) -> None:
    """Silence after the last date would read as "no pickups"; the note moves when the next year is there."""
    first = feeds.of(calendar([pickup("2026-12-04")], last_day=date(2026, 12, 31)))
    then = feeds.of(calendar([pickup("2026-12-04"), pickup("2027-01-15")]), now=NOW + timedelta(days=1))
    assert end(first).start == date(2026, 12, 31)
    assert end(first)["SUMMARY"] == "Hier enden die bekannten Abfuhrtermine"
    assert end(then).start == date(2027, 12, 31)
    assert end(first)["UID"] == end(then)["UID"]
    assert (end(first)["SEQUENCE"], end(then)["SEQUENCE"]) == (0, 1)


def test_feed_without_any_date_is_valid_and_says_where_the_calendar_ended(feeds: Feeds) -> None:
    """A stream that is not collected there, or a calendar of long ago."""
    for feed in (
        feeds.of([pickup("2026-12-04")], subject(selection=Selection((Stream.BULKY,)))),
        feeds.of([pickup("2026-12-04")], now=NOW.replace(year=2029)),
        feeds.of(calendar([], area="nowhere")),
    ):
        assert faults(feed.body) == []
        assert events(feed) == []
        assert end(feed).start == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("today", "first"), [("2027-01-31", "2026-01-02"), ("2027-02-01", "2027-01-15"), ("2027-12-31", "2027-01-15")]
)
def test_dates_of_last_year_leave_in_february(feeds: Feeds, today: str, first: str) -> None:
    """A feed does not grow for ever, changes for this once a year, and programs asking by date hear of it."""
    dates_given = [pickup("2026-01-02"), pickup("2027-01-15")]
    feeds.of(dates_given)
    now = datetime.fromisoformat(today).replace(hour=12, tzinfo=CITY_ZONE)
    feed = feeds.of(dates_given, now=now)
    assert events(feed)[0].start == date.fromisoformat(first)
    assert feed.changed_at <= now
    assert (feed.changed_at >= datetime(2027, 2, 1, tzinfo=UTC)) is (first == "2027-01-15")


def test_head_has_what_programs_look_for(feeds: Feeds) -> None:
    """A name, and how often to ask; in the standard's words and in those of older programs."""
    read = Calendar.from_ical(feeds.of([pickup("2026-12-04")]).body)
    assert read["VERSION"] == "2.0"
    assert read["NAME"] == read["X-WR-CALNAME"] == "Müllabfuhr Hofaue 12"
    assert read["REFRESH-INTERVAL"].dt == timedelta(days=1)
    assert read["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert read["X-PUBLISHED-TTL"] == "P1D"
    assert "METHOD" not in read
    assert not read.walk("VTIMEZONE")


def test_uids_of_two_feeds_differ(feeds: Feeds) -> None:
    """Both may lie in one program; equal UIDs would be one event."""
    shown = [pickup("2026-12-04"), pickup("2026-12-18")]
    others = [subject(number="14"), subject(street="Gathe"), subject(selection=Selection((Stream.PAPER,)))]
    uids = [{str(e["UID"]) for e in events(feeds.of(shown, whose))} for whose in (subject(), *others)]
    assert len(set.union(*uids)) == 8


def test_uid_tells_neither_address_nor_day(feeds: Feeds) -> None:
    """It may come into logs of programs."""
    [event] = events(feeds.of([pickup("2026-12-04")]))
    assert not any(part in event["UID"].lower() for part in ("hofaue", "2026", "paper"))


# Everything that Unicode has, and more of what means something in a calendar.
NAMES = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from(",;:\\\"'\n\r\täöüßÄÖÜ€🗑️ -.N n")), min_size=1, max_size=120
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(street=NAMES, number=st.none() | st.sampled_from(["1", "14a", "200 b"]))
@example(street="Straße, der; Einheit\\neu", number="1")
@example(street="Ä" * 100, number=None)
@example(street="🗑️" * 40, number="1")
@example(street="Hof\r\nBEGIN:VEVENT\r\naue", number="1")
@example(street="\u2028\x85\x0b", number=None)
@example(street="a\\;b\\,c\\\\n", number=None)
def test_any_street_is_written_validly_and_read_back(
    city: City, tmp_path: Path, street: str, number: str | None
) -> None:
    """Suppliers name streets as they like; commas, umlauts and line breaks must break nothing."""
    feed = Feeds(city, tmp_path).of([pickup("2026-12-04")], CalendarSubject(street, number, EVERYTHING))
    assert faults(feed.body) == []
    address = "".join(c for c in " ".join(" ".join(filter(None, (street, number))).split()) if c.isprintable())
    [event] = events(feed)
    assert event.get("LOCATION", "") == address
    # `icalendar` does not know NAME and leaves it escaped.
    name = re.sub(r"\\(.)", r"\1", Calendar.from_ical(feed.body)["NAME"])
    assert name.rstrip() == f"Müllabfuhr {address}".rstrip()
