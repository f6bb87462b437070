"""What was asked and answered in the web channel, in the database: so that no message runs twice and none is lost.

Knows neither HTTP nor Rasa. Every public method is one transaction and blocks; `bot/channels/web/turns.py` calls them
from threads.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, Row
from sqlalchemy.exc import IntegrityError

from bot.channels.message import Message
from bot.channels.output import Choice, Reply
from bot.channels.web.refusal import Refused
from bot.channels.web.tables import CHOICES, CONVERSATIONS, FEEDBACK, MESSAGES

LEASE_SECONDS = 3.0

# Built once: SQLAlchemy takes longer to build a statement than SQLite to answer it. Each message needs these.
_THIS = (MESSAGES.c.conversation == sa.bindparam("of")) & (MESSAGES.c.id == sa.bindparam("message"))
_UPDATE = MESSAGES.update().where(_THIS)
_INSERT = MESSAGES.insert()
_OFFER = CHOICES.insert()
_LOOK_UP = (
    sa.select(CONVERSATIONS.c.id.label("of"), *MESSAGES.c)
    .select_from(CONVERSATIONS.outerjoin(MESSAGES, _THIS))
    .where(CONVERSATIONS.c.id == sa.bindparam("of"))
)


class Claimed(Enum):
    """Who has to answer a message."""

    NEW = "this process, and nobody has begun"
    LEFT = "this process, because another one began and is gone"
    ELSEWHERE = "another process, which is at it"


@dataclass(frozen=True)
class Turn:
    """A message and what came of it.

    Attributes:
        outcome: `answered`, or why there is a substitute for the answer; None while it is not finished.
        at: seconds since 1970.
    """

    message: Message
    at: float
    outcome: str | None
    replies: list[Reply]


@dataclass(frozen=True)
class Feedback:
    """What somebody thought of an answer.

    Attributes:
        rating: `up` or `down`.
    """

    at: float
    rating: str
    words: str | None
    asked: str
    answered: str


class Ledger:
    """Conversations of the web channel."""

    def __init__(
        self,
        engine: Engine,
        now: Callable[[], float],
        lease_seconds: float = LEASE_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Take a database that is up to date (`bot.migrations`).

        Args:
            engine: see `bot.database.connect`.
            now: seconds since 1970, as residents see the time.
            lease_seconds: so long a message belongs to whoever claimed it, unless they renew that.
            clock: seconds by which leases end; it runs on even where a demonstration has stopped `now`.
        """
        self._engine = engine
        self._now = now
        self._lease_seconds = lease_seconds
        self._clock = clock

    def begin(self, conversation: str, expires_at: datetime) -> None:
        """Note a new conversation."""
        with self._engine.begin() as db:
            db.execute(CONVERSATIONS.insert().values(id=conversation, expires=expires_at.timestamp()))

    def claim(self, conversation: str, message: Message) -> tuple[Claimed, Message] | Turn:
        """Take a message for answering, unless it has been answered: then give the turn.

        Raises:
            Refused: the conversation or the choice is unknown, the choice belongs to an earlier answer, or the id was
                used for something else.
        """
        try:
            with self._engine.begin() as db:
                return self._claim(db, conversation, message)
        except IntegrityError:
            # Another process was a moment faster; now its claim is there.
            with self._engine.begin() as db:
                return self._claim(db, conversation, message)

    def _claim(self, db: Connection, conversation: str, message: Message) -> tuple[Claimed, Message] | Turn:
        row = _message(db, conversation, message.id)
        if row is None:
            message = _with_choice(db, conversation, message)
            values = {"conversation": conversation, "id": message.id, "said": message.said, "choice": message.choice}
            db.execute(_INSERT, {**values, "at": self._now(), "leased_until": self._lease()})
            return Claimed.NEW, message
        if row.choice != message.choice or (message.choice is None and row.said != message.said):
            raise Refused("id_taken")
        if row.outcome is not None:
            return _turn(row)
        free = (MESSAGES.c.number == row.number) & (MESSAGES.c.outcome.is_(None))
        free &= MESSAGES.c.leased_until < self._clock()
        taken = db.execute(MESSAGES.update().where(free).values(leased_until=self._lease())).rowcount
        payload = _payload(db, row.choice)
        return Claimed.LEFT if taken else Claimed.ELSEWHERE, Message(row.id, row.said, row.choice, payload)

    def renew(self, conversation: str, message_id: str) -> None:
        """Go on holding a message that takes longer."""
        with self._engine.begin() as db:
            db.execute(_UPDATE, {"of": conversation, "message": message_id, "leased_until": self._lease()})

    def answer(
        self, conversation: str, message_id: str, replies: Sequence[Reply], choices: Sequence[Choice], outcome: str
    ) -> bool:
        """Store the answer; False when the conversation was erased meanwhile, and nothing is stored."""
        values = {"outcome": outcome, "replies": json.dumps(replies, ensure_ascii=False)}
        whose = {"conversation": conversation, "message": message_id}
        with self._engine.begin() as db:
            if not db.execute(_UPDATE, {"of": conversation, "message": message_id, **values}).rowcount:
                return False
            if choices:
                db.execute(_OFFER, [{**whose, "id": c.id, "title": c.title, "payload": c.payload} for c in choices])
        return True

    def turns(self, conversation: str) -> list[Turn]:
        """Give a whole conversation, oldest turn first.

        Raises:
            Refused: there is no such conversation (any more).
        """
        with self._engine.connect() as db:
            _require_conversation(db, conversation)
            query = MESSAGES.select().where(MESSAGES.c.conversation == conversation).order_by(MESSAGES.c.number)
            return [_turn(row) for row in db.execute(query)]

    def rate(self, conversation: str, message_id: str, rating: str, words: str | None) -> None:
        """Keep what somebody thinks of an answer; a second opinion on it replaces the first.

        Raises:
            Refused: there is no such conversation or answer.
        """
        with self._engine.begin() as db:
            row = _message(db, conversation, message_id)
            if row is None or row.outcome is None:
                raise Refused("message_unknown")
            answered = "\n".join(reply["text"] for reply in _turn(row).replies if "text" in reply)
            mine = (FEEDBACK.c.conversation == conversation) & (FEEDBACK.c.message == message_id)
            db.execute(FEEDBACK.delete().where(mine))
            db.execute(
                FEEDBACK.insert().values(
                    conversation=conversation, message=message_id, at=self._now(), rating=rating, words=words,
                    asked=row.said, answered=answered,
                )
            )  # fmt: skip

    def feedback(self) -> list[Feedback]:
        """Give all that people thought of answers, oldest first."""
        with self._engine.connect() as db:
            rows = db.execute(FEEDBACK.select().order_by(FEEDBACK.c.number))
            return [Feedback(row.at, row.rating, row.words, row.asked, row.answered) for row in rows]

    def erase(self, conversation: str) -> None:
        """Forget a conversation and everything about it, feedback as well."""
        with self._engine.begin() as db:
            db.execute(FEEDBACK.delete().where(FEEDBACK.c.conversation == conversation))
            _remove(db, [conversation])

    def expired(self) -> list[str]:
        """Give the conversations that nobody can open any more."""
        with self._engine.connect() as db:
            query = sa.select(CONVERSATIONS.c.id).where(CONVERSATIONS.c.expires <= self._now())
            return [row.id for row in db.execute(query)]

    def close(self, conversations: Sequence[str], keep_feedback_seconds: float) -> None:
        """Forget conversations that are over. Feedback stays for a while, but no longer tells from whom it came."""
        with self._engine.begin() as db:
            over = FEEDBACK.c.conversation.in_(conversations)
            db.execute(FEEDBACK.update().where(over).values(conversation=None, message=None))
            db.execute(FEEDBACK.delete().where(FEEDBACK.c.at <= self._now() - keep_feedback_seconds))
            _remove(db, conversations)

    def _lease(self) -> float:
        return self._clock() + self._lease_seconds


