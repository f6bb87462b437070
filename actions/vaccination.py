"""Vaccinations by age: the list for somebody's age, or the one that is asked for; no advice on whether to have it."""

from typing import Any

from actions.base import CityAction
from actions.person import (
    ABOUT_VACCINATION,
    age_text,
    is_fragment,
    known_person,
    person_card,
    read_turn,
    remember,
    say_first_of,
    say_sources,
)
from actions.reply import Reply, source_card
from actions.turn import Turn
from bot import german
from bot.city.age_window import Person
from bot.city.city import City
from bot.city.person import PersonMention
from bot.city.vaccination import Vaccination

_ABOUT_ONE = ABOUT_VACCINATION + ":"
_ADULT_MONTHS = 216
_MONTHS_IN_MONTHS = 24


class ActionInfoVaccination(CityAction):
    """Tells which vaccinations are recommended."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_info_vaccination"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer for the person of the message and of the conversation."""
        answer_vaccination(turn, city, reply)


def answer_vaccination(turn: Turn, city: City, reply: Reply) -> None:
    """Answer "which vaccinations at 62", a question about one, or the general one, then asking for the age."""
    people = read_turn(turn)
    said = people[0]
    if not (is_fragment(turn) or turn.continues) and said.age is None:
        # A new question is not about the person of the one before.
        turn.keep(person_age=None)
    named = _named(turn, city)
    remember(turn, said, ABOUT_VACCINATION)
    turn.keep(checkup_about=_ABOUT_ONE + ",".join(v.key for v in named) if named else ABOUT_VACCINATION)
    person = known_person(turn)
    if person is None:
        reply.say("utter_checkup_age_impossible")
        return
    if named:
        turn.keep(open_question=None)
        _say_named(turn, reply, named, person)
    elif person.months is None:
        _answer_without_age(turn, city, reply, said)
    else:
        turn.keep(open_question=None)
        if len(people) > 1:
            say_first_of(reply, people, turn)
        _say_list(turn, city, reply, person, said)


def _named(turn: Turn, city: City) -> tuple[Vaccination, ...]:
    named = city.vaccinations.named(turn.text, turn.today)
    about = turn.slot("checkup_about") or ""
    if named or not (is_fragment(turn) and about.startswith(_ABOUT_ONE)):
        return named
    return city.vaccinations.by_keys(frozenset(about.removeprefix(_ABOUT_ONE).split(",")), turn.today)


def _answer_without_age(turn: Turn, city: City, reply: Reply, said: PersonMention) -> None:
    """In pregnancy its own list, else the general answer and the question for the age."""
    if said.expecting:
        turn.keep(open_question=None)
        found = city.vaccinations.in_pregnancy(turn.today)
        reply.say("utter_vaccination_pregnancy")
        for vaccination in found:
            _say_line(reply, vaccination)
        _finish(reply, Person(), found)
    elif said.vague and is_fragment(turn):
        reply.say("utter_checkup_ask_number")
    else:
        reply.use_response("utter_info_vaccination")
        reply.say("utter_vaccination_ask_age")


def _say_list(turn: Turn, city: City, reply: Reply, person: Person, said: PersonMention) -> None:
    found = city.vaccinations.for_person(person, turn.today, pregnant=said.expecting)
    missed = city.vaccinations.to_catch_up(person, turn.today)
    everybody = any(vaccination.indication != "risk" for vaccination in found)
    key = "utter_vaccination_list" if everybody else "utter_vaccination_none"
    reply.say(key, age=age_text(reply, person))
    for vaccination in found:
        if vaccination.indication != "risk":
            _say_line(reply, vaccination)
    at_risk = dict.fromkeys(vaccination.name for vaccination in found if vaccination.indication == "risk")
    if at_risk:
        reply.say("utter_vaccination_risk", names=german.listing(at_risk))
    if missed:
        names = dict.fromkeys(vaccination.name for vaccination in missed)
        reply.say("utter_vaccination_catch_up", names="; ".join(names))
    _finish(reply, person, found, missed)


def _say_named(turn: Turn, reply: Reply, named: tuple[Vaccination, ...], person: Person) -> None:
    """Yes or no where the age is known, then the rule."""
    told = named
    if person.months is not None:
        told = _say_timing(turn, reply, named, person)
    for vaccination in told:
        _say_line(reply, vaccination, ages=True)
    _finish(reply, person, told)


def _say_timing(turn: Turn, reply: Reply, named: tuple[Vaccination, ...], person: Person) -> tuple[Vaccination, ...]:
    """Say how the age stands to it, and give the rules that matter."""
    age = age_text(reply, person)
    due = tuple(v for v in named if v.indication != "pregnancy" and v.timing(person, turn.today) == "due")
    missed = tuple(v for v in named if v.timing(person, turn.today) == "catch_up")
    if any(v.only is None for v in due):
        reply.say("utter_vaccination_yes", age=age)
        return tuple(v for v in due if v.only is None)
    if missed:
        reply.say("utter_vaccination_missed", age=age)
        return missed
    if due:
        reply.say("utter_vaccination_depends", age=age)
        return due
    later = tuple(v for v in named if v.indication != "pregnancy" and v.window.is_before(person))
    reply.say("utter_vaccination_early" if later else "utter_vaccination_no", age=age)
    return later or named


def _say_line(reply: Reply, vaccination: Vaccination, *, ages: bool = False) -> None:
    name = vaccination.name
    if ages and vaccination.window.from_months >= _ADULT_MONTHS:
        name = _with_ages(reply, vaccination)
    catch_up = vaccination.catch_up_to if ages else None
    if catch_up is not None:
        last = _last_age(reply, catch_up)
        reply.say("utter_vaccination_line_catch_up", name=name, interval=vaccination.interval, last=last)
    elif vaccination.only:
        reply.say("utter_vaccination_line_only", name=name, interval=vaccination.interval, only=vaccination.only)
    else:
        reply.say("utter_vaccination_line", name=name, interval=vaccination.interval)


def _last_age(reply: Reply, months: int) -> str:
    if months < _MONTHS_IN_MONTHS:
        return reply.phrase("utter_vaccination_months", count=months)
    return reply.phrase("utter_vaccination_years", count=months // 12)


def _with_ages(reply: Reply, vaccination: Vaccination) -> str:
    first, last = vaccination.window.from_months // 12, vaccination.window.to_months
    if last is None:
        return reply.phrase("utter_vaccination_from", name=vaccination.name, first=first)
    return reply.phrase("utter_vaccination_between", name=vaccination.name, first=first, last=last // 12)


def _finish(reply: Reply, person: Person, found: tuple[Vaccination, ...], missed: tuple[Vaccination, ...] = ()) -> None:
    told = found + missed
    reply.say("utter_vaccination_hint")
    if not told:
        return
    say_sources(reply, [vaccination.source for vaccination in told])
    sources = dict.fromkeys(vaccination.source for vaccination in told)
    reply.card(
        "info",
        topic="vaccination",
        links=[{"title": source.name, "url": source.url} for source in sources if source.url],
        person=person_card(person),
        vaccinations=[_entry(vaccination, missed) for vaccination in told],
        source=source_card(told[0].source),
    )


def _entry(vaccination: Vaccination, missed: tuple[Vaccination, ...]) -> dict[str, Any]:
    return {
        "name": vaccination.name,
        "what": vaccination.what,
        "interval": vaccination.interval,
        "only": vaccination.only,
        "catch_up": vaccination in missed,
        "law": vaccination.law,
        "source": source_card(vaccination.source),
    }
