"""Reads streets.csv: one row per street, or several rows when house numbers belong to different areas."""

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.city.street import Street, StreetPart, street_key
from bot.sources.district_file import DistrictBook
from bot.sources.faults import Faults
from bot.sources.text_file import read_text

FILE = "streets.csv"
COLUMNS = ("street", "quarter", "area", "from", "to", "parity")

_HOUSE_NUMBER = re.compile(r"[1-9]\d{0,3}")
_PARITIES = ("odd", "even")
_OTHER_SEPARATORS = {";": ";", "\t": "Tab", "|": "|"}


@dataclass(frozen=True)
class _Row:
    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class _Stretch:
    """A row that was understood."""

    line: int
    street: str
    quarter: str
    part: StreetPart


def read_streets(
    data_dir: Path, districts: DistrictBook, areas: Collection[str] | None, faults: Faults
) -> tuple[Street, ...]:
    """Read all streets in the order of the file; what is wrong with them is in `faults`.

    Args:
        areas: the pickup areas that have a calendar; None when nobody knows them.
    """
    content = read_text(data_dir / FILE, FILE, faults)
    if content is None or not _header_fits(content, faults):
        return ()
    reader = _Reader(districts, areas, faults)
    rows = list(_rows(content, faults))
    stretches = [stretch for row in rows if (stretch := reader.stretch(row))]
    if not rows:
        faults.add(FILE, None, "csv_no_rows")
    return tuple(_streets(stretches, districts, faults))


def _header_fits(content: str, faults: Faults) -> bool:
    header = content.split("\n", 1)[0].strip()
    if header == ",".join(COLUMNS):
        return True
    found = next((sign for sign in _OTHER_SEPARATORS if header.split(sign) == list(COLUMNS)), None)
    if found:
        faults.add(FILE, 1, "csv_separator", found=_OTHER_SEPARATORS[found])
    else:
        faults.add(FILE, 1, "csv_header", header=",".join(COLUMNS))
    return False


def _rows(content: str, faults: Faults) -> Iterator[_Row]:
    for line, text in enumerate(content.split("\n")[1:], start=2):
        if not text.strip(" ,"):
            continue
        try:
            # Line by line: a forgotten quotation mark must not swallow the rest of the file.
            (cells,) = csv.reader([text], strict=True)
        except csv.Error:
            faults.add(FILE, line, "csv_quote")
            continue
        if len(cells) != len(COLUMNS):
            faults.add(FILE, line, "csv_columns", found=len(cells), wanted=len(COLUMNS))
            continue
        yield _Row(line, {column: cell.strip() for column, cell in zip(COLUMNS, cells, strict=True)})


class _Reader:
    """Understands one row at a time."""

    def __init__(self, districts: DistrictBook, areas: Collection[str] | None, faults: Faults) -> None:
        self._districts = districts
        self._areas = areas
        # Calendars may be named after streets instead.
        self._own = set(map(street_key, areas or ()))
        self._faults = faults

    def stretch(self, row: _Row) -> _Stretch | None:
        """Read a row; None when it has a fault."""
        before = len(self._faults)
        cells = row.cells
        self._check_names(row)
        first, last = self._number(row, "from"), self._number(row, "to")
        if first and last and first > last:
            self._faults.add(FILE, row.line, "house_numbers_order", first=first, last=last)
        if cells["parity"] and cells["parity"] not in _PARITIES:
            self._faults.add(FILE, row.line, "parity_unknown", value=cells["parity"], column="parity")
        if len(self._faults) > before:
            return None
        part = StreetPart(cells["area"], first, last, cells["parity"] or None)
        return _Stretch(row.line, cells["street"], cells["quarter"], part)

    def _check_names(self, row: _Row) -> None:
        street, quarter, area = (row.cells[column] for column in COLUMNS[:3])
        if not street_key(street):
            self._faults.add(FILE, row.line, "street_blank")
        if self._districts.complete and quarter not in self._districts.district_of:
            self._faults.add(FILE, row.line, "quarter_unknown", quarter=quarter)
        if not area:
            self._faults.add(FILE, row.line, "area_missing", street=street)
        elif self._areas is not None and area not in self._areas and street_key(street) not in self._own:
            self._faults.add(FILE, row.line, "area_unknown", street=street, area=area)

    def _number(self, row: _Row, column: str) -> int | None:
        value = row.cells[column]
        if not value:
            return None
        if not _HOUSE_NUMBER.fullmatch(value):
            self._faults.add(FILE, row.line, "house_number_invalid", value=value, column=column)
            return None
        return int(value)


def _streets(stretches: list[_Stretch], districts: DistrictBook, faults: Faults) -> Iterator[Street]:
    by_key: dict[str, list[_Stretch]] = {}
    for stretch in stretches:
        by_key.setdefault(street_key(stretch.street), []).append(stretch)
    for same in by_key.values():
        for index, stretch in enumerate(same):
            _check_together(same[:index], stretch, faults)
        first = same[0]
        district = districts.district_of.get(first.quarter, "")
        yield Street(first.street, first.quarter, district, tuple(stretch.part for stretch in same))


def _check_together(earlier: list[_Stretch], stretch: _Stretch, faults: Faults) -> None:
    for other in earlier:
        values = {"street": stretch.street, "first": other.line}
        if other.street != stretch.street:
            faults.add(FILE, stretch.line, "street_twice", other=other.street, **values)
        elif other.quarter != stretch.quarter:
            quarters = {"quarter": stretch.quarter, "other": other.quarter}
            faults.add(FILE, stretch.line, "street_quarters", **values, **quarters)
        elif _overlap(other.part, stretch.part):
            faults.add(FILE, stretch.line, "street_overlap", **values)


def _overlap(one: StreetPart, other: StreetPart) -> bool:
    if one.parity and other.parity and one.parity != other.parity:
        return False
    begins = max(one.first or 1, other.first or 1)
    ends = min(one.last or 9999, other.last or 9999)
    return begins <= ends
