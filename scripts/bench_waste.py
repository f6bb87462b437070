"""Prints how well and how fast waste is found: on lists of names that others wrote, beside a plain fuzzy search.

The peer is what many sorting pages do: the one most similar name, whatever it is, by rapidfuzz's WRatio.
"""

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from statistics import median
from typing import Any

from benchmark import line_plot, machine, percent, percentile, table, write
from matplotlib.figure import Figure
from rapidfuzz import fuzz, process, utils

from bot.city.errors import ItemAmbiguous, ItemUnknown
from bot.city.waste import WasteItem
from bot.city.waste_search import WasteCatalogue
from bot.settings import Settings
from bot.sources.faults import Faults
from bot.sources.lexicon import read_lexicon
from bot.sources.source_file import read_sources
from bot.sources.waste_files import WasteData, read_waste
from tests.city.waste_list import DEVELOPMENT, GOOD, LISTS, Row, Verdict, fits, judge, read_list

SIZES = (1, 2, 5, 10)
LOADS = 7
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxz"
# The plain search asks the whole list for every query and needs no hundreds of queries to be timed.
_PEER_QUERIES = 150


def main() -> None:
    """Measure everything in one run and write it to docs/benchmarks."""
    settings = Settings()
    data = read(settings)
    catalogue = index(data, settings)
    # A start has no other catalogue that the garbage collector would look through.
    gc.freeze()
    load = median(seconds(lambda: index(read(settings), settings)) for _ in range(LOADS))
    fresh = median(seconds(lambda: index(read(settings, kept=False), settings)) for _ in range(LOADS))
    queries = [row.query for row in read_list(DEVELOPMENT)]
    figures: dict[str, Any] = {
        "machine": machine(),
        "items": len(data.items),
        "names": len(names(data.items)),
        "load_s": round(load, 3),
        "load_after_change_s": round(fresh, 3),
        "lists": {path.stem: judged(catalogue, data.items, read_list(path)) for path in LISTS},
        "growth": [grown(data, settings, queries, times) for times in SIZES],
    }
    write("waste", figures, markdown(figures), plot(figures["growth"]))


def read(settings: Settings, *, kept: bool = True) -> WasteData:
    """Read the waste files as the assistant does; without what is kept of them, as after a change."""
    faults = Faults()
    sources = read_sources(settings.data_dir, faults)
    data = read_waste(settings.data_dir, sources, faults, settings.state_dir if kept else None)
    faults.raise_if_any()
    return data


def index(data: WasteData, settings: Settings) -> WasteCatalogue:
    """Build the catalogue as the assistant does."""
    return WasteCatalogue(data.items, data.choices, data.materials, read_lexicon(settings.state_dir))


def names(items: Iterable[WasteItem]) -> dict[str, WasteItem]:
    """Every name and synonym."""
    return {name: item for item in items for name in (item.name, *item.synonyms)}


def seconds(measured: Callable[[], object]) -> float:
    """How long a call takes."""
    begin = time.perf_counter()
    measured()
    return time.perf_counter() - begin


def ask(catalogue: WasteCatalogue, query: str) -> None:
    """One find, whatever comes of it."""
    with suppress(ItemAmbiguous, ItemUnknown):
        catalogue.find(query)


def peer(items: Iterable[WasteItem]) -> Callable[[str], WasteItem | None]:
    """The plain fuzzy search over the same names."""
    known = names(items)
    keys = {name: utils.default_process(name) for name in known}

    def find(query: str) -> WasteItem | None:
        hit = process.extractOne(utils.default_process(query), keys, scorer=fuzz.WRatio)
        return known[hit[2]] if hit else None

    return find


def judged(catalogue: WasteCatalogue, items: Iterable[WasteItem], rows: list[Row]) -> dict[str, Any]:
    """How many queries of a list end how, for us and for the peer."""
    ours = Counter(judge(catalogue, row) for row in rows)
    find = peer(items)
    theirs = Counter(bool(row.any) and (item := find(row.query)) is not None and fits([item], row) for row in rows)
    return {
        "queries": len(rows),
        "verdicts": {verdict.value: ours[verdict] for verdict in Verdict},
        "good": sum(ours[verdict] for verdict in GOOD) / len(rows),
        "not_sure": (ours[Verdict.OFFERED] + ours[Verdict.UNANSWERED]) / len(rows),
        "confidently_wrong": ours[Verdict.WRONG] / len(rows),
        "precision_of_confident": ours[Verdict.RIGHT] / (ours[Verdict.RIGHT] + ours[Verdict.WRONG]),
        "peer_good": theirs[True] / len(rows),
        "peer_confidently_wrong": theirs[False] / len(rows),
    }


