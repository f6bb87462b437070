"""The age that somebody tells in free German, as a code of `bot.city.age`; births are `bot.city.person_birth`."""

import re

from bot.city import person_words as say
from bot.city.number import read_number
from bot.city.person_birth import find_birth
from bot.city.person_sex import is_person
from bot.city.person_text import PersonText

_OLDEST_YEARS = 120
_LONGEST_NUMBER = 3


def find_age(said: PersonText) -> str | None:
    """The first age in the text; None where numbers tell something else, or nothing."""
    if say.SPAN_OF_CARE.search(said.joined):
        return None
    whole = find_birth(said) or _life_span(said) or _plus(said)
    if whole:
        return whole
    for position in range(len(said.folded)):
        age = _decade(said, position) or _halves(said, position) or _glued(said, position)
        age = age or _with_unit(said, position) or _bare(said, position)
        if age and not _of_somebody_else(said, position):
            return f"-{age}" if _negative(said, position) else age
    return "0m" if say.NEWBORN.search(said.joined) and not say.UNBORN.search(said.joined) else None


def _life_span(said: PersonText) -> str | None:
    """Read "im 5. Lebensmonat", which is four months old."""
    found = say.LIFE_SPAN.search(said.joined)
    if found is None or found.group(1) == "0":
        return None
    completed = int(found.group(1)) - 1
    unit = {"tag": "d", "woche": "d", "monat": "m", "jahr": "y"}[found.group(2)]
    return f"{completed * 7 if found.group(2) == 'woche' else completed}{unit}"


def _plus(said: PersonText) -> str | None:
    """Read "60+", "Ü60"."""
    text = said.text
    found = re.search(r"\b(\d{2})\s?(?:\+|plus\b)", text) or re.search(r"\b[Üü]-?\s?(\d{2})\b", text)
    return f"{found.group(1)}y" if found else None


def _decade(said: PersonText, position: int) -> str | None:
    """Read "Mitte 50", "Ende dreißig", "Anfang der Sechziger", "Mittfünfziger", "in den 40ern"."""
    word = said.at(position)
    glued = re.fullmatch(r"(anfang|mitt|end)(\w+?)(?:er|erin|erinnen|ern)", word)
    if glued:
        return _tens(glued.group(2), say.DECADE[glued.group(1)])
    inside = re.fullmatch(r"(\w+?)(?:ern|igern)", word)
    if inside and said.at(position - 1) == "den":
        begin = said.at(position - 2)
        return _tens(inside.group(1), say.DECADE.get(begin, say.DECADE["mitte"]))
    if word not in say.DECADE:
        return None
    after = position + 1
    while said.at(after) in ("der", "den", "um", "die", "bis", "anfang", "mitte", "ende"):
        after += 1
    begin = next(w for w in reversed(said.folded[position:after]) if w in say.DECADE)
    return _tens(re.sub(r"(e?r|ern|e)$", "", said.at(after)) or said.at(after), say.DECADE[begin])


def _tens(word: str, more: int) -> str | None:
    tens = read_number(word)
    return f"{tens + more}y" if tens and tens % 10 == 0 and tens < _OLDEST_YEARS else None


def _halves(said: PersonText, position: int) -> str | None:
    """Read "Anderthalb Jahre", "2 1/2 Jahre", "2,5 Jahre", "ein halbes Jahr", "1 Jahr und 3 Monate"."""
    here = " ".join(said.folded[position : position + 5])
    alone = len(said.folded) == 1
    if (alone or re.match(r"(\w+) (jahr|jaehrig)", here)) and (word := said.at(position)) in say.HALVES:
        return f"{say.HALVES[word]}m"
    if re.match(r"(ein )?(halbes|dreiviertel) jahr", here) and said.at(position - 1) not in say.BEFORE_TIME:
        return "6m" if "halbes" in here else "9m"
    half = re.match(r"(\d{1,2}|ein|zwei|drei|vier|fuenf) (?:1 2|5|einhalb|ein halb)(?: (?:jahr|jaehrig)|$)", here)
    if half and (number := read_number(half.group(1), articles=True)) is not None and _is_half(said, position):
        return f"{number * 12 + 6}m"
    both = re.match(r"(\w+) (?:jahre?|j) (?:und )?(\w+) (?:monat|mon\b|mo\b)", here)
    if both:
        years, months = (read_number(word, articles=True) for word in both.groups())
        return None if years is None or months is None else f"{years * 12 + months}m"
    return None


def _is_half(said: PersonText, position: int) -> bool:
    """Whether "2 5" stood there as "2,5"."""
    if said.at(position + 1) != "5":
        return True
    between = said.text[said.words[position].end : said.words[position + 1].start]
    return between in (",", ".")


