"""Holds a file against its JSON Schema and puts what is wrong into German faults with their places."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from bot.sources.faults import Faults, field_name
from bot.sources.yaml_file import ValuePath
from bot.strings import text

SCHEMAS = Path(__file__).with_name("schemas")

_LONGEST_QUOTE = 60

# A fault without its file: where in the file, which sentence, filled with what.
_Found = tuple[ValuePath, str, dict[str, Any]]


class ReadFile(Protocol):
    """A file as plain values, with the way back from each to its place."""

    @property
    def name(self) -> str:
        """How faults call the file."""

    @property
    def data(self) -> Any:
        """Dicts, lists and scalars."""

    def line(self, *path: str | int) -> int | None:
        """The line of a value, counted from 1; None in files without lines."""

    def spot(self, *path: str | int) -> str | None:
        """Where the value is, for readers of a file in which a line does not tell."""


@dataclass(frozen=True)
class _Misfit:
    """What a rule of the schema says about a value.

    Attributes:
        rule: the schema's keyword, e.g. "minimum".
        wanted: what the schema has under this keyword.
        schema: the part of the schema around it.
        of_key: the value is itself the name of a key.
    """

    path: ValuePath
    value: Any
    rule: str
    wanted: Any
    schema: Any
    of_key: bool


def check_schema(file: ReadFile, kind: str, faults: Faults) -> frozenset[ValuePath]:
    """Report everything in the file that does not fit the schema of this kind.

    Returns:
        The paths that have a fault; what lies elsewhere in the file can be used.
    """
    broken = set()
    for error in _validator(kind).iter_errors(file.data):
        for path, code, values in _read(_misfit(error, _schema(kind))):
            faults.add_at(file.name, file.line(*path), file.spot(*path), code, **values)
            broken.add(path)
    return frozenset(broken)


@cache
def _schema(kind: str) -> dict[str, Any]:
    return dict(json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8")))


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(_schema(kind), formats={"date": _is_date}, validate_formats=True)


def _is_date(value: str) -> bool:
    # Stricter than date.fromisoformat alone, which takes "20261122" too.
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _misfit(error: ValidationError, schema: dict[str, Any]) -> _Misfit:
    of_key = isinstance(error.kind, ValidationErrorKind.PropertyNames)
    *around, rule = error.schema_path
    part: Any = schema
    for step in around:
        part = part[step]
    kind: Any = error.kind
    value = kind.error.instance if of_key else error.instance
    return _Misfit(tuple(error.instance_path), value, str(rule), part[rule], part, of_key)


def _read(misfit: _Misfit) -> Iterator[_Found]:
    reader = _READERS.get(misfit.rule)
    if reader:
        yield from reader(misfit)
    else:
        yield _plain(misfit, "value_wrong")


def _plain(misfit: _Misfit, code: str, **values: Any) -> _Found:
    return misfit.path, code, {"field": _field(misfit.path), "value": _quoted(misfit.value), **values}


def _read_unknown_keys(misfit: _Misfit) -> Iterator[_Found]:
    known = list(misfit.schema["properties"])
    for key in misfit.value:
        if key not in known:
            hints = get_close_matches(key, known, 1)
            code = "key_unknown_hint" if hints else "key_unknown"
            values = {"hint": hints[0]} if hints else {"allowed": ", ".join(known)}
            yield (*misfit.path, key), code, {"key": key, **values}


def _read_missing_keys(misfit: _Misfit) -> Iterator[_Found]:
    for key in misfit.wanted:
        if key not in misfit.value:
            yield misfit.path, "field_missing", {"field": field_name(key)}


def _read_type(misfit: _Misfit) -> Iterator[_Found]:
    empty = misfit.value is None or misfit.value == ""
    yield _plain(misfit, "value_empty" if empty else _TYPE_CODES[misfit.wanted])


def _read_min_items(misfit: _Misfit) -> Iterator[_Found]:
    if "prefixItems" in misfit.schema:
        yield _plain(misfit, "value_pair")
    else:
        yield _plain(misfit, "value_too_few" if misfit.value else "value_empty", least=misfit.wanted)


def _read_max_items(misfit: _Misfit) -> Iterator[_Found]:
    yield _plain(misfit, "value_pair")


def _read_empty(misfit: _Misfit) -> Iterator[_Found]:
    yield _plain(misfit, "value_empty")


def _read_pattern(misfit: _Misfit) -> Iterator[_Found]:
    form = misfit.schema.get("x-form")
    if form is None:
        # The only pattern without a form of its own is "anything but blanks"; "" is reported by minLength.
        if misfit.value:
            yield _plain(misfit, "value_empty")
        return
    path, code, values = _plain(misfit, "value_pattern", form=text(f"faults.forms.{form}"))
    yield (*path, misfit.value) if misfit.of_key else path, code, values


def _read_enum(misfit: _Misfit) -> Iterator[_Found]:
    yield _plain(misfit, "value_unknown", allowed=", ".join(misfit.wanted))


def _read_minimum(misfit: _Misfit) -> Iterator[_Found]:
    yield _plain(misfit, "value_too_small", least=misfit.wanted)


def _read_maximum(misfit: _Misfit) -> Iterator[_Found]:
    yield _plain(misfit, "value_too_large", most=misfit.wanted)


def _read_repetition(misfit: _Misfit) -> Iterator[_Found]:
    yield _plain(misfit, "value_twice")


def _read_format(misfit: _Misfit) -> Iterator[_Found]:
    if misfit.wanted == "date":
        yield _plain(misfit, "date_invalid")
    else:
        yield _plain(misfit, "value_pattern", form=text(f"faults.forms.{misfit.wanted}"))


_TYPE_CODES = {
    "string": "value_not_text",
    "number": "value_not_number",
    "integer": "value_not_number",
    "boolean": "value_not_yes_no",
    "array": "value_not_list",
    "object": "value_not_entry",
}
_READERS: dict[str, Callable[[_Misfit], Iterator[_Found]]] = {
    "additionalProperties": _read_unknown_keys,
    "required": _read_missing_keys,
    "type": _read_type,
    "minItems": _read_min_items,
    "maxItems": _read_max_items,
    "minLength": _read_empty,
    "minProperties": _read_empty,
    "pattern": _read_pattern,
    "enum": _read_enum,
    "minimum": _read_minimum,
    "maximum": _read_maximum,
    "uniqueItems": _read_repetition,
    "format": _read_format,
}


def _field(path: ValuePath) -> str:
    """The nearest key above a value; a value in a list is called like its list."""
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    return field_name(key) if key else text("faults.whole_file")


def _quoted(value: Any) -> str:
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= _LONGEST_QUOTE else shown[:_LONGEST_QUOTE] + "…"
