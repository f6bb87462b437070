"""Statutory early detection: which check-ups somebody of an age and sex is entitled to. Never diagnoses."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.city.age_window import AgeWindow, Person
from bot.city.rule_names import rules_named
from bot.city.source import Source
from bot.city.text import normalise

Standing = Literal["due", "early", "late", "other_sex", "open"]


@dataclass(frozen=True)
class Checkup:
    """One entitlement.

    Attributes:
        key: which rule it is, the same in every version of the data.
        names: words that people ask it by.
        interval: German text, how often; for children the usual time.
        window: the ages at which it is paid for; for children with the tolerance of the directive.
        usual: for children the time that the directive has in mind, without the tolerance.
        latest: German text, until when at the latest.
        sex: "f" or "m" when only one sex is entitled.
        only: German text, whom it is for beyond age and sex; then nobody can be told a plain yes.
        law: German text, the paragraph and the directive.
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
    usual: AgeWindow | None = None
    latest: str | None = None
    sex: str | None = None
    only: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def for_children(self) -> bool:
        """Whether it ends before grown-up age."""
        return self.window.to_months is not None and self.window.to_months < 18 * 12

    def is_valid(self, today: date) -> bool:
        """Whether the rule holds on a day; a rule of the future is not told before."""
        return (self.valid_from or date.min) <= today <= (self.valid_until or date.max)

    def suits(self, sex: str | None) -> bool:
        """Whether it is for this sex; an unsaid or diverse one is for all."""
        return self.sex is None or sex not in ("f", "m") or self.sex == sex

    def standing(self, person: Person) -> Standing:
        """How a person stands to it: due now, too early, too late, of the other sex, or open without an age."""
        if not self.suits(person.sex):
            return "other_sex"
        if person.months is None:
            return "open"
        if self.window.is_before(person):
            return "early"
        return "late" if self.window.is_over(person) else "due"

    def entitled(self, person: Person) -> bool | None:
        """Whether the person has a claim; None when that depends on what was not said."""
        standing = self.standing(person)
        if standing == "open":
            return None
        if standing != "due":
            return False
        depends = self.only is not None or (self.sex is not None and person.sex not in ("f", "m"))
        return None if depends else True


_FEMALE_ORGANS = re.compile(
    r"\b(mammogra\w*|brust\w*|gebaermutter\w*|zervix\w*|pap abstrich|frauenarzt\w*|schwanger\w*)"
)
_MALE_ORGANS = re.compile(r"\b(prostata\w*|hoden\w*|aorta\w*|bauchaort\w*)")
_NEXT = re.compile(
    r"\b(als naechst\w+|naechste (vorsorge|untersuchung|u|frueherkennung)|danach|kommt (als|dann|dazu|hinzu|noch)|"
    r"(steht|stehen) (als|demnaechst|bald) |ab wann (kommt|gibt))"
)


def implied_sex(text: str) -> str | None:
    """The sex that a question about one check-up implies ("Mammographie"); None when it implies none."""
    plain = normalise(text)
    if _FEMALE_ORGANS.search(plain):
        return "f"
    return "m" if _MALE_ORGANS.search(plain) else None


def asks_for_next(text: str) -> bool:
    """Whether a question looks ahead ("Was steht als Nächstes an?")."""
    return bool(_NEXT.search(normalise(text)))


class CheckupGuide:
    """All entitlements, asked by person, by name and by day."""

    def __init__(self, checkups: tuple[Checkup, ...]) -> None:
        self.checkups = checkups

    def valid(self, today: date) -> tuple[Checkup, ...]:
        """The rules that hold on a day."""
        return tuple(checkup for checkup in self.checkups if checkup.is_valid(today))

    def for_person(self, person: Person, today: date) -> tuple[Checkup, ...]:
        """List what this person may have now; an unsaid or diverse sex gets both lists.

        Rules for a part of the people (`only`) are among them.

        Raises:
            ValueError: the age is missing; ask for it first.
        """
        if person.months is None:
            raise ValueError("a person's age is needed to list check-ups")
        return tuple(checkup for checkup in self.valid(today) if checkup.standing(person) == "due")

    def next_for(self, person: Person, today: date) -> tuple[Checkup, ...]:
        """What comes next for this person: the rules whose time begins soonest, all that begin together."""
        later = [checkup for checkup in self.valid(today) if checkup.standing(person) == "early" and not checkup.only]
        first = min((checkup.window.from_months for checkup in later), default=None)
        return tuple(checkup for checkup in later if checkup.window.from_months == first)

    def named(self, text: str, today: date) -> tuple[Checkup, ...]:
        """The check-ups that a text names; several when a word stands for several."""
        return rules_named(text, self.valid(today))

    def by_keys(self, keys: frozenset[str], today: date) -> tuple[Checkup, ...]:
        """The check-ups of these keys that hold on a day, in the order of the data."""
        return tuple(checkup for checkup in self.valid(today) if checkup.key in keys)
