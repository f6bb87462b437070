"""Reads a JSON file that may come from anybody: with limits, and with the pointer (RFC 6901) to every value."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, NoReturn

from bot.sources.faults import Faults
from bot.strings import text

DEEPEST = 60


@dataclass(frozen=True)
class JsonFile:
    """A JSON file as plain values, without keys whose value is null.

    Attributes:
        root: the steps to `data` in the file, where it is a part of it.
    """

    name: str
    data: Any
    root: tuple[str | int, ...] = ()

    def line(self, *path: str | int) -> int | None:  # noqa: ARG002  # other files have lines
        """None: programs write JSON, often on one line."""
        return None

    def spot(self, *path: str | int) -> str | None:
        """The pointer to a value."""
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in (*self.root, *path))
        return text("faults.pointer", pointer="".join(f"/{step}" for step in steps) or "/")


class _Refused(ValueError):
    """A fault that the parser of the standard library would let pass."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def parse_json(written: str, name: str, faults: Faults) -> JsonFile | None:
    """Read a text as JSON; None when it is none, then the reason is in the faults."""
    if not written.strip():
        faults.add(name, None, "file_empty")
        return None
    try:
        hooks: dict[str, Any] = {"parse_constant": _refuse_number, "parse_float": _finite, "object_pairs_hook": _once}
        return JsonFile(name, _whole(_without_null(json.loads(written, **hooks)), written))
    except json.JSONDecodeError as error:
        faults.add(name, error.lineno, "json_syntax")
    except _Refused as refused:
        faults.add(name, None, refused.code, **refused.values)
    except RecursionError:
        faults.add(name, None, "json_deep", most=DEEPEST)
    except ValueError:
        # A number of thousands of digits, half a letter.
        faults.add(name, None, "json_syntax")
    return None


def _without_null(value: Any, depth: int = 0) -> Any:
    """The value without keys that have none: many programs write null for what they do not know."""
    if depth > DEEPEST:
        raise _Refused("json_deep", most=DEEPEST)
    if isinstance(value, dict):
        return {key: _without_null(inner, depth + 1) for key, inner in value.items() if inner is not None}
    return [_without_null(inner, depth + 1) for inner in value] if isinstance(value, list) else value


def _whole(value: Any, written: str) -> Any:
    """The value, if its texts can be written again: JSON can escape half of a letter.

    Raises:
        ValueError: they cannot.
    """
    if "\\ud" in written.lower():
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _refuse_number(value: str) -> NoReturn:
    raise _Refused("json_number", value=value)


def _finite(written: str) -> float:
    value = float(written)
    return value if isfinite(value) else _refuse_number(written)


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Refused("json_key_twice", key=key)
        found[key] = value
    return found
