"""What the pickup calendar answers: spans, next dates, moved dates and their reasons."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.city.errors import CalendarEnds
from bot.city.holiday import holiday_name
from bot.city.pickup import (
    BIN_STREAMS,
    AreaCalendar,
    Pickup,
    PickupDay,
    Selection,
    holiday_reason,
    pickup_order,
)
from bot.city.source import Source
from bot.city.stream import PICKUP_STREAMS, Stream

R, O, P, G = Stream.RESIDUAL, Stream.ORGANIC, Stream.PAPER, Stream.PACKAGING  # noqa: E741
BULKY = Stream.BULKY
SOURCE = Source("Probe", None, date(2026, 11, 1))


def calendar(*pickups: Pickup, first: date = date(2026, 1, 1), last: date = date(2026, 12, 31)) -> AreaCalendar:
    """A calendar of one area called "barmen"."""
    ordered = tuple(sorted(pickups, key=pickup_order))
    return AreaCalendar("barmen", ordered, first, last, SOURCE, example=True)


NOVEMBER = calendar(
    Pickup(date(2026, 11, 23), R),
    Pickup(date(2026, 11, 24), G),
    Pickup(date(2026, 11, 24), O),
    Pickup(date(2026, 11, 30), R),
    Pickup(date(2026, 12, 3), P),
    Pickup(date(2026, 12, 7), R),
    Pickup(date(2026, 12, 9), BULKY),
    Pickup(date(2026, 12, 8), O),
)
EASTER = calendar(
    Pickup(date(2026, 3, 28), R, moved_from=date(2026, 3, 30), reason="Karfreitag"),
    Pickup(date(2026, 4, 2), O, moved_from=date(2026, 4, 3)),
    Pickup(date(2026, 4, 2), P, moved_from=date(2026, 4, 1), reason="Baustelle"),
    Pickup(date(2026, 4, 2), G),
    Pickup(date(2026, 4, 7), R, marked=True),
    Pickup(date(2026, 4, 15), R),
)


def plain(days: tuple[PickupDay, ...]) -> list[tuple[str, tuple[Stream, ...]]]:
    """Days as short text with their streams."""
    return [(day.date.strftime("%d.%m."), day.streams) for day in days]


def test_between_includes_both_ends_and_merges_the_bins_of_a_day() -> None:
    """The first and the last day count; bins of one day come together, in the order of the bins."""
    found = NOVEMBER.between(date(2026, 11, 23), date(2026, 11, 30))
    assert plain(found) == [("23.11.", (R,)), ("24.11.", (O, G)), ("30.11.", (R,))]


def test_between_keeps_only_the_streams_asked_for() -> None:
    """A question for two bins is not answered with a third."""
    found = NOVEMBER.between(date(2026, 11, 24), date(2026, 12, 31), Selection((O, BULKY)))
    assert plain(found) == [("24.11.", (O,)), ("08.12.", (O,)), ("09.12.", (BULKY,))]


def test_a_covered_span_without_pickups_is_empty() -> None:
    """Nothing on a covered day means that nothing is collected."""
    assert NOVEMBER.between(date(2026, 11, 25), date(2026, 11, 29)) == ()


def test_a_span_covered_in_part_gives_what_is_known_and_tells() -> None:
    """The known half is answered, and the caller can see that the rest is not covered."""
    span = date(2026, 12, 9), date(2027, 1, 10)
    assert plain(NOVEMBER.between(*span)) == [("09.12.", (BULKY,))]
    assert not NOVEMBER.covers(*span)
    assert NOVEMBER.covers(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2027, 1, 1), date(2027, 1, 7)),
        (date(2025, 12, 1), date(2025, 12, 31)),
    ],
)
def test_a_span_outside_the_calendar_is_an_error(start: date, end: date) -> None:
    """Days that no calendar knows are never answered with "no pickup"."""
    with pytest.raises(CalendarEnds) as error:
        NOVEMBER.between(start, end)
    assert error.value.until == date(2026, 12, 31)


def test_a_span_that_runs_backwards_is_refused() -> None:
    """A span from later to earlier is a mistake of the caller, not an empty answer."""
    with pytest.raises(ValueError, match="span"):
        NOVEMBER.between(date(2026, 12, 2), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("day", "streams", "expected"),
    [
        (date(2026, 11, 23), (), [("23.11.", (R,)), ("24.11.", (O, G)), ("03.12.", (P,))]),
        (date(2026, 11, 24), (R,), [("30.11.", (R,))]),
        (date(2026, 11, 25), (O, R), [("30.11.", (R,)), ("08.12.", (O,))]),
        (date(2026, 11, 25), (BULKY,), [("09.12.", (BULKY,))]),
        (date(2026, 11, 25), (R, R), [("30.11.", (R,))]),
        (date(2026, 11, 25), (G, P), [("03.12.", (P,))]),
    ],
)
def test_next_gives_the_next_day_of_each_bin(
    day: date, streams: tuple[Stream, ...], expected: list[tuple[str, tuple[Stream, ...]]]
) -> None:
    """Today counts; without a wish only the four bins at the house are meant."""
    assert plain(NOVEMBER.next(day, Selection(streams))) == expected


@pytest.mark.parametrize(
    ("day", "streams"),
    [
        (date(2026, 12, 10), (G,)),
        (date(2026, 12, 30), ()),
        (date(2027, 1, 1), (R,)),
        (date(2025, 12, 31), (R,)),
    ],
)
def test_next_says_when_the_calendar_knows_no_further_date(day: date, streams: tuple[Stream, ...]) -> None:
    """No known date, or a day outside the calendar, is the end of the calendar and not "never"."""
    with pytest.raises(CalendarEnds):
        NOVEMBER.next(day, Selection(streams))


def test_bins_of_one_day_with_different_moves_stay_apart() -> None:
    """Each bin keeps its own regular day, so that nobody reads the wrong reason."""
    day = date(2026, 4, 2)
    found = EASTER.between(day, day)
    assert [(d.streams, d.moved_from, d.reason) for d in found] == [
        ((P,), date(2026, 4, 1), "Baustelle"),
        ((G,), None, None),
        ((O,), date(2026, 4, 3), "Karfreitag"),
    ]


def test_a_move_without_reason_or_regular_day_gets_the_holiday_of_its_week() -> None:
    """Suppliers often mark a move and nothing more; Easter Monday explains the Tuesday after it."""
    (found,) = EASTER.between(date(2026, 4, 7), date(2026, 4, 7))
    assert (found.moved, found.moved_from, found.reason) == (True, None, "Ostermontag")


def test_a_marked_move_in_a_week_without_holiday_stays_marked() -> None:
    """The mark is not lost when nobody knows why the date moved."""
    moved = calendar(Pickup(date(2026, 9, 9), R, marked=True))
    (found,) = moved.moved(date(2026, 9, 1), date(2026, 9, 30))
    assert (found.moved, found.reason) == (True, None)


def test_moved_gives_moved_dates_by_new_or_regular_day() -> None:
    """Asked for Holy Week, Monday's pickup counts although it happens on the Saturday before."""
    found = EASTER.moved(date(2026, 3, 30), date(2026, 4, 5))
    assert plain(found) == [("28.03.", (R,)), ("02.04.", (P,)), ("02.04.", (O,))]
    assert EASTER.moved(date(2026, 4, 8), date(2026, 4, 30)) == ()


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 4, 3), "Karfreitag"),
        (date(2026, 3, 30), "Karfreitag"),
        (date(2026, 3, 28), "Karfreitag"),
        (date(2026, 4, 11), "Ostermontag"),
        (date(2026, 6, 5), "Fronleichnam"),
        (date(2026, 11, 24), None),
        (date(2026, 11, 28), None),
        (date(2028, 12, 25), "Erster Weihnachtstag"),
        (date(2028, 12, 28), "Zweiter Weihnachtstag"),
    ],
)
def test_holiday_reason_is_the_nearest_holiday_of_the_week(day: date, reason: str | None) -> None:
    """The holidays are those of North Rhine-Westphalia; a Saturday may belong to the week after it."""
    assert holiday_reason(day) == reason


