"""One pipeline of `make bench-nlu`: trains it on one fold, or loads what was trained and lets it read the questions.

Runs in .venv for Talbot and in .venv-bench for Rasa's own pipelines, so it needs nothing but Rasa itself.
"""

import argparse
import asyncio
import json
import logging
import os
import resource
import sys
import time
import warnings
from pathlib import Path
from typing import Any

_FALLBACK = "nlu_fallback"


def main() -> None:
    """Train a model, or read with one, and write the findings as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", action="store_true", help="served as Talbot serves")
    parser.add_argument("--train", nargs=2, type=Path, metavar=("CONFIG", "DATA"), help="make the model")
    parser.add_argument("--read", type=Path, metavar="QUESTIONS", help="a JSON list of texts for the model")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    quiet(ours=arguments.ours)
    if arguments.train:
        found = train(*arguments.train, arguments.model)
    else:
        found = asyncio.run(read(arguments.model, json.loads(arguments.read.read_text("utf-8"))))
    arguments.out.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def quiet(*, ours: bool) -> None:
    """Rasa prints a lot; what is served by Talbot also has its replacements."""
    os.environ.update(RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3")
    warnings.simplefilter("ignore")
    if ours:
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        import bot.nlu  # noqa: F401  # stands in for TensorFlow
        from bot.settings import load_settings, publish

        publish(load_settings())
    logging.disable(logging.CRITICAL)
    from rasa.utils.log_utils import configure_structlog

    configure_structlog()
    if ours:
        from bot.engine import quicken_rasa

        quicken_rasa()


def train(config: Path, data: Path, model: Path) -> dict[str, Any]:
    """Train on data in Rasa's YAML; how long it took and how large the model is."""
    import rasa.model_training

    start = time.monotonic()
    written = rasa.model_training.train_nlu(
        str(config), str(data), output=str(model.parent), fixed_model_name=model.name.removesuffix(".tar.gz")
    )
    if written is None:
        sys.exit("Rasa trained nothing; the data are not usable.")
    return {"training_s": time.monotonic() - start, "model_mb": model.stat().st_size / 1e6}


async def read(model: Path, texts: list[str]) -> dict[str, Any]:
    """Let a trained pipeline read texts one after the other."""
    from rasa.core.agent import Agent

    start = time.monotonic()
    agent = Agent.load(str(model))
    load = time.monotonic() - start
    for text in texts[:20]:
        await agent.parse_message(text)
    readings, times = [], []
    for text in texts:
        begin = time.perf_counter()
        parsed = await agent.parse_message(text)
        times.append((time.perf_counter() - begin) * 1000)
        readings.append(reading(parsed))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"load_s": load, "memory_mb": memory, "times_ms": times, "readings": readings}


def reading(parsed: dict[str, Any]) -> dict[str, Any]:
    """What matters of a parsed message: the likeliest intent with its confidence, and the entities."""
    ranking = [entry for entry in parsed.get("intent_ranking") or [parsed["intent"]] if entry["name"] != _FALLBACK]
    best = ranking[0] if ranking else {"name": None, "confidence": 0.0}
    entities = [(entity["entity"], entity["start"], entity["end"]) for entity in parsed["entities"]]
    return {"best": best["name"], "confidence": best["confidence"], "entities": entities}


if __name__ == "__main__":
    main()
