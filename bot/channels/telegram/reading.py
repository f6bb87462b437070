"""Reads what Telegram sends (core.telegram.org/bots/api#update) down to what we need: no names, no numbers of people.

Every update has a meaning here, if only that nothing is to be done: one that could not be read would come for ever.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from msgspec import Struct, field

_GROUPS = ("group", "supergroup")
_GONE = ("kicked", "left")
_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
# What we cannot understand, by the key of Telegram, in the order in which it is looked for; several may be there.
MEDIA = (
    *("voice", "video_note", "audio", "animation", "photo", "video", "sticker", "document", "contact", "poll", "dice"),
    *("story", "game", "paid_media", "checklist"),
)
# A word of ours for each: several are told alike.
_TOLD = {"video_note": "video", "animation": "video", "audio": "voice"}


class _User(Struct):
    id: int
    is_bot: bool = False


class _Chat(Struct):
    id: int
    type: str


class _Location(Struct):
    latitude: float
    longitude: float


class _Venue(Struct):
    location: _Location


class _Replied(Struct):
    sender: _User | None = field(default=None, name="from")


class _Message(Struct):
    message_id: int
    chat: _Chat
    sender: _User | None = field(default=None, name="from")
    sender_chat: _Chat | None = None
    message_thread_id: int | None = None
    is_topic_message: bool = False
    text: str | None = None
    caption: str | None = None
    location: _Location | None = None
    venue: _Venue | None = None
    reply_to_message: _Replied | None = None
    migrate_to_chat_id: int | None = None


class _Pressed(Struct):
    message_id: int
    chat: _Chat
    message_thread_id: int | None = None
    is_topic_message: bool = False


class _Callback(Struct):
    id: str
    message: _Pressed | None = None
    data: str = ""


class _Member(Struct):
    status: str
    user: _User


class _Membership(Struct):
    chat: _Chat
    old_chat_member: _Member
    new_chat_member: _Member


class _Update(Struct):
    update_id: int
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Callback | None = None
    my_chat_member: _Membership | None = None


# What we ask Telegram for; the rest is read as nothing to be done as well.
WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]


@dataclass(frozen=True)
class Me:
    """Our bot."""

    id: int
    username: str


@dataclass(frozen=True)
class Incoming:
    """What came.

    Attributes:
        update: Telegram's number of it; the same number is the same update.
        kind: `text`, `command`, `choice`, `position`, `media`, `joined`, `left`, `moved`, or `nothing`.
        chat: where; 0 where it is about none.
        message: the number of the message in its chat.
        thread: the topic of a group that it belongs to.
        edited: whether it replaces an earlier text.
        text: what was typed, or stands under a picture; of a command what follows it.
        name: of a command, or what kind of media it is.
        choice: the id of the choice that was pressed.
        callback: what the press is answered by.
        position: latitude and longitude.
        moved_to: the new number of a chat.
    """

    update: int
    kind: str = "nothing"
    chat: int = 0
    group: bool = False
    message: int | None = None
    thread: int | None = None
    edited: bool = False
    text: str = ""
    name: str = ""
    choice: str = ""
    callback: str = ""
    position: tuple[float, float] | None = None
    moved_to: int | None = None


def read_update(raw: Any, me: Me) -> Incoming | None:
    """Read an update; None where not even a number can be read."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**63:
        return None
    try:
        update = msgspec.convert(raw, _Update)
    except msgspec.ValidationError:
        return Incoming(number)
    if update.callback_query:
        return _pressed(number, update.callback_query)
    if update.my_chat_member:
        return _membership(number, update.my_chat_member)
    message = update.message or update.edited_message
    if message is None or message.chat.type not in ("private", *_GROUPS):
        return Incoming(number)
    here = _message(number, message, me)
    if here.kind == "media":
        here = _with_kind(here, raw.get("message") or raw["edited_message"])
    return replace(here, edited=update.message is None)


def _pressed(number: int, pressed: _Callback) -> Incoming:
    # Without a message the buttons are so old that Telegram has forgotten them, or belong to somebody's inline query.
    on = pressed.message
    return Incoming(
        number,
        "choice",
        chat=on.chat.id if on else 0,
        group=bool(on and on.chat.type in _GROUPS),
        message=on.message_id if on else None,
        thread=on.message_thread_id if on and on.is_topic_message else None,
        choice=pressed.data,
        callback=pressed.id,
    )


def _membership(number: int, change: _Membership) -> Incoming:
    group = change.chat.type in _GROUPS
    was_there = change.old_chat_member.status not in _GONE
    is_there = change.new_chat_member.status not in _GONE
    if was_there and not is_there:
        return Incoming(number, "left", chat=change.chat.id, group=group)
    if group and is_there and not was_there:
        return Incoming(number, "joined", chat=change.chat.id, group=True)
    return Incoming(number)


def _message(number: int, message: _Message, me: Me) -> Incoming:
    group = message.chat.type in _GROUPS
    thread = message.message_thread_id if message.is_topic_message else None
    here = Incoming(number, chat=message.chat.id, group=group, message=message.message_id, thread=thread)
    if message.migrate_to_chat_id:
        return replace(here, kind="moved", moved_to=message.migrate_to_chat_id)
    if message.sender and message.sender.is_bot and not message.sender_chat:
        # Two bots that answer each other never stop. (People who write in the name of a group count as bots.)
        return Incoming(number)
    said = message.text or message.caption or ""
    if command := _command(message.text or "", me, group=group):
        return replace(here, kind="command", name=command[0], text=command[1])
    if group and not _is_addressed(said, message, me):
        # Not even noted that it was there: if it is edited so that it is meant for us, it is new.
        return Incoming(number)
    said = _without_name(said, me)
    where = message.location or (message.venue.location if message.venue else None)
    if where and abs(where.latitude) <= 90 and abs(where.longitude) <= 180:
        return replace(here, kind="position", position=(where.latitude, where.longitude))
    return replace(here, kind="media" if message.text is None else "text", text=said)


def _with_kind(here: Incoming, raw: dict[str, Any]) -> Incoming:
    """The message with what it shows; messages of Telegram itself ("… has changed the picture") show nothing."""
    found = next((kind for kind in MEDIA if kind in raw), None)
    return replace(here, name=_TOLD.get(found, found)) if found else Incoming(here.update)


def _command(text: str, me: Me, *, group: bool) -> tuple[str, str] | None:
    """The command and what follows it; in a group only one that names us, others may be for other bots."""
    found = _COMMAND.fullmatch(text.strip())
    if not found:
        return None
    name, addressee, rest = found.groups()
    if addressee is None:
        return None if group else (name.lower(), (rest or "").strip())
    return (name.lower(), (rest or "").strip()) if addressee.lower() == me.username.lower() else None


def _is_addressed(text: str, message: _Message, me: Me) -> bool:
    replied = message.reply_to_message
    to_us = bool(replied and replied.sender and replied.sender.id == me.id)
    return to_us or bool(_mention(me).search(text))


def _without_name(text: str, me: Me) -> str:
    return _mention(me).sub("", text).strip(" ,:")


def _mention(me: Me) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)@{re.escape(me.username)}\b", re.IGNORECASE)