def _message(db: Connection, conversation: str, message_id: str) -> Row | None:
    row = db.execute(_LOOK_UP, {"of": conversation, "message": message_id}).first()
    if row is None:
        raise Refused("session_unknown")
    return None if row.number is None else row


def _require_conversation(db: Connection, conversation: str) -> None:
    if db.execute(sa.select(CONVERSATIONS.c.id).where(CONVERSATIONS.c.id == conversation)).first() is None:
        raise Refused("session_unknown")


def _with_choice(db: Connection, conversation: str, message: Message) -> Message:
    """The message with what its choice says and means. Only choices under the latest answer can be taken: what
    "Friedrichstraße" means depends on the question that it answers.
    """
    if message.choice is None:
        return message
    own = (CHOICES.c.id == message.choice) & (CHOICES.c.conversation == conversation)
    choice = db.execute(CHOICES.select().where(own)).first()
    if choice is None:
        raise Refused("choice_unknown")
    latest = sa.select(MESSAGES.c.id).where(MESSAGES.c.conversation == conversation)
    if db.execute(latest.order_by(MESSAGES.c.number.desc()).limit(1)).scalar() != choice.message:
        raise Refused("choice_over")
    return Message(message.id, choice.title, choice.id, choice.payload)


def _payload(db: Connection, choice: str | None) -> str | None:
    return db.execute(sa.select(CHOICES.c.payload).where(CHOICES.c.id == choice)).scalar() if choice else None


def _turn(row: Row) -> Turn:
    replies = json.loads(row.replies) if row.replies else []
    return Turn(Message(row.id, row.said, row.choice), row.at, row.outcome, replies)


def _remove(db: Connection, conversations: Sequence[str]) -> None:
    for table in (CHOICES, MESSAGES):
        db.execute(table.delete().where(table.c.conversation.in_(conversations)))
    db.execute(CONVERSATIONS.delete().where(CONVERSATIONS.c.id.in_(conversations)))
