"""Statutory early detection: which check-ups somebody of an age and sex is entitled to. Never diagnoses."""

import re
from dataclasses import dataclass

from bot.city.source import Source
from bot.city.text import normalise


@dataclass(frozen=True)
class Person:
    """Age and sex as far as somebody said them. A child under two is counted in months.

    Attributes:
        months: age in completed months; None when not said.
        sex: "f", "m", "d" or None when not said.
        days: age in days, when it was said that exactly.
    """

    months: int | None = None
    sex: str | None = None
    days: int | None = None

    @property
    def years(self) -> int | None:
        """Age in completed years."""
        return None if self.months is None else self.months // 12


@dataclass(frozen=True)
class Checkup:
    """One entitlement.

    Attributes:
        from_months, to_months: age window in completed months, both included; no end = None.
        sex: "f" or "m" when only one sex is entitled.
        interval: German text, how often.
        from_days, to_days: a finer window for the first weeks of life.
    """

    name: str
    what: str
    interval: str
    from_months: int
    to_months: int | None
    sex: str | None
    source: Source
    from_days: int | None = None
    to_days: int | None = None

    def fits(self, person: Person) -> bool:
        """Whether the person's age and sex are within this entitlement; an unsaid sex always is."""
        months = person.months or 0
        in_months = self.from_months <= months and (self.to_months is None or months <= self.to_months)
        return (
            in_months
            and self._fits_days(person)
            and (self.sex is None or person.sex not in ("f", "m") or self.sex == person.sex)
        )

    def _fits_days(self, person: Person) -> bool:
        if person.days is None:
            return True
        return (self.from_days or 0) <= person.days and (self.to_days is None or person.days <= self.to_days)


_FEMALE_ORGANS = re.compile(
    r"\b(mammogra\w*|brust\w*|gebaermutter\w*|zervix\w*|pap abstrich|frauenarzt\w*|schwanger\w*)"
)
_MALE_ORGANS = re.compile(r"\b(prostata\w*|hoden\w*|aorta\w*|bauchaort\w*)")


def implied_sex(text: str) -> str | None:
    """The sex that a question about one check-up implies ("Mammographie"); None when it implies none."""
    plain = normalise(text)
    if _FEMALE_ORGANS.search(plain):
        return "f"
    return "m" if _MALE_ORGANS.search(plain) else None


class CheckupGuide:
    """All entitlements, asked by person."""

    def __init__(self, checkups: tuple[Checkup, ...]) -> None:
        self.checkups = checkups

    def for_person(self, person: Person) -> tuple[Checkup, ...]:
        """List what this person is entitled to; an unsaid or diverse sex gets both lists.

        Raises:
            ValueError: the age is missing; ask for it first.
        """
        if person.months is None:
            raise ValueError("a person's age is needed to list check-ups")
        return tuple(checkup for checkup in self.checkups if checkup.fits(person))
