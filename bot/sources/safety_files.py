"""Reads safety/*: phrases that are danger, word fields, and the examples the trained part learns from.

Only training and checking read them: what is learned travels in the model.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot.city.phrase import compile_phrase, padded
from bot.city.safety import HARMLESS, LEVELS
from bot.city.text import normalise
from bot.sources.data_file import DataFile, Entry, read_data
from bot.sources.faults import Faults
from bot.sources.text_file import read_text

FOLDER = "safety"
PATTERNS, WORDS = "patterns.yml", "words.yml"
# Like this a line of an example file is a note for editors.
NOTE = "#"

_LONGEST = 1000

_Fields = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class SafetyData:
    """What editors say about danger.

    Attributes:
        levels: phrases by level, see `bot.city.phrase`.
        harmless: phrases that veto them.
        fields: words by field, see `bot.city.safety_fields`.
        examples: texts by level, and those of `HARMLESS`.
    """

    levels: dict[str, tuple[str, ...]]
    harmless: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    examples: dict[str, tuple[str, ...]]


def read_safety(data_dir: Path, faults: Faults) -> SafetyData:
    """Read all safety files; what is wrong with them is in `faults`."""
    _check_file_names(data_dir, faults)
    fields = _read_fields(data_dir, faults)
    examples = _Examples(faults)
    for label in (*LEVELS, HARMLESS):
        examples.read(data_dir, label)
    patterns = read_data(data_dir, f"{FOLDER}/{PATTERNS}", "safety_patterns", faults)
    if patterns is None:
        return SafetyData({}, (), fields, examples.by_label)
    vetoes = _read_vetoes(patterns, fields)
    levels = _read_levels(patterns, fields, examples.plain_harmless(vetoes))
    return SafetyData(levels, patterns.texts("harmless"), fields, examples.by_label)


def _check_file_names(data_dir: Path, faults: Faults) -> None:
    known = {PATTERNS, WORDS, *(f"{label}.txt" for label in (*LEVELS, HARMLESS))}
    for path in sorted((data_dir / FOLDER).glob("*")):
        if path.name not in known:
            faults.add(f"{FOLDER}/{path.name}", None, "file_unknown")


def _read_fields(data_dir: Path, faults: Faults) -> dict[str, tuple[str, ...]]:
    file = read_data(data_dir, f"{FOLDER}/{WORDS}", "safety_words", faults)
    entry = file.entry("fields") if file else None
    return {name: entry.words(name) for name in entry.values} if entry and entry.sound else {}


@dataclass
class _Examples:
    """Examples by label; one that stands twice would teach both or neither."""

    faults: Faults
    by_label: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _places: dict[str, str] = field(default_factory=dict)

    def read(self, data_dir: Path, label: str) -> None:
        """Read the file of a label: one example a line."""
        name = f"{FOLDER}/{label}.txt"
        text = read_text(data_dir / name, name, self.faults)
        self.by_label[label] = tuple(self._sound(name, text)) if text is not None else ()
        if text is not None and not self.by_label[label]:
            self.faults.add(name, None, "examples_missing")

    def _sound(self, name: str, text: str) -> Iterator[str]:
        for number, line in enumerate(text.splitlines(), start=1):
            example = line.strip()
            if not example or example.startswith(NOTE):
                continue
            key = normalise(example)
            if not key or len(example) > _LONGEST:
                self.faults.add(name, number, "example_odd", longest=_LONGEST)
            elif key in self._places:
                self.faults.add(name, number, "example_twice", text=example, other=self._places[key])
            else:
                self._places[key] = name
                yield example

    def plain_harmless(self, vetoes: list[re.Pattern[str]]) -> list[tuple[str, str]]:
        """The harmless examples that nothing vetoes: as phrases are matched against, and as written."""
        plain = [(padded(text), text) for text in self.by_label[HARMLESS]]
        return [pair for pair in plain if not any(veto.search(pair[0]) for veto in vetoes)]


def _read_vetoes(file: DataFile, fields: _Fields) -> list[re.Pattern[str]]:
    complain = partial(file.complain_at, "pattern_broken", "harmless")
    found = [_compiled(phrase, fields, partial(complain, i)) for i, phrase in enumerate(file.texts("harmless"))]
    return [pattern for pattern in found if pattern]


def _read_levels(file: DataFile, fields: _Fields, harmless: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    levels: dict[str, tuple[str, ...]] = {}
    first: dict[str, int] = {}
    for entry in file.entries("levels"):
        if not entry.sound:
            continue
        level = entry.values["level"]
        if level in levels:
            entry.complain("level_twice", "level", level=level, first=first[level])
        first.setdefault(level, entry.line("level"))
        levels[level] = entry.words("patterns")
        _check_phrases(entry, fields, harmless)
    return levels


def _check_phrases(entry: Entry, fields: _Fields, harmless: list[tuple[str, str]]) -> None:
    for index, phrase in enumerate(entry.words("patterns")):
        pattern = _compiled(phrase, fields, partial(entry.complain, "pattern_broken", "patterns", index))
        if pattern and (text := next((text for plain, text in harmless if pattern.search(plain)), None)):
            entry.complain("pattern_harmless", "patterns", index, pattern=phrase, text=text)


def _compiled(phrase: str, fields: _Fields, complain: Callable[..., None]) -> re.Pattern[str] | None:
    """The expression of a phrase; None after noting what is wrong with it."""
    try:
        return compile_phrase(phrase, fields)
    except ValueError as error:
        complain(pattern=phrase, reason=str(error))
        return None
