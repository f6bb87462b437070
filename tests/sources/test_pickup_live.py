"""Asking a supplier live: from the store at once, politely in the background, and never worse by what goes wrong."""

import logging
import threading
from datetime import date, timedelta

import pytest

from bot.city.errors import CalendarEnds, CalendarMissing, CalendarUnavailable, HouseNumberNeeded, StreetUnknown
from bot.city.street import Street
from bot.sources.errands import MOST_WAITING
from bot.sources.supplier_file import SupplierEntry
from tests.sources.fake_suppliers.awg import FakeAwg, is_ics
from tests.sources.fake_suppliers.server import changed, held, instead, status
from tests.sources.fake_suppliers.truth import NORTH, NOW, PLAIN, SHORT, SOUTH, SPLIT, SPLIT_NUMBERS, plain

# Autocomplete, form, form sent, list of calendars, and a file per year.
REQUESTS_OF_A_STREET = 6
MAX_AGE = 14


@pytest.fixture
def server(world):  # noqa: ARG001  # no proxies
    """The waste company with two streets."""
    with FakeAwg({PLAIN.name: NORTH, SPLIT.name: SPLIT_NUMBERS}) as server:
        yield server


@pytest.fixture
def open_live(world, server):
    """Opens the supplier, as a start of the assistant does; at the end nobody is on the way any more."""
    opened = []
    entry = SupplierEntry("awg", "awg", "AWG", url=server.url, max_age_days=MAX_AGE)

    def start(budget=10.0, **around):
        opened.append(world.open(entry, budget, **around))
        return opened[-1]

    yield start
    server.released.set()
    for calendars in opened:
        calendars.finish()


@pytest.fixture
def live(open_live):
    """The supplier, opened once."""
    return open_live()


def test_a_street_costs_a_handful_of_requests_once_a_day(live, server, world):
    """However often somebody asks; each of them says who asks."""
    for _ in range(5):
        live.of(PLAIN, "1")
    assert {asked.headers["User-Agent"] for asked in server.requests} == {"Talbot/1 (probe)"}
    assert server.count() == REQUESTS_OF_A_STREET
    world.clock.pass_by(hours=23, minutes=59)
    live.of(PLAIN, "1")
    live.finish()
    assert server.count() == 0


def test_a_day_old_copy_answers_at_once_and_is_renewed_behind(live, server, world):
    """Nobody waits; the next one gets the new state, and the day has no second asking."""
    live.of(PLAIN, None)
    server.count()
    world.clock.pass_by(days=1)
    slow = threading.Event()
    server.misbehave(held(slow), times=1)
    for _ in range(3):
        assert live.of(PLAIN, None).source.as_of == NOW.date()
    slow.set()
    live.finish()
    assert server.count() == REQUESTS_OF_A_STREET
    assert live.of(PLAIN, None).source.as_of == NOW.date() + timedelta(days=1)
    live.finish()
    assert server.count() == 0


def test_a_copy_that_is_too_old_is_waited_for(live, world):
    """Within the budget the answer is fresh."""
    live.of(PLAIN, None)
    world.clock.pass_by(days=MAX_AGE, minutes=1)
    found = live.of(PLAIN, None)
    assert found.source.as_of == world.clock.now.date()
    assert found.best_before == found.source.as_of + timedelta(days=MAX_AGE)


def test_without_an_answer_in_time_the_old_copy_says_how_old_it_is(open_live, server, world):
    """Its age and its limit are those of the day it came."""
    open_live().of(PLAIN, None)
    world.clock.pass_by(days=MAX_AGE + 1)
    server.misbehave(held())
    found = open_live(budget=0.05).of(PLAIN, None)
    assert found.source.as_of == NOW.date()
    assert found.best_before < world.clock.now.date()
    assert plain(found.pickups) == plain(NORTH)


def test_a_slow_supplier_keeps_nobody_longer_than_the_budget(open_live, server):
    """The errand goes on, and the next question finds what it brought."""
    calendars, slow = open_live(budget=0.05), threading.Event()
    server.misbehave(held(slow), times=1)
    with pytest.raises(CalendarUnavailable):
        calendars.of(PLAIN, None)
    slow.set()
    calendars.finish()
    server.misbehave(status(500))
    assert plain(calendars.of(PLAIN, None).pickups) == plain(NORTH)


