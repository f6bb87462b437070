"""Statutory check-ups: asks for age and sex as far as needed, lists entitlements, never diagnoses."""

from actions.base import CityAction
from actions.reply import Reply, source_card
from actions.turn import Turn
from bot.city.checkup import Checkup, Person, implied_sex
from bot.city.city import City
from bot.city.person import age_in_days, age_in_months, read_person

# Below this age every check-up is for all children alike, so the sex is not asked.
_CHILD_YEARS = 18


class ActionCheckupEntitlement(CityAction):
    """Lists the check-ups somebody is entitled to."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_checkup_entitlement"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer for the person of the message and of the conversation."""
        answer_checkups(turn, city, reply)


def answer_checkups(turn: Turn, city: City, reply: Reply) -> None:
    """Answer "which check-ups am I entitled to", or ask for what is missing."""
    said = read_person(turn.text)
    _remember(turn, said.age, said.sex or implied_sex(turn.text))
    age, sex = turn.slot("person_age"), turn.slot("person_sex")
    if age is None:
        reply.say("utter_checkup_ask_age")
        return
    months = age_in_months(age, turn.today)
    if months is None:
        turn.keep(person_age=None)
        reply.say("utter_checkup_age_impossible")
        return
    if sex is None and months >= _CHILD_YEARS * 12:
        _ask_sex(reply)
        return
    turn.keep(open_question=None)
    person = Person(months, None if sex == "none" else sex, age_in_days(age))
    _say_checkups(city, reply, person)


def _remember(turn: Turn, age: str | None, sex: str | None) -> None:
    """A new question about somebody starts over; a fragment adds to what is known."""
    fresh = not turn.continues and age is not None
    turn.keep(
        topic="checkup",
        open_question="checkup",
        person_age=age or turn.slot("person_age"),
        person_sex=sex or (None if fresh and turn.slot("open_question") != "checkup" else turn.slot("person_sex")),
    )


def _ask_sex(reply: Reply) -> None:
    reply.say("utter_checkup_ask_sex")
    for key in ("utter_checkup_button_f", "utter_checkup_button_m", "utter_checkup_button_none"):
        title = reply.phrase(key)
        reply.button(title, title)


def _say_checkups(city: City, reply: Reply, person: Person) -> None:
    found = city.checkups.for_person(person)
    if not found:
        reply.say("utter_checkup_none")
        return
    who = reply.phrase(f"utter_checkup_who_{_group(person)}")
    reply.say("utter_checkup_list", age=_age_text(reply, person), who=who)
    for checkup in found:
        reply.say(_line_key(checkup, person), name=checkup.name, interval=checkup.interval)
    reply.say("utter_checkup_hint")
    reply.source(found[0].source)
    reply.card(
        "checkups",
        person={"age": person.years, "age_months": person.months, "sex": person.sex},
        checkups=[{"name": c.name, "what": c.what, "interval": c.interval, "entitled": True} for c in found],
        source=source_card(found[0].source),
    )


def _line_key(checkup: Checkup, person: Person) -> str:
    """Say whom an entry is for where the list holds those of both."""
    mixed = checkup.sex and person.sex not in ("f", "m")
    return f"utter_checkup_line_{checkup.sex}" if mixed else "utter_checkup_line"


def _group(person: Person) -> str:
    if (person.years or 0) < _CHILD_YEARS:
        return "child"
    return person.sex if person.sex in ("f", "m") else "all"


def _age_text(reply: Reply, person: Person) -> str:
    months = person.months or 0
    if person.days is not None and months < 3:
        weeks, rest = divmod(person.days, 7)
        if weeks > 1 and rest == 0:
            return reply.phrase("utter_checkup_weeks", count=weeks)
        return reply.phrase("utter_checkup_days", count=person.days)
    if months == 1:
        return reply.phrase("utter_checkup_month_one")
    if months < 24:
        return reply.phrase("utter_checkup_months", count=months)
    return reply.phrase("utter_checkup_years", count=months // 12)
