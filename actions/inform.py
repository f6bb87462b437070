"""Fragments: a message that only makes sense with the one before ("und Papier?", "Hofaue 20", "bin 38").

Decides which subject it carries on, by what it names first and by the open question second.
"""

from collections.abc import Callable

from actions.base import CityAction
from actions.checkup import answer_checkups
from actions.offer import answer_offers, continues_offers, has_wishes, names_topic
from actions.pickup import answer_pickup
from actions.pickup_calendar import answer_calendar
from actions.place import answer_place
from actions.reminder import answer_reminder
from actions.reply import Reply
from actions.talk import say_not_understood
from actions.turn import Turn
from actions.waste import answer_disposal
from bot.city.address import spot_house_number
from bot.city.city import City
from bot.city.errors import ItemAmbiguous, ItemUnknown
from bot.city.fragment import is_bare_house_number
from bot.city.person import read_person
from bot.city.question import is_about_later
from bot.city.reminder_words import is_about_reminder
from bot.city.street import street_key
from bot.city.text import words
from bot.city.waste_lookup import Certainty

Answer = Callable[[Turn, City, Reply], None]

_LONGEST_BARE_STREET = 5
_LONGEST_BARE_THING = 5
_LIKELY = 3
# Whoever names one of these no longer asks about the offers shown.
_OTHER_THAN_OFFERS = frozenset(("stream", "street", "house_number"))
# What answers "for which address, and which bins?".
_OF_CALENDAR = frozenset(("street", "house_number", "stream"))


class ActionInform(CityAction):
    """Carries on with whatever the fragment belongs to."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_inform"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer the subject that the fragment continues, or say that it was not understood."""
        if not (carry_on(turn, city, reply) or name_a_thing(turn, city, reply)):
            say_not_understood(turn, reply)


class ActionNotUnderstood(CityAction):
    """Two stages: readable choices first, a person to call second."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_not_understood"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """An unsure message that names something the assistant knows is answered by that."""
        if name_a_thing(turn, city, reply):
            return
        if not (_names_something(turn, city) and carry_on(turn, city, reply)):
            say_not_understood(turn, reply)


def carry_on(turn: Turn, city: City, reply: Reply) -> bool:
    """Give the fragment to the subject it belongs to; False when there is none."""
    _read_bare_number(turn)
    answer = _subject(turn, city)
    if answer:
        answer(turn, city, reply)
    return answer is not None


def _read_bare_number(turn: Turn) -> None:
    """Take a number alone for one of a house where it can only be that."""
    topic, asked = turn.slot("topic"), turn.slot("open_question")
    number = spot_house_number(turn.text)
    if number and is_bare_house_number(topic, asked, turn.text, set(turn.entities)):
        turn.entities["house_number"] = [number]


def _subject(turn: Turn, city: City) -> Answer | None:
    """The first subject that fits, by what the fragment names and what the conversation is about."""
    topics = {turn.slot("topic"), turn.slot("open_question")}
    named = set(turn.entities)
    address = bool(named & {"street", "house_number"})
    candidates: tuple[tuple[bool, Answer], ...] = (
        (not named & _OTHER_THAN_OFFERS and continues_offers(turn, city), answer_offers),
        ("checkup" in topics and "street" not in named and read_person(turn.text).tells_something, answer_checkups),
        (turn.slot("open_question") == "place" and bool(named & {"street", "district"}), answer_place),
        (turn.slot("topic") == "place" and _about_place(named), answer_place),
        (turn.slot("topic") == "reminder" and _about_reminder(turn, named), _answer_reminder),
        (turn.slot("open_question") == "pickup_calendar" and _about_calendar(turn, named), _answer_calendar),
        (address, answer_pickup),
        (turn.slot("topic") == "offer" and "stream" not in named and has_wishes(turn, city), answer_offers),
        ("pickup" in topics and bool(named & {"stream", "when", "rhythm"}), answer_pickup),
        (bool(named & {"waste_item", "stream"}), answer_disposal),
        ("pickup" in topics and is_about_later(turn.text), answer_pickup),
        (turn.slot("open_question") == "pickup" and _maybe_street(turn), _answer_bare_street),
        (turn.slot("topic") == "waste", answer_disposal),
        (names_topic(turn, city), answer_offers),
        ("when" in named and bool(turn.slot("street")), answer_pickup),
        (_introduces_somebody(turn), answer_checkups),
    )
    return next((answer for fits, answer in candidates if fits), None)


def _introduces_somebody(turn: Turn) -> bool:
    """Whether the conversation begins with an age ("Jahrgang 1974"); a bare number may be of a house."""
    return turn.slot("topic") is None and len(words(turn.text)) > 1 and read_person(turn.text).age is not None


def _about_place(named: set[str]) -> bool:
    return bool(named & {"district", "when", "street"}) and not named & {"stream", "house_number"}


def _about_calendar(turn: Turn, named: set[str]) -> bool:
    return bool(named & _OF_CALENDAR) or _maybe_street(turn)


def _about_reminder(turn: Turn, named: set[str]) -> bool:
    if turn.slot("open_question") == "reminder" and (named & {"street", "house_number"} or _maybe_street(turn)):
        return True
    return is_about_reminder(turn.text) or "stream" in named


def _answer_reminder(turn: Turn, city: City, reply: Reply) -> None:
    if turn.slot("open_question") == "reminder" and not turn.entities and not is_about_reminder(turn.text):
        _take_for_street(turn)
    answer_reminder(turn, city, reply)


def _answer_bare_street(turn: Turn, city: City, reply: Reply) -> None:
    _take_for_street(turn)
    answer_pickup(turn, city, reply)


def _answer_calendar(turn: Turn, city: City, reply: Reply) -> None:
    if not set(turn.entities) & _OF_CALENDAR:
        _take_for_street(turn)
    answer_calendar(turn, city, reply)


def _take_for_street(turn: Turn) -> None:
    # Where only the house number is missing, other words do not undo the street.
    if not turn.slot("street"):
        turn.entities["street"] = [turn.text.strip()]


def name_a_thing(turn: Turn, city: City, reply: Reply) -> bool:
    """Answer a message that names nothing but waste: surely in a long one, at all in a few words."""
    if set(turn.entities) - {"waste_item", "stream"}:
        return False
    short = len(words(turn.text)) <= _LONGEST_BARE_THING
    likely = short or "waste_disposal" in turn.ranking[:_LIKELY]
    needed = Certainty.COMPOUND if likely else Certainty.INFLECTED
    known = any(match.certainty >= needed for match in city.waste.spot(turn.text))
    if not known and not (short and _has_material(turn.text, city)):
        return False
    answer_disposal(turn, city, reply)
    return True


def _has_material(text: str, city: City) -> bool:
    try:
        return city.waste.find(text).certainty == Certainty.MATERIAL
    except (ItemUnknown, ItemAmbiguous):
        return False


def _names_something(turn: Turn, city: City) -> bool:
    readable = bool(words(turn.text))
    asked = turn.slot("open_question") is not None
    wishes = has_wishes(turn, city) if turn.slot("topic") == "offer" else names_topic(turn, city)
    return readable and (bool(turn.entities) or asked or wishes or _introduces_somebody(turn))


def _maybe_street(turn: Turn) -> bool:
    """After "Für welche Adresse?" a short answer is taken for a street, however odd it looks."""
    return bool(street_key(turn.text)) and len(words(turn.text)) <= _LONGEST_BARE_STREET
