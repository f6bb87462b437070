"""Public holidays of North Rhine-Westphalia by their German names, from the `holidays` library."""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=16)
def holidays_of(year: int) -> dict[date, str]:
    """All public holidays of a year with their German names."""
    return dict(holidays.country_holidays("DE", subdiv="NW", years=year, language="de"))


def holiday_name(day: date) -> str | None:
    """The German name of the public holiday on this day, None on others."""
    return holidays_of(day.year).get(day)


def holiday_on_or_after(name: str, day: date) -> date:
    """The next day with this holiday's name.

    Raises:
        KeyError: there is no such public holiday here.
    """
    for year in (day.year, day.year + 1):
        for found, label in sorted(holidays_of(year).items()):
            if label == name and found >= day:
                return found
    raise KeyError(name)
