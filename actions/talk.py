"""Talk about the conversation itself: not understood, and forgetting what was said."""

from actions.base import CityAction
from actions.reply import Reply
from actions.turn import Turn
from bot.city.city import City
from bot.city.text import words

_MOST_SUGGESTIONS = 3
# Offered when the ranking has nothing to offer: the three subjects residents come for.
_USUAL = ("waste_disposal", "pickup_next", "offer_find")
# Longer ones are no words, and are not repeated.
_LONGEST_WORD = 40
_SUGGESTION = "utter_suggest_"


class ActionForget(CityAction):
    """Forgets address, age and everything else the conversation kept."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_forget"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Empty every slot; the words about it follow from the domain."""
        turn.keep(**dict.fromkeys(turn.slots))


def say_not_understood(turn: Turn, reply: Reply) -> None:
    """Offer the likeliest questions; the second time in a row name a person."""
    found = words(turn.text)
    if not found:
        reply.say("utter_not_understood_empty")
    elif turn.failed_before:
        reply.say("utter_not_understood_again")
    elif len(found) == 1 and len(found[0].text) <= _LONGEST_WORD:
        reply.say("utter_not_understood_word", query=found[0].text)
    else:
        reply.say("utter_not_understood")
    known = [name for name in turn.ranking if reply.knows(_SUGGESTION + name)]
    suggestions = [reply.phrase(_SUGGESTION + name) for name in dict.fromkeys((*known, *_USUAL))]
    for title in suggestions[:_MOST_SUGGESTIONS]:
        reply.button(title, title)
    reply.card(
        "not_understood",
        suggestions=[{"title": title, "payload": title} for title in suggestions[:_MOST_SUGGESTIONS]],
    )
