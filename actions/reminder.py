"""Reminders: sets, changes, lists and stops them for a chat that can be written to; shows others the ways they have.

How reminders are told is in `reminder_telling`; that they are sent is `bot.reminders`.
"""

from collections.abc import Callable

from actions.base import CityAction
from actions.pickup import asked_about, remember_address, say_problem
from actions.reminder_telling import say_active, say_list, say_none, say_proposal, say_quiet, say_stopped, say_ways
from actions.reply import Reply
from actions.turn import Turn
from bot.city.city import City
from bot.city.errors import CityError
from bot.city.reminder import Reminder
from bot.city.reminder_change import FOR_EVER, Subject, changed, paused, stopped
from bot.city.reminder_words import Kind, ReminderWish, read_reminder
from bot.city.rhythm import FORTNIGHTLY
from bot.reminders.subscriptions import Subscriptions, TooMany, subscriptions

# The only channel in which we can write without being asked.
CHANNEL = "telegram"


class ActionReminderRequest(CityAction):
    """Does what somebody wants about reminders."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_reminder_request"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer what the message wants."""
        answer_reminder(turn, city, reply)


def answer_reminder(turn: Turn, city: City, reply: Reply) -> None:
    """Answer a message about reminders, or one that carries on with them."""
    remember_address(turn)
    turn.keep(topic="reminder", open_question=None)
    if turn.channel != CHANNEL:
        _answer_elsewhere(turn, city, reply)
        return
    _Desk(turn, city, reply, subscriptions()).answer()


def _answer_elsewhere(turn: Turn, city: City, reply: Reply) -> None:
    """Where we cannot write to anybody: the calendar with alarms, and the way to Telegram."""
    try:
        asked = asked_about(turn, city, (), None)
    except CityError as error:
        say_problem(turn, reply, error)
        turn.keep(open_question="reminder")
        return
    say_ways(turn, reply, asked)
    if asked is None:
        turn.keep(open_question="reminder")


class _Desk:
    """One message about the reminders of one chat."""

    def __init__(self, turn: Turn, city: City, reply: Reply, store: Subscriptions) -> None:
        self._turn = turn
        self._city = city
        self._reply = reply
        self._store = store
        self._current = store.of(turn.conversation)
        # What the wish is read from, to be kept while an address is asked for.
        self._said = turn.text

    def answer(self) -> None:
        """Do what the message wants."""
        wish = self._wish()
        match wish.kind:
            case Kind.LIST | Kind.MISSING:
                self._list(wish)
            case Kind.STOP:
                self._stop(wish)
            case Kind.PAUSE | Kind.RESUME:
                self._pause(wish)
            case Kind.QUIET if wish.quiet:
                self._store.set_quiet(self._turn.conversation, wish.quiet, self._turn.now)
                say_quiet(self._reply, wish.quiet)
                self._list(wish)
            case _:
                self._set(wish)

    def _wish(self) -> ReminderWish:
        """What is wanted now; an address alone carries on with what was wanted before it was asked for."""
        turn = self._turn
        evening = any(reminder.moment.days_before for reminder in self._current)
        wish = read_reminder(turn.text, self._city.stream_words, turn.today, evening=evening)
        waiting = turn.slot("reminder_wish")
        if waiting and wish.kind in (Kind.SET, Kind.ASK) and not wish.says_what:
            self._said = str(waiting)
            wish = read_reminder(self._said, self._city.stream_words, turn.today, evening=evening)
        return wish

    def _list(self, wish: ReminderWish) -> None:
        if wish.kind is Kind.MISSING:
            self._reply.say("utter_reminder_missing")
        if self._current:
            say_list(self._turn, self._city, self._reply, self._current, self._store.quiet(self._turn.conversation))
        else:
            say_none(self._reply)

    def _stop(self, wish: ReminderWish) -> None:
        if not self._current:
            say_none(self._reply)
            return
        named = self._turn.first("street") is not None
        subject = self._subject() if named else None
        left = self._change(lambda current: stopped(wish, current, subject))
        say_stopped(self._city, self._reply, self._current, left)
        if left:
            say_list(self._turn, self._city, self._reply, left, self._store.quiet(self._turn.conversation))

    def _pause(self, wish: ReminderWish) -> None:
        if not self._current:
            say_none(self._reply)
            return
        until = None if wish.kind is Kind.RESUME else wish.until or FOR_EVER
        left = self._change(lambda current: paused(current, until))
        self._reply.say("utter_reminder_resumed" if until is None else "utter_reminder_pause")
        say_list(self._turn, self._city, self._reply, left, self._store.quiet(self._turn.conversation))

    def _set(self, wish: ReminderWish) -> None:
        turn, reply = self._turn, self._reply
        self._say_limits(wish)
        if wish.kind is Kind.ASK and self._current and not turn.first("street"):
            if not (wish.elsewhere or wish.moves):
                reply.say("utter_reminder_how_to_change")
            self._list(wish)
            return
        self._take_known_address()
        try:
            asked = asked_about(turn, self._city, (), None)
        except CityError as error:
            say_problem(turn, reply, error)
            self._wait_for_address()
            return
        subject = self._subject()
        if asked is None or subject is None:
            reply.say("utter_reminder_ask_street")
            self._wait_for_address()
            return
        turn.keep(reminder_wish=None)
        quiet = self._store.quiet(turn.conversation)
        if wish.kind is Kind.ASK:
            # "Ja" then means the usual moment.
            turn.keep(open_question="reminder", reminder_wish=reply.phrase("utter_reminder_choose_eve_meaning"))
            say_proposal(turn, self._city, reply, Reminder(subject.street, subject.house_number, asked.wanted), quiet)
            return
        try:
            new = self._change(lambda current: changed(wish, current, subject))
        except TooMany:
            reply.say("utter_reminder_too_many")
            return
        here = [reminder for reminder in new if subject.is_of(reminder)]
        if here:
            say_active(turn, self._city, reply, here, quiet)
        else:
            say_stopped(self._city, reply, self._current, new)

    def _say_limits(self, wish: ReminderWish) -> None:
        """Tell what we cannot do, or do anyway."""
        for asked, key in (
            (wish.elsewhere, "utter_reminder_elsewhere"),
            (wish.on_weekday, "utter_reminder_weekday"),
            (wish.moves, "utter_reminder_moves"),
        ):
            if asked:
                self._reply.say(key)

    def _take_known_address(self) -> None:
        """Whoever has reminders of one address only, means that one."""
        addresses = {(reminder.street, reminder.house_number) for reminder in self._current}
        if not self._turn.slot("street") and len(addresses) == 1:
            street, number = addresses.pop()
            self._turn.keep(street=street, house_number=number)

    def _wait_for_address(self) -> None:
        self._turn.keep(open_question="reminder", reminder_wish=self._said)

    def _subject(self) -> Subject | None:
        turn = self._turn
        if not turn.slot("street"):
            return None
        street = self._city.street(turn.slot("street"))
        return Subject(street.name, turn.slot("house_number"), turn.slot("residual_rhythm") == FORTNIGHTLY)

    def _change(self, step: Callable[..., tuple[Reminder, ...]]) -> list[Reminder]:
        return self._store.change(self._turn.conversation, self._turn.now, step)
