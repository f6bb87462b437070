"""The linear classifier by itself: it learns, is calibrated, survives saving, and slips as fingers do."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.linear_model import Example, LinearModel, slip

TEXTS = {
    "greet": ["hallo", "guten tag", "moin moin", "hallo zusammen", "guten morgen", "servus", "grüß gott", "hallöchen"],
    "waste": [
        "wohin mit xding", "wo kommt xding rein", "darf xding in die xtonne", "wie entsorge ich xding",
        "wohin damit", "in welche tonne gehört xding", "xding wohin", "wo schmeiß ich xding hin",
    ],
    "pickup": [
        "wann wird xtonne geleert", "wann kommt die müllabfuhr", "nächste abholung xadresse", "wann ist xtonne dran",
        "abholtermin xadresse", "xtonne xadresse wann", "wann holt ihr xtonne", "müllabfuhr xzeit",
    ],
}  # fmt: skip
PAIRS = [(Example(text, text), label) for label, texts in TEXTS.items() for text in texts]


@pytest.fixture(scope="module")
def model():
    """A model of three classes."""
    return LinearModel.train([example for example, _ in PAIRS], [label for _, label in PAIRS], strength=1.0)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("hallo du", "greet"),
        ("wohin mit dem xding bitte", "waste"),
        ("wann kommt xtonne", "pickup"),
        ("WANN KOMMT DIE MUELLABFUHR", "pickup"),
        ("guden tag", "greet"),
    ],
)
def test_similar_texts_get_their_class(model, text, label):
    """However they are written."""
    assert model.rank(Example(text, text))[0][0] == label


def test_ranking_is_a_distribution_in_order(model):
    """All classes, the likeliest first, together one."""
    ranked = model.rank(Example("wohin mit xding", "wohin mit styropor"))
    confidences = [confidence for _, confidence in ranked]
    assert {label for label, _ in ranked} == set(TEXTS)
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1)


def test_what_it_learned_is_surer_than_what_it_never_saw(model):
    """Confidence means something."""
    learned = model.rank(Example("wohin mit xding", "wohin mit xding"))[0][1]
    strange = model.rank(Example("quantenchromodynamik", "quantenchromodynamik"))[0][1]
    assert learned > strange


@pytest.mark.parametrize("text", ["", "   ", "😀", "Мусор", "\x00", "a"])
def test_text_without_features_is_ranked(model, text):
    """Something comes out, with low confidence."""
    assert len(model.rank(Example(text, text))) == len(TEXTS)


def test_saved_and_loaded_says_the_same(model, tmp_path):
    """To the last digit that matters."""
    model.save(tmp_path)
    loaded = LinearModel.load(tmp_path)
    for example, _ in PAIRS:
        for (label, confidence), (again, other) in zip(model.rank(example), loaded.rank(example), strict=True):
            assert label == again
            assert confidence == pytest.approx(other, abs=1e-5)


def test_model_files_hold_no_code(model, tmp_path):
    """JSON and plain arrays only."""
    model.save(tmp_path)
    assert {file.suffix for file in tmp_path.iterdir()} == {".json", ".npz"}


def test_training_is_repeatable():
    """The same examples give the same model."""
    examples, labels = [example for example, _ in PAIRS], [label for _, label in PAIRS]
    first, second = (LinearModel.train(examples, labels) for _ in range(2))
    probe = Example("wann kommt xding", "wann kommt xding")
    assert first.rank(probe) == second.rank(probe)


@given(st.text(alphabet="abcdefghij x", max_size=40), st.integers())
def test_a_slip_changes_one_word_at_most(text, seed):
    """One letter lost, doubled, swapped or hit beside; masks and short words stay."""
    slipped = slip(text, random.Random(seed))
    before, after = text.split(" "), slipped.split(" ")
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) <= 1
    for old, new in changed:
        assert len(old) > 4
        assert not old.startswith("x")
        assert abs(len(old) - len(new)) <= 1
