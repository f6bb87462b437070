"""Opening times written as in OpenStreetMap ("Mo-Fr 10:00-18:00; PH off"), with the holidays of the state.

Implements `bot.city.place.OpeningHours`.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from opening_hours import OpeningHours as Expression
from opening_hours import State, validate

from bot.city.holiday import holidays_of

_PUBLIC_HOLIDAY = re.compile(r"\bPH\b")
_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


class OpeningHoursInvalid(ValueError):
    """This is no opening-hours expression."""


class OsmOpeningHours:
    """Opening times that can be asked about a moment or a day."""

    def __init__(self, expression: str) -> None:
        """Check and keep an expression.

        Raises:
            OpeningHoursInvalid: it cannot be understood.
        """
        if not validate(expression):
            raise OpeningHoursInvalid(expression)
        self.expression = expression

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OsmOpeningHours) and other.expression == self.expression

    def __hash__(self) -> int:
        return hash(self.expression)

    def is_open(self, at: datetime) -> bool:
        """Tell whether the place is open at this local moment."""
        return self._for_day(at.date()).is_open(at.replace(tzinfo=None))

    def on(self, day: date) -> tuple[tuple[time, time], ...]:
        """Give the spans of this day, ascending; empty means closed; midnight is the day's last moment."""
        begin = datetime.combine(day, time())
        end = begin + timedelta(days=1)
        return tuple(
            (start.time(), until.time() if until < end else time.max)
            for start, until, state, _ in self._for_day(day).intervals(begin, end)
            if state == State.OPEN
        )

    def _for_day(self, day: date) -> Expression:
        """The expression as it holds on one day.

        The library knows Germany's holidays but not those of a single state (Fronleichnam). So the
        holiday rules are put into effect here: on a holiday, PH is that day's weekday; on others, nothing.
        """
        if day not in holidays_of(day.year):
            return _parse(self.expression)
        return _parse(_PUBLIC_HOLIDAY.sub(_WEEKDAYS[day.weekday()], self.expression))


@lru_cache(maxsize=512)
def _parse(expression: str) -> Expression:
    # Without a country the library takes no day for a holiday.
    return Expression(expression)
