"""Measures how well and how fast Talbot's pipeline understands, beside Rasa's default one and its logistic regression.

All learn and read the same folds; variants of one message are never split. Takes an hour and a half, nearly all of it
for training the default pipeline; what was trained once is kept in .talbot and taken again.
"""

import argparse
import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml
from benchmark import ROOT, line_plot, machine, percent, percentile, table, write
from matplotlib.figure import Figure
from nlu_data import NOISES, SEED, Message, held_out, learned
from nlu_scores import entity_scores, intent_scores, out_of_scope_scores
from sklearn.model_selection import StratifiedGroupKFold

from bot.settings import load_settings
from bot.training import hash_of_inputs

BENCH_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
CONTENDER = ROOT / "scripts" / "nlu_contender.py"
PIPELINES = ("default", "logistic", "ours")
TITLES = {"default": "Rasa's default", "logistic": "Rasa's logistic regression", "ours": "Talbot"}
# Trained models, so that other questions need no other training.
KEPT = ROOT / ".talbot" / "bench-nlu"


def main() -> None:
    """Measure, and write docs/benchmarks/nlu.*; a choice of pipelines is only printed, for it compares nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pipelines", nargs="+", choices=PIPELINES, default=PIPELINES)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=0, help="how many of the folds are held out in turn; 0 for all")
    parser.add_argument("--per-intent", type=int, default=100, help="so many examples at most; 0 for all")
    arguments = parser.parse_args()
    messages = learned(arguments.per_intent)
    rounds = arguments.rounds or arguments.folds
    runs = {name: run_all(name, messages, arguments.folds, rounds) for name in arguments.pipelines}
    figures = {
        "machine": machine(),
        "messages": len(messages),
        "groups": len({message.group for message in messages}),
        "folds": arguments.folds,
        "rounds": rounds,
        "pipelines": {name: judged(run) for name, run in runs.items()},
    }
    if len(runs) == len(PIPELINES):
        write("nlu", figures, markdown(figures), plot(figures))
    else:
        print(markdown(figures))


def run_all(name: str, messages: Sequence[Message], folds: int, rounds: int) -> list[dict[str, Any]]:
    """Train a pipeline without each of the folds, as many as there are rounds, and let it read that fold."""
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=SEED)
    labels, groups = [m.intent for m in messages], [m.group for m in messages]
    runs = []
    for number, (learn, test) in enumerate(islice(splitter.split(labels, labels, groups), rounds), 1):
        print(f"{TITLES[name]}: round {number} of {rounds} …", flush=True)
        asked = [*noisy([messages[i] for i in test]), *noisy(held_out())]
        runs.append({"asked": asked, **run(name, [messages[i] for i in learn], [text for _, _, text in asked])})
    return runs


def noisy(messages: Iterable[Message]) -> Iterable[tuple[str, Message, str]]:
    """Each message as written and with each noise: name of the noise, message, text."""
    for message in messages:
        for name, noise in NOISES.items():
            yield name, message, noise(message.text, random.Random(f"{SEED} {message.text}"))  # noqa: S311


def run(name: str, learn: Sequence[Message], texts: Sequence[str]) -> dict[str, Any]:
    """Let a contender train and read in processes of its own; what it did before with the same is taken again."""
    data = training_yaml(learn, annotated=name != "ours")
    made_from = [data, config_of(name).read_text("utf-8")]
    if name == "ours":
        made_from.append(hash_of_inputs(load_settings()))
    key = hashlib.sha256("\n".join(made_from).encode()).hexdigest()[:12]
    folder = KEPT / f"{name}-{key}"
    folder.mkdir(parents=True, exist_ok=True)
    model, trained = folder / "model.tar.gz", folder / "trained.json"
    asked, found = folder / "asked.json", folder / "found.json"
    if not trained.exists():
        (folder / "nlu.yml").write_text(data, encoding="utf-8")
        contender(name, "--train", config_of(name), folder / "nlu.yml", "--model", model, "--out", trained)
    questions = json.dumps(texts, ensure_ascii=False)
    if not found.exists() or asked.read_text("utf-8") != questions:
        found.unlink(missing_ok=True)
        asked.write_text(questions, encoding="utf-8")
        contender(name, "--read", asked, "--model", model, "--out", found)
    return {**json.loads(trained.read_text("utf-8")), **json.loads(found.read_text("utf-8"))}


def contender(name: str, *arguments: object) -> None:
    """Run the other script in the environment of the pipeline."""
    ours = name == "ours"
    command = [sys.executable if ours else BENCH_PYTHON, CONTENDER, *arguments, *(["--ours"] if ours else [])]
    with (KEPT / "log").open("ab") as log:
        done = subprocess.run([*map(str, command)], cwd=ROOT, stdout=log, stderr=log, check=False)
    if done.returncode:
        sys.exit(f"{TITLES[name]} failed; {KEPT / 'log'} says why.")


def config_of(name: str) -> Path:
    """The pipeline's configuration; the default one as `rasa init` has it filled in, from the installed Rasa."""
    if name == "ours":
        return ROOT / "config.yml"
    if name == "logistic":
        return ROOT / "scripts" / "peers" / "logistic.yml"
    found = next((ROOT / ".venv-bench").glob("lib/*/site-packages/rasa/engine/recipes/config_files/default_config.yml"))
    return Path(found)


