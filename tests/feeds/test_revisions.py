"""What calendar programs hear of a change: equal calendars are equal bytes, and a moved date is the same event again."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.city.city import City
from bot.city.pickup import Pickup, Selection
from bot.city.pickup_shift import with_regular_days
from bot.city.stream import Stream
from bot.feeds.revisions import RevisionBook
from tests.feeds.samples import AS_OF, LATER, NOW, Feeds, calendar, events, pickup, subject, told
from tests.feeds.strict import faults

FIRST_SAID = datetime(AS_OF.year, AS_OF.month, AS_OF.day, tzinfo=UTC)
REGULAR = date(2026, 12, 25)
FRIDAYS = tuple(pickup((date(2026, 11, 6) + timedelta(weeks=week)).isoformat()) for week in range(12))
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the feeds of a test keep their ledgers."""
    return tmp_path / "feeds"


def moved_to(day: str, dates: tuple[Pickup, ...] = FRIDAYS) -> tuple[Pickup, ...]:
    """The Fridays, the one of Christmas on another day."""
    others = [p for p in dates if p.date != REGULAR]
    return tuple(sorted([*others, pickup(day, moved_from=REGULAR)], key=lambda p: p.date))


def without_christmas() -> tuple[Pickup, ...]:
    return tuple(p for p in FRIDAYS if p.date != REGULAR)


def test_unchanged_calendar_is_the_same_bytes_whenever_it_is_asked(feeds: Feeds) -> None:
    """Now, in an hour and in some weeks: programs get 304 and load nothing."""
    first = feeds.of(FRIDAYS)
    for later in (timedelta(hours=1), timedelta(days=20), timedelta(days=35)):
        assert feeds.of(FRIDAYS, now=NOW + later) == first


def test_daily_delivery_of_the_same_dates_changes_nothing(feeds: Feeds) -> None:
    """A live supplier is asked every day; what it says is as of that day, and mostly what it said before."""
    first = feeds.of(calendar(FRIDAYS, as_of=AS_OF))
    assert feeds.of(calendar(FRIDAYS, as_of=AS_OF + 3 * DAY), now=NOW + 3 * DAY) == first


def test_lost_ledger_of_an_unmoved_calendar_changes_nothing(city: City, tmp_path: Path) -> None:
    """The state folder may be deleted, and a second server makes the same feed."""
    assert Feeds(city, tmp_path / "one").of(FRIDAYS) == Feeds(city, tmp_path / "two").of(FRIDAYS, now=LATER)


def test_moved_date_is_the_same_event_again(feeds: Feeds) -> None:
    """Same UID, next SEQUENCE, new stamps; and nothing else changes."""
    before = feeds.of(FRIDAYS)
    after = feeds.of(moved_to("2026-12-24"), now=LATER)
    uid, sequence, changed = told(before)[REGULAR]
    assert (sequence, changed) == (0, FIRST_SAID)
    assert told(after)[date(2026, 12, 24)] == (uid, 1, LATER.astimezone(UTC))
    assert {day: what for day, what in told(after).items() if day != date(2026, 12, 24)} == {
        day: what for day, what in told(before).items() if day != REGULAR
    }
    assert before.etag != after.etag
    assert (before.changed_at, after.changed_at) == (FIRST_SAID, LATER)
    assert all(event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt for event in events(after))


def test_date_that_moves_back_is_a_further_change(feeds: Feeds) -> None:
    """0 on Friday, 1 on Thursday, 2 on Saturday, 3 on Friday again."""
    ways = [FRIDAYS, moved_to("2026-12-24"), moved_to("2026-12-26"), FRIDAYS]
    made = [feeds.of(dates, now=NOW + step * DAY) for step, dates in enumerate(ways)]
    days = [REGULAR, date(2026, 12, 24), date(2026, 12, 26), REGULAR]
    uids, sequences, _ = zip(*(told(feed)[day] for feed, day in zip(made, days, strict=True)), strict=True)
    assert len(set(uids)) == 1
    assert sequences == (0, 1, 2, 3)


def test_shift_that_the_waste_company_only_marks_keeps_the_uid(feeds: Feeds) -> None:
    """Its calendar does not say from which day; the rhythm does, and so the event is the same."""
    uid, _, _ = told(feeds.of(with_regular_days(FRIDAYS)))[REGULAR]
    marked = (*without_christmas(), pickup("2026-12-24", marked=True))
    after = feeds.of(with_regular_days(marked), now=LATER)
    assert told(after)[date(2026, 12, 24)] == (uid, 1, LATER.astimezone(UTC))
    assert len(events(after)) == len(FRIDAYS)


