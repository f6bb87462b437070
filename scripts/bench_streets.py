"""Measures how long finding a street takes, in a town of real size and in a list a hundred times as long.

Alone: `.venv/bin/python scripts/bench_streets.py`; `make bench-pickup` takes its figures from here.
Only measures; whether the figures are good enough is for people to say, since absolute times drift on shared machines.
"""

import random
import time
from collections.abc import Callable, Iterable
from statistics import median
from typing import TypedDict

from benchmark import percentile
from rapidfuzz import fuzz, process

from bot.bootstrap import load_city
from bot.city.address import spot_address
from bot.city.errors import StreetAmbiguous, StreetUnknown
from bot.city.street import Street, StreetRegister
from bot.settings import Settings
from tests.city.address_list import DEVELOPMENT, read_list

SIZES = (600, 60_000)
_OF_EACH = 150
# The peer is timed on every so many of the queries, and so many sentences of the list, for they take long.
_EVERY = 5
_SEED = 20
_LETTERS = "abcdefghiklmnoprstu"


class Figures(TypedDict):
    """For one size of register, in milliseconds: all queries, each kind of them, the peer, whole sentences.

    `build_s` is what making the register took, in seconds, `first_s` what its first misspelled name took on top.
    """

    size: int
    p50_ms: float
    p99_ms: float
    written_p50_ms: float
    misspelled_p50_ms: float
    unknown_p50_ms: float
    peer_p50_ms: float
    sentence_p50_ms: float
    build_s: float
    first_s: float


def measure(sizes: Iterable[int] = SIZES) -> list[Figures]:
    """Time `StreetRegister.find` and its peer, rapidfuzz over the bare names, for each size of register."""
    real = sorted(load_city(Settings()).streets.streets)
    return [_figures(names_like(real, size)) for size in sizes]


def names_like(real: list[str], size: int) -> list[str]:
    """So many names, put together from the beginnings and ends of real ones."""
    chance = random.Random(_SEED)  # noqa: S311  # no secret
    names = dict.fromkeys(real[:size])
    while len(names) < size:
        names[_joined(chance.choice(real), chance.choice(real), chance)] = None
    return list(names)


def queries_like(names: list[str]) -> tuple[list[str], list[str], list[str]]:
    """As many names as written, misspelled, and of no street."""
    chance = random.Random(_SEED)  # noqa: S311  # no secret
    misspelled = [_misspelled(chance.choice(names), chance) for _ in range(_OF_EACH)]
    unknown = ["".join(chance.choices(_LETTERS, k=chance.randint(5, 12))) + "straße" for _ in range(_OF_EACH)]
    return chance.choices(names, k=_OF_EACH), misspelled, unknown


def _figures(names: list[str]) -> Figures:
    streets = [Street(name, "", "", ()) for name in names]
    begin = time.perf_counter()
    register = StreetRegister(streets)
    built = time.perf_counter() - begin
    _find(register, f"{names[0]}x")
    first = time.perf_counter() - begin - built
    kinds = queries_like(names)
    written, misspelled, unknown = (_times(lambda query: _find(register, query), queries) for queries in kinds)
    queries = [query for kind in kinds for query in kind[::_EVERY]]
    peer = _times(lambda query: process.extractOne(query, names, scorer=fuzz.WRatio), queries)
    sentences = [row.text for row in read_list(DEVELOPMENT)[::_EVERY]]
    return Figures(
        size=len(names),
        p50_ms=median([*written, *misspelled, *unknown]),
        p99_ms=percentile([*written, *misspelled, *unknown], 99),
        written_p50_ms=median(written),
        misspelled_p50_ms=median(misspelled),
        unknown_p50_ms=median(unknown),
        peer_p50_ms=median(peer),
        sentence_p50_ms=median(_times(lambda text: spot_address(text, register), sentences)),
        build_s=built,
        first_s=first,
    )


def _times(call: Callable[[str], object], texts: list[str]) -> list[float]:
    """Milliseconds for each text, after one call that nobody counts."""
    call(texts[0])
    took = []
    for text in texts:
        begin = time.perf_counter()
        call(text)
        took.append((time.perf_counter() - begin) * 1000)
    return took


def _find(register: StreetRegister, query: str) -> Street | None:
    try:
        return register.find(query)
    except (StreetAmbiguous, StreetUnknown):
        return None


def _joined(one: str, other: str, chance: random.Random) -> str:
    begin = one[: chance.randint(2, max(3, len(one) // 2))]
    return begin + other[chance.randint(1, max(2, len(other) // 2)) :].lower()


def _misspelled(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name) - 1)
    return chance.choice((name[:at] + name[at + 1 :], name[:at] + chance.choice(_LETTERS) + name[at + 1 :]))


def main() -> None:
    """Print one line for each size."""
    for figures in measure():
        print("  ".join(f"{key} {value}" if key == "size" else f"{key} {value:.3f}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
