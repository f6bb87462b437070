"""Statutory check-ups: asks for age and sex as far as needed, lists entitlements, never diagnoses."""

from actions.base import CityAction
from actions.checkup_one import MOST_AT_ONCE, answer_one
from actions.person import (
    ABOUT_VACCINATION,
    age_text,
    is_fragment,
    known_person,
    offer_second,
    person_card,
    read_turn,
    remember,
    say_first_of,
    say_sources,
)
from actions.reply import Reply, source_card
from actions.turn import Turn
from actions.vaccination import answer_vaccination
from bot import german
from bot.city.age_window import Person
from bot.city.checkup import Checkup, asks_for_next, implied_sex
from bot.city.city import City
from bot.city.person import PersonMention

_ABOUT_ONE = "checkup:"
# Shown to whoever is pregnant: what comes first after birth.
_NEWBORN = frozenset(("u1", "u2", "u3"))


class ActionCheckupEntitlement(CityAction):
    """Lists the check-ups somebody is entitled to, or tells of the one that is asked for."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_checkup_entitlement"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer for the person of the message and of the conversation."""
        answer_checkups(turn, city, reply)


def answer_checkups(turn: Turn, city: City, reply: Reply) -> None:
    """Answer "which check-ups am I entitled to" or a question about one, or ask for what is missing."""
    about = turn.slot("checkup_about") or ""
    if is_fragment(turn) and about.startswith(ABOUT_VACCINATION):
        answer_vaccination(turn, city, reply)
        return
    people = read_turn(turn)
    named = _named(turn, city, about)
    implied = {checkup.sex for checkup in named} if named else {implied_sex(turn.text)}
    remember(turn, people[0], "checkup", implied.pop() if len(implied) == 1 else None)
    turn.keep(checkup_about=_ABOUT_ONE + ",".join(checkup.key for checkup in named) if named else None)
    if len(named) > MOST_AT_ONCE and turn.slot("person_age") is None:
        reply.say("utter_checkup_ask_age")
        return
    if named:
        if len(people) > 1:
            say_first_of(reply, people, turn)
        answer_one(turn, city, reply, named, people[0])
        return
    person = _complete_person(turn, reply, city, people)
    if person is None:
        return
    turn.keep(open_question=None)
    if len(people) > 1:
        say_first_of(reply, people, turn)
    _say_list(turn, city, reply, person, people[0])
    offer_second(reply, people, turn)


def _named(turn: Turn, city: City, about: str) -> tuple[Checkup, ...]:
    """The check-ups that the message names, or that a fragment carries on with."""
    named = city.checkups.named(turn.text, turn.today)
    if named or not (is_fragment(turn) and about.startswith(_ABOUT_ONE)):
        return named
    return city.checkups.by_keys(frozenset(about.removeprefix(_ABOUT_ONE).split(",")), turn.today)


def _complete_person(turn: Turn, reply: Reply, city: City, people: tuple[PersonMention, ...]) -> Person | None:
    """The person with all that is needed, else None after asking for what is missing."""
    said = people[0]
    person = known_person(turn)
    if person is None:
        reply.say("utter_checkup_age_impossible")
    elif person.months is None or (said.expecting and said.age is None):
        _ask_age(turn, city, reply, said)
    elif turn.slot("person_sex") in (None, "unclear") and not person.is_child:
        if len(people) > 1:
            say_first_of(reply, people, turn)
        _ask_sex(reply, unclear=turn.slot("person_sex") == "unclear")
    else:
        return person
    return None


def _ask_age(turn: Turn, city: City, reply: Reply, said: PersonMention) -> None:
    if said.expecting:
        turn.keep(open_question=None, person_age=None)
        _say_pregnancy(turn, city, reply)
    elif said.vague and (turn.slots.get("open_question") == "checkup" or not said.sex):
        reply.say("utter_checkup_ask_number")
    else:
        reply.say("utter_checkup_ask_age")


def _ask_sex(reply: Reply, *, unclear: bool) -> None:
    reply.say("utter_checkup_sex_unclear" if unclear else "utter_checkup_ask_sex")
    last = "utter_checkup_button_both" if unclear else "utter_checkup_button_none"
    for key in ("utter_checkup_button_f", "utter_checkup_button_m", last):
        title = reply.phrase(key)
        reply.button(title, title)


def _say_pregnancy(turn: Turn, city: City, reply: Reply) -> None:
    """Care in pregnancy, and what a newborn gets."""
    reply.say("utter_checkup_pregnancy")
    reply.say("utter_checkup_newborn")
    found = city.checkups.by_keys(_NEWBORN, turn.today)
    for checkup in found:
        _say_line(reply, checkup, Person(0))
    _finish(reply, Person(), found)


def _say_list(turn: Turn, city: City, reply: Reply, person: Person, said: PersonMention) -> None:
    found = city.checkups.for_person(person, turn.today)
    following = city.checkups.next_for(person, turn.today)
    if found:
        who = reply.phrase(f"utter_checkup_who_{_group(person)}")
        reply.say("utter_checkup_list", age=age_text(reply, person), who=who)
    else:
        reply.say("utter_checkup_none", age=age_text(reply, person))
    for checkup in found:
        _say_line(reply, checkup, person)
    if following and (person.is_child or asks_for_next(turn.text)):
        _say_next(reply, person, following)
    if said.expecting:
        reply.say("utter_checkup_pregnancy")
    if found:
        reply.say("utter_checkup_hint")
    if found or following:
        _finish(reply, person, found, following)


def _say_line(reply: Reply, checkup: Checkup, person: Person) -> None:
    """One check-up with how often; for children until when."""
    name = checkup.name
    if checkup.sex and person.sex not in ("f", "m"):
        name = reply.phrase(f"utter_checkup_name_{checkup.sex}", name=name)
    last = checkup.window.last_day(person.born) if person.born and checkup.latest else None
    if last:
        day = german.plain_date(last)
        reply.say("utter_checkup_line_until", name=name, interval=checkup.interval, day=day)
    elif checkup.latest:
        reply.say("utter_checkup_line_latest", name=name, interval=checkup.interval, latest=checkup.latest)
    elif checkup.only:
        reply.say("utter_checkup_line_only", name=name, interval=checkup.interval, only=checkup.only)
    else:
        reply.say("utter_checkup_line", name=name, interval=checkup.interval)


def _say_next(reply: Reply, person: Person, following: tuple[Checkup, ...]) -> None:
    if following[0].for_children:
        parts = [reply.phrase("utter_checkup_next_child", name=c.name, interval=c.interval) for c in following]
        reply.say("utter_checkup_next", names=german.listing(parts))
        return
    suited = [checkup for checkup in following if checkup.suits(person.sex)]
    names = german.listing(checkup.name for checkup in suited)
    reply.say("utter_checkup_next_years", years=following[0].window.from_months // 12, names=names)


def _finish(reply: Reply, person: Person, found: tuple[Checkup, ...], following: tuple[Checkup, ...] = ()) -> None:
    say_sources(reply, [checkup.source for checkup in found or following])
    reply.card(
        "checkups",
        person=person_card(person),
        checkups=[
            {"name": c.name, "what": c.what, "interval": c.interval, "entitled": c.entitled(person), "law": c.law}
            for c in found
        ],
        source=source_card((found or following)[0].source),
    )


def _group(person: Person) -> str:
    if person.is_child:
        return "child"
    return person.sex if person.sex in ("f", "m") else "all"
