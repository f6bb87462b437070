"""Talk about the conversation itself: not understood, and forgetting what was said."""

from actions.base import CityAction
from actions.reminder import CHANNEL
from actions.reply import Reply
from actions.turn import Turn
from bot.city.city import City
from bot.city.text import words
from bot.reminders.subscriptions import subscriptions

_MOST_SUGGESTIONS = 3
# Offered when the ranking has nothing to offer: the three subjects residents come for.
_USUAL = ("waste_disposal", "pickup_next", "offer_find")
# Longer ones are no words, and are not repeated.
_LONGEST_WORD = 40
_SUGGESTION = "utter_suggest_"
# What each sentence about kept things is about.
_KEPT = {
    "utter_privacy_bins": ("pickup_streams", "residual_rhythm"),
    "utter_privacy_person": ("person_age", "person_sex"),
    "utter_privacy_wishes": ("offer_wishes",),
}


class ActionForget(CityAction):
    """Forgets address, age and everything else the conversation kept."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_forget"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Empty every slot; the words about it follow from the domain."""
        turn.keep(**dict.fromkeys(turn.slots))


class ActionTalkPrivacy(CityAction):
    """Tells what is kept, in general and just now."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_talk_privacy"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Tell it, with what the slots hold and which reminders there are."""
        reply.use_response("utter_talk_privacy")
        before = len(reply.lines)
        reply.say("utter_privacy_kept")
        if turn.slot("street"):
            address = " ".join(filter(None, (turn.slot("street"), turn.slot("house_number"))))
            reply.say("utter_privacy_address", address=address)
        for key, slots in _KEPT.items():
            if any(turn.slot(slot) for slot in slots):
                reply.say(key)
        reminders = subscriptions().of(turn.conversation) if turn.channel == CHANNEL else []
        for address in dict.fromkeys(reminder.address for reminder in reminders):
            reply.say("utter_privacy_reminders", address=address)
        if len(reply.lines) == before + 1:
            reply.lines.pop()
            reply.say("utter_privacy_nothing")


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
