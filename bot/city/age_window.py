"""Who somebody is as far as rules on health care ask, and the span of ages in which a rule holds."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.city.age import month_after

_CHILD_YEARS = 18


@dataclass(frozen=True)
class Person:
    """Age and sex as far as somebody said them.

    Attributes:
        months: age in completed months; None when not said.
        sex: "f", "m", "d" or None when not said.
        days: age in days, when it was said that exactly.
        born: day of birth, when it was said.
    """

    months: int | None = None
    sex: str | None = None
    days: int | None = None
    born: date | None = None

    @property
    def years(self) -> int | None:
        """Age in completed years."""
        return None if self.months is None else self.months // 12

    @property
    def is_child(self) -> bool:
        """Whether the person is known to be under 18."""
        return self.years is not None and self.years < _CHILD_YEARS


@dataclass(frozen=True)
class AgeWindow:
    """A span of ages in completed months, both ends included, finer in days for the first weeks of life.

    Attributes:
        to_months: None = without an end.
        from_days, to_days: only looked at when somebody's age is known in days.
    """

    from_months: int
    to_months: int | None = None
    from_days: int | None = None
    to_days: int | None = None

    def holds(self, person: Person) -> bool:
        """Whether somebody is of this age; an age that was not said counts as birth."""
        return not (self.is_before(person) or self.is_over(person))

    def is_before(self, person: Person) -> bool:
        """Whether somebody is too young yet."""
        if person.days is not None and self.from_days is not None:
            return person.days < self.from_days
        return (person.months or 0) < self.from_months

    def is_over(self, person: Person) -> bool:
        """Whether somebody is too old by now."""
        if person.days is not None and self.to_days is not None:
            return person.days > self.to_days
        return self.to_months is not None and (person.months or 0) > self.to_months

    def first_day(self, born: date) -> date:
        """The first day of the span for somebody born then."""
        if self.from_days is not None:
            return born + timedelta(days=self.from_days)
        return month_after(born, self.from_months)

    def last_day(self, born: date) -> date | None:
        """The last day of the span for somebody born then; None without an end."""
        if self.to_days is not None:
            return born + timedelta(days=self.to_days)
        return None if self.to_months is None else month_after(born, self.to_months + 1) - timedelta(days=1)
