"""From which regular day a date moved, where the supplier only marks that it did: read from the rhythm around it.

The waste company's calendar says "!!! Terminverschiebung !!!" and no more; residents want to know "instead of when".
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, pairwise

from bot.city.pickup import Pickup, pickup_order

# A rhythm shows in no fewer dates; bulky waste and Christmas trees come too seldom to have one.
_FEWEST_REGULAR = 6
_FURTHEST = timedelta(days=6)
_WEEK = timedelta(days=7)
_MOST_WEEKS = 4


def with_regular_days(pickups: Iterable[Pickup]) -> tuple[Pickup, ...]:
    """The same pickups; a marked one gets the regular day it replaces where the rhythm leaves exactly one to it."""
    by_stream = groupby(sorted(pickups, key=lambda p: (p.stream, *pickup_order(p))), key=lambda p: p.stream)
    explained = (pickup for _, own in by_stream for pickup in _explained(tuple(own)))
    return tuple(sorted(explained, key=pickup_order))


def _explained(own: tuple[Pickup, ...]) -> Iterable[Pickup]:
    regular = [pickup.date for pickup in own if not pickup.marked and not pickup.moved_from]
    weeks = _weeks_between(regular)
    if weeks is None:
        return own
    taken = {*regular, *(pickup.moved_from for pickup in own if pickup.moved_from)}
    explained = []
    for pickup in own:
        if pickup.marked and not pickup.moved_from:
            day = _regular_day(pickup.date, regular, taken, weeks)
            if day:
                taken.add(day)
                explained.append(replace(pickup, moved_from=day))
                continue
        explained.append(pickup)
    return explained


def _weeks_between(regular: list[date]) -> int | None:
    """The rhythm in weeks; None where there is none."""
    if len(regular) < _FEWEST_REGULAR:
        return None
    [(step, _)] = Counter(later - earlier for earlier, later in pairwise(regular)).most_common(1)
    whole = step.days % 7 == 0 and 1 <= step.days // 7 <= _MOST_WEEKS
    return step.days // 7 if whole else None


def _regular_day(moved_to: date, regular: list[date], taken: set[date], weeks: int) -> date | None:
    """The day of the rhythm next to `moved_to` on which nothing is collected, None without one.

    A route's weekday may change in the year, so the rhythm is that of the regular date nearest in time.
    """
    anchor = min(regular, key=lambda day: abs(day - moved_to))
    step = _WEEK * weeks
    first = anchor + step * ((moved_to - _FURTHEST - anchor) // step)
    near = (first + step * turn for turn in range(4))
    free = [day for day in near if abs(day - moved_to) <= _FURTHEST and day not in taken and day != moved_to]
    return min(free, key=lambda day: (abs(day - moved_to), day), default=None)
