"""Reads the position that quarters and places may have; their schemas check it."""

from collections.abc import Mapping
from typing import Any

from bot.city.position import Position


def read_position(values: Mapping[str, Any]) -> Position | None:
    """Take `position: [lat, lon]` from the values of an entry; None when there is none."""
    position = values.get("position")
    return Position(*position) if position else None
