"""One check-up that somebody asks for by name: yes or no first, then the rule, then what is done."""

from actions.person import age_text, known_person, person_card, say_sources
from actions.reply import Reply, source_card
from actions.turn import Turn
from bot import german
from bot.city.age_window import Person
from bot.city.checkup import Checkup
from bot.city.city import City
from bot.city.person import PersonMention

# From here on ages are told in years, before in months of life.
_SCHOOL_MONTHS = 72
# One word may stand for many rules ("Zahnarzt"); then the age decides.
MOST_AT_ONCE = 3


def answer_one(turn: Turn, city: City, reply: Reply, named: tuple[Checkup, ...], said: PersonMention) -> None:
    """Tell the rules that were asked for; nothing is asked back."""
    turn.keep(open_question=None)
    person = known_person(turn)
    if person is None:
        reply.say("utter_checkup_age_impossible")
        turn.keep(open_question="checkup")
        return
    if said.age is None and not _is_meant(person, named):
        # The age that the conversation knows is somebody else's.
        turn.keep(person_age=None)
        person = Person(None, person.sex)
    person = _with_implied_sex(person, named)
    told = _told(named, person)
    if person.months is not None:
        _say_standing(reply, told, person)
    for checkup in told:
        _say_rule(reply, checkup)
    if len(told) == 1:
        _say_basis(reply, told[0])
    if person.is_child:
        _say_next(turn, city, reply, told, person)
    elif person.months is None and len(told) == 1 and told[0].for_children:
        _say_following(turn, city, reply, told[0])
    say_sources(reply, [checkup.source for checkup in told])
    reply.card(
        "checkups",
        person=person_card(person),
        checkups=[
            {"name": c.name, "what": c.what, "interval": c.interval, "entitled": c.entitled(person), "law": c.law}
            for c in told
        ],
        source=source_card(told[0].source),
    )


def _is_meant(person: Person, named: tuple[Checkup, ...]) -> bool:
    """Whether a child's check-up is asked for a child, a grown-up's for a grown-up."""
    return any(checkup.for_children == person.is_child for checkup in named)


def _with_implied_sex(person: Person, named: tuple[Checkup, ...]) -> Person:
    """Whoever asks for a mammography and says no sex is taken for a woman."""
    sexes = {checkup.sex for checkup in named}
    if person.sex is None and len(sexes) == 1:
        return Person(person.months, sexes.pop(), person.days, person.born)
    return person


def _told(named: tuple[Checkup, ...], person: Person) -> tuple[Checkup, ...]:
    """Of several rules under one word those that fit; all where none does or no age is known."""
    if person.months is None:
        return named
    due = tuple(checkup for checkup in named if checkup.standing(person) == "due")
    early = tuple(checkup for checkup in named if checkup.standing(person) == "early")
    if len(named) > MOST_AT_ONCE:
        return due or early[:1] or named[-1:]
    return due + early if due else early or named


def _say_standing(reply: Reply, told: tuple[Checkup, ...], person: Person) -> None:
    """Yes, not yet, or not any more."""
    checkup, age = told[0], age_text(reply, person)
    standing = checkup.standing(person)
    if standing == "due" and checkup.only:
        reply.say("utter_checkup_depends", age=age)
    elif standing == "due" and checkup.for_children:
        _say_possible(reply, checkup, person)
    elif standing == "due":
        reply.say("utter_checkup_yes", age=age)
    elif standing == "early":
        _say_early(reply, checkup, person)
    elif standing == "late":
        key = "utter_checkup_late_child" if checkup.for_children else "utter_checkup_late"
        reply.say(key, last=_last_age(reply, checkup))
    else:
        reply.say(f"utter_checkup_for_{checkup.sex}")


def _say_possible(reply: Reply, checkup: Checkup, person: Person) -> None:
    """A child's check-up that can be had now, until the day where the birthday is known."""
    last = checkup.window.last_day(person.born) if person.born else None
    if last:
        reply.say("utter_checkup_possible_until", name=checkup.name, day=german.plain_date(last))
    else:
        reply.say("utter_checkup_possible", name=checkup.name, age=age_text(reply, person))


def _say_early(reply: Reply, checkup: Checkup, person: Person) -> None:
    if checkup.window.from_months >= _SCHOOL_MONTHS and checkup.usual is None:
        reply.say("utter_checkup_early", years=checkup.window.from_months // 12)
        return
    if person.born:
        first = (checkup.usual or checkup.window).first_day(person.born)
        reply.say("utter_checkup_early_day", day=german.plain_date(first))
    else:
        reply.say("utter_checkup_early_child", interval=checkup.interval)


def _last_age(reply: Reply, checkup: Checkup) -> str:
    """Until when it was possible, in words."""
    if checkup.latest:
        return checkup.latest
    last = (checkup.window.to_months or 0) + 1
    if last % 12 and last < 72:
        return reply.phrase("utter_checkup_until_months", count=last)
    return reply.phrase("utter_checkup_until_years", count=(checkup.window.to_months or 0) // 12)


def _say_rule(reply: Reply, checkup: Checkup) -> None:
    """Who, from when, how often, and what is done."""
    reply.say("utter_checkup_one", name=checkup.name, rule=_rule(reply, checkup))
    if checkup.only:
        reply.say("utter_checkup_only", only=checkup.only)
    reply.say("utter_checkup_what", what=checkup.what)


def _rule(reply: Reply, checkup: Checkup) -> str:
    if checkup.for_children:
        if checkup.latest is None:
            return checkup.interval
        return reply.phrase("utter_checkup_rule_latest", interval=checkup.interval, latest=checkup.latest)
    key = f"utter_checkup_rule_{checkup.sex or 'all'}"
    return reply.phrase(key, years=checkup.window.from_months // 12, interval=checkup.interval)


def _say_basis(reply: Reply, checkup: Checkup) -> None:
    if checkup.valid_from:
        day = german.plain_date(checkup.valid_from)
        reply.say("utter_checkup_law_since", law=checkup.law, day=day)
    else:
        reply.say("utter_checkup_law", law=checkup.law)


def _say_next(turn: Turn, city: City, reply: Reply, told: tuple[Checkup, ...], person: Person) -> None:
    """For children also what comes next, unless it is what was asked for."""
    due = [c for c in city.checkups.for_person(person, turn.today) if c.key[0] in "uj" and c not in told]
    following = [c for c in city.checkups.next_for(person, turn.today) if c not in told]
    if due and told[0].standing(person) != "due":
        reply.say("utter_checkup_now", names=german.listing(checkup.name for checkup in due))
    if following:
        parts = [reply.phrase("utter_checkup_next_child", name=c.name, interval=c.interval) for c in following]
        reply.say("utter_checkup_next", names=german.listing(parts))


def _say_following(turn: Turn, city: City, reply: Reply, checkup: Checkup) -> None:
    """What comes after a child's check-up, where no age is known."""
    following = city.checkups.next_for(Person(checkup.window.to_months), turn.today)
    parts = [
        reply.phrase("utter_checkup_next_child", name=c.name, interval=c.interval) for c in following if c.for_children
    ]
    if parts:
        reply.say("utter_checkup_next", names=german.listing(parts))
