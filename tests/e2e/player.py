"""Plays conversations from files over the REST channel and compares each answer with what is expected of it.

A file has one conversation a line: `{"id", "turns": [{"user", "repeat", "expect"}]}`, where a `user` text can be
repeated. What `expect` can say is listed at `RULES`; what holds for every answer is in `general_faults`.
"""

import json
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from bot.settings import ROOT

Reply = dict[str, Any]

SCHEMA = Draft202012Validator(json.loads((ROOT / "docs" / "cards.schema.json").read_text(encoding="utf-8")))
SECONDS_TO_ANSWER = 20
# What belongs to the machinery and never to a resident: names of Rasa's parts, open gaps, Python's words.
LEAK = re.compile(r"utter_|action_|nlu_fallback|Traceback|\{\w*\}|\bNone\b", re.IGNORECASE)


@dataclass(frozen=True)
class Turn:
    """One message and what its answer must be like."""

    user: str
    expect: dict[str, Any]


@dataclass(frozen=True)
class Conversation:
    """Messages of one resident, in order."""

    name: str
    turns: tuple[Turn, ...]


def read_conversations(folder: Path) -> list[Conversation]:
    """Read all files of a folder; a conversation is known by its file and id."""
    return [
        _conversation(path.stem, json.loads(line))
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def _conversation(file: str, raw: dict[str, Any]) -> Conversation:
    turns = [Turn(turn["user"] * turn.get("repeat", 1), turn["expect"]) for turn in raw["turns"]]
    return Conversation(f"{file}: {raw['id']}", tuple(turns))


class Resident:
    """Somebody who talks to Talbot, under a sender id of their own."""

    def __init__(self, url: str) -> None:
        """Talk to the assistant at this address."""
        self._url = f"{url}/webhooks/rest/webhook"
        self._sender = f"e2e-{uuid.uuid4().hex}"

    def say(self, text: str) -> list[Reply]:
        """Send a message, give the replies.

        Raises:
            httpx.HTTPError: the server did not answer, or not with success.
        """
        body = {"sender": self._sender, "message": text}
        # Without a proxy: the address is this machine's own.
        answer = httpx.post(self._url, json=body, timeout=SECONDS_TO_ANSWER, trust_env=False)
        answer.raise_for_status()
        return list(answer.json())


def play(conversation: Conversation, url: str) -> list[str]:
    """Play a conversation; give what was wrong, one line for each fault."""
    resident = Resident(url)
    return [
        f"{turn.user[:80]!r}: {fault}"
        for turn in conversation.turns
        for fault in faults(resident.say(turn.user), turn.expect)
    ]


def faults(replies: list[Reply], expect: dict[str, Any]) -> list[str]:
    """Compare the replies to one message with what holds for all and with what is expected of these."""
    return [*general_faults(replies), *_special_faults(replies, expect)]


def general_faults(replies: list[Reply]) -> Iterator[str]:
    """What holds for every answer: words, no leaks, and cards that keep to the contract."""
    if not text_of(replies).strip():
        yield "no text"
    if leak := LEAK.search(json.dumps([reply.get("text") or "" for reply in replies], ensure_ascii=False)):
        yield f"leaks {leak.group()!r} in {text_of(replies)[:120]!r}"
    for card in cards_of(replies):
        for error in SCHEMA.iter_errors(card):
            yield f"card {card.get('card')}: {'/'.join(map(str, error.absolute_path))} {error.message}"[:300]


def _special_faults(replies: list[Reply], expect: dict[str, Any]) -> Iterator[str]:
    for rule, wanted in expect.items():
        if (got := RULES[rule](replies, wanted)) is not None:
            yield f"{rule} should be {wanted}, got {got}"


def text_of(replies: list[Reply]) -> str:
    """All that was said."""
    return "\n".join(reply["text"] for reply in replies if reply.get("text"))


def cards_of(replies: list[Reply]) -> list[dict[str, Any]]:
    """All cards, the primary one first."""
    return [reply["custom"] for reply in replies if isinstance(reply.get("custom"), dict)]


def values_at(node: Any, path: str) -> list[Any]:
    """What a card has at a dotted path: a number picks from a list, `*` takes all, a list at the end unfolds."""
    if not path:
        return list(node) if isinstance(node, list) else [node]
    step, _, rest = path.partition(".")
    if step == "*":
        return [value for part in node for value in values_at(part, rest)]
    if step.isdigit():
        return values_at(node[int(step)], rest) if int(step) < len(node) else []
    return values_at(node[step], rest) if isinstance(node, dict) and step in node else []


def _primary(replies: list[Reply]) -> dict[str, Any]:
    return next(iter(cards_of(replies)), {})


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _card(replies: list[Reply], wanted: Any) -> object | None:
    kind = _primary(replies).get("card", "none")
    return None if kind in _as_list(wanted) else f"{kind}: {text_of(replies)[:150]!r}"


def _is(replies: list[Reply], wanted: dict[str, Any]) -> object | None:
    return _wrong(replies, wanted, lambda got, values: _covers(got, values) and _covers(values, got))


def _has(replies: list[Reply], wanted: dict[str, Any]) -> object | None:
    return _wrong(replies, wanted, _covers)


def _lacks(replies: list[Reply], wanted: dict[str, Any]) -> object | None:
    return _wrong(replies, wanted, lambda got, values: not any(value in got for value in values))


def _wrong(
    replies: list[Reply], wanted: dict[str, Any], fits: Callable[[list[Any], list[Any]], bool]
) -> dict[str, Any] | None:
    got = {path: values_at(_primary(replies), path) for path in wanted}
    return {path: got[path] for path, value in wanted.items() if not fits(got[path], _as_list(value))} or None


def _covers(some: list[Any], others: list[Any]) -> bool:
    return all(other in some for other in others)


def _text(replies: list[Reply], wanted: Any) -> object | None:
    said = text_of(replies).casefold()
    return None if all(part.casefold() in said for part in _as_list(wanted)) else text_of(replies)[:300]


def _text_not(replies: list[Reply], wanted: Any) -> object | None:
    said = text_of(replies).casefold()
    return text_of(replies)[:300] if any(part.casefold() in said for part in _as_list(wanted)) else None


def _buttons(replies: list[Reply], wanted: Any) -> object | None:
    titles = [button["title"] for reply in replies for button in reply.get("buttons") or []]
    missing = set(_as_list(wanted)) - set(titles) if wanted is not True else ()
    return None if titles and not missing else titles


def _asks(replies: list[Reply], wanted: Any) -> object | None:
    asked = "?" in text_of(replies) or _buttons(replies, wanted=True) is None
    return None if asked == wanted else text_of(replies)[:150]


# What `expect` can say. Each rule gives None when it is kept, else what there was instead.
RULES: dict[str, Callable[[list[Reply], Any], object | None]] = {
    "card": _card,  # the primary card's kind, or one of several; "none" for an answer without a card
    "is": _is,  # by path into the primary card: exactly these values, in any order
    "has": _has,  # by path: at least these values
    "lacks": _lacks,  # by path: none of these values
    "text": _text,  # the text has all of these
    "text_not": _text_not,  # the text has none of these
    "buttons": _buttons,  # there are buttons (true), or among them those with these titles
    "asks": _asks,  # whether the answer asks back
}
