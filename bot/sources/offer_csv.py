"""Reads offers from a table that editors keep in a spreadsheet and save as CSV, and gives the empty table.

Column names and values are German; they stand in bot/strings.de.yml under `offer_terms:`.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import Any

from bot.city.source import Source
from bot.offer_terms import terms
from bot.sources.faults import Faults
from bot.sources.offer_draft import Draft, FoundOffer, build_offer
from bot.sources.offer_reading import Surroundings, decoded, read_bytes
from bot.sources.sheet_cells import Cells
from bot.strings import text

REQUIRED = ("title", "topic")
MOST_ROWS = 20_000

_OTHER_SEPARATORS = {",": ",", "\t": "Tab", "|": "|"}
_BLANK = " ;\t"


def empty_table() -> str:
    """The table without offers, as a spreadsheet opens it with all umlauts: byte order mark, semicolons."""
    return "\ufeff" + ";".join(terms("columns").names.values()) + "\r\n"


def read_csv_offers(path: Path, name: str, around: Surroundings) -> Iterator[FoundOffer]:
    """Read all offers of a file; what is wrong with them is in the faults. They call the file `name`."""
    content = read_bytes(path, name, around.faults)
    written = decoded(content, name, around.faults) if content is not None else None
    if written is None:
        return
    if not written.strip():
        around.faults.add(name, None, "file_empty")
        return
    for row in _rows(written, name, around.faults):
        if found := _Row(row, name, around).offer():
            yield found


@dataclass(frozen=True)
class _Cells:
    """A row: its cells by the keys of their columns, what the columns are called, and where faults say they are."""

    line: int
    cells: dict[str, str]
    columns: Mapping[str, str]
    spots: Mapping[str, str]


def _rows(written: str, name: str, faults: Faults) -> Iterator[_Cells]:
    lines = _records(written, name, faults)
    _, header = next(lines, (1, []))
    columns = _columns(header, name, faults)
    if columns is None:
        return
    spots = {key: text("faults.column", column=column) for key, column in columns.items()}
    for count, (line, cells) in enumerate(lines, start=1):
        if count > MOST_ROWS:
            faults.add(name, line, "sheet_rows", most=MOST_ROWS)
            return
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            faults.add(name, line, "sheet_cells", found=len(cells), wanted=len(header))
        else:
            # Cells with several lines are one text.
            filled = {key: " ".join(cell.split()) for key, cell in zip(columns, cells, strict=False)}
            yield _Cells(line, filled, columns, spots)


def _records(written: str, name: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line it begins in; quoted cells may go over several lines."""
    reader = csv.reader(StringIO(written, newline=""), delimiter=";", strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip(_BLANK) for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        faults.add(name, line, "sheet_quote")


def _columns(header: list[str], name: str, faults: Faults) -> dict[str, str] | None:
    """The names of the columns in the file by their keys, in order; None when they cannot be used."""
    if len(header) == 1 and (found := next((s for s in _OTHER_SEPARATORS if s in header[0]), None)):
        faults.add(name, 1, "sheet_separator", found=_OTHER_SEPARATORS[found])
        return None
    known, columns, before = terms("columns"), dict[str, str](), len(faults)
    for column in (cell.strip() for cell in header):
        key = known.value(column)
        if key is None:
            _complain_unknown(column, name, faults)
        elif key in columns:
            faults.add(name, 1, "sheet_column_twice", column=column)
        columns[key or column] = column
    for key in REQUIRED:
        if key not in columns:
            faults.add(name, 1, "sheet_column_missing", column=known.names[key])
    return columns if len(faults) == before else None


def _complain_unknown(column: str, name: str, faults: Faults) -> None:
    names = list(terms("columns").names.values())
    if hints := get_close_matches(column, names, 1):
        faults.add(name, 1, "sheet_column_unknown_hint", column=column, hint=hints[0])
    else:
        faults.add(name, 1, "sheet_column_unknown", column=column, allowed=", ".join(names))


class _Row:
    """One offer of the table."""

    def __init__(self, row: _Cells, name: str, around: Surroundings) -> None:
        self._around = around
        self._draft = Draft({}, name, around.faults, line=row.line, spots=row.spots, names=row.columns)
        self._cells = Cells(row.cells, self._draft.complain)

    def offer(self) -> FoundOffer | None:
        """The offer; None when a cell cannot be understood, then noted."""
        before = len(self._around.faults)
        values = self._draft.values
        values |= self._plain() | self._lists() | self._days()
        for key in REQUIRED:
            if self._cells.is_blank(key):
                self._draft.complain("sheet_empty", key)
        source = self._source(values)
        if source is None or len(self._around.faults) > before:
            return None
        return build_offer(self._draft, source, self._around.districts)

    def _plain(self) -> dict[str, Any]:
        cells = self._cells
        kept = ("title", "description", "venue", "when", "provider", "contact", "phone", "email", "url")
        values: dict[str, Any] = {key: cells.text(key) for key in kept}
        values |= {key: cells.yes_no(key) for key in ("accessible", "online", "certified", "example")}
        values |= {"topic": cells.one("topic", "topics"), "price_eur": cells.price("price_eur")}
        values |= {key: self._place(key) for key in ("district", "quarter")}
        return {key: value for key, value in values.items() if value is not None}

    def _place(self, key: str) -> str | None:
        """A district or quarter by its name, whatever its capitals and hyphens."""
        written = self._cells.text(key)
        found = self._around.register.spot(written) if written else None
        if not written or not found or (found.start, found.end) != (0, len(written)):
            return written
        return found.district if key == "district" and found.quarter is None else found.quarter or written

    def _lists(self) -> dict[str, Any]:
        cells = self._cells
        found = {
            "keywords": cells.list("keywords"),
            "weekdays": cells.weekdays("weekdays"),
            "times": cells.some("times", "times"),
            "audience": cells.some("audience", "audiences"),
            "languages": cells.some("languages", "languages"),
        }
        return {key: value for key, value in found.items() if value}

    def _days(self) -> dict[str, Any]:
        cells = self._cells
        found = {key: cells.day(key) for key in ("checked_on", "valid_until")}
        values: dict[str, Any] = {key: day.isoformat() for key, day in found.items() if day}
        if dates := cells.days("dates"):
            values["dates"] = [day.isoformat() for day in dates]
        return values

    def _source(self, values: Mapping[str, Any]) -> Source | None:
        """Where the facts come from: a source of sources.yml, else whoever offers it, on the day it was checked."""
        named = self._cells.text("source")
        if named:
            return self._around.sources.find(self._draft, named)
        if values.get("example") and (source := self._around.example_source()):
            return source
        if "checked_on" in values:
            who = values.get("provider") or values.get("title", "")
            return Source(who, values.get("url"), date.fromisoformat(values["checked_on"]))
        if self._cells.is_blank("checked_on"):
            self._draft.complain("sheet_checked", "checked_on")
        return None
