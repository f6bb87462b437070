"""Vaccinations that the Standing Committee (STIKO) recommends by age. Says what is recommended, never more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.city.age_window import AgeWindow, Person
from bot.city.rule_names import rules_named
from bot.city.source import Source

# For everybody of the age, only with a higher risk, or in pregnancy.
INDICATIONS = ("standard", "risk", "pregnancy")
Timing = Literal["due", "catch_up", "none"]


@dataclass(frozen=True)
class Vaccination:
    """One recommendation.

    Attributes:
        key: which rule it is.
        names: words that people ask it by.
        what: German text, against what.
        interval: German text, how often and when.
        window: the ages it is meant for.
        catch_up_to: last completed month in which a missed one is made up for; None = not told.
        indication: one of `INDICATIONS`.
        only: German text, whom it is for beyond age.
        born_from: first year of birth it is for.
        law: German text, the legal basis of payment.
        valid_from, valid_until: days between which the rule holds; None = open.
    """

    key: str
    name: str
    names: tuple[str, ...]
    what: str
    interval: str
    window: AgeWindow
    law: str
    source: Source
    indication: str = "standard"
    catch_up_to: int | None = None
    only: str | None = None
    born_from: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def is_valid(self, today: date) -> bool:
        """Whether the rule holds on a day."""
        return (self.valid_from or date.min) <= today <= (self.valid_until or date.max)

    def timing(self, person: Person, today: date) -> Timing:
        """Whether a person of this age is meant now, may make up for it, or neither.

        Raises:
            ValueError: the age is missing; ask for it first.
        """
        if person.months is None:
            raise ValueError("a person's age is needed to tell vaccinations")
        if self.born_from and (person.born.year if person.born else today.year - person.months // 12) < self.born_from:
            return "none"
        if self.window.holds(person):
            return "due"
        late = self.window.is_over(person) and self.catch_up_to is not None and person.months <= self.catch_up_to
        return "catch_up" if late else "none"


class VaccinationGuide:
    """All recommendations, asked by person, by name and by day."""

    def __init__(self, vaccinations: Iterable[Vaccination]) -> None:
        self.vaccinations = tuple(vaccinations)

    def valid(self, today: date) -> tuple[Vaccination, ...]:
        """The recommendations that hold on a day."""
        return tuple(vaccination for vaccination in self.vaccinations if vaccination.is_valid(today))

    def for_person(self, person: Person, today: date, *, pregnant: bool = False) -> tuple[Vaccination, ...]:
        """What is recommended at this age now; those of pregnancy only to whoever is pregnant."""
        return self._timed(person, today, "due", pregnant=pregnant)

    def to_catch_up(self, person: Person, today: date) -> tuple[Vaccination, ...]:
        """What somebody of this age can still make up for."""
        return self._timed(person, today, "catch_up", pregnant=False)

    def in_pregnancy(self, today: date) -> tuple[Vaccination, ...]:
        """What is recommended in pregnancy, at whatever age."""
        return tuple(vaccination for vaccination in self.valid(today) if vaccination.indication == "pregnancy")

    def named(self, text: str, today: date) -> tuple[Vaccination, ...]:
        """The vaccinations that a text names; several when a word stands for several ages."""
        return rules_named(text, self.valid(today))

    def by_keys(self, keys: frozenset[str], today: date) -> tuple[Vaccination, ...]:
        """The vaccinations of these keys, in the order of the data."""
        return tuple(vaccination for vaccination in self.valid(today) if vaccination.key in keys)

    def _timed(self, person: Person, today: date, timing: Timing, *, pregnant: bool) -> tuple[Vaccination, ...]:
        return tuple(
            vaccination
            for vaccination in self.valid(today)
            if (pregnant or vaccination.indication != "pregnancy") and vaccination.timing(person, today) == timing
        )
