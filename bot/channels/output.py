"""Collects what the assistant answers and gives each button a choice id: what a button means stays on the server."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import OutputChannel

Reply = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """A button that was offered.

    Attributes:
        id: what the client sends when it is chosen.
        payload: what it means to the assistant; never leaves the server.
    """

    id: str
    title: str
    payload: str


class ReplyCollector(OutputChannel):
    """Turns Rasa's messages into replies: `{"text"}`, `{"text", "choices"}` or `{"card"}`, in order."""

    def __init__(self, channel: str, on_reply: Callable[[Reply], None] = lambda _: None) -> None:
        """Call `on_reply` for each reply as soon as it is there."""
        self._channel = channel
        self._on_reply = on_reply
        self.replies: list[Reply] = []
        self.choices: list[Choice] = []

    def name(self) -> str:
        """The name by which responses of the domain and actions know this channel."""
        return self._channel

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Collect a text."""
        self._add({"text": text})

    async def send_text_with_buttons(
        self, recipient_id: str, text: str, buttons: list[dict[str, Any]], **kwargs: Any
    ) -> None:
        """Collect a text with the choices under it."""
        self._add({"text": text, "choices": self._offer(buttons)})

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **kwargs: Any) -> None:
        """Collect a card; suggestions in it become choices like buttons."""
        card = dict(json_message)
        if isinstance(card.get("suggestions"), list):
            card["suggestions"] = self._offer(card["suggestions"])
        self._add({"card": card})

    async def send_image_url(self, recipient_id: str, image: str, **kwargs: Any) -> None:
        """Leave pictures out: no answer has one, and a page with a strict policy would not load it."""

    async def send_attachment(self, recipient_id: str, attachment: str, **kwargs: Any) -> None:
        """Leave attachments out, for the same reason."""

    def _add(self, reply: Reply) -> None:
        self.replies.append(reply)
        self._on_reply(reply)

    def _offer(self, buttons: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
        offered = [self._choice(button) for button in buttons if isinstance(button, dict) and button.get("title")]
        return [{"id": choice.id, "title": choice.title} for choice in offered]

    def _choice(self, button: dict[str, Any]) -> Choice:
        title, payload = str(button["title"]), str(button.get("payload") or button["title"])
        known = next((choice for choice in self.choices if (choice.title, choice.payload) == (title, payload)), None)
        if known is None:
            known = Choice(secrets.token_urlsafe(12), title, payload)
            self.choices.append(known)
        return known
