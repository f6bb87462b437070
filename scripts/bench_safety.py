"""Prints how well and how fast the safety guard of the trained model hears danger, beside a list of keywords.

The peer is what many assistants do: a message with one of some well-known words gets the numbers.
"""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmark import machine, percent, percentile, table, write
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource

from bot.city.safety import HARMLESS, LEVELS
from bot.nlu.safety_guard import SafetyGuard
from bot.settings import load_settings
from bot.training import current_model
from tests.nlu.safety_list import LISTS, NOISES, Text, read_list

Level = Callable[[str], str | None]

_SHARES = ("recall", "right_level", "false_alarms")

# By level: words that lists on the web and in other assistants look for.
KEYWORDS = {
    "emergency": "notfall notarzt krankenwagen herzinfarkt schlaganfall bewusstlos atmet feuer brennt blutet unfall",
    "poisoning": "vergiftet vergiftung giftnotruf verschluckt gift",
    "crisis": "suizid selbstmord umbringen sterben ritzen lebensmüde",
    "violence": "gewalt schlägt vergewaltigt missbrauch bedroht stalking",
    "on_call": "bereitschaftsdienst notdienst notfallpraxis notapotheke",
    "addiction": "süchtig alkoholiker entzug drogen rückfall spielsucht",
}


def main() -> None:
    """Measure the trained model and write it to docs/benchmarks."""
    model = current_model(load_settings())
    if model is None:
        sys.exit("There is no current model; run `make train` first.")
    with TemporaryDirectory() as folder:
        guard = load_guard(Path(folder), model.path)
        figures = {
            "machine": machine(),
            "lists": {path.stem: judged(guard.level, keyword_level, read_list(path)) for path in LISTS},
            "speed": speed(guard.level, [row.text for path in LISTS for row in read_list(path)]),
        }
    write("safety", figures, markdown(figures))


def load_guard(folder: Path, model: Path) -> SafetyGuard:
    """The guard as it lies in a trained model."""
    storage, metadata = LocalModelStorage.from_model_archive(folder, model)
    node = next(n for n in metadata.predict_schema.nodes.values() if n.uses is SafetyGuard)
    resource = node.resource or Resource("")
    config = {**SafetyGuard.get_default_config(), **node.config}
    return SafetyGuard.load(config, storage, resource, ExecutionContext(GraphSchema({})))


_PATTERNS = {level: re.compile(rf"\b({'|'.join(words.split())})\b") for level, words in KEYWORDS.items()}


def keyword_level(text: str) -> str | None:
    """The peer."""
    plain = text.lower()
    return next((level for level, pattern in _PATTERNS.items() if pattern.search(plain)), None)


def judged(ours: Level, peer: Level, rows: list[Text]) -> dict[str, Any]:
    """What is heard of a list, with every noise."""
    return {
        "dangerous": sum(row.level != HARMLESS for row in rows),
        "harmless": sum(row.level == HARMLESS for row in rows),
        "noises": {
            name: {"ours": shares(ours, rows, noise), "peer": shares(peer, rows, noise)}
            for name, noise in NOISES.items()
        },
    }


def shares(level: Level, rows: list[Text], noise: Callable[[str], str]) -> dict[str, Any]:
    """Recall in all and by level, right levels of what was heard, and false alarms."""
    found = [(row.level, level(noise(row.text))) for row in rows]
    danger = [(said, heard) for said, heard in found if said != HARMLESS]
    heard = [(said, got) for said, got in danger if got]
    harmless = [got for said, got in found if said == HARMLESS]
    return {
        "recall": len(heard) / len(danger),
        "recall_by_level": {
            name: sum(bool(got) for said, got in danger if said == name) / sum(said == name for said, _ in danger)
            for name in LEVELS
        },
        "right_level": sum(said == got for said, got in heard) / max(len(heard), 1),
        "false_alarms": sum(bool(got) for got in harmless) / len(harmless),
    }


def speed(level: Level, texts: list[str]) -> dict[str, float]:
    """Milliseconds a text, for us and for the peer."""
    for text in texts[:50]:
        level(text)
    ours, peer = [milliseconds(level, text) for text in texts], [milliseconds(keyword_level, text) for text in texts]
    return {
        "p50_ms": round(percentile(ours, 50), 2),
        "p99_ms": round(percentile(ours, 99), 2),
        "peer_p50_ms": round(percentile(peer, 50), 3),
        "peer_p99_ms": round(percentile(peer, 99), 3),
    }


def milliseconds(level: Level, text: str) -> float:
    """How long a text takes."""
    begin = time.perf_counter()
    level(text)
    return (time.perf_counter() - begin) * 1000


def markdown(figures: dict[str, Any]) -> str:
    """The figures for people."""
    took = figures["speed"]
    intro = (
        f"`make bench-safety`; {figures['machine']}. The peer looks for well-known words "
        f"({sum(len(words.split()) for words in KEYWORDS.values())} of them). Nobody who wrote examples for the guard "
        "knew the lists. `safety_texts` steered the development: it showed which kinds of examples and word fields "
        "were missing. Of the other two only these figures were looked at."
    )
    parts = ["# Safety: how well and how fast danger is heard", intro]
    for name, found in figures["lists"].items():
        rows = [
            (
                noise,
                *(
                    percent(v[who][key])
                    for who in ("ours", "peer")
                    for key in ("recall", "right_level", "false_alarms")
                ),
            )
            for noise, v in found["noises"].items()
        ]
        head = ("text", "recall", "right level", "false alarms", "peer: recall", "right level", "false alarms")
        clean = found["noises"]["clean"]["ours"]["recall_by_level"]
        parts += [
            f"## List `{name}`: {found['dangerous']} dangerous, {found['harmless']} harmless look-alikes",
            table(head, rows),
            table(("level", "recall, clean"), [(level, percent(share)) for level, share in clean.items()]),
        ]
    parts += [
        "## Time for a message",
        table(
            ("", "p50 ms", "p99 ms"),
            [("guard", took["p50_ms"], took["p99_ms"]), ("peer", took["peer_p50_ms"], took["peer_p99_ms"])],
        ),
    ]
    return "\n\n".join(parts)


if __name__ == "__main__":
    main()
