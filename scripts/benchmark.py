"""What every benchmark script shares: percentiles, the machine in words, and where figures are written.

A benchmark measures and writes; it never fails because a figure is bad.
"""

import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

ROOT = Path(__file__).resolve().parent.parent
# Scripts lie beside the packages they measure.
sys.path.insert(0, str(ROOT))
FOLDER = ROOT / "docs" / "benchmarks"
# The same figures give the same file.
mpl.rcParams["svg.hashsalt"] = "talbot"


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which so many percent lie."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * percent / 100), len(ordered) - 1)]


def machine() -> str:
    """What the figures were measured on; absolute times drift on shared machines."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {date.today()}"  # noqa: DTZ011  # for people


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def percent(share: float) -> str:
    """A share as people read it."""
    return f"{share * 100:.1f} %"


def line_plot(
    places: Sequence[Any], lines: Mapping[str, Sequence[float]], along: str, up: str, *, scale: str = "linear"
) -> Figure:
    """Lines by their title over the same places, which are numbers, or words at equal distances.

    Args:
        along: what the places are.
        up: what the lines show.
        scale: of both axes, `linear` or `log`.
    """
    figure = Figure(figsize=(6.4, 4), layout="constrained")
    axes = figure.subplots()
    for title, values in lines.items():
        axes.plot(places, values, marker="o", label=title)
    if scale != "linear":
        axes.set(xscale=scale, yscale=scale)
    axes.set(xlabel=along, ylabel=up)
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend()
    return figure


def write(name: str, figures: Mapping[str, Any], markdown: str, plot: Figure | None = None) -> None:
    """Write `docs/benchmarks/<name>` as JSON, Markdown and plot, and print the Markdown."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = json.dumps(figures, ensure_ascii=False, indent=2)
    (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    (FOLDER / f"{name}.md").write_text(f"{markdown}\n", encoding="utf-8")
    if plot is not None:
        plot.savefig(FOLDER / f"{name}.svg", metadata={"Date": None})
    print(markdown)
