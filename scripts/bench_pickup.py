"""Prints how well addresses are understood and how fast dates come: streets, calendars and feeds, beside peers.

The peer for addresses is what many forms do: the one street most similar to the text, by rapidfuzz's WRatio.
"""

import re
from collections import Counter
from typing import Any

from bench_calendars import measure as measure_calendars
from bench_feed import measure as measure_feed
from bench_streets import measure as measure_streets
from benchmark import machine, table, write
from matplotlib.figure import Figure
from rapidfuzz import fuzz, process, utils

from bot.bootstrap import load_city
from bot.city.street import StreetRegister
from bot.settings import Settings
from tests.city.address_list import LISTS, Outcome, Row, Verdict, read_list, summary

_NUMBER = re.compile(r"\d+ ?[a-z]?\b")
# Below this likeness the peer says that it found nothing.
_PEER_SURE = 80


def main() -> None:
    """Measure everything in one run and write it to docs/benchmarks."""
    register = load_city(Settings()).streets
    figures: dict[str, Any] = {
        "machine": machine(),
        "addresses": {path.stem: _judged(register, read_list(path)) for path in LISTS},
        "streets": measure_streets(),
        "feed": measure_feed(),
        "calendars": measure_calendars(),
    }
    write("pickup", figures, _markdown(figures), _plot(figures["calendars"]))


def _judged(register: StreetRegister, rows: list[Row]) -> dict[str, float]:
    ours = summary(register, rows)
    names = {name: utils.default_process(name) for name in register.streets}
    theirs = Counter(_judge_peer(names, row) for row in rows)
    return {
        "rows": len(rows),
        **{verdict.value: getattr(ours, verdict.value) for verdict in Verdict},
        "peer_right": theirs[Verdict.RIGHT] / len(rows),
        "peer_wrong": theirs[Verdict.WRONG] / len(rows),
    }


def _judge_peer(names: dict[str, str], row: Row) -> Verdict:
    """The peer never asks: one street or none. Its house number is the first number in the text."""
    number = _NUMBER.search(row.text.lower())
    text = utils.default_process(_NUMBER.sub(" ", row.text.lower()))
    hit = process.extractOne(text, names, scorer=fuzz.WRatio, score_cutoff=_PEER_SURE)
    if hit is None:
        return Verdict.RIGHT if row.outcome in (Outcome.NONE, Outcome.UNKNOWN) else Verdict.MISSED
    said = "".join(number[0].split()) if number else ""
    right = row.outcome is Outcome.SURE and {hit[2]} == row.streets and said == row.number
    return Verdict.RIGHT if right else Verdict.WRONG


def _markdown(figures: dict[str, Any]) -> str:
    feed = figures["feed"]
    parts = [
        "# Pickup dates",
        f"By `make bench-pickup` on {figures['machine']}. Lists and limits: [README.md](README.md).",
        "## Addresses",
        table(
            ("list", "texts", "right", "asked needlessly", "missed", "confidently wrong", "peer right", "peer wrong"),
            [
                (name, row["rows"], *(f"{row[key]:.1%}" for key in
                 ("right", "asked", "missed", "wrong", "peer_right", "peer_wrong")))
                for name, row in figures["addresses"].items()
            ],
        ),
        "## Streets: `StreetRegister.find`, ms",
        table(
            ("streets", "p50", "p99", "peer p50", "whole sentence p50", "building, s"),
            [
                (f"{row['size']:,}", *(f"{row[key]:.2f}" for key in
                 ("p50_ms", "p99_ms", "peer_p50_ms", "sentence_p50_ms", "build_s")))
                for row in figures["streets"]
            ],
        ),
        "## Calendars over their number",
        table(
            ("streets", "files: first reading, s", "files: load, s", "files: answer p50 / p99, ms",
             "supplier's store: load, s", "store: answer p50 / p99, ms", "peer (one JSON file): load, s",
             "peer: answer p50 / p99, ms"),
            [_calendar_row(row) for row in figures["calendars"]],
        ),
        "![time over number of streets](pickup.svg)",
        "## One feed of two years, from the store, ms",
        table(("p50", "p99", "peer (icalendar objects) p50"),
              [(f"{feed['p50_ms']:.1f}", f"{feed['p99_ms']:.1f}", f"{feed['peer_p50_ms']:.1f}")]),
    ]  # fmt: skip
    return "\n\n".join(parts)


def _calendar_row(row: dict[str, Any]) -> tuple[str, ...]:
    answers = {
        name: f"{row[f'{name}_p50_ms']:.2f} / {row[f'{name}_p99_ms']:.2f}" for name in ("files", "store", "peer")
    }
    return (
        f"{row['streets']:,}",
        f"{row['files_first_s']:.1f}",
        f"{row['files_load_s']:.2f}",
        answers["files"],
        f"{row['store_load_s']:.3f}",
        answers["store"],
        f"{row['peer_load_s']:.2f}",
        answers["peer"],
    )


def _plot(rows: list[dict[str, Any]]) -> Figure:
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    load, answer = figure.subplots(1, 2)
    sizes = [row["streets"] for row in rows]
    for name, label in (("files", "ICS files, kept"), ("store", "supplier's store"), ("peer", "peer: one JSON file")):
        load.plot(sizes, [max(row[f"{name}_load_s"], 1e-6) for row in rows], marker="o", label=label)
        answer.plot(sizes, [row[f"{name}_p50_ms"] for row in rows], marker="o", label=label)
    load.set(title="load", xlabel="streets", ylabel="seconds", xscale="log", yscale="log")
    answer.set(title="one answer, p50", xlabel="streets", ylabel="milliseconds", xscale="log", yscale="log")
    answer.legend()
    return figure


if __name__ == "__main__":
    main()
