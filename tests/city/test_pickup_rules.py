"""The rule of the example calendar: rhythms, holidays, and what must hold in every year."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.city.holiday import holiday_name
from bot.city.pickup import Pickup
from bot.city.pickup_rules import EXAMPLE_AREAS, ExampleArea, collection_day, example_pickups
from bot.city.stream import Stream

DAY = timedelta(days=1)
areas = st.sampled_from(EXAMPLE_AREAS)
years = st.integers(2024, 2060)
mondays = st.integers(0, 52 * 60).map(lambda week: date(2000, 1, 3) + timedelta(weeks=week))


def regular(pickup: Pickup) -> date:
    """The day on which the pickup would happen without holidays."""
    return pickup.moved_from or pickup.date


def of_stream(area: ExampleArea, stream: Stream, span: range) -> list[Pickup]:
    """The pickups of one stream."""
    return [pickup for pickup in example_pickups(area, span) if pickup.stream is stream]


@pytest.mark.parametrize(
    ("monday", "expected"),
    [
        pytest.param(date(2026, 11, 23), "23.11. 24.11. 25.11. 26.11. 27.11.", id="no holiday"),
        pytest.param(date(2026, 4, 6), "07.04. 08.04. 09.04. 10.04. 11.04.", id="Easter Monday"),
        pytest.param(date(2026, 6, 1), "01.06. 02.06. 03.06. 05.06. 06.06.", id="Corpus Christi"),
        pytest.param(date(2026, 4, 27), "27.04. 28.04. 29.04. 30.04. 02.05.", id="May Day on a Friday"),
        pytest.param(date(2026, 3, 30), "28.03. 30.03. 31.03. 01.04. 02.04.", id="Good Friday: earlier"),
        pytest.param(date(2026, 9, 28), "28.09. 29.09. 30.09. 01.10. 02.10.", id="holiday on Saturday"),
        pytest.param(date(2026, 12, 21), "19.12. 21.12. 22.12. 23.12. 24.12.", id="Christmas Fri, Sat"),
        pytest.param(date(2028, 12, 25), "23.12. 27.12. 28.12. 29.12. 30.12.", id="Christmas Mon, Tue"),
        pytest.param(date(2029, 12, 24), "22.12. 24.12. 27.12. 28.12. 29.12.", id="Christmas Tue, Wed"),
        pytest.param(date(2025, 12, 22), "20.12. 22.12. 23.12. 24.12. 27.12.", id="Christmas Thu, Fri"),
    ],
)
def test_holidays_move_the_days_of_a_week(monday: date, expected: str) -> None:
    """Later after a holiday, earlier before Good Friday, both ways when two holidays leave too few days."""
    week = [collection_day(monday + DAY * offset) for offset in range(5)]
    assert " ".join(day.strftime("%d.%m.") for day in week) == expected


@given(mondays)
def test_a_week_keeps_its_order_and_its_days_off(monday: date) -> None:
    """No weekday overtakes another, none is collected on a holiday or Sunday or far from its regular day."""
    for offset in range(5):
        regular_day = monday + DAY * offset
        day = collection_day(regular_day)
        assert not holiday_name(day)
        assert day.weekday() != 6
        assert abs(day - regular_day) <= 2 * DAY
        assert day < collection_day(regular_day + DAY * (3 if offset == 4 else 1))


@settings(deadline=None, max_examples=60)
@given(areas, years)
def test_every_week_has_exactly_one_residual_pickup(area: ExampleArea, year: int) -> None:
    """Each calendar week has one, between the Saturday before it and its own Saturday."""
    found = of_stream(area, Stream.RESIDUAL, range(year, year + 1))
    weeks = Counter(regular(pickup).isocalendar()[:2] for pickup in found)
    assert set(weeks.values()) == {1}
    assert len(weeks) in (52, 53)
    for pickup in found:
        monday = regular(pickup) - DAY * regular(pickup).weekday()
        assert monday - 2 * DAY <= pickup.date <= monday + 5 * DAY


@pytest.mark.parametrize(
    ("stream", "weeks"), [(Stream.ORGANIC, 2), (Stream.PACKAGING, 2), (Stream.PAPER, 4), (Stream.RESIDUAL, 1)]
)
def test_rhythms_run_on_across_the_year(stream: Stream, weeks: int) -> None:
    """From one regular day to the next it is always the same number of weeks, also over New Year."""
    for area in EXAMPLE_AREAS:
        found = of_stream(area, stream, range(2026, 2029))
        assert {regular(b) - regular(a) for a, b in pairwise(found)} == {timedelta(weeks=weeks)}


@settings(deadline=None, max_examples=40)
@given(areas, years)
def test_bulky_waste_comes_four_times_a_year(area: ExampleArea, year: int) -> None:
    """Four dates in every year, and one for Christmas trees in January."""
    assert len(of_stream(area, Stream.BULKY, range(year, year + 1))) == 4
    (tree,) = of_stream(area, Stream.CHRISTMAS_TREE, range(year, year + 1))
    assert date(year, 1, 6) <= tree.date <= date(year, 1, 31)


def test_trees_go_on_the_residual_day_west_and_east_a_week_apart() -> None:
    """Each side has its week, the other side follows in the next one."""
    weeks: dict[str, set[int]] = {"west": set(), "east": set()}
    for area in EXAMPLE_AREAS:
        (tree,) = of_stream(area, Stream.CHRISTMAS_TREE, range(2027, 2028))
        assert tree.date in {pickup.date for pickup in of_stream(area, Stream.RESIDUAL, range(2027, 2028))}
        weeks[area.side].add(tree.date.isocalendar().week)
    assert weeks == {"west": {2}, "east": {3}}


@settings(deadline=None, max_examples=40)
@given(areas, years)
def test_a_moved_date_says_why(area: ExampleArea, year: int) -> None:
    """Each moved date names its regular day and the holiday, the others name neither."""
    for pickup in example_pickups(area, range(year, year + 1)):
        assert pickup.marked == (pickup.moved_from is not None) == (pickup.reason is not None)
        assert pickup.moved_from != pickup.date
        assert pickup.date.year == year


def test_areas_differ() -> None:
    """No two of the ten areas share their dates."""
    spans = {example_pickups(area, range(2026, 2027)) for area in EXAMPLE_AREAS}
    assert len(spans) == len(EXAMPLE_AREAS) == 10
    assert {area.residual.weekday for area in EXAMPLE_AREAS} == {0, 1, 2, 3, 4}
