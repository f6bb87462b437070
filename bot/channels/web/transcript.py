"""Writes a conversation as plain text, for people to keep."""

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo

from bot.channels.web.ledger import Turn
from bot.strings import text


def transcript(turns: Iterable[Turn], zone: tzinfo) -> str:
    """Give a conversation as text, each turn with its time in a time zone."""
    return "\n".join([text("web.transcript.title"), "", *_lines(turns, zone)])


def _lines(turns: Iterable[Turn], zone: tzinfo) -> Iterator[str]:
    for turn in turns:
        at = datetime.fromtimestamp(turn.at, zone)
        yield text("web.transcript.asked", day=f"{at:%d.%m.%Y}", time=f"{at:%H:%M}", said=turn.message.said)
        for reply in turn.replies:
            if "text" in reply:
                yield text("web.transcript.answered", said=reply["text"])
            for choice in reply.get("choices", ()):
                yield text("web.transcript.choice", title=choice["title"])
        yield ""
