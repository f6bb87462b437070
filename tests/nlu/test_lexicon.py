"""The German words that are no misspellings: complete, small, and the same after saving."""

import pytest

from bot.city.text import fold_word
from bot.nlu.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon():
    """Built from the installed table, once."""
    return Lexicon.build()


@pytest.mark.parametrize("word", ["laufen", "Beschwerde", "Straße", "müde", "Häuser", "nächste", "gegangen"])
def test_german_words_are_known(lexicon, word):
    """In every form."""
    assert fold_word(word) in lexicon


@pytest.mark.parametrize("word", ["pizzakartong", "joghurtbeher", "battrie", "xqzyvw"])
def test_misspellings_are_not(lexicon, word):
    """They may be items."""
    assert word not in lexicon


def test_saved_and_loaded_is_the_same(lexicon, tmp_path):
    """Through a file of a few hundred kilobytes to some megabytes."""
    lexicon.save(tmp_path)
    loaded = Lexicon.load(tmp_path)
    for word in ("laufen", "strasse", "xqzyvw"):
        assert (word in loaded) == (word in lexicon)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 8_000_000


def test_hardly_anything_unknown_is_taken_for_known(lexicon):
    """Hashes collide rarely."""
    wrong = [word for number in range(5000) if (word := f"xq{number}zyv") in lexicon]
    assert len(wrong) < 5


@pytest.mark.parametrize("value", ["", 5, None])
def test_what_is_no_word_is_not_known(lexicon, value):
    """Membership never fails."""
    assert value not in lexicon
