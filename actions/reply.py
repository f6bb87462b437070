"""An answer in the making: phrases of `domain.yml` put together to one text, buttons, and cards."""

from datetime import date
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from bot import german
from bot.city.source import Source
from bot.responses import Responses


class Reply:
    """Collects lines, buttons and cards; `send` hands them over as one message and its cards."""

    def __init__(self, responses: Responses) -> None:
        """Start empty; `responses` are those of the domain."""
        self._responses = responses
        self.lines: list[str] = []
        self.buttons: list[dict[str, str]] = []
        self.cards: list[dict[str, Any]] = []

    def knows(self, key: str) -> bool:
        """Whether the domain has a phrase of this name."""
        return key in self._responses

    def phrase(self, key: str, **values: object) -> str:
        """Fill in one phrase of the domain.

        Raises:
            KeyError: the domain has no such phrase, or a value is missing.
        """
        return str(self._responses[key][0]["text"]).format(**values)

    def say(self, key: str, **values: object) -> None:
        """Add a phrase as a line of its own."""
        self.lines.append(self.phrase(key, **values))

    def add(self, line: str | None) -> None:
        """Add a line that comes from the city's data; nothing happens without one."""
        if line:
            self.lines.append(line)

    def use_response(self, key: str) -> None:
        """Give a whole fixed answer of the domain: its text and its card."""
        response = self._responses[key][0]
        self.lines.append(response["text"])
        if "custom" in response:
            self.cards.append(response["custom"])

    def button(self, title: str, payload: str) -> None:
        """Offer a choice; the payload is plain text a resident could have typed as well."""
        self.buttons.append({"title": title, "payload": payload})

    def card(self, card: str, **values: Any) -> None:
        """Add the answer as data, in the form of `docs/cards.schema.json`."""
        self.cards.append({"card": card, **values})

    def source(self, source: Source) -> None:
        """Name the source and its age as the text's last line."""
        self.say("utter_source", name=source.name, as_of=german.plain_date(source.as_of))

    def send(self, dispatcher: CollectingDispatcher) -> None:
        """Hand everything over to Rasa."""
        if self.lines:
            dispatcher.utter_message(text="\n".join(self.lines), buttons=self.buttons or None)
        for card in self.cards:
            dispatcher.utter_message(json_message=card)


def source_card(source: Source) -> dict[str, str | None]:
    """A source as cards carry it."""
    return {"name": source.name, "url": source.url, "as_of": source.as_of.isoformat()}


def iso(value: date | None) -> str | None:
    """A date as cards carry it."""
    return value.isoformat() if value else None
