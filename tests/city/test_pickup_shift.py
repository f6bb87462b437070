"""From which regular day a marked date moved, read from the rhythm alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.city.pickup import Pickup
from bot.city.pickup_rules import EXAMPLE_AREAS, example_pickups
from bot.city.pickup_shift import with_regular_days
from bot.city.stream import Stream

R = Stream.RESIDUAL
MONDAY = date(2026, 1, 5)


def weekly(count: int, step: int = 1) -> list[Pickup]:
    """Mondays, every so many weeks."""
    return [Pickup(MONDAY + timedelta(weeks=index * step), R) for index in range(count)]


@pytest.mark.parametrize("area", EXAMPLE_AREAS, ids=lambda area: area.area)
@pytest.mark.parametrize("year", [2026, 2027, 2032])
def test_the_rule_of_the_examples_is_found_again(area, year):
    """With regular days and reasons taken away, every one of them comes back; seldom bins keep their mark."""
    truth = example_pickups(area, range(year, year + 1))
    marked_only = [replace(pickup, moved_from=None, reason=None) for pickup in truth]
    seldom = (Stream.BULKY, Stream.CHRISTMAS_TREE)
    expected = [(p.date, p.stream, None if p.stream in seldom else p.moved_from) for p in truth]
    assert [(p.date, p.stream, p.moved_from) for p in with_regular_days(marked_only)] == expected


@pytest.mark.parametrize("step", [1, 2, 4])
@pytest.mark.parametrize("days", [-2, -1, 1, 2, 5])
def test_one_date_moved(step, days):
    """To either side, in every rhythm."""
    pickups = weekly(12, step)
    regular = pickups[5].date
    pickups[5] = Pickup(regular + timedelta(days=days), R, marked=True)
    assert with_regular_days(pickups)[5].moved_from == regular


def test_two_neighbours_moved():
    """Around Christmas two weeks in a row move; each gets its own day."""
    pickups = weekly(12)
    moved = [pickups[5].date, pickups[6].date]
    pickups[5:7] = [Pickup(day + timedelta(days=1), R, marked=True) for day in moved]
    assert [p.moved_from for p in with_regular_days(pickups)[5:7]] == moved


def test_a_route_that_changes_its_weekday():
    """The rhythm is that of the dates nearby."""
    before, after = weekly(10), [Pickup(MONDAY + timedelta(weeks=index, days=3), R) for index in range(10, 20)]
    regular = after[4].date
    after[4] = Pickup(regular + timedelta(days=1), R, marked=True)
    assert with_regular_days([*before, *after])[14].moved_from == regular


@pytest.mark.parametrize(
    "pickups",
    [
        pytest.param(weekly(3), id="too few dates for a rhythm"),
        pytest.param(weekly(12), id="no day of the rhythm is free"),
        pytest.param([Pickup(MONDAY + timedelta(days=d * d * 3), R) for d in range(8)], id="no rhythm"),
        pytest.param([], id="nothing else"),
    ],
)
def test_nothing_is_guessed(pickups):
    """A mark stays a mark."""
    marked = Pickup(MONDAY + timedelta(days=2), R, marked=True)
    assert marked in with_regular_days([*pickups, marked])


def test_what_is_known_stays():
    """A regular day told by the supplier is believed, and a regular date is not touched."""
    told = Pickup(MONDAY + timedelta(days=1), R, moved_from=MONDAY + timedelta(weeks=3), reason="Umzug", marked=True)
    assert told in with_regular_days([*weekly(8), told])


dates = st.integers(0, 700).map(lambda offset: MONDAY + timedelta(days=offset))
some = st.lists(st.builds(Pickup, dates, st.sampled_from([R, Stream.ORGANIC]), marked=st.booleans()), max_size=60)


@given(some)
def test_no_date_is_lost_or_made(pickups):
    """Whatever the dates: the same days and bins, in order; regular days differ from the new one and from each other."""
    found = with_regular_days(pickups)
    assert sorted((p.stream, p.date) for p in found) == sorted((p.stream, p.date) for p in pickups)
    assert [p.date for p in found] == sorted(p.date for p in found)
    moved = [(p.stream, p.moved_from) for p in found if p.moved_from]
    assert len(moved) == len(set(moved))
    assert all(p.moved_from != p.date for p in found)
