"""Reads one YAML file of the editors: plain values, the line of every value, and faults in German terms.

Knows nothing of what a file should contain; that is `bot.sources.schema`.
"""

import re
from collections.abc import Iterator, Mapping
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


class _Loader(yaml.CSafeLoader):
    """YAML as people expect it: dates stay text, only true/false are truth values, "018" is text."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_DIGITS = list("-0123456789")
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9]\d*)$"), _DIGITS)
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^-?(?:0|[1-9]\d*)\.\d+$"), _DIGITS)


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
    loader = _Loader(content)
    try:
        node = loader.get_single_node()
        if node is None:
            faults.add(name, None, "file_empty")
            return None
        before = len(faults)
        builder = _Builder(loader, name, faults)
        data = builder.value(node, ())
        return YamlFile(name, data, builder.lines) if len(faults) == before else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.add(name, mark.line + 1 if mark else None, _problem(error))
        return None
    except yaml.YAMLError:
        faults.add(name, None, "yaml_syntax")
        return None
    finally:
        loader.dispose()


def _problem(error: yaml.MarkedYAMLError) -> str:
    if isinstance(error, yaml.constructor.ConstructorError):
        return "yaml_tag"
    said = f"{error.context or ''} {error.problem or ''}"
    return next((code for words, code in _PROBLEMS if words in said), "yaml_syntax")


class _Builder:
    """Turns nodes into plain values and remembers where each begins."""

    def __init__(self, loader: _Loader, name: str, faults: Faults) -> None:
        self._loader = loader
        self._name = name
        self._faults = faults
        self._seen: set[int] = set()
        self.lines: dict[ValuePath, int] = {}

    def value(self, node: yaml.Node, path: ValuePath) -> Any:
        """Build the value of a node; a fault gives None in its place."""
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if id(node) in self._seen:
            # The same node again is an alias: unreadable for editors, and a way to blow up a file.
            self._faults.add(self._name, line, "yaml_alias")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        return self._loader.construct_object(node)

    def _mapping(self, node: yaml.MappingNode, path: ValuePath) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key, line, child in self._entries(node):
            if key in built:
                first = self.lines[(*path, key)]
                self._faults.add(self._name, line, "key_twice", key=key, first=first)
                continue
            self.lines[(*path, key)] = line
            built[key] = self.value(child, (*path, key))
        return built

    def _entries(self, node: yaml.MappingNode) -> Iterator[tuple[str, int, yaml.Node]]:
        for key, child in node.value:
            line = key.start_mark.line + 1
            if isinstance(key, yaml.ScalarNode):
                yield str(key.value), line, child
            else:
                self._faults.add(self._name, line, "yaml_key")
