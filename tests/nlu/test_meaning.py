"""Texts as numbers: what means the same is nearer than what only shares words."""

import numpy as np
import pytest

from bot.nlu.meaning import WIDTH, encoder_identity, meaning


def test_what_means_the_same_is_near():
    """Without a word in common."""
    same, other, asked = meaning(
        ["Die Müllabfuhr hat uns vergessen", "Wie wird das Wetter?", "Meine Tonne wurde nicht geleert"]
    )
    assert same @ asked > other @ asked


def test_each_text_has_a_row_of_length_one():
    """Whatever stands beside it."""
    texts = ["Wohin mit Eierschalen?", "😀", "x" * 1000]
    rows = meaning(texts)
    assert rows.shape == (3, WIDTH)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-3)
    for text, row in zip(texts, rows, strict=True):
        assert meaning([text])[0] == pytest.approx(row, abs=1e-4)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_means_nothing(text):
    """Zeros weigh nothing."""
    assert not meaning([text]).any()


def test_no_texts():
    """No rows."""
    assert meaning([]).shape == (0, WIDTH)


def test_the_encoder_has_a_version():
    """A model is trained anew with another one."""
    assert encoder_identity().split()[-1][0].isdigit()
