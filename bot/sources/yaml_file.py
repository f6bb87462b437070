"""Reads one YAML file of the editors: plain values, the line of every value, and faults in German terms.

Knows nothing of what a file should contain; that is `bot.sources.schema`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.sources.faults import Faults
from bot.sources.text_file import read_text

ValuePath = tuple[str | int, ...]

# Rasa takes a file with such a line for training data, at any indentation.
_RESERVED = re.compile(r"(nlu|responses|stories|rules):")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
# What libyaml says, and the fault an editor can act on; the first that fits counts.
_PROBLEMS = (
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_colon_missing"),
    ("quoted scalar", "yaml_quote"),
    ("flow", "yaml_bracket"),
    ("cannot start any token", "yaml_character"),
    ("did not find expected", "yaml_indent"),
    ("block", "yaml_indent"),
    ("expected a single document", "yaml_documents"),
    ("anchor", "yaml_alias"),
    ("alias", "yaml_alias"),
    ("tag", "yaml_tag"),
    ("constructor", "yaml_tag"),
)


@dataclass(frozen=True)
class YamlFile:
    """A YAML file as plain values.

    Attributes:
        name: how faults call the file.
        data: dicts, lists and scalars; dates are left as text.
        lines: where each value begins, by its path ("items", 3, "name"), counted from 1.
    """

    name: str
    data: Any
    lines: Mapping[ValuePath, int]

    def line(self, *path: str | int) -> int:
        """Give the line of a value, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def spot(self, *path: str | int) -> str | None:  # noqa: ARG002  # files of other kinds have no lines
        """Nothing: the line says it all."""
        return None


# YAML as people expect it: dates stay text, only true/false are truth values, "018" is text.
_TRUTHS = {"true": True, "false": False}
_NOTHING = ("", "~", "null")
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)\.\d+")


def read_yaml(path: Path, name: str, faults: Faults) -> YamlFile | None:
    """Read a file; None when it cannot be read at all, then every reason is in `faults`.

    Args:
        name: how faults call the file.
    """
    content = read_text(path, name, faults)
    if content is None:
        return None
    before = len(faults)
    _check_lines(content, name, faults)
    if len(faults) > before:
        return None
    return _parse(content, name, faults)


def _check_lines(content: str, name: str, faults: Faults) -> None:
    for number, line in enumerate(content.split("\n"), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())] and line.strip():
            faults.add(name, number, "tab")
        if _CONTROL.search(line):
            faults.add(name, number, "control_character")
        if reserved := _RESERVED.match(line.lstrip()):
            faults.add(name, number, "key_reserved", key=reserved.group(1))


def _parse(content: str, name: str, faults: Faults) -> YamlFile | None:
    before = len(faults)
    # Events, not nodes or objects: they carry lines, and reading them takes a third of the time.
    loader = yaml.CSafeLoader(content)
    builder = _Builder(loader, name, faults)
    try:
        data = builder.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.add(name, mark.line + 1 if mark else None, _problem(error))
    except yaml.YAMLError:
        faults.add(name, None, "yaml_syntax")
    finally:
        loader.dispose()
    return YamlFile(name, data, builder.lines) if len(faults) == before else None


def _problem(error: yaml.MarkedYAMLError) -> str:
    said = f"{error.context or ''} {error.problem or ''}"
    return next((code for words, code in _PROBLEMS if words in said), "yaml_syntax")


class _Builder:
    """Turns the events of a parser into plain values and remembers where each begins."""

    def __init__(self, loader: yaml.CSafeLoader, name: str, faults: Faults) -> None:
        self._loader = loader
        self._name = name
        self._faults = faults
        self.lines: dict[ValuePath, int] = {}

    def document(self) -> Any:
        """Build the only document; an empty file or a second document is a fault."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            self._faults.add(self._name, None, "file_empty")
            return None
        data = self._value(self._next(), ())
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            self._faults.add(self._name, _line(after), "yaml_documents")
        return data

    def _next(self) -> yaml.Event:
        event = self._loader.get_event()
        if event is None:
            raise yaml.YAMLError
        return event

    def _value(self, event: yaml.Event, path: ValuePath) -> Any:
        """Build the value that begins with an event; a fault gives None in its place."""
        line = _line(event)
        self.lines.setdefault(path, line)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            # Unreadable for editors, and a way to blow up a file.
            self._faults.add(self._name, line, "yaml_alias")
        if isinstance(event, yaml.ScalarEvent):
            if event.tag is not None:
                self._faults.add(self._name, line, "yaml_tag")
            return _plain(event.value) if event.implicit[0] else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else None

    def _sequence(self, path: ValuePath) -> list[Any]:
        built: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            built.append(self._value(event, (*path, len(built))))
        return built

    def _mapping(self, path: ValuePath) -> dict[str, Any]:
        built: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._faults.add(self._name, line, "yaml_key")
                self._value(event, (*path, ""))
                self._value(self._next(), (*path, ""))
                continue
            key = str(event.value)
            if key in built:
                self._faults.add(self._name, line, "key_twice", key=key, first=self.lines[(*path, key)])
            self.lines.setdefault((*path, key), line)
            built[key] = self._value(self._next(), (*path, key))
        return built


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _plain(written: str) -> Any:
    """What an unquoted value means."""
    if written in _TRUTHS:
        return _TRUTHS[written]
    if written in _NOTHING:
        return None
    if _INTEGER.fullmatch(written):
        return int(written)
    return float(written) if _DECIMAL.fullmatch(written) else written
