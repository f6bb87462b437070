"""When reminders fall, and how they change: laws over calendars, clocks and edits."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.city.pickup import AreaCalendar, Pickup, Selection
from bot.city.reminder import Moment, Quiet, Reminder, next_occurrence, occurrences
from bot.city.reminder_change import Subject, changed, paused, stopped
from bot.city.reminder_words import Kind, Part, ReminderWish
from bot.city.source import Source
from bot.city.stream import PICKUP_STREAMS, Stream

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Subject("Hofaue", "20")
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)

moments = st.builds(Moment, st.integers(0, 7), st.times().map(lambda t: t.replace(second=0, microsecond=0)))
streams = st.frozensets(st.sampled_from(PICKUP_STREAMS))
quiets = st.none() | st.builds(
    Quiet, st.sampled_from([time(20), time(22), time(1)]), st.sampled_from([time(5), time(7), time(23)])
)
pickups = st.lists(
    st.builds(Pickup, st.dates(FIRST, LAST), st.sampled_from(PICKUP_STREAMS)),
    max_size=30,
    unique_by=lambda p: (p.date, p.stream),
)
calendars = pickups.map(
    lambda found: AreaCalendar(
        "a",
        tuple(sorted(found, key=lambda p: (p.date, p.stream))),
        FIRST,
        LAST,
        Source("s", None, FIRST),
        example=False,
    )
)
nows = st.integers(0, 362 * 24 * 60).map(lambda minutes: datetime(2026, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes))


def reminder(moment=Moment(), wanted=(), **more):  # noqa: B008
    return Reminder("Hofaue", "20", Selection(tuple(sorted(wanted))), moment, **more)


@given(calendars, moments, streams, quiets)
def test_each_day_of_pickups_has_one_reminder_before_it_ends(calendar, moment, wanted, quiet):
    found = list(occurrences(reminder(moment, wanted), calendar, FIRST, LAST, BERLIN, quiet))
    days = {p.date for p in calendar.pickups if not wanted or p.stream in wanted}
    assert [one.day for one in found] == sorted(days)
    for one in found:
        local = one.at.astimezone(BERLIN)
        assert local.date() <= one.day
        if quiet is None:
            # In the night in which clocks go forward an hour is left out.
            assert (local.hour, local.minute) in {
                (moment.time.hour, moment.time.minute),
                (moment.time.hour + 1, moment.time.minute),
            }
            assert (one.day - local.date()).days == moment.days_before
        elif quiet.start != quiet.until:
            assert not quiet.covers(local.time()) or local.time().replace(second=0) == quiet.start or local.hour == 3


@given(calendars, moments, nows, quiets)
def test_the_next_one_is_the_first_of_those_to_come(calendar, moment, now, quiet):
    wish = reminder(moment)
    to_come = [one for one in occurrences(wish, calendar, FIRST, LAST, BERLIN, quiet) if one.at > now]
    following = next_occurrence(wish, calendar, now, BERLIN, quiet)
    # Those whose pickup was before today cannot be to come.
    assert following == min(to_come, key=lambda one: (one.at, one.day), default=None)


@given(calendars, nows)
def test_following_each_next_one_misses_none(calendar, now):
    wish, seen, at = reminder(), [], now
    while (one := next_occurrence(wish, calendar, at, BERLIN)) is not None:
        seen.append(one.day)
        at = one.at
    assert seen == [one.day for one in occurrences(wish, calendar, FIRST, LAST, BERLIN) if one.at > now]


@pytest.mark.parametrize(("day", "at", "utc"), [
    (date(2026, 3, 29), time(2, 30), "2026-03-29T01:30"),
    (date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),
    (date(2026, 3, 30), time(6), "2026-03-30T04:00"),
    (date(2026, 10, 26), time(6), "2026-10-26T05:00"),
])  # fmt: skip
def test_nights_in_which_clocks_change(day, at, utc):
    calendar = AreaCalendar("a", (Pickup(day, Stream.PAPER),), FIRST, LAST, Source("s", None, FIRST), example=False)
    (one,) = occurrences(reminder(Moment(0, at)), calendar, FIRST, LAST, BERLIN)
    assert one.at == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(("quiet", "moment", "at"), [
    (Quiet(time(21), time(7)), Moment(1, time(22, 30)), "2026-11-30T21:00"),
    (Quiet(time(21), time(7)), Moment(0, time(6)), "2026-11-30T21:00"),
    (Quiet(time(21), time(7)), Moment(0, time(7)), "2026-12-01T07:00"),
    (Quiet(time(12), time(15)), Moment(1, time(13)), "2026-11-30T12:00"),
    (None, Moment(0, time(5, 30)), "2026-12-01T05:30"),
])  # fmt: skip
def test_quiet_hours_let_it_come_before(quiet, moment, at):
    calendar = AreaCalendar(
        "a", (Pickup(date(2026, 12, 1), Stream.PAPER),), FIRST, LAST, Source("s", None, FIRST), example=False
    )
    (one,) = occurrences(reminder(moment), calendar, FIRST, LAST, BERLIN, quiet)
    assert one.at.astimezone(BERLIN).replace(tzinfo=None) == datetime.fromisoformat(at)


# --- edits --------------------------------------------------------------------------------------------------

parts = st.builds(Part, streams, st.lists(moments, max_size=2, unique=True).map(tuple))
wishes = st.builds(
    ReminderWish, st.just(Kind.SET), st.lists(parts, max_size=2).map(tuple), without=streams, only=st.booleans(), adds=st.booleans(),
    shift=st.none() | st.integers(-600, 600).map(lambda minutes: timedelta(minutes=minutes)),
)  # fmt: skip
current = st.lists(st.builds(reminder, moments, streams), max_size=3, unique_by=lambda r: r.moment).map(tuple)
OTHER = Reminder("Gathe", "1", Selection())


def bins(reminders):
    return {(r.moment, s) for r in reminders for s in r.selection.streams or PICKUP_STREAMS}


@given(wishes, current)
def test_edit_touches_its_address_alone_and_names_no_moment_twice(wish, before):
    after = changed(wish, (OTHER, *before), HERE)
    assert after[0] == OTHER
    here = after[1:]
    assert all((r.street, r.house_number) == ("Hofaue", "20") for r in here)
    assert len({r.moment for r in here}) == len(here)
    assert all(r.moment.days_before >= 0 for r in here)


@given(wishes, current)
def test_saying_it_twice_changes_nothing_more(wish, before):
    if wish.shift or wish.without:
        return
    once = changed(wish, before, HERE)
    assert bins(changed(wish, once, HERE)) == bins(once)


@given(st.lists(parts, min_size=1, max_size=2).map(tuple), current)
def test_what_is_asked_for_is_there(asked, before):
    last = asked[-1]
    after = changed(ReminderWish(Kind.SET, asked), before, HERE)
    assert {(m, s) for m in last.moments for s in last.streams} <= bins(after)


@given(streams.filter(bool), current)
def test_what_is_not_wanted_is_gone(without, before):
    after = changed(ReminderWish(Kind.SET, (), without=without), before, HERE)
    assert not {s for _, s in bins(after)} & without


@given(current)
def test_stop_ends_all_and_pause_none(before):
    assert stopped(ReminderWish(Kind.STOP), before, None) == ()
    assert stopped(ReminderWish(Kind.STOP), (OTHER, *before), HERE) == (OTHER,)
    until = date(2026, 12, 24)
    assert paused(paused(before, until), None) == before
    assert all(r.paused_until == until for r in paused(before, until))


@pytest.mark.parametrize(("before", "wish", "after"), [
    ([], ReminderWish(Kind.SET), [(1, 19, "")]),
    ([(1, 19, "")], ReminderWish(Kind.SET, (Part(frozenset(), (Moment(0, time(6)),)),)), [(0, 6, "")]),
    ([(1, 19, "paper")], ReminderWish(Kind.SET, (Part(frozenset({Stream.ORGANIC})),)), [(1, 19, "organic paper")]),
    ([(1, 19, "paper")], ReminderWish(Kind.SET, (Part(frozenset({Stream.ORGANIC}), (Moment(0, time(6)),)),)), [(0, 6, "organic"), (1, 19, "paper")]),
    ([(1, 19, "")], ReminderWish(Kind.SET, (Part(frozenset({Stream.PAPER})),), only=True), [(1, 19, "paper")]),
    ([(0, 6, "organic"), (1, 19, "paper")], ReminderWish(Kind.SET, (Part(frozenset({Stream.PAPER})),), only=True), [(1, 19, "paper")]),
    ([(1, 19, "")], ReminderWish(Kind.SET, (Part(frozenset(), (Moment(0, time(6)),)),), adds=True), [(0, 6, ""), (1, 19, "")]),
    ([(1, 19, "")], ReminderWish(Kind.SET, shift=timedelta(hours=-1)), [(1, 18, "")]),
    ([(0, 6, "")], ReminderWish(Kind.SET, shift=timedelta(hours=-8)), [(1, 22, "")]),
    ([(1, 19, "")], ReminderWish(Kind.SET, without=frozenset({Stream.BULKY, Stream.CHRISTMAS_TREE})), [(1, 19, "organic packaging paper residual")]),
])  # fmt: skip
def test_usual_edits(before, wish, after):
    def made(days, hour, names):
        return reminder(Moment(days, time(hour)), tuple(map(Stream, names.split())))

    result = changed(wish, [made(*one) for one in before], HERE)
    assert [(r.moment.days_before, r.moment.time.hour, " ".join(sorted(r.selection.streams))) for r in result] == after


def test_fortnightly_bin_and_pause_stay(city):  # noqa: ARG001
    kept = replace(reminder(), paused_until=date(2026, 12, 24))
    (after,) = changed(
        ReminderWish(Kind.SET, (Part(frozenset(), (Moment(0, time(6)),)),)),
        [kept],
        Subject("Hofaue", "20", fortnightly=True),
    )
    assert (after.paused_until, after.selection.fortnightly) == (date(2026, 12, 24), True)
