"""The sex that somebody names in free German, and whether two of them contradict."""

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from bot.city import person_words as say
from bot.city.person_text import PersonText

_MOST_SLIPS = 2
_SHORTEST_MISSPELLED = 6
_ADJECTIVES = {"weiblich": "f", "maennlich": "m"}


def find_sex(said: PersonText, age: str | None) -> str | None:
    """The sex that is named first: "f", "m", "d", "none" for a refusal or both, "unclear" for a contradiction."""
    if say.DECLINED.search(said.joined) or say.BOTH_SEXES.search(said.joined) or say.TRANS.search(said.joined):
        return "none"
    if re.search(r"\b(nicht|non) binaer", said.joined):
        return "d"
    found = list(_all(said, age))
    own = {sex for sex, of_self in found if of_self}
    if {"f", "m"} <= own:
        return "unclear"
    return next((sex for sex, _ in found), None)


def is_person(word: str) -> bool:
    """Whether a folded word stands for a person or says their sex ("schwiegermutter", "kind", "weiplich")."""
    return word in say.PEOPLE or word.endswith(tuple(say.FAMILY_ENDINGS)) or _misspelled(word) is not None


def _all(said: PersonText, age: str | None) -> Iterator[tuple[str, bool]]:
    """Each sex in the text, and whether it is said of the person asked about rather than of a relative."""
    for position in range(len(said.folded)):
        sex = _at(said, position, age)
        if sex:
            yield sex, said.at(position) in say.OWN_SEX and said.at(position - 1) not in say.MY


def _at(said: PersonText, position: int, age: str | None) -> str | None:
    word = said.words[position]
    glued = re.fullmatch(r"(?:\d{2,3}([wm])|([wm])\d{2,3})", word.folded)
    if glued:
        return "f" if "w" in word.folded else "m"
    if len(word.folded) == 1 and not _letter_counts(said, position):
        return None
    if _addressed(said, position, age) or _is_young(said, position):
        return None
    if said.at(position - 1) in say.MY and word.folded in say.LITTLE_ONES:
        return "f" if (word.folded, said.at(position - 1)) in say.CHILDREN else "m"
    if word.folded in say.SEX_OF:
        return say.SEX_OF[word.folded]
    ending = next((sex for end, sex in say.FAMILY_ENDINGS.items() if word.folded.endswith(end)), None)
    return ending or _misspelled(word.folded)


def _misspelled(word: str) -> str | None:
    if len(word) < _SHORTEST_MISSPELLED or word[0] not in "wm":
        return None
    close = ((OSA.distance(word, right), sex) for right, sex in _ADJECTIVES.items())
    return next((sex for slips, sex in close if slips <= _MOST_SLIPS), None)


def _letter_counts(said: PersonText, position: int) -> bool:
    """A single "m" or "w" is a sex where there is hardly more, or right beside a number."""
    last = not said.same_clause(position)
    beside = said.at(position + 1).isdigit() or (said.at(position - 1).isdigit() and last)
    bracketed = said.text[: said.words[position].start].endswith("(")
    return len(said.folded) <= 3 or beside or bracketed or said.at(position - 1) == "geschlecht"


def _is_young(said: PersonText, position: int) -> bool:
    """Whether "junge" is the adjective of "junge Leute"."""
    after = said.at(position + 1)
    adjective = after in say.SEX_OF or after in ("erwachsene", "leute", "menschen", "familie")
    return said.at(position) == "junge" and said.words[position].text[0].islower() and adjective


def _addressed(said: PersonText, position: int, age: str | None) -> bool:
    """Names and outcries: "Frau Müller", "Mann, ist das blöd!"."""
    word, following = said.words[position], said.words[position + 1 : position + 2]
    if word.folded in ("frau", "herr") and following:
        between = said.text[word.end : following[0].start]
        name = following[0].text[0].isupper() and not following[0].text.isupper()
        noun = following[0].folded in say.DECADE or following[0].folded in say.AFTER_WOMAN
        return between == " " and name and not noun and not say.CHECKUP_NOUN.search(following[0].folded)
    outcry = word.folded == "mann" and age is None and len(said.folded) > 1
    return outcry and (said.text[word.end : word.end + 1] in (",", "!") or said.folded.count("mann") > 1)
