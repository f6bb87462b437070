"""The entries of a calendar feed: one per pickup, and one on the day on which the calendar ends; in words, not in ICS.

How they are written down is `calendar_feed`; how often one changed is `revisions`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.city.pickup import AreaCalendar, Pickup, move_reason
from bot.city.stream import Stream, StreamInfo
from bot.strings import text

# The key of the entry that says where a calendar ends; no pickup has it.
END = "end"


@dataclass(frozen=True)
class Words:
    """What residents read of an entry.

    Attributes:
        alarm: None where nothing has to be put out.
    """

    summary: str
    description: str
    alarm: str | None


def keyed(pickups: Iterable[Pickup]) -> dict[str, Pickup]:
    """The pickups by what stays the same when a date moves: stream and regular day."""
    found: dict[str, Pickup] = {}
    for pickup in pickups:
        key = f"{pickup.stream}-{(pickup.moved_from or pickup.date).isoformat()}"
        while key in found:
            # A supplier may list a new date beside the old one, and no two entries may share a key.
            key += "+"
        found[key] = pickup
    return found


def said(pickups: Mapping[str, Pickup], last_day: date) -> dict[str, str]:
    """All that can change about the entries, by key."""
    facts = {key: _facts(pickup) for key, pickup in pickups.items()}
    return {**facts, END: last_day.isoformat()}


def _facts(pickup: Pickup) -> str:
    return f"{pickup.date}|{pickup.moved_from}|{pickup.reason}|{pickup.marked}|{pickup.fortnightly}"


def pickup_words(pickup: Pickup, calendar: AreaCalendar, streams: Mapping[Stream, StreamInfo], as_of: date) -> Words:
    """The bin; whether, from when and why it moved; since when that is said and by whom.

    Args:
        as_of: since when the calendar says so. Not the day of its last delivery: then a feed would change every day.
    """
    label = _marked(streams[pickup.stream].label, calendar)
    moved = pickup.marked or pickup.moved_from is not None
    return Words(
        text("feed.moved", label=label) if moved else label,
        _joined(_move(pickup) if moved else "", _origin(calendar, as_of)),
        text("feed.alarm", label=label),
    )


def end_words(calendar: AreaCalendar, as_of: date) -> Words:
    """That nothing is known after this day, so that nobody takes the silence for "no pickups"."""
    return Words(
        _marked(text("feed.end"), calendar), _joined(text("feed.end_description"), _origin(calendar, as_of)), None
    )


def _move(pickup: Pickup) -> str:
    reason, day = move_reason(pickup), pickup.moved_from
    return _joined(
        text("feed.moved_from", day=f"{day:%d.%m.%Y}") if day else "",
        text("feed.reason", reason=reason) if reason else "",
    )


def _origin(calendar: AreaCalendar, as_of: date) -> str:
    return _joined(
        text("feed.source", name=calendar.source.name, as_of=f"{as_of:%d.%m.%Y}"),
        text("feed.example") if calendar.example else "",
    )


def _marked(label: str, calendar: AreaCalendar) -> str:
    return text("feed.example_label", label=label) if calendar.example else label


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