def training_yaml(messages: Sequence[Message], *, annotated: bool) -> str:
    """The messages as Rasa's training data; Talbot needs no annotation of entities."""
    by_intent: dict[str, list[str]] = {}
    for message in messages:
        line = message.annotated() if annotated else message.text
        by_intent.setdefault(message.intent, []).append(f"- {line}\n")
    blocks = [{"intent": intent, "examples": "".join(lines)} for intent, lines in by_intent.items()]
    return str(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, width=1000))


def judged(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The figures of one pipeline over all folds."""
    read = [
        (noise, message, text, reading)
        for run in runs
        for (noise, message, text), reading in zip(run["asked"], run["readings"], strict=True)
    ]
    times = [time for run in runs for time in run["times_ms"]]
    means = {key: fmean(run[key] for run in runs) for key in ("training_s", "load_s", "model_mb", "memory_mb")}
    return {
        "folds": intent_scores([entry for entry in read if entry[1].origin == "learned"]),
        "apart": intent_scores([entry for entry in read if entry[1].origin == "apart"]),
        "entities": entity_scores([entry for entry in read if entry[1].gold is not None]),
        "out_of_scope": out_of_scope_scores(read),
        "parse_p50_ms": percentile(times, 50),
        "parse_p99_ms": percentile(times, 99),
        **means,
    }


def markdown(figures: dict[str, Any]) -> str:
    """The figures as a page."""
    pipelines = figures["pipelines"]
    head = ("", *(TITLES[name] for name in pipelines))

    def rows(*path: str) -> list[tuple[object, ...]]:
        first = at(next(iter(pipelines.values())), path)
        return [(key.replace("_", " "), *(percent(at(p, (*path, key))) for p in pipelines.values())) for key in first]

    parts = [
        "# Understanding: Talbot beside Rasa's own pipelines",
        INTRODUCTION.format(**figures),
    ]
    for key, title in (("folds", "Held-out folds"), ("apart", "Questions written apart from the examples")):
        for measure in ("macro_f1", "accuracy"):
            parts += [f"## {title}: {measure.replace('_', ' ')}", table(head, rows(key, measure))]
    parts += [
        "## Entities: F1",
        "Against annotation by hand; exact place and kind, and kind with overlapping place.",
        table(head, rows("entities")),
        "## Out of scope",
        OUT_OF_SCOPE,
        table(head, rows("out_of_scope")),
        "## Cost",
        table(head, [(label, *(f"{p[key]:.1f}" for p in pipelines.values())) for key, label in COSTS]),
        "![Macro-F1 by noise](nlu.svg)",
    ]
    return "\n\n".join(parts)


INTRODUCTION = (
    "`make bench-nlu`; {machine}. {messages} examples of `data/nlu.yml` in {groups} groups of variants, {folds} folds, "
    "a group never split, {rounds} of them held out in turn, and read as written and with noise. All pipelines "
    "learn and read the same. Intents are compared before any threshold."
)
OUT_OF_SCOPE = (
    "Recall when at most 5 points of the in-scope messages that were right are lost: a message counts as out of scope "
    "when its likeliest intent is one of `out_of_scope_…` or less sure than the threshold which costs that much."
)
COSTS = (
    ("training_s", "training, s"),
    ("load_s", "loading, s"),
    ("parse_p50_ms", "a message p50, ms"),
    ("parse_p99_ms", "a message p99, ms"),
    ("model_mb", "model, MB"),
    ("memory_mb", "memory, MB"),
)


def at(tree: Any, path: Iterable[str]) -> Any:
    """A value deep in nested dictionaries."""
    for key in path:
        tree = tree[key]
    return tree


def plot(figures: dict[str, Any]) -> Figure:
    """Macro-F1 of each pipeline by noise, on the folds."""
    scores = {TITLES[name]: found["folds"]["macro_f1"] for name, found in figures["pipelines"].items()}
    lines = {title: [100 * score for score in by_noise.values()] for title, by_noise in scores.items()}
    return line_plot([noise.replace("_", " ") for noise in NOISES], lines, "noise", "macro-F1, %")


if __name__ == "__main__":
    main()
