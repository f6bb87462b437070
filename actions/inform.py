"""Fragments: a message that only makes sense with the one before ("und Papier?", "Hofaue 20", "bin 38").

Decides which subject it carries on, by what it names first and by the open question second.
"""

from actions.base import CityAction
from actions.checkup import answer_checkups
from actions.offer import answer_offers, has_wishes
from actions.pickup import answer_pickup
from actions.place import answer_place
from actions.reply import Reply
from actions.talk import say_not_understood
from actions.turn import Turn
from actions.waste import answer_disposal
from bot.city.address import spot_house_number
from bot.city.city import City
from bot.city.fragment import is_bare_house_number
from bot.city.person import read_person
from bot.city.street import street_key
from bot.city.text import words
from bot.city.waste_search import Certainty

_LONGEST_BARE_STREET = 5
_LONGEST_BARE_THING = 5


class ActionInform(CityAction):
    """Carries on with whatever the fragment belongs to."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_inform"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer the subject that the fragment continues, or say that it was not understood."""
        if not carry_on(turn, city, reply):
            say_not_understood(turn, reply)


class ActionNotUnderstood(CityAction):
    """Two stages: readable choices first, a person to call second."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_not_understood"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """An unsure message that names something the assistant knows is answered by that."""
        if _is_about_a_thing(turn, city):
            answer_disposal(turn, city, reply)
        elif not (words(turn.text) and _names_something(turn, city) and carry_on(turn, city, reply)):
            say_not_understood(turn, reply)


def carry_on(turn: Turn, city: City, reply: Reply) -> bool:
    """Give the fragment to the subject it belongs to; False when there is none."""
    topic, asked = turn.slot("topic"), turn.slot("open_question")
    kinds = set(turn.entities)
    if (number := spot_house_number(turn.text)) and is_bare_house_number(topic, asked, turn.text, kinds):
        turn.entities["house_number"] = [number]
    person = read_person(turn.text)
    if (asked == "checkup" or topic == "checkup") and (person.age or person.sex) and not turn.first("street"):
        answer_checkups(turn, city, reply)
    elif topic == "place" and (turn.first("district") or turn.first("when") or turn.first("street")):
        answer_place(turn, city, reply)
    elif turn.first("street") or turn.first("house_number"):
        answer_pickup(turn, city, reply)
    elif topic == "offer" and has_wishes(turn, city) and not turn.first("stream"):
        answer_offers(turn, city, reply)
    elif (topic == "pickup" or asked == "pickup") and (turn.first("stream") or turn.first("when")):
        answer_pickup(turn, city, reply)
    elif turn.first("waste_item") or turn.first("stream"):
        answer_disposal(turn, city, reply)
    elif asked == "pickup" and _maybe_street(turn):
        turn.entities["street"] = [turn.text.strip()]
        answer_pickup(turn, city, reply)
    elif topic == "waste":
        answer_disposal(turn, city, reply)
    elif has_wishes(turn, city):
        answer_offers(turn, city, reply)
    elif turn.first("when") and turn.slot("street"):
        answer_pickup(turn, city, reply)
    else:
        return False
    return True


def _is_about_a_thing(turn: Turn, city: City) -> bool:
    """Whether nothing but waste is named: surely in a long message, at all in a few words."""
    if set(turn.entities) - {"waste_item", "stream"}:
        return False
    needed = Certainty.COMPOUND if len(words(turn.text)) <= _LONGEST_BARE_THING else Certainty.INFLECTED
    return any(match.certainty >= needed for match in city.waste.spot(turn.text))


def _names_something(turn: Turn, city: City) -> bool:
    return bool(turn.entities) or turn.slot("open_question") is not None or has_wishes(turn, city)


def _maybe_street(turn: Turn) -> bool:
    """After "Für welche Adresse?" a short answer is taken for a street, however odd it looks."""
    return bool(street_key(turn.text)) and len(words(turn.text)) <= _LONGEST_BARE_STREET
