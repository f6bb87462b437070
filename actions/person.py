"""The person a question on health care is about: remembered between turns, named in answers, listed in cards."""

from typing import Any

from actions.reply import Reply
from actions.turn import Turn
from bot import german
from bot.city.age import age_in_days, age_in_months, birthday
from bot.city.age_window import Person
from bot.city.person import PersonMention, read_people
from bot.city.source import Source

# Younger ones are counted in weeks or days where these are known.
_MONTHS_IN_DAYS = 3
_MONTHS_IN_MONTHS = 24
_FRAGMENTS = ("inform", "nlu_fallback")
ABOUT_VACCINATION = "vaccination"


def read_turn(turn: Turn) -> tuple[PersonMention, ...]:
    """Everybody the message tells an age of, at least one mention."""
    return read_people(turn.text)


def remember(turn: Turn, said: PersonMention, open_question: str, sex: str | None = None) -> None:
    """Keep who is asked about. A new question about somebody starts over; a fragment adds to what is known.

    Args:
        sex: what the question implies where the resident said none.
    """
    fresh = not turn.continues and said.age is not None
    asked = turn.slot("open_question") in ("checkup", ABOUT_VACCINATION)
    before = turn.slot("person_sex")
    now = said.sex or sex
    # Two answers that contradict: both lists, without asking a third time.
    settled = "none" if now == before == "unclear" else now
    turn.keep(
        topic="checkup",
        open_question=open_question,
        person_age=said.age or turn.slot("person_age"),
        person_sex=settled or (None if fresh and not asked else before),
    )


def is_fragment(turn: Turn) -> bool:
    """Whether the message only makes sense with the one before."""
    return turn.intent in _FRAGMENTS


def known_person(turn: Turn) -> Person | None:
    """Who is asked about, as far as known.

    Returns:
        None when the age that was said is impossible; then it is forgotten.
    """
    age, sex = turn.slot("person_age"), turn.slot("person_sex")
    said_sex = sex if sex in ("f", "m", "d") else None
    if age is None:
        return Person(None, said_sex)
    months = age_in_months(age, turn.today)
    if months is None:
        turn.keep(person_age=None)
        return None
    return Person(months, said_sex, age_in_days(age, turn.today), birthday(age))


def age_text(reply: Reply, person: Person) -> str:
    """An age as people say it: "5 Monaten", "52 Jahren"."""
    months = person.months or 0
    if person.days is not None and months < _MONTHS_IN_DAYS:
        weeks, rest = divmod(person.days, 7)
        if weeks > 1 and rest == 0:
            return reply.phrase("utter_checkup_weeks", count=weeks)
        key = "utter_checkup_day_one" if person.days == 1 else "utter_checkup_days"
        return reply.phrase(key, count=person.days) if person.days != 1 else reply.phrase(key)
    if months == 1:
        return reply.phrase("utter_checkup_month_one")
    if months < _MONTHS_IN_MONTHS:
        return reply.phrase("utter_checkup_months", count=months)
    return reply.phrase("utter_checkup_years", count=months // 12)


def person_card(person: Person) -> dict[str, Any]:
    """A person as cards carry one."""
    return {"age": person.years, "age_months": person.months, "sex": person.sex}


def say_sources(reply: Reply, sources: list[Source]) -> None:
    """Name each source and its age once, in one line."""
    distinct = list(dict.fromkeys(sources))
    if len(distinct) == 1:
        reply.source(distinct[0])
        return
    named = (
        reply.phrase("utter_checkup_source", name=source.name, as_of=german.plain_date(source.as_of))
        for source in distinct
    )
    reply.say("utter_checkup_sources", sources="; ".join(named))


def say_first_of(reply: Reply, people: tuple[PersonMention, ...], turn: Turn) -> None:
    """Say that only the first of several people is answered for now."""
    first, second = (_person_of(mention, turn) for mention in people[:2])
    if first and second:
        reply.say("utter_checkup_first_of", first=age_text(reply, first), second=age_text(reply, second))


def offer_second(reply: Reply, people: tuple[PersonMention, ...], turn: Turn) -> None:
    """Offer to ask for the second person."""
    second = _person_of(people[1], turn) if len(people) > 1 else None
    if second is None:
        return
    who = "child" if second.is_child else second.sex if second.sex in ("f", "m") else "all"
    question = reply.phrase(f"utter_checkup_other_{who}", age=age_text(reply, second))
    reply.button(question, question)


def _person_of(mention: PersonMention, turn: Turn) -> Person | None:
    months = age_in_months(mention.age, turn.today) if mention.age else None
    if mention.age is None or months is None:
        return None
    sex = mention.sex if mention.sex in ("f", "m", "d") else None
    return Person(months, sex, age_in_days(mention.age, turn.today), birthday(mention.age))
