"""The friendly limit: no diagnosis, no dose, no treatment, but who can help with it. Danger is recognised before."""

from actions.base import CityAction
from actions.reply import Reply
from actions.turn import Turn
from bot.city.city import City
from bot.city.medical import kind_of_advice


class ActionOutOfScopeMedical(CityAction):
    """Says what Talbot must not answer, and whom to ask instead."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_out_of_scope_medical"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Choose the limit by what was asked for."""
        reply.use_response(f"utter_out_of_scope_medical_{kind_of_advice(turn.text)}")
