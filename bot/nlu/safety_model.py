"""The trained part of the safety guard: tells danger from everyday talk, and its level, by words and word fields.

Knows nothing of Rasa or of the intent classifier. Saved as JSON and plain arrays, never as pickled code.
"""

import json
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.svm import LinearSVC

from bot.city.safety import HARMLESS
from bot.city.safety_fields import WordFields
from bot.city.text import bare
from bot.nlu.linear_model import slip
from bot.nlu.spelling import Spelling
from bot.nlu.text_views import Floats, Places, TextViews

_META, _ARRAYS = "safety_model.json", "safety_model.npz"
_VIEWS: dict[str, dict[str, Any]] = {
    "words": {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"\S+", "min_df": 2},
    "letters": {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 3},
}
_SEED = 20261126
_WORDS_A_SLIP = 6
_KNOWN_WORDS = 4096


class SafetyModel:
    """Says how dangerous a German text sounds, and in which way."""

    def __init__(
        self,
        labels: Sequence[str],
        fields: Mapping[str, Sequence[str]],
        spelling: Spelling,
        views: TextViews,
        weights: Floats,
        bias: Floats,
    ) -> None:
        """Use `train` or `load` instead."""
        self._labels = list(labels)
        self._fields = fields
        self._spelling = spelling
        self._features = _Features(views, fields)
        # A row per feature: a message has few of them, which then lie together.
        self._weights = weights
        self._bias = bias
        self._harmless = self._labels.index(HARMLESS)

    @classmethod
    def train(
        cls,
        texts: Sequence[str],
        labels: Sequence[str],
        fields: Mapping[str, Sequence[str]],
        *,
        names: Sequence[str] = (),
        strength: float = 1.0,
    ) -> "SafetyModel":
        """Learn from texts labelled with a level or `HARMLESS`; each is also learned once with typing slips.

        Args:
            fields: word fields by name, see `bot.city.safety_fields`.
            names: whose words are no misspelled ones, though no text has them.
            strength: the inverse of regularisation.
        """
        rng = random.Random(_SEED)  # noqa: S311 - noise for training, nothing secret
        slipped = [bare(slips(text, rng)) for text in texts]
        plain = [bare(text) for text in texts]
        features = _Features(TextViews(_VIEWS), fields).fit(plain)
        matrix = vstack([features.of(plain), features.of(slipped)], format="csr")
        machine = LinearSVC(C=strength, random_state=_SEED).fit(matrix, np.r_[labels, labels])
        return cls(
            [str(label) for label in machine.classes_],
            fields,
            Spelling.learn(plain, [bare(name) for name in names]),
            features.views,
            np.ascontiguousarray(machine.coef_.T, np.float32),
            machine.intercept_.astype(np.float32),
        )

    def judge(self, text: str) -> tuple[str, float]:
        """The likeliest level of a text, and by how much it outweighs harmlessness; below 0 it does not."""
        scores = self._bias.copy()
        for columns, values in self._features.of_one(self._spelling.correct(bare(text))):
            scores += values @ self._weights[columns]
        harmless = float(scores[self._harmless])
        scores[self._harmless] = -np.inf
        best = int(scores.argmax())
        return self._labels[best], float(scores[best]) - harmless

    def save(self, folder: Path) -> None:
        """Write the model into a folder."""
        views = self._features.views
        meta = {
            "labels": self._labels,
            "fields": self._fields,
            "known": sorted(self._spelling.known),
            "often": self._spelling.often,
            "vocabularies": views.vocabularies(),
        }
        (folder / _META).write_text(json.dumps(meta), encoding="utf-8")
        np.savez_compressed(folder / _ARRAYS, weights=self._weights, bias=self._bias, **views.arrays())

    @classmethod
    def load(cls, folder: Path) -> "SafetyModel":
        """Read a model from a folder that `save` wrote."""
        meta = json.loads((folder / _META).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            views = TextViews(_VIEWS).restore(meta["vocabularies"], arrays)
            spelling = Spelling(meta["known"], meta["often"])
            return cls(meta["labels"], meta["fields"], spelling, views, arrays["weights"], arrays["bias"])


def slips(text: str, rng: random.Random) -> str:
    """Make a typing slip in about every sixth word, at least one."""
    plain = text
    for _ in range(max(1, len(text.split()) // _WORDS_A_SLIP)):
        plain = slip(plain, rng)
    return plain


class _Features:
    """Bare texts as rows of numbers: n-grams of words and letters, word fields, and pairs of fields that meet."""

    def __init__(self, views: TextViews, fields: Mapping[str, Sequence[str]]) -> None:
        self.views = views
        self._fields = WordFields(fields)
        self._of_word = lru_cache(_KNOWN_WORDS)(self._fields.of_word)
        singles = [(name,) for name in self._fields.names]
        pairs = list(combinations(self._fields.names, 2))
        self._columns = {names: column for column, names in enumerate([*singles, *pairs])}

    def fit(self, plain: Sequence[str]) -> "_Features":
        self.views.fit(dict.fromkeys(_VIEWS, plain))
        return self

    def of(self, plain: Sequence[str]) -> csr_matrix:
        shown = self.views.show(dict.fromkeys(_VIEWS, plain))
        return hstack([*shown.values(), self._met_in_all(plain)], format="csr")

    def of_one(self, plain: str) -> Iterator[tuple[Places, Floats]]:
        """What is not zero in the row of one text, a piece at a time."""
        yield from (self.views.show_one(name, plain) for name in _VIEWS)
        met = np.array(self._met(plain), np.intp)
        yield met + self.views.width(), np.full(len(met), _evenly(len(met)), np.float32)

    def _met_in_all(self, plain: Sequence[str]) -> csr_matrix:
        rows = [self._met(text) for text in plain]
        lengths = [len(row) for row in rows]
        values = np.repeat([_evenly(length) for length in lengths], lengths).astype(np.float32)
        starts = np.r_[0, np.cumsum(lengths)]
        columns = np.fromiter(chain.from_iterable(rows), np.intp)
        return csr_matrix((values, columns, starts), (len(plain), len(self._columns)))

    def _met(self, text: str) -> list[int]:
        """The columns of the fields in a text and of their pairs."""
        met = self._fields.of_phrases(text).union(*map(self._of_word, text.split()))
        names = [name for name in self._fields.names if name in met]
        return [self._columns[key] for size in (1, 2) for key in combinations(names, size)]


def _evenly(count: int) -> float:
    """What each of so many features weighs, so that all together have length 1."""
    return 1 / math.sqrt(max(count, 1))