@pytest.mark.parametrize("change", [{"reason": "Streik"}, {"marked": True}], ids=str)
def test_new_words_are_a_change_too(feeds: Feeds, change: dict[str, object]) -> None:
    """A program may look only at stamps and sequence to see whether there is something new."""
    [moved] = (p for p in moved_to("2026-12-24") if p.moved_from)
    uid, _, _ = told(feeds.of([moved]))[moved.date]
    after = feeds.of([replace(moved, **change)], now=LATER)  # type: ignore[arg-type]
    assert told(after)[moved.date] == (uid, 1, LATER.astimezone(UTC))


def test_new_year_adds_events_and_touches_no_old_ones(feeds: Feeds) -> None:
    """The calendar of the next year appears in autumn."""
    before = feeds.of(FRIDAYS)
    more = tuple(pickup(f"2027-{month:02}-12") for month in range(2, 13))
    after = feeds.of((*FRIDAYS, *more), now=LATER)
    assert {day: told(after)[day] for day in told(before)} == told(before)
    assert {told(after)[p.date][1:] for p in more} == {(0, LATER.astimezone(UTC))}
    since = {event.start: event["DESCRIPTION"][-11:] for event in events(after)}
    assert {since[p.date] for p in FRIDAYS} == {"20.11.2026."}
    assert {since[p.date] for p in more} == {"26.11.2026."}
    assert after.changed_at == LATER


def test_vanished_date_is_gone_and_the_feed_has_changed(feeds: Feeds) -> None:
    """Programs that ask by date must hear of it too."""
    before, after = feeds.of(FRIDAYS), feeds.of(without_christmas(), now=LATER)
    assert told(after) == {day: what for day, what in told(before).items() if day != REGULAR}
    assert after.changed_at == LATER


@pytest.mark.parametrize(("away", "sequence"), [(30, 2), (399, 2), (401, 0)])
def test_date_that_comes_back_is_a_later_revision(feeds: Feeds, away: int, sequence: int) -> None:
    """A program that still has the old one takes it for newer; after more than a year nobody remembers."""
    dates = tuple(replace(p, date=p.date + timedelta(days=728)) for p in FRIDAYS)
    day = REGULAR + timedelta(days=728)
    uid, _, _ = told(feeds.of(dates))[day]
    feeds.of([p for p in dates if p.date != day], now=NOW + DAY)
    back = NOW + DAY + timedelta(days=away)
    # Something else changes, too: only then is the ledger written, and cleared.
    feeds.of([p for p in dates[1:] if p.date != day], now=back - timedelta(minutes=1))
    found_uid, found, changed = told(feeds.of(dates[1:], now=back))[day]
    assert (found_uid, found, changed) == (uid, sequence, back.astimezone(UTC))


def test_fortnightly_feed_hears_when_a_date_leaves_its_tariff(feeds: Feeds) -> None:
    """The date stays, but not for this household."""
    whose = subject(selection=Selection((Stream.RESIDUAL,), fortnightly=True))
    shared = [pickup(f"2026-12-{day:02}", Stream.RESIDUAL, fortnightly=True) for day in (4, 18)]
    feeds.of(shared, whose)
    after = feeds.of([shared[0], replace(shared[1], fortnightly=False)], whose, LATER)
    assert set(told(after)) == {date(2026, 12, 4)}
    assert after.changed_at == LATER


def test_areas_do_not_mix(feeds: Feeds, folder: Path) -> None:
    """Each area has its own ledger, whatever its name; the name of a file does not tell it."""
    areas = ["elberfeld", "barmen", "Straße, der/Einheit\\..", "../../outside", "ß" * 300, ""]
    for area in areas:
        feeds.of(calendar(FRIDAYS, area=area))
    feeds.of(calendar(moved_to("2026-12-24"), area=areas[0]), now=LATER)
    for area in areas[1:]:
        assert feeds.of(calendar(FRIDAYS, area=area), now=LATER).changed_at == FIRST_SAID
    names = [path.name for path in folder.rglob("*.msgpack")]
    assert len(names) == len(areas)
    assert not any("elberfeld" in name or "inheit" in name for name in names)
    assert {path.parent for path in folder.parent.rglob("*.msgpack")} == {folder}


def test_ledger_tells_nothing_about_addresses(feeds: Feeds, folder: Path) -> None:
    """Whoever reads the folder learns dates of areas, not who subscribed."""
    feeds.of(FRIDAYS, subject(street="Geheime Gasse", number="77"))
    files = {path: path.read_bytes() for path in folder.iterdir()}
    feeds.of(FRIDAYS, subject(street="Andere Gasse", number="3"), LATER)
    assert {path: path.read_bytes() for path in folder.iterdir()} == files
    assert not any(b"Gasse" in content for content in files.values())