def test_list_and_calendar_of_a_split_street_share_one_budget(open_live, server):
    """Two askings, one wait: with the list slow there is nothing left for the calendar."""
    open_live().of(SPLIT, "1")
    server.count()
    calendars = open_live(budget=0.05)
    server.misbehave(held())
    with pytest.raises(CalendarUnavailable):
        calendars.of(SPLIT, "101")


def test_a_split_street_is_asked_about_once_and_each_number_once(live, server):
    """The list of numbers, then each calendar by itself."""
    with pytest.raises(HouseNumberNeeded):
        live.of(SPLIT, None)
    assert server.count() == 4
    live.of(SPLIT, "1")
    live.of(SPLIT, "1")
    assert server.count() == REQUESTS_OF_A_STREET + 1
    assert plain(live.of(SPLIT, "101").pickups) == plain(SOUTH)


def test_failures_are_followed_by_longer_and_longer_pauses(live, server, world):
    """Five minutes, then twice as long each time, but never longer than six hours; success ends that."""
    server.misbehave(status(404))
    asked_at = []
    for minute in range(0, 60 * 14, 5):
        world.clock.now = NOW + timedelta(minutes=minute)
        with pytest.raises(CalendarUnavailable):
            live.of(PLAIN, None)
        if server.count():
            asked_at.append(minute)
    assert asked_at == [0, 5, 15, 35, 75, 155, 315, 635]
    world.clock.now = NOW + timedelta(minutes=635 + 355)
    with pytest.raises(CalendarUnavailable):
        live.of(PLAIN, None)
    assert server.count() == 0
    server.behave()
    world.clock.pass_by(minutes=5)
    assert live.of(PLAIN, None).pickups


def test_a_pause_that_the_supplier_asks_for_is_kept(live, server, world):
    """Longer than our own, and at most six hours."""
    server.misbehave(status(429, Retry_After="3600"))
    for minutes in (0, 30, 29):
        world.clock.pass_by(minutes=minutes)
        with pytest.raises(CalendarUnavailable):
            live.of(PLAIN, None)
    assert server.count() == 1
    server.behave()
    world.clock.pass_by(minutes=1)
    assert live.of(PLAIN, None).pickups


def test_who_asks_at_the_same_time_asks_once(open_live, server):
    """Two questions in one process, and two processes on one folder."""
    one, other = open_live(), open_live()
    slow = threading.Event()
    server.misbehave(held(slow), times=1)
    found = []

    def ask(calendars):
        found.append(calendars.of(PLAIN, None).pickups)

    threads = [threading.Thread(target=ask, args=(calendars,)) for calendars in (one, one, other, other)]
    for thread in threads:
        thread.start()
    server.wait_for_request()
    slow.set()
    for thread in threads:
        thread.join()
    assert [plain(pickups) for pickups in found] == [plain(NORTH)] * 4
    assert server.count() == REQUESTS_OF_A_STREET


def halved(content: bytes) -> bytes:
    """Every other event of a calendar."""
    events = content.split(b"BEGIN:VEVENT")
    return b"BEGIN:VEVENT".join([events[0], *events[1:-1:2], events[-1]])


def without_paper(content: bytes) -> bytes:
    """A label that nobody knows, for one bin."""
    return content.replace(b"Papier", b"Tonne 4")