def grown(data: WasteData, settings: Settings, queries: list[str], times: int) -> dict[str, Any]:
    """How long a find takes when there are so many times as many names."""
    items = [*data.items, *(made_up for shift in range(1, times) for made_up in shifted(data.items, shift))]
    bigger = replace(data, items=tuple(items))
    catalogue = index(bigger, settings)
    for query in queries:
        ask(catalogue, query)
    ours = [seconds(lambda q=query: ask(catalogue, q)) for query in queries]  # type: ignore[misc]
    find = peer(items)
    theirs = [seconds(lambda q=query: find(q)) for query in queries[:_PEER_QUERIES]]  # type: ignore[misc]
    return {
        "names": len(names(items)),
        "find_p50_ms": round(percentile(ours, 50) * 1000, 3),
        "find_p99_ms": round(percentile(ours, 99) * 1000, 3),
        "peer_p50_ms": round(percentile(theirs, 50) * 1000, 3),
        "peer_p99_ms": round(percentile(theirs, 99) * 1000, 3),
    }


def shifted(items: Iterable[WasteItem], shift: int) -> Iterator[WasteItem]:
    """Items with made-up names of the same length and sound: other vowels, other consonants."""
    letters = {}
    for ring in (_VOWELS, _CONSONANTS):
        for at, letter in enumerate(ring):
            letters[letter] = ring[(at + shift) % len(ring)]
            letters[letter.upper()] = letters[letter].upper()
    change = str.maketrans(letters)
    for item in items:
        synonyms = tuple(name.translate(change) for name in item.synonyms)
        yield replace(item, name=f"{item.name.translate(change)}", synonyms=synonyms)


def markdown(figures: dict[str, Any]) -> str:
    """The figures for people."""
    first = figures["growth"][0]
    intro = (
        f"`make bench-waste`; {figures['machine']}. Times drift on shared machines: read them beside the peer's. "
        "The peer takes the most similar name of the same catalogue, always (rapidfuzz WRatio)."
    )
    parts = [
        "# Waste: how well and how fast things are found",
        intro,
        table(
            ("what", "value"),
            (
                ("items", figures["items"]),
                ("names", figures["names"]),
                ("load, files as before", f"{figures['load_s']:.2f} s"),
                ("load after a change: read, check, index", f"{figures['load_after_change_s']:.2f} s"),
                ("find p50 / p99", f"{first['find_p50_ms']:.2f} / {first['find_p99_ms']:.2f} ms"),
                ("peer p50 / p99", f"{first['peer_p50_ms']:.2f} / {first['peer_p99_ms']:.2f} ms"),
            ),
        ),
    ]
    for name, found in figures["lists"].items():
        rows = [(verdict, count, percent(count / found["queries"])) for verdict, count in found["verdicts"].items()]
        rows += [
            ("**right, or right among the candidates**", "", f"**{percent(found['good'])}**"),
            ("not sure: candidates or no answer", "", percent(found["not_sure"])),
            ("precision of confident answers", "", percent(found["precision_of_confident"])),
            ("peer: right", "", percent(found["peer_good"])),
            ("peer: confidently wrong", "", percent(found["peer_confidently_wrong"])),
        ]
        parts += [f"## List `{name}`, {found['queries']} queries", table(("answer", "queries", "share"), rows)]
    rows = [
        (g["names"], g["find_p50_ms"], g["find_p99_ms"], g["peer_p50_ms"], g["peer_p99_ms"]) for g in figures["growth"]
    ]
    head = ("names", "find p50 ms", "find p99 ms", "peer p50 ms", "peer p99 ms")
    parts += ["## More names", "Made-up names of the same length and sound are added.", table(head, rows)]
    parts.append("![Time of a find over the number of names](waste.svg)")
    return "\n\n".join(parts)


def plot(growth: list[dict[str, Any]]) -> Figure:
    """Time of a find over the number of names, both scales logarithmic."""
    keys = ("find_p50_ms", "find_p99_ms", "peer_p50_ms", "peer_p99_ms")
    titles = ("Talbot p50", "Talbot p99", "peer p50", "peer p99")
    lines = {title: [step[key] for step in growth] for key, title in zip(keys, titles, strict=True)}
    return line_plot([step["names"] for step in growth], lines, "names", "ms", scale="log")


if __name__ == "__main__":
    main()
