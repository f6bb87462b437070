"""Sends the parts of an answer to a chat. What is left to do when that fails is decided by whoever calls."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.render import Part
from bot.strings import text
from bot.telegram.connection import Connection

# Telegram shows it for five seconds.
_TYPING_SECONDS = 4.5
# Pressed, nothing happens: what was chosen stays to be seen.
DONE = "-"

Keyboard = dict[str, Any]


@dataclass(frozen=True)
class Where:
    """A chat, the topic in it, and the message that is answered where others talk as well."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None


class Sender:
    """Our bot's mouth."""

    def __init__(self, bot: Connection, calendar: Callable[[str], bytes]) -> None:
        """Take the connection, and what gives the calendar of an id as a file; it may block."""
        self._bot = bot
        self._calendar = calendar

    async def send(self, where: Where, part: Part) -> Keyboard | None:
        """Send one part; give the keyboard under it, if it has choices.

        Raises:
            TelegramError: it was not taken, or it is not known whether.
        """
        common: dict[str, Any] = {"chat_id": where.chat, "message_thread_id": where.thread}
        if where.reply_to:
            common["reply_parameters"] = ReplyParameters(where.reply_to, allow_sending_without_reply=True)
        if "venue" in part:
            await self._bot.send_venue(**common, **part["venue"])
        elif "calendar" in part:
            document = await asyncio.to_thread(self._calendar, part["calendar"])
            await self._bot.send_document(**common, document=document, filename=text("telegram.calendar_file"))
        else:
            sent = await self._send_text(common, part)
            if any("choice" in button for row in part["buttons"] for button in row):
                links = [row for row in part["buttons"] if "url" in row[0]]
                return {"message": sent.message_id, "links": links}
        return None

    async def _send_text(self, common: dict[str, Any], part: Part) -> Message:
        return await self._bot.send_message(
            **common,
            text=part["text"],
            parse_mode=ParseMode.HTML,
            reply_markup=_markup(part["buttons"]),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    async def acknowledge(self, callback: str, said: str = "") -> None:
        """Let a pressed button come to rest; where it is too late for that, nothing is lost."""
        with suppress(TelegramError):
            await self._bot.answer_callback_query(callback, said or None, show_alert=bool(said))

    async def retire(self, chat: int, keyboard: Keyboard, chosen: str = "") -> None:
        """Let the buttons of an earlier answer go, but for its links, and show what was chosen.

        That it cannot be done, because the message is gone or nothing changes, is no reason to fail.
        """
        rows = [[{"text": f"✓ {chosen}", "choice": DONE}]] if chosen else []
        with suppress(TelegramError):
            markup = _markup([*rows, *keyboard["links"]])
            await self._bot.edit_message_reply_markup(chat, keyboard["message"], reply_markup=markup)

    async def keep_typing(self, where: Where) -> None:
        """Show that an answer is being written, until this is cancelled."""
        while True:
            with suppress(TelegramError):
                await self._bot.send_chat_action(where.chat, ChatAction.TYPING, message_thread_id=where.thread)
            await asyncio.sleep(_TYPING_SECONDS)


def is_refused(error: TelegramError) -> bool:
    """Whether Telegram will never take this part."""
    return isinstance(error, BadRequest)


def _markup(rows: list[list[dict[str, str]]]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(b["text"], url=b.get("url"), callback_data=b.get("choice")) for b in row]
            for row in rows
        ]
    )
