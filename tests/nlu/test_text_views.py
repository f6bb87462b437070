"""A single text is shown by the short way as scikit-learn shows it among others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.text_views import TextViews

OPTIONS = {
    "words": {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"\S+"},
    "letters": {"analyzer": "char_wb", "ngram_range": (2, 5)},
}
TEXTS = ["wohin mit dem alten sofa", "wann kommt die tonne", "a ab abc", "die die die tonne", "x"]
VIEWS = TextViews(OPTIONS).fit({"words": TEXTS, "letters": TEXTS})


@given(st.one_of(st.sampled_from(TEXTS), st.text(alphabet="abdenotwhi x", max_size=40)))
def test_one_and_many_are_shown_alike(text):
    """Columns, counted over all views, and values."""
    shown = VIEWS.show({"words": [text], "letters": [text]})
    row = np.concatenate([shown[name].toarray()[0] for name in OPTIONS])
    again = np.zeros(VIEWS.width(), np.float32)
    for name in OPTIONS:
        places, values = VIEWS.show_one(name, text)
        again[places] = values
    assert again == pytest.approx(row, abs=1e-6)


def test_restored_views_show_the_same():
    """What is saved is enough."""
    restored = TextViews(OPTIONS).restore(VIEWS.vocabularies(), VIEWS.arrays())
    for name in OPTIONS:
        for one, other in zip(VIEWS.show_one(name, TEXTS[0]), restored.show_one(name, TEXTS[0]), strict=True):
            assert one == pytest.approx(other)