@pytest.mark.parametrize(
    "damage",
    [b"", b"\xff\xfe", b"\x93\x01\x02", b"\x81\xa1k\xa1v", b"\xde\xad\xbe\xef" * 100, b"\x81\xa1\xff\xc0"],
    ids=["empty", "no text", "list", "other type", "noise", "broken letters"],
)
def test_damaged_ledger_is_made_anew(
    feeds: Feeds, folder: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """The operator reads of it in the log, the resident gets the feed."""
    first = feeds.of(FRIDAYS)
    [ledger] = folder.glob("*.msgpack")
    ledger.write_bytes(damage)
    assert feeds.of(FRIDAYS, now=LATER) == first
    assert ledger.name in caplog.text
    caplog.clear()
    assert feeds.of(FRIDAYS, now=LATER) == first
    assert not caplog.records


def test_cut_ledger_is_made_anew(feeds: Feeds, folder: Path) -> None:
    """As after a full disk, which our own writing survives."""
    first = feeds.of(FRIDAYS)
    [ledger] = folder.glob("*.msgpack")
    ledger.write_bytes(ledger.read_bytes()[:-5])
    assert feeds.of(FRIDAYS, now=LATER) == first


def test_folder_that_cannot_be_made_stops_no_feed(city: City, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A read-only disk: the feed is the same at every request, and a change is told once."""
    (tmp_path / "file").write_text("in the way")
    feeds = Feeds(city, tmp_path / "file" / "feeds")
    first = feeds.of(FRIDAYS)
    assert faults(first.body) == []
    assert "NotADirectory" in caplog.text or "Not a directory" in caplog.text
    assert feeds.of(FRIDAYS, now=LATER) == first
    moved = feeds.of(moved_to("2026-12-24"), now=LATER)
    assert told(moved)[date(2026, 12, 24)][1] == 1
    assert feeds.of(moved_to("2026-12-24"), now=LATER + DAY) == moved


def test_ledger_that_cannot_be_written_goes_on_in_memory(
    feeds: Feeds, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is written as soon as that is possible and something changes again."""
    feeds.of(FRIDAYS)

    def refuse(_path: Path, _content: bytes) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as full:
        full.setattr("bot.feeds.revisions.write_whole", refuse)
        moved = feeds.of(moved_to("2026-12-24"), now=LATER)
        assert feeds.of(moved_to("2026-12-24"), now=LATER + DAY) == moved
    again = feeds.of(moved_to("2026-12-26"), now=LATER + 2 * DAY)
    assert told(again)[date(2026, 12, 26)][1] == 2
    assert feeds.of(moved_to("2026-12-26"), now=LATER + 3 * DAY) == again
    fresh = RevisionBook(folder).revise("elberfeld", {}, FIRST_SAID, NOW)
    assert {revision.sequence for key, revision in fresh.items() if REGULAR.isoformat() in key} == {3}


def test_threads_and_processes_agree_on_a_change(city: City, folder: Path) -> None:
    """Many programs ask in the minute after a change; the change is counted once, with one stamp."""
    Feeds(city, folder).of(FRIDAYS)
    # Two books are as two processes: they share the folder alone.
    books = [Feeds(city, folder), Feeds(city, folder)]
    barrier = threading.Barrier(8)

    def ask(number: int) -> bytes:
        barrier.wait()
        now = LATER + timedelta(seconds=number)
        return books[number % 2].of(moved_to("2026-12-24"), now=now).body

    with ThreadPoolExecutor(8) as pool:
        bodies = set(pool.map(ask, range(8)))
    assert len(bodies) == 1
    assert told(books[0].of(moved_to("2026-12-24"), now=NOW + 9 * DAY))[date(2026, 12, 24)][1] == 1


def test_locked_ledger_stops_no_feed(feeds: Feeds, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that hangs while it writes costs a moment, not the feed."""
    from filelock import FileLock

    feeds.of(FRIDAYS)
    monkeypatch.setattr("bot.feeds.revisions._LOCK_SECONDS", 0.05)
    [lock] = folder.glob("*.lock")
    with FileLock(lock), ThreadPoolExecutor(1) as other:
        moved = other.submit(feeds.of, moved_to("2026-12-24"), now=LATER).result()
    assert told(moved)[date(2026, 12, 24)][1] == 1
