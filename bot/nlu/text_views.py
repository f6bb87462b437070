"""Views of texts as numbers: n-grams of words or letters, weighed by TF-IDF; saved as JSON and plain arrays.

Many texts at once go through scikit-learn, a single one through a shorter way to the same numbers: a message
has few words, most of them seen before. What the views show and what is learned from them is the models' business.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

_REMEMBERED_WORDS = 8192


class TextViews:
    """Some TF-IDF vectorizers by name, fitted together; their columns stand one after the other."""

    def __init__(self, options: Mapping[str, Mapping[str, Any]]) -> None:
        """Name the views, each with the options of its `TfidfVectorizer`: `word` 1–2 or `char_wb`."""
        self._vectorizers = {name: _vectorizer(own) for name, own in options.items()}
        self._rows: dict[str, _Row] = {}

    def fit(self, texts: Mapping[str, Sequence[str]]) -> "TextViews":
        """Learn what occurs in the texts of each view."""
        for name, vectorizer in self._vectorizers.items():
            vectorizer.fit(texts[name])
        return self._ready()

    def show(self, texts: Mapping[str, Sequence[str]]) -> dict[str, csr_matrix]:
        """Give a matrix per view, a row per text."""
        return {name: vectorizer.transform(texts[name]) for name, vectorizer in self._vectorizers.items()}

    def show_one(self, name: str, text: str) -> tuple[Places, Floats]:
        """Give what is not zero in the row of one text: columns, counted over all views, and values."""
        return self._rows[name].of(text)

    def width(self) -> int:
        """How many columns all views have together."""
        return sum(len(vectorizer.vocabulary_) for vectorizer in self._vectorizers.values())

    def knows(self, name: str, gram: str) -> bool:
        """Whether an n-gram occurred in a view."""
        return gram in self._vectorizers[name].vocabulary_

    def vocabularies(self) -> dict[str, dict[str, int]]:
        """What to save as JSON."""
        return {n: {gram: int(i) for gram, i in v.vocabulary_.items()} for n, v in self._vectorizers.items()}

    def arrays(self) -> dict[str, Floats]:
        """What to save as arrays."""
        return {f"idf_{name}": v.idf_.astype(np.float32) for name, v in self._vectorizers.items()}

    def restore(self, vocabularies: Mapping[str, dict[str, int]], arrays: Mapping[str, Any]) -> "TextViews":
        """Take back what `vocabularies` and `arrays` gave."""
        for name, vectorizer in self._vectorizers.items():
            vectorizer.vocabulary_ = vocabularies[name]
            vectorizer.idf_ = arrays[f"idf_{name}"]
        return self._ready()

    def _ready(self) -> "TextViews":
        first = 0
        for name, vectorizer in self._vectorizers.items():
            self._rows[name] = _Row(vectorizer, first)
            first += len(vectorizer.vocabulary_)
        return self


class _Row:
    """One text as a `TfidfVectorizer` would show it, without the detour over a matrix."""

    def __init__(self, vectorizer: TfidfVectorizer, first: int) -> None:
        self._vocabulary: dict[str, int] = vectorizer.vocabulary_
        self._idf: Floats = vectorizer.idf_.astype(np.float32)
        self._first = first
        self._sizes = range(vectorizer.ngram_range[0], vectorizer.ngram_range[1] + 1)
        self._places = self._of_words if vectorizer.analyzer == "word" else self._of_letters
        self._of_word = lru_cache(_REMEMBERED_WORDS)(self._look_up)

    def of(self, text: str) -> tuple[Places, Floats]:
        places, times = np.unique(np.array(self._places(text.split()), np.intp), return_counts=True)
        values = (1 + np.log(times, dtype=np.float32)) * self._idf[places]
        length = np.sqrt(values @ values)
        return places + self._first, values / length if length else values

    def _of_words(self, words: list[str]) -> list[int]:
        grams = (*words, *(f"{one} {other}" for one, other in pairwise(words)))
        return [place for gram in grams if (place := self._vocabulary.get(gram)) is not None]

    def _of_letters(self, words: list[str]) -> list[int]:
        return [place for word in words for place in self._of_word(word)]

    def _look_up(self, word: str) -> list[int]:
        """The places of a word's n-grams; like scikit-learn, a word shorter than an n-gram counts as one, once."""
        padded = f" {word} "
        grams: list[str] = []
        for size in self._sizes:
            if size >= len(padded):
                grams.append(padded)
                break
            grams += [padded[at : at + size] for at in range(len(padded) - size + 1)]
        return [place for gram in grams if (place := self._vocabulary.get(gram)) is not None]


def _vectorizer(options: Mapping[str, Any]) -> TfidfVectorizer:
    return TfidfVectorizer(lowercase=False, sublinear_tf=True, dtype=np.float32, **options)
