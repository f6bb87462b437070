"""Reads what clients send: strict about form, so that nothing further in has to be."""

import re
from typing import Any, Literal, TypeVar

import msgspec
from sanic.request import Request

from bot.channels.message import LONGEST_TEXT, Message
from bot.channels.private import masked
from bot.channels.web.refusal import Refused

LONGEST_WORDS = 500
LONGEST_QUERY = 200
# Room for the longest text, every character of it escaped.
LARGEST_BODY = 16_000

_BEARER = "Bearer "
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
# Neither seen nor meant: control characters, and signs that change the direction of writing.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_Body = TypeVar("_Body", bound=msgspec.Struct)


class _MessageBody(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    text: str | None = None
    choice: str | None = None


class FeedbackBody(msgspec.Struct, forbid_unknown_fields=True):
    """What somebody thinks of the answer to their message `id`."""

    id: str
    rating: Literal["up", "down"]
    words: str | None = None


class SuggestionsBody(msgspec.Struct, forbid_unknown_fields=True):
    """What has been typed so far."""

    text: str


def read_token(request: Request) -> str:
    """Give the token that comes with a request.

    Raises:
        Refused: there is none.
    """
    header = request.headers.get("authorization", "")
    if not header.startswith(_BEARER):
        raise Refused("session_missing")
    return str(header.removeprefix(_BEARER))


def read_message(request: Request) -> Message:
    """Give the message in a request, private things masked.

    Raises:
        Refused: it has no usable form.
    """
    body = _read(request, _MessageBody)
    if (body.text is None) == (body.choice is None):
        raise Refused("request_malformed")
    return make_message(body.id, body.text, body.choice)


def make_message(message_id: str, said: str | None, choice: str | None) -> Message:
    """Make a message of what a client sent, private things masked.

    Raises:
        Refused: it cannot be one.
    """
    if not _ID.fullmatch(message_id):
        raise Refused("id_malformed")
    if choice is not None:
        return Message(message_id, "", choice)
    clean = cleaned(said or "", LONGEST_TEXT)
    if not clean:
        raise Refused("text_missing")
    return Message(message_id, masked(clean))


def read_feedback(request: Request) -> FeedbackBody:
    """Give the feedback in a request, private things masked.

    Raises:
        Refused: it has no usable form.
    """
    body = _read(request, FeedbackBody)
    body.words = masked(cleaned(body.words or "", LONGEST_WORDS)) or None
    return body


def read_query(request: Request) -> str:
    """Give what has been typed so far.

    Raises:
        Refused: it has no usable form.
    """
    return cleaned(_read(request, SuggestionsBody).text, LONGEST_QUERY)


def cleaned(words: str, longest: int) -> str:
    """Give the words on one line, without what nobody sees.

    Raises:
        Refused: they are too long.
    """
    if len(words) > longest:
        raise Refused("text_too_long")
    # A lone half of a surrogate pair is no character and cannot be stored.
    whole = words.encode("utf-8", "ignore").decode("utf-8")
    return " ".join(_UNSEEN.sub(" ", whole).split())


def _read(request: Request, kind: type[_Body]) -> _Body:
    body: Any = request.body
    if len(body) > LARGEST_BODY:
        raise Refused("too_large")
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise Refused("not_json")
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("request_malformed") from error
