"""What all actions share: city and clock at hand, one answer, no exception ever reaching a resident."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.reply import Reply
from actions.turn import Turn
from bot.bootstrap import CityUnavailable, live_city
from bot.city.city import City
from bot.responses import responses
from bot.settings import load_settings

# So many residents may wait for a slow supplier before others have to wait for them.
_POOL = ThreadPoolExecutor(32, thread_name_prefix="answer")

logger = logging.getLogger(__name__)


class CityAction(Action, ABC):
    """An action that answers from the city's data."""

    def __init__(
        self,
        city: Callable[[], City] | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        """Use another city or clock in tests; the default is the live one."""
        self._city = city or (lambda: live_city().current())
        self._now = now or load_settings().now

    @abstractmethod
    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer one turn: fill the reply, keep slots in the turn."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Answer, or say that something went wrong; details go to the log without the message's text."""
        turn = Turn.read(tracker, self._now())
        reply = Reply(responses())
        try:
            # In a thread: a supplier of dates may have to be waited for, and others ask meanwhile.
            await asyncio.get_running_loop().run_in_executor(_POOL, lambda: self.answer(turn, self._city(), reply))
        except CityUnavailable:
            turn.changes.clear()
            reply = _only("utter_data_missing")
        except Exception as error:  # noqa: BLE001  # a resident gets an answer, whatever failed
            # A trace could carry the resident's words, so only the kind and the place are logged.
            logger.error("%s failed: %s at %s", self.name(), type(error).__name__, _innermost(error))  # noqa: TRY400
            turn.changes.clear()
            reply = _only("utter_error")
        reply.send(dispatcher)
        return turn.events()


def _only(key: str) -> Reply:
    reply = Reply(responses())
    reply.say(key)
    return reply


def _innermost(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
