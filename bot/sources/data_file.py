"""A YAML file of the editors that was read and checked, offered entry by entry.

Entries with a fault are marked, so that readers of a kind build only what fits the schema.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bot.sources.faults import Faults, field_name
from bot.sources.schema import check_schema
from bot.sources.yaml_file import ValuePath, YamlFile, read_yaml


class Complaining(Protocol):
    """Values of one thing in a file of any kind, and the way to complain about them."""

    @property
    def values(self) -> dict[str, Any]:
        """What stands there, by key."""

    def complain(self, code: str, *path: str | int, **values: object) -> None:
        """Note a fault at a value."""


@dataclass(frozen=True)
class Entry:
    """One mapping in a file, with the way back to its lines.

    Attributes:
        sound: fits the schema; only then may its values be trusted.
    """

    values: dict[str, Any]
    sound: bool
    _file: YamlFile
    _path: ValuePath
    _faults: Faults

    @property
    def file(self) -> str:
        """How faults call the file."""
        return self._file.name

    @property
    def key(self) -> str:
        """The key or number under which the entry stands in its file."""
        return str(self._path[-1])

    def line(self, *path: str | int) -> int:
        """The line of a value inside this entry, or of the entry."""
        return self._file.line(*self._path, *path)

    def complain(self, code: str, *path: str | int, **values: object) -> None:
        """Note a fault at a value inside this entry."""
        self._faults.add(self.file, self.line(*path), code, **values)

    def label(self, key: str) -> str:
        """How faults call a value of the entry."""
        return field_name(key)

    def place(self) -> tuple[str, int | None]:
        """File and line."""
        return self.file, self.line()

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when the key is not there."""
        return tuple(self.values.get(key, ()))

    def name(self, key: str = "name") -> str | None:
        """A text even if the entry has faults elsewhere, for looking it up."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def inner(self, key: str) -> "Iterator[Entry]":
        """The mappings listed under a key of this entry."""
        for index, values in enumerate(self.values.get(key, ())):
            yield Entry(values, self.sound, self._file, (*self._path, key, index), self._faults)


class DataFile:
    """A checked file."""

    def __init__(self, file: YamlFile, broken: frozenset[ValuePath], faults: Faults) -> None:
        self._file = file
        self._broken = broken
        self._faults = faults

    @property
    def default_source(self) -> str | None:
        """The source id that holds for entries without one of their own."""
        return self._top().get("source")

    def entries(self, key: str) -> Iterator[Entry]:
        """The mappings of a top-level list, or of a top-level mapping's values, in order."""
        for name, values in _items(self._top().get(key)):
            if isinstance(values, dict):
                yield Entry(values, self._sound((key, name)), self._file, (key, name), self._faults)

    def entry(self, key: str) -> Entry | None:
        """A top-level mapping, if it is one."""
        values = self._top().get(key)
        if not isinstance(values, dict):
            return None
        return Entry(values, self._sound((key,)), self._file, (key,), self._faults)

    def texts(self, key: str) -> tuple[str, ...]:
        """A top-level list of texts; empty when it is missing or has faults."""
        return tuple(self._top()[key]) if key in self._top() and self._sound((key,)) else ()

    def keys(self, key: str) -> tuple[str, ...]:
        """The keys of a top-level mapping, sound or not."""
        return tuple(self._top().get(key, ())) if isinstance(self._top().get(key), dict) else ()

    def complain(self, code: str, **values: object) -> None:
        """Note a fault of the whole file."""
        self._faults.add(self._file.name, None, code, **values)

    def complain_at(self, code: str, *path: str | int, **values: object) -> None:
        """Note a fault at a value of the file."""
        self._faults.add(self._file.name, self._file.line(*path), code, **values)

    def _top(self) -> dict[str, Any]:
        return self._file.data if isinstance(self._file.data, dict) else {}

    def _sound(self, path: ValuePath) -> bool:
        """Nothing inside is broken, and nothing around it."""
        return not any(broken[: len(path)] == path or path[: len(broken)] == broken for broken in self._broken)


def read_data(data_dir: Path, name: str, kind: str, faults: Faults) -> DataFile | None:
    """Read and check a file; None when it is not even YAML. What is wrong is in `faults`."""
    file = read_yaml(data_dir / name, name, faults)
    return DataFile(file, check_schema(file, kind, faults), faults) if file else None


def _items(values: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(values, list):
        yield from enumerate(values)
    elif isinstance(values, dict):
        yield from values.items()
