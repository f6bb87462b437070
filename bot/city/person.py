"""Who a question is about: age and sex read from free German ("mein Sohn ist 5 Monate", "Jahrgang 1974").

Only reads; how old that is on a day is `bot.city.age`, what follows from it `bot.city.checkup`.
"""

import re
from dataclasses import dataclass

from bot.city import person_words as say
from bot.city.person_age import find_age
from bot.city.person_sex import find_sex
from bot.city.person_text import PersonText

_CHILD = "Kind"
_SEPARATOR = re.compile(r"\b(?:und|sowie|u\.?)\s|[,;/&+\n]\s*", re.IGNORECASE)


@dataclass(frozen=True)
class PersonMention:
    """What a text says about somebody; None where it says nothing.

    Attributes:
        age: a code of `bot.city.age`, so that it does not depend on today.
        sex: "f", "m", "d", "none" (asked, but not to be said, or both wanted) or "unclear" (two that contradict).
        vague: an age without a number ("uralt", "Rentner"); a number has to be asked for.
        expecting: somebody is pregnant, or the child is not born yet.
    """

    age: str | None
    sex: str | None
    vague: bool = False
    expecting: bool = False

    @property
    def tells_something(self) -> bool:
        """Whether anything was said at all."""
        return bool(self.age or self.sex or self.vague or self.expecting)


def read_person(text: str) -> PersonMention:
    """Read what a text says about the first person it is about."""
    said = PersonText(text)
    age = find_age(said)
    expecting = bool(say.EXPECTING.search(said.joined)) and not say.NOT_EXPECTING.search(said.joined)
    vague = age is None and bool(say.VAGUE.search(said.joined))
    return PersonMention(age, find_sex(said, age), vague, expecting)


def read_people(text: str) -> tuple[PersonMention, ...]:
    """Read everybody whose age a text tells, in order ("ich 52 und mein Mann 55"); one mention where nobody's is."""
    for cut in _SEPARATOR.finditer(text):
        left, right = text[: cut.start()], text[cut.end() :]
        more = _more_children(left, right)
        if more or _second_person(right):
            # "Meine Kinder sind 3 und 5": the noun holds for both.
            first, others = read_person(left), _with_age(f"{_CHILD} {right}" if more else right)
            if first.age and others:
                return (first, *others)
    return (read_person(text),)


def _with_age(text: str) -> tuple[PersonMention, ...]:
    return tuple(person for person in read_people(text) if person.age)


def _second_person(text: str) -> bool:
    """Whether a text begins with somebody ("mein Mann 55", "die Tochter ist 3")."""
    first = PersonText(text).folded[:3]
    return any(word in say.PEOPLE for word in first) and not any(word in say.SELF for word in first)


def _more_children(left: str, right: str) -> bool:
    """Whether one noun stands for several ages: "meine Kinder sind 3 und 5"."""
    plural = not say.SEVERAL.isdisjoint(PersonText(left).folded)
    return plural and bool(re.match(r"\d{1,3}\b|\w+ (jahre?|monate?|wochen?)\b", PersonText(right).joined))
