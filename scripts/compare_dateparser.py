"""Prints how many rows of tests/city/when_table.csv Talbot and dateparser read right, and how long a call takes.

dateparser is no part of the project (docs/decisions/0011-own-reading-of-times.md), so this runs in a throw-away
environment; without dateparser it says how to make one. dateparser knows moments, not spans: of both only the first day
counts, and another day of the span has a column of its own. Whatever settings help it are set.
"""

import csv
import importlib
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# The script runs outside the project's environment and lies beside the packages it measures.
sys.path.insert(0, str(ROOT))
TABLE = ROOT / "tests" / "city" / "when_table.csv"
HOW_TO = """dateparser is not installed here. Compare in an environment of its own:
  .venv/bin/python -m uv venv /tmp/dateparser
  .venv/bin/python -m uv pip install --python /tmp/dateparser dateparser holidays rapidfuzz
  /tmp/dateparser/bin/python scripts/compare_dateparser.py"""

Row = tuple[str, date, tuple[date, date] | None]
Reader = Callable[[str, date], date | None]


def main() -> None:
    """Compare all readers in one run."""
    try:
        dateparser = importlib.import_module("dateparser")
        search = importlib.import_module("dateparser.search")
    except ImportError:
        sys.exit(HOW_TO)
    rows = read_rows()
    timed = sum(days is not None for _, _, days in rows)
    print(f"{len(rows)} rows: {timed} with a time, {len(rows) - timed} without; dateparser {dateparser.__version__}")
    print(
        "| reader | first day | another of the days | wrong | nothing | none asked: nothing | something | µs per call |"
    )
    print("|---|---|---|---|---|---|---|---|")
    readers = {
        "bot.city.when": talbot,
        "dateparser.parse": lambda text, today: parse(dateparser, text, today),
        "dateparser.search": lambda text, today: search_first(search, text, today),
    }
    for name, reader in readers.items():
        counts, microseconds = judge(reader, rows)
        right = [counts[True, worth] for worth in ("first", "inside", "wrong", "nothing")]
        cells = [*right, counts[False, "nothing"], counts[False, "wrong"], round(microseconds)]
        print(f"| {name} | " + " | ".join(map(str, cells)) + " |")


def read_rows() -> list[Row]:
    """Text, today and the days meant, None where no time is asked for."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(line for line in file if not line.startswith("#")))
    read = date.fromisoformat
    return [
        (row["text"], read(row["today"]), (read(row["first"]), read(row["last"])) if row["first"] else None)
        for row in table
    ]


def judge(reader: Reader, rows: list[Row]) -> tuple[Counter[tuple[bool, str]], float]:
    """How often a reader was right, by whether there was something to read; the median microseconds of a call."""
    counts: Counter[tuple[bool, str]] = Counter()
    seconds = []
    for text, today, days in rows:
        reader(text, today)  # the first call may load languages
        start = time.perf_counter()
        found = reader(text, today)
        seconds.append(time.perf_counter() - start)
        counts[days is not None, verdict(found, days)] += 1
    return counts, median(seconds) * 1e6


def verdict(found: date | None, days: tuple[date, date] | None) -> str:
    """What a found day is worth."""
    if found is None:
        return "nothing"
    if days is None or not days[0] <= found <= days[1]:
        return "wrong"
    return "first" if found == days[0] else "inside"


def talbot(text: str, today: date) -> date | None:
    """The first day as Talbot reads it."""
    from bot.city.when import spot_when
    from bot.city.when_span import span

    found = spot_when(text)
    return span(found.code, today).first if found else None


def parse(dateparser: Any, text: str, today: date) -> date | None:
    """The day of the whole text, as dateparser reads it."""
    found = dateparser.parse(text, languages=["de"], settings=settings(today))
    return found.date() if found else None


def search_first(search: Any, text: str, today: date) -> date | None:
    """The first day that dateparser finds in a text."""
    found = search.search_dates(text, languages=["de"], settings=settings(today))
    return found[0][1].date() if found else None


def settings(today: date) -> dict[str, Any]:
    """The fixed day, German dates, dates to come, and months from their first day on."""
    noon = datetime(today.year, today.month, today.day, 12)  # noqa: DTZ001  # dateparser counts in local days
    preferred = {"PREFER_DATES_FROM": "future", "PREFER_DAY_OF_MONTH": "first", "PREFER_MONTH_OF_YEAR": "first"}
    return {"RELATIVE_BASE": noon, "DATE_ORDER": "DMY", **preferred}


if __name__ == "__main__":
    main()
