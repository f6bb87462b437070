"""Scores of `make bench-nlu`: intents, entities, and what is out of scope."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from nlu_data import NOISES, Message, trimmed
from sklearn.metrics import f1_score

# Name of the noise, the message, the text that was read, what was made of it.
Read = tuple[str, Message, str, dict[str, Any]]
# How much of the in-scope messages that were understood a threshold may cost.
MOST_LOST = 0.05


def intent_scores(read: Sequence[Read]) -> dict[str, dict[str, float]]:
    """Accuracy and macro-F1 of the likeliest intent by noise."""
    scores: dict[str, dict[str, float]] = {"macro_f1": {}, "accuracy": {}}
    for noise in NOISES:
        rows = [(m, r) for name, m, _, r in read if name == noise]
        truth, found = [m.intent for m, _ in rows], [r["best"] or "" for _, r in rows]
        scores["accuracy"][noise] = float(np.mean([t == f for t, f in zip(truth, found, strict=True)]))
        labels = sorted(set(truth))
        scores["macro_f1"][noise] = float(f1_score(truth, found, labels=labels, average="macro", zero_division=0))
    return scores


def entity_scores(read: Sequence[Read]) -> dict[str, float]:
    """Micro-F1 of the entities in messages as written: exact, and of the right kind in an overlapping place."""
    exact = loose = truth_count = found_count = 0
    for noise, message, text, reading in read:
        if noise != "as_written":
            continue
        truth, found = set(message.gold or ()), spans_of(reading, text)
        truth_count, found_count = truth_count + len(truth), found_count + len(found)
        exact += len(truth & found)
        loose += sum(any(k == kind and s < end and start < e for k, s, e in found) for kind, start, end in truth)
    total = truth_count + found_count
    return {"exact": 2 * exact / total if total else 0.0, "overlapping": 2 * loose / total if total else 0.0}


def spans_of(reading: dict[str, Any], text: str) -> set[tuple[str, int, int]]:
    """The entities of a reading as the annotation would have them."""
    return {trimmed(kind, start, text[start:end]) for kind, start, end in reading["entities"]}


def out_of_scope_scores(read: Sequence[Read]) -> dict[str, float]:
    """Recall of messages out of scope, near and far, of the folds and apart, at the threshold that may be paid."""
    rows = [(message, reading) for noise, message, _, reading in read if noise == "as_written"]
    scores = {}
    for origin in ("learned", "apart"):
        threshold = affordable([(m, r) for m, r in rows if m.origin == origin and m.scope == "in"])
        for scope in ("near", "far"):
            refused = [is_refused(r, threshold) for m, r in rows if m.origin == origin and m.scope == scope]
            scores[f"{scope}, {'folds' if origin == 'learned' else 'apart'}"] = float(np.mean(refused))
    return scores


def affordable(rows: Sequence[tuple[Message, dict[str, Any]]]) -> float:
    """The confidence below which refusing costs just as many of the messages that are understood as it may."""
    sure = sorted(r["confidence"] for m, r in rows if r["best"] == m.intent)
    return float(sure[int(MOST_LOST * len(rows))]) if sure else 0.0


def is_refused(reading: dict[str, Any], threshold: float) -> bool:
    """Whether a message is not answered: nothing understood, too unsure, or taken for out of scope."""
    best = reading["best"]
    return best is None or best.startswith("out_of_scope_") or reading["confidence"] < threshold
