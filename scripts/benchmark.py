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


def write(name: str, figures: Mapping[str, Any], markdown: str, plot: Figure | None = None) -> None:
    """Write `docs/benchmarks/<name>` as JSON, Markdown and plot, and print the Markdown."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = json.dumps(figures, ensure_ascii=False, indent=2)
    (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    (FOLDER / f"{name}.md").write_text(f"{markdown}\n", encoding="utf-8")
    if plot is not None:
        plot.savefig(FOLDER / f"{name}.svg", metadata={"Date": None})
    print(markdown)
