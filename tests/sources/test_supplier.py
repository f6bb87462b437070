"""Putting a supplier's answers together: what is believed, what is kept, and which house number means which entry."""

from datetime import date, timedelta

import pytest

from bot.city.errors import HouseNumberInvalid
from bot.city.pickup import Pickup
from bot.city.stream import Stream
from bot.sources.supplier import Delivery, SupplierFailed, choose_number, joined, without_holes

TODAY = date(2026, 11, 23)
R, P = Stream.RESIDUAL, Stream.PAPER


def weekly(first=TODAY, weeks=20, stream=R, every=1):
    """A steady rhythm."""
    return tuple(Pickup(first + timedelta(weeks=week), stream) for week in range(0, weeks, every))


def street(*pickups):
    """A delivery with these dates."""
    return Delivery("Hofaue", tuple(sorted(pickups, key=lambda p: (p.date, p.stream))))


OLD = street(*weekly(TODAY - timedelta(weeks=10), 30), *weekly(weeks=20, stream=P, every=4))


def test_the_first_delivery_is_taken_as_it_is():
    """As long as it says something about now."""
    assert joined(None, OLD, TODAY) == OLD
    for long_ago_or_far in (TODAY - timedelta(weeks=30), TODAY + timedelta(weeks=10)):
        with pytest.raises(SupplierFailed, match="around today"):
            joined(None, street(*weekly(long_ago_or_far)), TODAY)


def test_earlier_days_stay_where_the_new_delivery_begins_later():
    """But not longer than to the year before this one."""
    new = street(*weekly(weeks=20), *weekly(weeks=20, stream=P, every=4))
    assert joined(OLD, new, TODAY).pickups == OLD.pickups
    ancient = street(*weekly(date(2024, 1, 1), 170), *weekly(weeks=20, stream=P, every=4))
    assert joined(ancient, new, TODAY).pickups[0].date.year == 2025


def test_the_new_delivery_wins_where_both_have_dates():
    """Dates move; those taken back are gone."""
    moved = [Pickup(p.date + timedelta(days=1), p.stream) if i == 12 else p for i, p in enumerate(OLD.pickups)]
    assert joined(OLD, street(*moved), TODAY).pickups == street(*moved).pickups


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(street(*OLD.pickups[::2]), id="half the dates"),
        pytest.param(street(*weekly(weeks=20)), id="no paper"),
        pytest.param(street(*(p for p in OLD.pickups if p.date < TODAY + timedelta(weeks=8))), id="ends earlier"),
    ],
)
def test_far_fewer_dates_to_come_are_not_believed(new):
    """Of any bin; the message says which and no street."""
    with pytest.raises(SupplierFailed, match=r"dates of (residual|paper) fewer") as failed:
        joined(OLD, new, TODAY)
    assert "Hofaue" not in str(failed.value)


def test_a_few_dates_fewer_are_a_change_like_any_other():
    """Bulky waste is cancelled, a holiday swallows a date."""
    fewer = street(*OLD.pickups[:20], *OLD.pickups[22:])
    assert joined(OLD, fewer, TODAY) == fewer


def test_a_street_may_be_split_and_joined_again():
    """From one calendar to a list of house numbers and back."""
    numbers = Delivery("Hofaue", numbers=("1", "3", "5"))
    assert joined(OLD, numbers, TODAY) == numbers
    assert joined(numbers, OLD, TODAY) == OLD
    assert joined(numbers, Delivery("Hofaue", numbers=("1", "3")), TODAY).numbers == ("1", "3")
    with pytest.raises(SupplierFailed, match="house numbers"):
        joined(numbers, Delivery("Hofaue", numbers=("1",)), TODAY)


def test_dates_behind_a_hole_are_left_out():
    """A typing slip in a year must not make the years between look free of pickups."""
    slip = Pickup(date(2062, 3, 1), R)
    early = Pickup(date(2020, 3, 1), R)
    assert without_holes((early, *weekly(), slip), TODAY) == weekly()
    assert without_holes(weekly(every=8), TODAY) == weekly(every=8)


NUMBERS = ("1", "12 a", "12", "14-20", "22–30", "32a - 40b", "50 bis 60", "14")


@pytest.mark.parametrize(
    ("number", "entry"),
    [
        ("1", "1"), ("12a", "12 a"), ("12 A", "12 a"), ("12b", "12"), ("14", "14"), ("16", "14-20"), ("30a", "22–30"),
        ("35", "32a - 40b"), ("55", "50 bis 60"), ("14-20", "14-20"), ("14-16", "14-20"),
    ],
)  # fmt: skip
def test_a_house_number_means_itself_then_its_range_then_itself_without_letter(number, entry):
    """However either is spelled."""
    assert choose_number("Hofaue", number, NUMBERS) == entry


@pytest.mark.parametrize("number", ["2", "61", "0", "a", "", "1000000"])
def test_no_other_number_is_taken_for_one(number):
    """Next door may have other days."""
    with pytest.raises(HouseNumberInvalid):
        choose_number("Hofaue", number, NUMBERS)
