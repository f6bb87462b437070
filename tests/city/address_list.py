"""Lists of addresses as people write them, and what the city makes of each; for tests and `make bench-pickup`.

A row says which street is meant and with which house number. Judged is what a resident gets: a mention
without a street goes on to `StreetRegister.find`, as it does in a conversation.

`python -m tests.city.address_list FILE` prints the rows that are not right, and the shares.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.bootstrap import load_city
from bot.city.address import AddressMention, spot_address
from bot.city.errors import StreetAmbiguous, StreetUnknown
from bot.city.street import StreetRegister
from bot.settings import Settings

# The first has steered the rules; the second is by another writer and judged once, at the end.
DEVELOPMENT = Path(__file__).with_name("address_variants.csv")
UNSEEN = Path(__file__).with_name("address_variants_unseen.csv")
LISTS = (DEVELOPMENT, UNSEEN)


class Outcome(StrEnum):
    """What should come of a text."""

    SURE = "sure"
    ASK = "ask"
    UNKNOWN = "unknown"
    NONE = "none"


class Verdict(StrEnum):
    """What comes of it."""

    RIGHT = "right"
    ASKED = "asked"
    MISSED = "missed"
    WRONG = "wrong"


@dataclass(frozen=True)
class Row:
    """One text of a list.

    Attributes:
        streets: the street meant; for `ask` all that may be meant; empty where the city has none.
        number: the house number as `spot_address` should read it, "" for none.
    """

    text: str
    streets: frozenset[str]
    number: str
    outcome: Outcome


@dataclass(frozen=True)
class Answer:
    """What the city makes of a text.

    Attributes:
        found: there is an address at all.
        streets: one = taken for sure, several = asked back.
        suggested: offered because the street is unknown.
    """

    found: bool
    streets: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    number: str = ""


@dataclass(frozen=True)
class Summary:
    """Shares of a list, from 0 to 1. Who should be asked and is asked, is served right."""

    rows: int
    right: float
    asked: float
    missed: float
    wrong: float


def read_list(path: Path) -> list[Row]:
    """Read a list."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                r["text"],
                frozenset(filter(None, r["street"].split("|"))),
                _plain(r["house_number"]),
                Outcome(r["outcome"]),
            )
            for r in csv.DictReader(file)
        ]


def answer(text: str, register: StreetRegister) -> Answer:
    """Read a text as the assistant does."""
    mention = spot_address(text, register)
    if mention is None:
        return Answer(found=False)
    streets, suggested = _resolved(mention, register)
    return Answer(found=True, streets=streets, suggested=suggested, number=_plain(mention.house_number or ""))


def judge(register: StreetRegister, row: Row) -> Verdict:
    """Hold what comes of a text against the row."""
    got = answer(row.text, register)
    if row.outcome is Outcome.NONE:
        return _where_none_is(got)
    if got.number not in ("", row.number):
        return Verdict.WRONG
    if row.outcome is Outcome.UNKNOWN:
        # Several to choose from are no claim; one is.
        return Verdict.WRONG if len(got.streets) == 1 else Verdict.RIGHT
    verdict = _sure(got, row) if row.outcome is Outcome.SURE else _asked(got, row)
    number_missing = got.number != row.number and verdict in (Verdict.RIGHT, Verdict.ASKED)
    return Verdict.MISSED if number_missing else verdict


def summary(register: StreetRegister, rows: Iterable[Row]) -> Summary:
    """Judge a whole list."""
    verdicts = [(row.outcome, judge(register, row)) for row in rows]
    counts = Counter(
        Verdict.RIGHT if (outcome, verdict) == (Outcome.ASK, Verdict.ASKED) else verdict
        for outcome, verdict in verdicts
    )
    return Summary(len(verdicts), *(counts[verdict] / len(verdicts) for verdict in Verdict))


def _where_none_is(got: Answer) -> Verdict:
    """A street or a number made up is wrong; "I do not know that street" is only a needless sentence."""
    if not got.found:
        return Verdict.RIGHT
    return Verdict.WRONG if got.streets or (got.number and not got.suggested) else Verdict.MISSED


def _sure(got: Answer, row: Row) -> Verdict:
    if len(got.streets) == 1:
        return Verdict.RIGHT if set(got.streets) == row.streets else Verdict.WRONG
    return Verdict.ASKED if row.streets <= {*got.streets, *got.suggested} else Verdict.MISSED


def _asked(got: Answer, row: Row) -> Verdict:
    """One street alone is wrong, be it an acceptable one: whoever meant the other would not be asked."""
    if len(got.streets) == 1:
        return Verdict.WRONG
    if got.streets and set(got.streets) <= row.streets:
        return Verdict.RIGHT
    return Verdict.ASKED if row.streets & {*got.streets, *got.suggested} else Verdict.MISSED


def _resolved(mention: AddressMention, register: StreetRegister) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if mention.streets or not mention.query:
        return mention.streets, ()
    try:
        return (register.find(mention.query).name,), ()
    except StreetAmbiguous as error:
        return error.candidates, ()
    except StreetUnknown as error:
        return (), error.candidates


def _plain(number: str) -> str:
    return "".join(number.lower().split())


def main(path: Path) -> None:
    """Print the rows that are not right, and the shares."""
    register = load_city(Settings()).streets
    rows = read_list(path)
    for row in rows:
        verdict = judge(register, row)
        if verdict is not Verdict.RIGHT:
            got = answer(row.text, register)
            print(f"{verdict:6} {row.outcome:7} {row.text}")
            print(f"       {' | '.join(sorted(row.streets))} {row.number}")
            print(f"    -> {' | '.join(got.streets)} {got.number} (? {' | '.join(got.suggested)})")
    print(summary(register, rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
