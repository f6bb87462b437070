"""Views of texts as numbers: n-grams of words or letters, weighed by TF-IDF; saved as JSON and plain arrays.

What the views show and what is learned from them is the business of the models.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

Floats = npt.NDArray[np.float32]


class TextViews:
    """Some TF-IDF vectorizers by name, fitted together."""

    def __init__(self, options: Mapping[str, Mapping[str, Any]]) -> None:
        """Name the views, each with the options of its `TfidfVectorizer`."""
        self._vectorizers = {name: _vectorizer(own) for name, own in options.items()}

    def fit(self, texts: Mapping[str, Sequence[str]]) -> "TextViews":
        """Learn what occurs in the texts of each view."""
        for name, vectorizer in self._vectorizers.items():
            vectorizer.fit(texts[name])
        return self

    def show(self, texts: Mapping[str, Sequence[str]]) -> dict[str, csr_matrix]:
        """Give a matrix per view, a row per text."""
        return {name: vectorizer.transform(texts[name]) for name, vectorizer in self._vectorizers.items()}

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
        return self


def _vectorizer(options: Mapping[str, Any]) -> TfidfVectorizer:
    return TfidfVectorizer(lowercase=False, sublinear_tf=True, dtype=np.float32, **options)
