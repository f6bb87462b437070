"""Reads safety.yml: the patterns that recognise danger. What they are applied to is `bot.city.safety`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.sources.data_file import DataFile, Entry, read_data
from bot.sources.faults import Faults

FILE = "safety.yml"


@dataclass(frozen=True)
class SafetyData:
    """Regular expressions by level of danger, and those that veto them."""

    levels: dict[str, tuple[str, ...]]
    harmless: tuple[str, ...]


def read_safety(data_dir: Path, faults: Faults) -> SafetyData:
    """Read all patterns; what is wrong with them is in `faults`."""
    file = read_data(data_dir, FILE, "safety", faults)
    if file is None:
        return SafetyData({}, ())
    levels: dict[str, tuple[str, ...]] = {}
    first: dict[str, int] = {}
    for entry in file.entries("levels"):
        if entry.sound:
            _read_level(entry, levels, first)
    return SafetyData(levels, tuple(_patterns(file, "harmless")))


def _read_level(entry: Entry, levels: dict[str, tuple[str, ...]], first: dict[str, int]) -> None:
    level = entry.values["level"]
    if level in levels:
        entry.complain("level_twice", "level", level=level, first=first[level])
    first.setdefault(level, entry.line("level"))
    levels[level] = entry.words("patterns")
    for index, pattern in enumerate(levels[level]):
        if reason := _broken(pattern):
            entry.complain("pattern_broken", "patterns", index, pattern=pattern, reason=reason)


def _patterns(file: DataFile, key: str) -> Iterable[str]:
    for index, pattern in enumerate(file.texts(key)):
        if reason := _broken(pattern):
            file.complain_at("pattern_broken", key, index, pattern=pattern, reason=reason)
        yield pattern


def _broken(pattern: str) -> str | None:
    """What is wrong with a regular expression, in the words of Python; None when nothing is."""
    try:
        re.compile(pattern)
    except re.error as error:
        return error.msg
    return None
