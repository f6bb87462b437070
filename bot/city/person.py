"""Who a question is about: age and sex read from free German ("mein Sohn ist 5 Monate", "Jahrgang 1974").

Only reads; what follows from age and sex is `bot.city.checkup`.
"""

import re
from dataclasses import dataclass
from datetime import date

from bot.city import person_words as say
from bot.city.number import read_number
from bot.city.text import Word, words

_OLDEST_YEARS = 120
_DAYS_A_MONTH = 30.44


@dataclass(frozen=True)
class PersonMention:
    """What a text says about somebody; None where it says nothing.

    Attributes:
        age: "38y", "5m", "28d" or "born:1974", so that it does not depend on today.
        sex: "f", "m", "d" or "none" (asked, but not to be said).
    """

    age: str | None
    sex: str | None

    @property
    def tells_something(self) -> bool:
        """Whether age or sex was said at all."""
        return bool(self.age or self.sex)


def read_person(text: str) -> PersonMention:
    """Read age and sex from a text."""
    said = _Said(text)
    age = said.age()
    return PersonMention(age, said.sex(age))


def age_in_months(age: str, today: date) -> int | None:
    """Turn a mention's age into completed months; None when nobody is that old (or not yet born)."""
    if age.startswith("born:"):
        years = today.year - int(age.removeprefix("born:"))
        return years * 12 if 0 <= years <= _OLDEST_YEARS else None
    value, unit = float(age[:-1]), age[-1]
    months = value * 12 if unit == "y" else value if unit == "m" else value / _DAYS_A_MONTH
    return int(months) if 0 <= months <= _OLDEST_YEARS * 12 else None


def age_in_days(age: str) -> int | None:
    """The age in days when somebody said it in days or weeks; None otherwise."""
    return int(age[:-1]) if age.endswith("d") else None