def test_holidays_of_other_states_do_not_count() -> None:
    """Epiphany and Reformation Day are working days in Wuppertal, All Saints is not."""
    assert holiday_name(date(2026, 1, 6)) is None
    assert holiday_name(date(2026, 10, 31)) is None
    assert holiday_name(date(2027, 11, 1)) == "Allerheiligen"


YEAR = date(2026, 1, 1)
days = st.integers(0, 364).map(lambda offset: YEAR + timedelta(days=offset))
pickups = st.lists(st.builds(Pickup, days, st.sampled_from(PICKUP_STREAMS)), max_size=40, unique=True)


@settings(deadline=None, max_examples=60)
@given(pickups, days, days)
def test_between_finds_what_a_plain_search_finds(known: list[Pickup], one: date, other: date) -> None:
    """The search by halves loses no pickup and invents none."""
    start, end = sorted((one, other))
    found = calendar(*known).between(start, end)
    assert {(d.date, s) for d in found for s in d.streams} == {
        (p.date, p.stream) for p in known if start <= p.date <= end
    }
    assert [d.date for d in found] == sorted(d.date for d in found)


@settings(deadline=None, max_examples=60)
@given(pickups, days)
def test_next_is_the_first_of_all_later_dates(known: list[Pickup], day: date) -> None:
    """For each bin there is no date between the day asked and the answer."""
    expected = {
        s: min(later) for s in BIN_STREAMS if (later := [p.date for p in known if p.stream is s and p.date >= day])
    }
    if expected:
        found = calendar(*known).next(day)
        assert {s: d.date for d in found for s in d.streams} == expected
    else:
        with pytest.raises(CalendarEnds):
            calendar(*known).next(day)