def cut(content: bytes) -> bytes:
    """The first half."""
    return content[: len(content) // 2]


SPOILT = {
    "half the dates": changed(halved),
    "one bin gone": changed(without_paper),
    "cut off": changed(cut),
    "another year": changed(lambda content: content.replace(b":2026", b":2024").replace(b":2027", b":2025")),
    "another encoding": changed(lambda content: content.decode().encode("utf-16")),
    "empty": instead(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar"),
    "web page": instead(b"<html>Bitte anmelden</html>"),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_good_dates_are_never_replaced_by_worse(live, server, world, spoilt, caplog):
    """Neither by garbage nor by half of it; the copy keeps its age, the log says what happened without the street."""
    before = live.of(PLAIN, None)
    server.misbehave(SPOILT[spoilt], where=is_ics)
    world.clock.pass_by(days=1)
    with caplog.at_level(logging.DEBUG):
        live.of(PLAIN, None)
        live.finish()
    assert live.of(PLAIN, None) == before
    live.finish()
    assert any(record.levelno >= logging.WARNING for record in caplog.records)
    assert "ebert" not in caplog.text.casefold()
    server.behave()
    world.clock.pass_by(hours=1)
    live.of(PLAIN, None)
    live.finish()
    assert live.of(PLAIN, None).source.as_of == world.clock.now.date()


def test_a_list_of_numbers_is_not_replaced_by_half_of_it(live, server, world):
    """Or people would be told that their house is not there."""
    for number in ("1", "101"):
        live.of(SPLIT, number)
    server.streets[SPLIT.name] = {"1": NORTH}
    world.clock.pass_by(days=1)
    live.of(SPLIT, "1")
    live.finish()
    assert plain(live.of(SPLIT, "101").pickups) == plain(SOUTH)


def test_the_next_year_appears_when_the_supplier_has_it(live, server, world):
    """Until then the calendar ends with the year, and says so."""
    server.years = {2026}
    first = live.of(PLAIN, None)
    assert first.last_day == date(2026, 12, 31)
    with pytest.raises(CalendarEnds):
        first.between(date(2027, 1, 4), date(2027, 1, 8))
    server.years.add(2027)
    world.clock.pass_by(days=1)
    live.of(PLAIN, None)
    live.finish()
    assert live.of(PLAIN, None).last_day == date(2027, 12, 31)


def test_the_year_that_is_over_stays_for_a_while(live, server, world):
    """In January the supplier has it no more; before a year is out it is forgotten."""
    live.of(PLAIN, None)
    server.years = {2027, 2028}
    world.clock.now = NOW.replace(year=2027, month=1, day=4)
    live.of(PLAIN, None)
    live.finish()
    # 2028 is linked already, but empty.
    assert (live.of(PLAIN, None).first_day.year, live.of(PLAIN, None).last_day.year) == (2026, 2027)


def test_a_calendar_of_long_ago_is_no_answer(live, server, world):
    """A server that still shows last year's says nothing about today."""
    server.years = {2026}
    world.clock.now = NOW.replace(year=2027, month=3)
    with pytest.raises(CalendarUnavailable):
        live.of(PLAIN, None)


def test_nobody_believes_in_a_hole(live, server):
    """A year is missing in between: the calendar ends before it."""
    gap = [p for p in NORTH if not date(2026, 12, 5) < p.date < date(2027, 6, 1)]
    server.streets[PLAIN.name] = tuple(gap)
    assert live.of(PLAIN, None).last_day < date(2026, 12, 6)


def test_a_supplier_that_leaves_out_what_is_over_still_speaks_about_today(live, server, world):
    """The days before its first date are covered from the day it was asked, earlier ones from the old copy."""
    world.clock.now = NOW.replace(month=6)
    today = world.clock.now.date()
    coming = tuple(p for p in NORTH if p.date > today + timedelta(days=2))
    server.streets[PLAIN.name] = coming
    found = live.of(PLAIN, None)
    assert found.first_day == today
    assert found.next(today)
    world.clock.pass_by(days=14)
    server.streets[PLAIN.name] = tuple(p for p in NORTH if p.date >= world.clock.now.date())
    live.of(PLAIN, None)
    live.finish()
    assert plain(live.of(PLAIN, None).pickups) == plain(coming)


def test_a_restart_keeps_everything(open_live, server, world):
    """Offline included."""
    before = open_live().of(PLAIN, None)
    server.misbehave(status(500))
    world.clock.pass_by(days=3)
    assert open_live().of(PLAIN, None) == before


def test_the_day_of_asking_is_that_of_the_city(live, world):
    """Shortly after midnight it is still yesterday in Greenwich."""
    world.clock.now = NOW.replace(hour=0, minute=30)
    live.of(PLAIN, None)
    assert live.of(PLAIN, None).source.as_of == NOW.date()


def test_a_street_that_the_supplier_no_longer_knows_goes_on_until_its_copy_is_too_old(live, server, world):
    """A street does not vanish overnight."""
    before = live.of(PLAIN, None)
    del server.streets[PLAIN.name]
    for _ in range(2):
        world.clock.pass_by(days=1)
        assert live.of(PLAIN, None) == before
        live.finish()
    world.clock.pass_by(days=MAX_AGE)
    with pytest.raises(CalendarMissing):
        live.of(PLAIN, None)


def test_a_street_without_calendar_is_asked_about_once_a_day(live, server, world):
    """Then again: it may have got one."""
    street = Street("Neue Gasse", "", "", ())
    for _ in range(3):
        with pytest.raises(CalendarMissing):
            live.of(street, None)
    assert 0 < server.count() < 6
    server.streets["Neue Gasse"] = SOUTH
    world.clock.pass_by(days=1)
    assert plain(live.of(street, None).pickups) == plain(SOUTH)


def test_an_unknown_name_is_looked_up_once_a_day(live, server, world):
    """In few requests, from the whole name to its beginning."""
    for _ in range(3):
        with pytest.raises(StreetUnknown) as unknown:
            live.street("Uellendaler Strasse")
    assert unknown.value.candidates == (SPLIT.name,)
    terms = [asked.one("term") for asked in server.requests]
    assert terms == sorted(terms, key=len, reverse=True)
    assert server.count() <= 4
    server.streets["Uellendaler Strasse"] = NORTH
    world.clock.pass_by(days=1)
    assert live.street("Uellendaler Straße").name == "Uellendaler Strasse"


def test_an_outage_makes_no_street_unknown(live, server, world):
    """Nobody is told that their street does not exist because a server is down; it is not asked all the time."""
    server.misbehave(status(404))
    for _ in range(3):
        with pytest.raises(CalendarUnavailable):
            live.street("Neue Gasse")
    assert server.count() == 1
    server.behave()
    world.clock.pass_by(minutes=5)
    with pytest.raises(StreetUnknown):
        live.street("Neue Gasse")


def test_a_name_of_signs_is_nobody_s_street(live, server):
    """And nothing to ask for."""
    with pytest.raises(StreetUnknown):
        live.street("!?")
    assert server.count() == 0


def test_a_street_of_the_store_is_known_without_asking(open_live, server):
    """Also while the supplier is away: feeds of such streets go on."""
    open_live().of(open_live().street(PLAIN.name), None)
    server.misbehave(status(500))
    assert open_live().street("friedrich-ebert-str.").name == PLAIN.name


def test_a_store_that_cannot_be_written_only_forgets_at_the_end(world, open_live, server, caplog):
    """Here a file stands in its place; the supplier is not asked any more often, and the log says so once."""
    (world.folder / "kept").write_text("in the way")
    calendars = open_live()
    for _ in range(3):
        assert plain(calendars.of(PLAIN, None).pickups) == plain(NORTH)
        assert calendars.of(SPLIT, "1")
    assert server.count() == REQUESTS_OF_A_STREET + 4 + REQUESTS_OF_A_STREET + 1
    assert caplog.text.count("cannot be kept") == 1


@pytest.mark.parametrize("damage", [b"", b"\x00nonsense", b"\xc1"])
def test_a_damaged_store_file_is_fetched_anew(world, open_live, server, damage):
    """Like one that is not there."""
    open_live().of(PLAIN, None)
    server.count()
    [file] = world.folder.glob("kept/**/*.msgpack")
    file.write_bytes(damage)
    assert plain(open_live().of(PLAIN, None).pickups) == plain(NORTH)
    assert server.count() == REQUESTS_OF_A_STREET


def test_no_street_shows_in_the_names_of_files(world, live):
    """A folder is listed more easily than read."""
    live.of(SPLIT, "12a")
    names = " ".join(path.name for path in world.folder.rglob("*"))
    assert "uellendahl" not in names.casefold()


def test_too_many_errands_are_turned_away_at_once(open_live, server):
    """A supplier that never answers does not fill the memory with those who wait; afterwards it goes on."""
    calendars, silent = open_live(budget=0.001, patience=SHORT), threading.Event()
    server.misbehave(held(silent))
    streets = [Street(f"Gasse {number}", "", "", ()) for number in range(MOST_WAITING + 5)]
    for street in streets:
        with pytest.raises(CalendarUnavailable):
            calendars.of(street, None)
    assert threading.active_count() < MOST_WAITING + 30
    silent.set()
    server.behave()
    calendars.finish()
    assert plain(open_live().of(PLAIN, None).pickups) == plain(NORTH)


def test_only_two_questions_at_once_reach_the_supplier(open_live, server):
    """The others wait their turn."""
    calendars, slow = open_live(budget=0.001), threading.Event()
    server.misbehave(held(slow))
    for number in range(6):
        with pytest.raises(CalendarUnavailable):
            calendars.of(Street(f"Gasse {number}", "", "", ()), None)
    server.wait_for_request()
    server.wait_for_request()
    assert not server.asked.acquire(timeout=0.05)
    slow.set()
    calendars.finish()


def test_a_clock_that_was_wrong_does_not_stop_the_asking(live, server, world):
    """A store file from the future is due."""
    world.clock.now = NOW.replace(year=2027)
    live.of(PLAIN, None)
    server.count()
    world.clock.now = NOW
    live.of(PLAIN, None)
    live.finish()
    assert server.count() == REQUESTS_OF_A_STREET