class _Said:
    """A text split into words, asked for age and sex."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)
        self.folded = [word.folded for word in self.words]
        self.joined = " ".join(self.folded)

    def at(self, position: int) -> str:
        """The folded word at a position, "" outside the text."""
        return self.folded[position] if 0 <= position < len(self.folded) else ""

    def age(self) -> str | None:
        """The first age in the text."""
        whole = self._born() or self._life_span() or self._plus()
        if whole:
            return whole
        for position in range(len(self.folded)):
            age = self._decade(position) or self._halves(position) or self._glued(position)
            age = age or self._with_unit(position) or self._bare(position)
            if age:
                return f"-{age}" if self._negative(position) else age
        return "0m" if re.search(r"\bneugeboren", self.joined) else None

    def sex(self, age: str | None) -> str | None:
        """The sex that is named first."""
        if say.DECLINED.search(self.joined):
            return "none"
        if re.search(r"\b(nicht|non) binaer", self.joined):
            return "d"
        found = (self._sex_at(position, age) for position in range(len(self.folded)))
        return next((sex for sex in found if sex), None)

    def _sex_at(self, position: int, age: str | None) -> str | None:
        word = self.words[position]
        glued = re.fullmatch(r"(?:\d{2,3}([wm])|([wm])\d{2,3})", word.folded)
        if glued:
            return "f" if "w" in word.folded else "m"
        if len(word.folded) == 1 and not self._letter_counts(position):
            return None
        if self._addressed(position, age) or (
            word.folded == "junge" and word.text[0].islower() and self._adjective(position)
        ):
            return None
        if self.at(position - 1) in say.MY and word.folded in ("kleiner", "grosser", "kleine", "grosse"):
            return "f" if (word.folded, self.at(position - 1)) in say.CHILDREN else "m"
        if word.folded in say.SEX_OF:
            return say.SEX_OF[word.folded]
        return next((sex for end, sex in say.FAMILY_ENDINGS.items() if word.folded.endswith(end)), None)

    def _letter_counts(self, position: int) -> bool:
        """A single "m" or "w" is a sex where there is hardly more, or right beside a number."""
        last = not self._same_clause(position)
        beside = self.at(position + 1).isdigit() or (self.at(position - 1).isdigit() and last)
        return len(self.folded) <= 3 or beside

    def _adjective(self, position: int) -> bool:
        return self.at(position + 1) in say.SEX_OF or self.at(position + 1) in (
            "erwachsene",
            "leute",
            "menschen",
            "familie",
        )

    def _addressed(self, position: int, age: str | None) -> bool:
        """Names and outcries: "Frau Müller", "Mann, ist das blöd!"."""
        word, following = self.words[position], self.words[position + 1 : position + 2]
        if word.folded in ("frau", "herr") and following:
            between = self.text[word.end : following[0].start]
            name = following[0].text[0].isupper() and not following[0].text.isupper()
            return (
                between == " " and name and following[0].folded not in say.DECADE and following[0].folded != "jahrgang"
            )
        outcry = word.folded == "mann" and age is None and len(self.folded) > 1
        return outcry and (self.text[word.end : word.end + 1] in (",", "!") or self.folded.count("mann") > 1)

    def _born(self) -> str | None:
        born = say.BORN.search(self.joined) or say.BORN_AFTER.search(self.joined)
        if born is None and len(self.folded) == 1:
            born = re.fullmatch(r"((?:19|20)\d\d)", self.joined)
        if born is None:
            return None
        year = born.group(1)
        # "Jahrgang 74": nobody who asks about check-ups like this was born in 2074; "Jahrgang 20" is a child.
        return f"born:{year if len(year) == 4 else ('19' if int(year) > 30 else '20') + year}"

    def _life_span(self) -> str | None:
        """Read "im 5. Lebensmonat", which is four months old."""
        found = say.LIFE_SPAN.search(self.joined)
        if found is None or found.group(1) == "0":
            return None
        completed = int(found.group(1)) - 1
        unit = {"tag": "d", "woche": "d", "monat": "m", "jahr": "y"}[found.group(2)]
        return f"{completed * 7 if found.group(2) == 'woche' else completed}{unit}"

    def _plus(self) -> str | None:
        """Read "60+", "Ü60"."""
        found = re.search(r"\b(\d{2})\s?(?:\+|plus\b)", self.text) or re.search(r"\b[Üü]\s?(\d{2})\b", self.text)
        return f"{found.group(1)}y" if found else None

    def _decade(self, position: int) -> str | None:
        """Read "Mitte 50", "Ende dreißig"."""
        if self.at(position) not in say.DECADE:
            return None
        tens = read_number(self.at(position + 1).removesuffix("er"))
        fits = tens and tens % 10 == 0 and tens < _OLDEST_YEARS
        return f"{tens + say.DECADE[self.at(position)]}y" if fits and tens else None

    def _halves(self, position: int) -> str | None:
        """Read "Anderthalb Jahre", "2 1/2 Jahre", "2,5 Jahre", "ein halbes Jahr", "1 Jahr und 3 Monate"."""
        here = " ".join(self.folded[position : position + 5])
        if re.match(r"(\w+) (jahr|jaehrig)", here) and (word := self.at(position)) in say.HALVES:
            return f"{say.HALVES[word]}m"
        if re.match(r"(ein )?(halbes|dreiviertel) jahr", here) and self.at(position - 1) not in say.BEFORE_TIME:
            return "6m" if "halbes" in here else "9m"
        half = re.match(r"(\d{1,2}) (?:1 2|5|einhalb) (?:jahr|jaehrig)", here)
        if half:
            return f"{int(half.group(1)) * 12 + 6}m"
        both = re.match(r"(\w+) jahre? (?:und )?(\w+) monat", here)
        if both:
            years, months = (read_number(word, articles=True) for word in both.groups())
            return None if years is None or months is None else f"{years * 12 + months}m"
        return None

    def _glued(self, position: int) -> str | None:
        """Read "38j", "dreijährig", "fünfmonatiges", "w38"."""
        word = self.at(position)
        letter = re.fullmatch(r"(?:(\d{2,3})[wm]|[wm](\d{2,3}))", word)
        if letter:
            return f"{letter.group(1) or letter.group(2)}y"
        found = re.fullmatch(r"(\w+?)(j|jaehrig\w*|jahre?|mon|monate?|monatig\w*|woechig\w*|taegig\w*)", word)
        number = read_number(found.group(1), articles=True) if found else None
        return (
            None
            if found is None or number is None
            else _age(number, "jahr" if found.group(2) == "j" else found.group(2))
        )

    def _with_unit(self, position: int) -> str | None:
        number = read_number(self.at(position), articles=True)
        unit, after = self.at(position + 1), self.at(position + 2)
        if (
            number is None
            or (self.at(position - 1) in say.BEFORE_TIME and after != "alt")
            or after in say.AFTER_TIME
            or self._ordinal(position)
        ):
            return None
        if unit in ("j", "mon"):
            return _age(number, "jahr" if unit == "j" else "monat")
        return None if "ende" in unit else _age(number, unit)

    def _ordinal(self, position: int) -> bool:
        """Whether this is "im 5. Monat schwanger" or "am 3.12.", which tell no age."""
        return self.at(position).isdigit() and bool(re.match(r"\.\s?[\wÄÖÜäöü]", self.text[self.words[position].end :]))

    def _bare(self, position: int) -> str | None:
        """ "bin 38", "weiblich, 52", "Frau mit 51"; a number alone only when the text is nothing else."""
        number = read_number(self.at(position))
        if number is None or (self.at(position).isdigit() and len(self.at(position)) > 3) or self._ordinal(position):
            return None
        if not say.NO_AGE_NEAR.isdisjoint(self.folded) or self._counted(position):
            return None
        others = self.folded[:position] + self.folded[position + 1 :]
        alone = set(others) <= say.FILLERS or self._between_commas(position)
        return f"{number}y" if alone or self._about_somebody(position) else None

    def _counted(self, position: int) -> bool:
        unit = self.at(position + 1)
        return unit in say.COUNTED and not (unit == "m" and len(self.folded) <= 3)

    def _about_somebody(self, position: int) -> bool:
        previous, following = self.at(position - 1), self.at(position + 1)
        if (following in say.SEX_OF and len(following) > 1) or following in ("geworden", "jung"):
            return True
        if re.search(r"\bwird (naechste\w* (monat|woche|jahr)|bald|im \w+|am \w+|demnaechst)$", self._before(position)):
            return True
        if previous not in say.BEFORE_AGE or self.at(position - 2) == "wir":
            return False
        return previous in ("bin", "alter") or not self._counts_things(position)

    def _counts_things(self, position: int) -> bool:
        """ "mit 3 Kartons", "mit 3 alten Stühlen" count things; "Frau mit 51 Mammographie" does not."""
        if any(word in say.SEX_OF and len(word) > 1 for word in self.folded[:position]):
            return False
        if self.at(position + 1) in say.AFTER_AGE:
            return False
        nouns = (word for word in self._same_clause(position) if word.text[0].isupper())
        return any(noun.folded not in say.SEX_OF and not say.CHECKUP_NOUN.search(noun.folded) for noun in nouns)

    def _same_clause(self, position: int) -> list[Word]:
        """The two words after a position, as far as no sign separates them."""
        here, clause = self.words[position], []
        for word in self.words[position + 1 : position + 3]:
            if self.text[here.end : word.start].strip():
                break
            clause.append(word)
            here = word
        return clause

    def _between_commas(self, position: int) -> bool:
        word = self.words[position]
        before, after = self.text[: word.start].rstrip(), self.text[word.end :].lstrip()
        about_person = any(w in say.SEX_OF for w in self.folded)
        return (
            about_person
            and before[-1:] in ("", ",", "(", "/", ";")
            and after[:1] in ("", ",", ")", "/", ";", ".", "?", "!")
        )

    def _before(self, position: int) -> str:
        return " ".join(self.folded[:position])

    def _negative(self, position: int) -> bool:
        if self.at(position - 1) == "minus":
            return True
        start = self.words[position].start
        return bool(re.search(r"(?:^|\s)[-−–]$", self.text[:start]))


def _age(number: int, unit: str) -> str | None:
    return next((f"{number * factor}{code}" for begin, code, factor in say.UNITS if unit.startswith(begin)), None)
