"""A linear text classifier: word and letter n-grams, meaning, support vectors, calibrated confidence.

Knows nothing of Rasa. Sees each text twice: masked ("xadresse xtonne?") for what is asked, and as written
for what the mask hides and for what it means. Saved as JSON and plain arrays, never as pickled code.
"""

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.nlu.meaning import meaning
from bot.nlu.text_views import Floats, TextViews
from bot.nlu.wording import Wording

_META, _ARRAYS = "linear_model.json", "linear_model.npz"
_NEIGHBOURS = {
    "a": "sq",
    "e": "wr",
    "i": "uo",
    "n": "bm",
    "r": "et",
    "s": "ad",
    "t": "rz",
    "o": "ip",
    "u": "zi",
}
_SEED = 20261122
_NOISY_WEIGHT = 0.4
_CALIBRATION_FOLDS = 3


@dataclass(frozen=True)
class Example:
    """A text in its two views, and which of its folded words nobody knows, so that they may be misspelled."""

    masked: str
    raw: str
    strange: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _View:
    """One block of features: which view of the text, which n-grams, how much it weighs."""

    raw: bool
    weight: float
    options: dict[str, Any]


_VIEWS = {
    "masked_words": _View(
        raw=False, weight=1.0, options={"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"\S+"}
    ),
    "masked_letters": _View(raw=False, weight=1.0, options={"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2}),
    "raw_letters": _View(raw=True, weight=0.5, options={"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2}),
}


class LinearModel:
    """Tells classes of short German texts apart, with a calibrated confidence for each class."""

    def __init__(
        self,
        labels: list[str],
        wording: Wording,
        views: TextViews,
        weights: Floats,
        bias: Floats,
        sharpness: float,
    ) -> None:
        """Use `train` or `load` instead."""
        self.labels = labels
        self.sharpness = sharpness
        self._wording = wording
        self._views = views
        # A row per feature: a message has few of them, which then lie together.
        self._weights = weights
        self._bias = bias

    @classmethod
    def train(cls, examples: list[Example], labels: list[str], *, strength: float = 0.5) -> "LinearModel":
        """Learn from texts and their labels; each text is also learned once with typing slips and without signs."""
        wording = Wording.learn(e.raw for e in examples)
        rng = random.Random(_SEED)  # noqa: S311 - noise for training, nothing secret
        plain = [_columns(wording, e) for e in examples]
        slipped = [{name: slip(text, rng) for name, text in columns.items()} for columns in plain]
        views = _untrained().fit(_by_view(plain))
        features = _features(views, plain, [wording.write(e.raw) for e in examples])
        noisy = _features(views, slipped, [wording.write(e.raw, signs=False) for e in examples])
        target = np.array(labels)
        sharpness = _calibrate(features, noisy, target, strength)
        fitted = _fit(features, noisy, target, strength)
        return cls(
            [str(label) for label in fitted.classes_],
            wording,
            views,
            np.ascontiguousarray(fitted.coef_.T, np.float32),
            fitted.intercept_.astype(np.float32),
            sharpness,
        )

    def knows(self, folded: str) -> bool:
        """Whether a folded word occurred in the examples."""
        return self._views.knows("masked_words", folded)

    def rank(self, example: Example) -> list[tuple[str, float]]:
        """All labels with their confidence, the likeliest first."""
        scores = self._bias.copy()
        for name, text in _columns(self._wording, example).items():
            places, values = self._views.show_one(name, text)
            scores += _VIEWS[name].weight * (values @ self._weights[places])
        written = self._wording.write(example.raw, example.strange)
        scores += meaning([written])[0] @ self._weights[self._views.width() :]
        confidence = _softmax(scores * self.sharpness)
        return [(self.labels[i], float(confidence[i])) for i in np.argsort(-confidence)]

    def save(self, folder: Path) -> None:
        """Write the model into a folder."""
        meta = {
            "labels": self.labels,
            "sharpness": self.sharpness,
            "written": self._wording.written,
            "often": self._wording.often,
            "vocabularies": self._views.vocabularies(),
        }
        (folder / _META).write_text(json.dumps(meta), encoding="utf-8")
        np.savez_compressed(folder / _ARRAYS, weights=self._weights, bias=self._bias, **self._views.arrays())

    @classmethod
    def load(cls, folder: Path) -> "LinearModel":
        """Read a model from a folder that `save` wrote."""
        meta = json.loads((folder / _META).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            views = _untrained().restore(meta["vocabularies"], arrays)
            wording = Wording(meta["written"], meta["often"])
            return cls(meta["labels"], wording, views, arrays["weights"], arrays["bias"], float(meta["sharpness"]))


def _fit(features: csr_matrix, noisy: csr_matrix, target: Any, strength: float) -> LinearSVC:
    importance = np.r_[np.ones(features.shape[0]), np.full(noisy.shape[0], _NOISY_WEIGHT)]
    machine = LinearSVC(C=strength, class_weight="balanced", random_state=_SEED)
    return machine.fit(vstack([features, noisy], format="csr"), np.r_[target, target], importance)


def _calibrate(features: csr_matrix, noisy: csr_matrix, target: Any, strength: float) -> float:
    """Find how sharply margins become confidences, on texts that were not learned from."""
    margins, truth = [], []
    folds = StratifiedKFold(_CALIBRATION_FOLDS, shuffle=True, random_state=_SEED)
    for learned, held_out in folds.split(features, target):
        fitted = _fit(features[learned], noisy[learned], target[learned], strength)
        margins.append(fitted.decision_function(features[held_out]))
        truth.append(np.searchsorted(fitted.classes_, target[held_out]))
    scores, right = np.vstack(margins), np.concatenate(truth)

    def surprise(sharpness: float) -> float:
        confidence = _softmax(scores * sharpness)
        return float(-np.log(confidence[np.arange(len(right)), right] + 1e-9).mean())

    return float(minimize_scalar(surprise, bounds=(0.5, 20), method="bounded").x)


def _softmax(scores: Any) -> Any:
    odds = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return odds / odds.sum(axis=-1, keepdims=True)


def slip(text: str, rng: random.Random) -> str:
    """Make one typing slip in a longer word: a letter lost, doubled, swapped or hit beside."""
    words = text.split(" ")
    long_words = [i for i, word in enumerate(words) if len(word) > 4 and not word.startswith("x")]
    if not long_words:
        return text
    index = rng.choice(long_words)
    word = words[index]
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        word = word[:at] + word[at + 1 :]
    elif kind == 1:
        word = word[:at] + word[at] + word[at:]
    elif kind == 2:
        word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    else:
        word = word[:at] + rng.choice(_NEIGHBOURS.get(word[at], "en")) + word[at + 1 :]
    words[index] = word
    return " ".join(words)


def _untrained() -> TextViews:
    return TextViews({name: view.options for name, view in _VIEWS.items()})


def _columns(wording: Wording, example: Example) -> dict[str, str]:
    """What each view sees of an example."""
    masked, raw = (wording.fold(text, example.strange) for text in (example.masked, example.raw))
    return {name: raw if view.raw else masked for name, view in _VIEWS.items()}


def _by_view(columns: list[dict[str, str]]) -> dict[str, list[str]]:
    return {name: [own[name] for own in columns] for name in _VIEWS}


def _features(views: TextViews, columns: list[dict[str, str]], written: list[str]) -> csr_matrix:
    shown = views.show(_by_view(columns))
    means = csr_matrix(meaning(written))
    return hstack([*(shown[name] * view.weight for name, view in _VIEWS.items()), means], format="csr")
