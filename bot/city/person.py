"""Who a question is about: age and sex read from free German ("mein Sohn ist 5 Monate", "Jahrgang 1974").

Only reads; what follows from age and sex is `bot.city.checkup`.
"""

import re
from dataclasses import dataclass
from datetime import date

from bot.city.number import read_number
from bot.city.text import words

_OLDEST_YEARS = 120
_DAYS_A_MONTH = 30.44
_FEMALE = frozenset(
    "frau frauen weiblich w tochter mutter mama oma grossmutter schwester maedchen ehefrau freundin partnerin "
    "tante nichte enkelin dame schwanger schwangere seniorin patientin weibl".split()
)
_MALE = frozenset(
    "mann maenner maennlich m sohn vater papa opa grossvater bruder junge bub ehemann freund partner onkel neffe "
    "enkel herr senior patient maennl jung sohnemann".split()
)
_DIVERSE = frozenset(("divers", "nichtbinaer", "nonbinary", "enby", "inter"))
_DECLINED = re.compile(
    r"\b(keine angabe|moechte ich nicht sagen|sag(e)? ich nicht|will ich nicht sagen|egal|geht (dich|sie) nichts an|"
    r"lieber nicht|spielt keine rolle|beides|beide)\b"
)
_UNITS = (("tag", 1 / _DAYS_A_MONTH), ("woche", 7 / _DAYS_A_MONTH), ("monat", 1.0), ("jahr", 12.0), ("jaehrig", 12.0))
_DECADE = {"anfang": 2, "mitte": 5, "ende": 8}
_BEFORE_AGE = frozenset("bin mit alter ist wird werde alt fast knapp sind von ab frau mann maennlich weiblich".split())
_COUNTED = frozenset("uhr euro liter mal prozent stueck grad kartons saecke sack tonnen flaschen".split())
_BORN = re.compile(r"\b(?:jahrgang|geboren|baujahr|geb|jg)\D{0,12}((?:19|20)\d\d)\b")


@dataclass(frozen=True)
class PersonMention:
    """What a text says about somebody; None where it says nothing.

    Attributes:
        age: "38y", "5m", "28d" or "born:1974", so that it does not depend on today.
        sex: "f", "m", "d" or "none" (asked, but not to be said).
    """

    age: str | None
    sex: str | None


def read_person(text: str) -> PersonMention:
    """Read age and sex from a text."""
    folded = [word.folded for word in words(text)]
    return PersonMention(_read_age(folded, text), _read_sex(folded))


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


def _read_sex(folded: list[str]) -> str | None:
    joined = " ".join(folded)
    if _DECLINED.search(joined):
        return "none"
    for sex, vocabulary in (("d", _DIVERSE), ("f", _FEMALE), ("m", _MALE)):
        # Single letters only count when they are nearly all there is ("52 m").
        said = [word for word in folded if word in vocabulary and (len(word) > 1 or len(folded) <= 3)]
        if said and not (said == ["jung"]):
            return sex
    return None


def _read_age(folded: list[str], text: str) -> str | None:
    born = _BORN.search(" ".join(folded))
    if born:
        return f"born:{born.group(1)}"
    for position in range(len(folded)):
        age = _decade(folded, position) or _with_unit(folded, position) or _bare(folded, position, text)
        if age:
            negative = re.search(rf"(?<!\w)[-−–]\s?{folded[position]}\b", text)
            return f"-{age}" if negative else age
    return None


def _decade(folded: list[str], position: int) -> str | None:
    """"Mitte 50" """
    if folded[position] not in _DECADE or position + 1 >= len(folded):
        return None
    tens = read_number(folded[position + 1].removesuffix("er"))
    return f"{tens + _DECADE[folded[position]]}y" if tens and tens % 10 == 0 else None


def _with_unit(folded: list[str], position: int) -> str | None:
    glued = re.fullmatch(r"(\d{1,3})(j|jaehrig\w*|jahre?|mon|monate)", folded[position])
    if glued:
        return f"{glued.group(1)}{'m' if glued.group(2).startswith('mon') else 'y'}"
    compound = re.fullmatch(r"(\w+)jaehrig\w*", folded[position])
    if compound and (spoken := read_number(compound.group(1))) is not None:
        return f"{spoken}y"
    if position + 1 >= len(folded):
        return None
    number = read_number(folded[position], articles=True)
    unit = folded[position + 1]
    previous = folded[position - 1] if position else ""
    if number is None or previous in ("in", "seit", "vor", "alle", "naechsten", "letzten"):
        return None
    if unit.startswith("tag"):
        return f"{number}d"
    if unit.startswith("woche") and "ende" not in unit:
        return f"{number * 7}d"
    if unit.startswith("monat"):
        return f"{number}m"
    if unit.startswith(("jahr", "jaehrig")) or unit == "j":
        return f"{number}y"
    return None


def _bare(folded: list[str], position: int, text: str) -> str | None:
    """"bin 38", "weiblich, 52", "Frau mit 51"; a number alone only when the text is nothing else."""
    number = read_number(folded[position])
    if number is None or (len(folded[position]) > 3 and folded[position].isdigit()):
        return None
    previous = folded[position - 1] if position else ""
    following = folded[position + 1] if position + 1 < len(folded) else ""
    alone = len(folded) == 1
    # "mit 3 Kartons" counts things, "mit 51" and "mit 51 noch" do not.
    counts_things = bool(re.search(rf"\b{folded[position]}\s+[A-ZÄÖÜ]", text)) and following not in _FEMALE | _MALE
    about_somebody = (previous in _BEFORE_AGE and not counts_things) or following in _FEMALE | _MALE
    if following in _COUNTED or not (alone or about_somebody):
        return None
    return f"{number}y"
