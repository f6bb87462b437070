"""Faults in the data of editors and suppliers: collected over all files, reported in German at once.

The German sentences are in bot/strings.de.yml under `faults:`, one per code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.strings import has_text, text


@dataclass(frozen=True)
class Fault:
    """Something an editor has to repair.

    Attributes:
        file: path inside the data folder, or another readable name of the origin.
        line: counted from 1; None when the fault concerns the whole file.
        code: key of the German sentence under `faults:`.
        values: what the sentence is filled with.
        spot: where in the line, or in a file without lines: a column of a table, the pointer into a JSON document.
    """

    file: str
    line: int | None
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    spot: str | None = None

    def __str__(self) -> str:
        """The fault as one German line: file, line number, sentence."""
        message = text(f"faults.{self.code}", **self.values)
        place = ("file" if self.line is None else "line") + ("_spot" if self.spot else "")
        return text(f"faults.place_{place}", file=self.file, line=self.line, spot=self.spot, message=message)


class CityDataFaulty(Exception):
    """The city's data cannot be used; carries the faults of all files. Its text is the German report."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=_by_place))
        super().__init__(report(self.faults))


class Faults:
    """Collects faults while files are read."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, file: str, line: int | None, code: str, /, **values: object) -> None:
        """Note a fault; the same one at the same place is noted once."""
        self.add_at(file, line, None, code, **values)

    def add_at(self, file: str, line: int | None, spot: str | None, code: str, /, **values: object) -> None:
        """The same with a spot, as in `Fault`."""
        fault = Fault(file, line, code, values, spot)
        if fault not in self._faults:
            self._faults.append(fault)

    def extend(self, faults: Iterable[Fault]) -> None:
        """Note faults that somebody else collected."""
        self._faults.extend(fault for fault in faults if fault not in self._faults)

    def __len__(self) -> int:
        return len(self._faults)

    def all(self) -> tuple[Fault, ...]:
        """Everything noted so far, by file and line."""
        return tuple(sorted(self._faults, key=_by_place))

    def raise_if_any(self) -> None:
        """Stop here when anything was noted.

        Raises:
            CityDataFaulty: with every fault noted so far.
        """
        if self._faults:
            raise CityDataFaulty(self._faults)


def report(faults: Iterable[Fault], kind: str = "") -> str:
    """Write the German report: a heading and one line per fault.

    Args:
        kind: the end of the heading's key where the faults are no ordinary ones ("over").
    """
    lines = [str(fault) for fault in faults]
    key = f"faults.report_{kind}" if kind else "faults.report"
    heading = text(f"{key}_one") if len(lines) == 1 else text(key, count=len(lines))
    return "\n".join([heading, *lines])


def field_name(key: str) -> str:
    """Name a field as it stands in the file, with its German meaning where there is one."""
    if has_text(f"fields.{key}"):
        return text("faults.field_named", key=key, name=text(f"fields.{key}"))
    return text("faults.field", key=key)


def _by_place(fault: Fault) -> tuple[str, int, str]:
    return fault.file, fault.line or 0, fault.code
