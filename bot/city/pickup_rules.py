"""The rule of the example calendar: rhythms of ten areas and what public holidays do to them.

These dates are invented to show the assistant. Real ones come from the waste company's files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bot.city.holiday import holiday_name
from bot.city.pickup import Pickup, holiday_reason, pickup_order
from bot.city.stream import Stream

MON, TUE, WED, THU, FRI = range(5)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
GOOD_FRIDAY = "Karfreitag"

# A Monday to count weeks from, so that fortnightly rhythms run on across years.
FIRST_WEEK = date(2024, 1, 1)

# Trees go after Epiphany; which side starts differs from year to year, the example lets the west start.
TREES_FROM = (1, 6)
SIDES = ("west", "east")

BULKY_EVERY_WEEKS = 13
BULKY_TIMES = 4


@dataclass(frozen=True)
class Rhythm:
    """A weekday every so many weeks; `week` is the first of them, counted from 0."""

    weekday: int
    every: int
    week: int = 0


@dataclass(frozen=True)
class ExampleArea:
    """The regular days of one area.

    Attributes:
        side: "west" or "east" of the valley; decides the week of the Christmas trees.
        half: the weeks in which the fortnightly tariff's residual bins are emptied as well, as a rhythm.
        bulky: weekday and calendar week of the year's first bulky waste day; three follow, 13 weeks apart.
    """

    area: str
    side: str
    residual: Rhythm
    half: Rhythm
    organic: Rhythm
    packaging: Rhythm
    paper: Rhythm
    bulky: tuple[int, int]


def _area(area: str, side: str, residual: tuple[int, int], organic: tuple[int, int], packaging: tuple[int, int],
          paper: tuple[int, int], bulky: tuple[int, int]) -> ExampleArea:  # fmt: skip
    return ExampleArea(
        area, side, Rhythm(residual[0], 1), Rhythm(residual[0], 2, residual[1]), Rhythm(organic[0], 2, organic[1]),
        Rhythm(packaging[0], 2, packaging[1]), Rhythm(paper[0], 4, paper[1]), bulky,
    )  # fmt: skip


# One line per area: side, then (weekday, week) of residual (the week of the fortnightly tariff), organic, packaging,
# paper, bulky.
EXAMPLE_AREAS = (
    _area("elberfeld", "west", (MON, 0), (WED, 0), (THU, 1), (MON, 2), (TUE, 3)),
    _area("elberfeld-west", "west", (TUE, 0), (TUE, 1), (FRI, 0), (WED, 0), (THU, 4)),
    _area("uellendahl-katernberg", "west", (WED, 1), (FRI, 0), (MON, 1), (THU, 3), (WED, 5)),
    _area("vohwinkel", "west", (THU, 1), (MON, 1), (THU, 0), (TUE, 1), (FRI, 6)),
    _area("cronenberg", "west", (FRI, 0), (THU, 0), (TUE, 1), (FRI, 2), (MON, 7)),
    _area("barmen", "east", (TUE, 1), (THU, 1), (MON, 0), (TUE, 0), (WED, 8)),
    _area("oberbarmen", "east", (WED, 0), (WED, 1), (TUE, 0), (FRI, 1), (MON, 9)),
    _area("heckinghausen", "east", (MON, 1), (FRI, 1), (WED, 0), (THU, 0), (MON, 10)),
    _area("langerfeld-beyenburg", "east", (FRI, 1), (TUE, 0), (FRI, 1), (MON, 3), (THU, 11)),
    _area("ronsdorf", "east", (THU, 0), (MON, 0), (WED, 1), (WED, 2), (FRI, 12)),
)


def example_pickups(area: ExampleArea, years: range) -> tuple[Pickup, ...]:
    """All pickups of an area whose regular day lies in these years, ascending, holidays applied."""
    regular = ((day, stream) for stream, days in regular_days(area, years).items() for day in days)
    half = fortnightly_days(area, years)
    pickups = (_pickup(day, stream, fortnightly=stream is Stream.RESIDUAL and day in half) for day, stream in regular)
    return tuple(sorted(pickups, key=pickup_order))


def regular_days(area: ExampleArea, years: range) -> dict[Stream, tuple[date, ...]]:
    """The days of each stream in these years as if there were no holidays, ascending."""
    rhythms = {
        Stream.RESIDUAL: area.residual,
        Stream.ORGANIC: area.organic,
        Stream.PAPER: area.paper,
        Stream.PACKAGING: area.packaging,
    }
    days = {stream: tuple(_rhythm_days(rhythm, years)) for stream, rhythm in rhythms.items()}
    days[Stream.BULKY] = tuple(day for year in years for day in _bulky_days(area, year))
    days[Stream.CHRISTMAS_TREE] = tuple(_tree_day(area, year) for year in years)
    return days


def fortnightly_days(area: ExampleArea, years: range) -> tuple[date, ...]:
    """The residual bin's regular days that the fortnightly tariff shares, ascending."""
    return tuple(_rhythm_days(area.half, years))


def collection_day(regular: date) -> date:
    """The day on which pickups of a regular weekday (Monday to Friday) really happen.

    One holiday: pickups on and after it move a day later, up to Saturday. In the week of Good Friday, and
    when holidays leave too few days, they move a day earlier instead, Monday's to the Saturday before.
    """
    monday = regular - timedelta(days=regular.weekday())
    return _collection_week(monday)[regular.weekday()]


@lru_cache(maxsize=4096)
def _collection_week(monday: date) -> tuple[date, ...]:
    """The five days of work of a week, in order, so that no weekday overtakes another."""
    free = [day for day in (monday + DAY * offset for offset in range(6)) if not holiday_name(day)]
    if len(free) < 5 or holiday_name(monday + DAY * FRI) == GOOD_FRIDAY:
        free.insert(0, monday - 2 * DAY)
    return tuple(free[:5])


def _pickup(regular: date, stream: Stream, *, fortnightly: bool) -> Pickup:
    day = collection_day(regular)
    if day == regular:
        return Pickup(day, stream, fortnightly=fortnightly)
    return Pickup(day, stream, regular, holiday_reason(regular), marked=True, fortnightly=fortnightly)


def _rhythm_days(rhythm: Rhythm, years: range) -> Iterator[date]:
    last = date(years[-1], 12, 31)
    day = FIRST_WEEK + WEEK * rhythm.week + DAY * rhythm.weekday
    first = date(years[0], 1, 1)
    step = WEEK * rhythm.every
    day += step * -((day - first) // step)
    while day <= last:
        yield day
        day += step


def _bulky_days(area: ExampleArea, year: int) -> Iterator[date]:
    weekday, week = area.bulky
    for turn in range(BULKY_TIMES):
        yield date.fromisocalendar(year, week + turn * BULKY_EVERY_WEEKS, weekday + 1)


def _tree_day(area: ExampleArea, year: int) -> date:
    epiphany = date(year, *TREES_FROM)
    first_monday = epiphany + DAY * (-epiphany.weekday() % 7)
    return first_monday + WEEK * SIDES.index(area.side) + DAY * area.residual.weekday
