"""How old somebody is: ages as codes that do not depend on today, counted in months and days on a given day.

Codes: "38y", "5m", "28d", "born:1974", "born:1974-05" and "born:1974-05-03".
"""

from calendar import monthrange
from datetime import date

_OLDEST_YEARS = 120
_DAYS_A_MONTH = 30.44
_MID_MONTH = 15
_BORN = "born:"


def age_in_months(age: str, today: date) -> int | None:
    """Turn an age's code into completed months; None when nobody is that old (or not yet born)."""
    if age.startswith(_BORN):
        months = _months_since(age, today)
    else:
        value, unit = float(age[:-1]), age[-1]
        # Rounded towards zero only after the sign was looked at: "-3 days" are not born.
        counted = value * 12 if unit == "y" else value if unit == "m" else value / _DAYS_A_MONTH
        months = int(counted) if counted >= 0 else -1
    return months if 0 <= months <= _OLDEST_YEARS * 12 else None


def age_in_days(age: str, today: date) -> int | None:
    """The age in days where it was said that exactly: in days, in weeks, or by the day of birth."""
    born = birthday(age)
    if born:
        return (today - born).days
    return int(age[:-1]) if age.endswith("d") and not age.startswith(_BORN) else None


def birthday(age: str) -> date | None:
    """The day of birth when the whole date was said."""
    said = age.removeprefix(_BORN)
    return date.fromisoformat(said) if age.startswith(_BORN) and said.count("-") == 2 else None


def month_after(day: date, months: int) -> date:
    """The same day some months later; the last one where a month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _months_since(age: str, today: date) -> int:
    """Completed months since a birth; with only the year said, since the same day of that year."""
    parts = [int(part) for part in age.removeprefix(_BORN).split("-")]
    years = today.year - parts[0]
    if len(parts) == 1:
        return years * 12
    day = parts[2] if len(parts) == 3 else _MID_MONTH
    months = years * 12 + today.month - parts[1]
    if len(parts) == 2 and months == 0:
        return 0
    return months - (today.day < day)
