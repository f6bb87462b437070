"""Lists of things as people write them, and what the catalogue makes of each; for tests and `make bench-waste`.

A list says of each query which streams answer it and which would do harm, and knows nothing of the catalogue's
items: whoever wrote it had not seen them. `DEVELOPMENT` and `ELSEWHERE` have steered the catalogue since;
`UNSEEN` was judged once before anything of it was looked at (the figure is in docs/benchmarks/README.md).
"""

import csv
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.city.errors import ItemAmbiguous, ItemUnknown
from bot.city.stream import Stream
from bot.city.waste import WasteItem
from bot.city.waste_search import WasteCatalogue

DEVELOPMENT = Path(__file__).with_name("waste_names.csv")
ELSEWHERE = Path(__file__).with_name("waste_names_elsewhere.csv")
UNSEEN = Path(__file__).with_name("waste_names_unseen.csv")
LISTS = (DEVELOPMENT, ELSEWHERE, UNSEEN)
STATE = "state"


class Verdict(StrEnum):
    """What a resident gets for a query."""

    RIGHT = "right"
    PRESUMED = "right, with a presumably"
    OFFERED = "right one among the candidates"
    UNANSWERED = "not answered, no right candidate"
    WRONG_PRESUMED = "wrong, with a presumably"
    WRONG = "confidently wrong"


GOOD = (Verdict.RIGHT, Verdict.PRESUMED, Verdict.OFFERED)


@dataclass(frozen=True)
class Row:
    """One query of a list.

    Attributes:
        any: at least one of these streams answers it; empty for what is no waste or does not exist.
        none: none of these may be offered.
        kind: what makes it hard, e.g. "typo".
    """

    query: str
    any: frozenset[Stream]
    none: frozenset[Stream]
    kind: str


def read_list(path: Path) -> list[Row]:
    """Read a list."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(r["query"], _streams(r["any"]), _streams(r["none"]), r["kind"])
            for r in csv.DictReader(file, delimiter=";")
        ]


def judge(catalogue: WasteCatalogue, row: Row) -> Verdict:
    """Hold the catalogue's answer against the row."""
    try:
        matches = catalogue.spot(row.query) or [catalogue.find(row.query)]
    except ItemAmbiguous as error:
        return _offered([catalogue.items[name] for name in error.candidates], row)
    except ItemUnknown as error:
        return _offered([catalogue.items[name] for name in error.suggestions], row)
    clear = [match for match in matches if match.clear]
    if not clear:
        return _offered([item for match in matches for item in match.items], row)
    right = fits([match.items[0] for match in clear], row)
    if all(match.sure for match in clear):
        return Verdict.RIGHT if right else Verdict.WRONG
    return Verdict.PRESUMED if right else Verdict.WRONG_PRESUMED


def fits(items: list[WasteItem], row: Row) -> bool:
    """Whether what is told of these items answers the row and does no harm."""
    told = _told(items, row.query)
    if row.kind == STATE:
        # Who names a state is told of that state first.
        return any(item.for_text(row.query).options[0].stream in row.any for item in items)
    return bool(told & row.any) and not told & row.none


def _offered(items: list[WasteItem], row: Row) -> Verdict:
    if not row.any or any(fits([item], row) for item in items):
        return Verdict.OFFERED if row.any else Verdict.RIGHT
    return Verdict.UNANSWERED


def _told(items: list[WasteItem], query: str) -> frozenset[Stream]:
    """The ways that are told; what is only said of another state than the one named ("sonst") does not count."""
    chosen = [(item.chosen_option(query), item) for item in items]
    return frozenset(o.stream for option, item in chosen for o in ([option] if option else item.options))


def _streams(cell: str) -> frozenset[Stream]:
    return frozenset(Stream(name) for name in cell.split("+") if name)