def _glued(said: PersonText, position: int) -> str | None:
    """Read "38j", "dreijährig", "fünfmonatiges", "w38"."""
    word = said.at(position)
    letter = re.fullmatch(r"(?:(\d{2,3})[wmf]|[wmf](\d{2,3}))", word)
    if letter:
        return f"{letter.group(1) or letter.group(2)}y"
    found = re.fullmatch(r"(\w+?)(j|jaehrig\w*|jahre?|mon|monate?|monatig\w*|wochen?|woechig\w*|tage?|taegig\w*)", word)
    number = read_number(found.group(1), articles=True) if found else None
    if found is None or number is None or said.at(position - 1) in say.BEFORE_TIME:
        return None
    return _coded(number, "jahr" if found.group(2) == "j" else found.group(2))


def _with_unit(said: PersonText, position: int) -> str | None:
    number = read_number(said.at(position), articles=True)
    unit, after, before = said.at(position + 1), said.at(position + 2), said.at(position - 1)
    if number is None or after in say.AFTER_TIME or _ordinal(said, position):
        return None
    if before in say.BEFORE_TIME and after not in ("alt", "altes", "alte", "jung"):
        return None
    # "Im 5 Monat schwanger", the dot forgotten.
    if before == "im" and unit in ("monat", "jahr", "tag"):
        return None
    if "ende" in unit or (say.EXPECTING.search(said.joined) and not unit.startswith("j") and not _of_child(said)):
        return None
    return _coded(number, say.SHORT_UNITS.get(unit, unit))


def _of_child(said: PersonText) -> bool:
    """Whether a pregnant woman tells of a child that is there already."""
    return not say.CHILD_WORDS.isdisjoint(said.folded) and not say.UNBORN.search(said.joined)


def _ordinal(said: PersonText, position: int) -> bool:
    """Whether this is "im 5. Monat schwanger" or "am 3.12.", which tell no age."""
    after = said.text[said.words[position].end :]
    return said.at(position).isdigit() and bool(re.match(r"\.\s?[\wÄÖÜäöü]", after))


def _bare(said: PersonText, position: int) -> str | None:
    """ "bin 38", "weiblich, 52", "Frau mit 51"; a number alone only when the text is nothing else."""
    word = said.at(position)
    number = read_number(word)
    if number is None or (word.isdigit() and len(word) > _LONGEST_NUMBER) or _ordinal(said, position):
        return None
    if not say.NO_AGE_NEAR.isdisjoint(said.folded) or _counted(said, position):
        return None
    others = said.folded[:position] + said.folded[position + 1 :]
    nothing_else = all(other in say.FILLERS or other in say.BESIDE_PERSON or is_person(other) for other in others)
    alone = nothing_else or _between_commas(said, position)
    return f"{number}y" if alone or _about_somebody(said, position) else None


def _counted(said: PersonText, position: int) -> bool:
    unit = said.at(position + 1)
    letter = unit == "m" and len(said.folded) <= 3
    paragraph = said.text[: said.words[position].start].rstrip().endswith("§")
    return (unit in say.COUNTED and not letter) or said.at(position - 1) in say.NUMBERED or paragraph


def _about_somebody(said: PersonText, position: int) -> bool:
    previous, following = said.at(position - 1), said.at(position + 1)
    if (following in say.SEX_OF and len(following) > 1) or following in ("geworden", "jung", "jaehrig", "jaehrige"):
        return True
    if say.TURNING.search(said.before(position)):
        return True
    if is_person(previous) and not _counts_things(said, position, after_person=True):
        return True
    if previous not in say.BEFORE_AGE or said.at(position - 2) == "wir":
        return False
    return previous in ("bin", "alter") or not _counts_things(said, position)


def _counts_things(said: PersonText, position: int, *, after_person: bool = False) -> bool:
    """ "mit 3 Kartons", "mit 3 alten Stühlen" count things; "Frau mit 51 Mammographie" does not."""
    somebody = any(word in say.SEX_OF and len(word) > 1 for word in said.folded[:position])
    if somebody and not after_person:
        return False
    if said.at(position + 1) in say.AFTER_AGE:
        return False
    nouns = (word for word in said.same_clause(position) if word.text[0].isupper())
    return any(noun.folded not in say.SEX_OF and not say.CHECKUP_NOUN.search(noun.folded) for noun in nouns)


def _between_commas(said: PersonText, position: int) -> bool:
    word = said.words[position]
    before, after = said.text[: word.start].rstrip(), said.text[word.end :].lstrip()
    about_person = any(is_person(word) for word in said.folded)
    return (
        about_person
        and before[-1:] in ("", ",", "(", "/", ";", ":", "-")
        and after[:1] in ("", ",", ")", "/", ";", ".", "?", "!", "-")
    )


def _of_somebody_else(said: PersonText, position: int) -> bool:
    """Whether a past event had this age: "mein Vater hatte mit 48 Darmkrebs"."""
    return bool(say.PAST_EVENT.search(said.before(position)))


def _negative(said: PersonText, position: int) -> bool:
    if said.at(position - 1) == "minus":
        return True
    start = said.words[position].start
    return bool(re.search(r"(?:^|\s)[-−–]$", said.text[:start]))


def _coded(number: int, unit: str) -> str | None:
    return next((f"{number * factor}{code}" for begin, code, factor in say.UNITS if unit.startswith(begin)), None)
