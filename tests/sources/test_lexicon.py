"""The German words that are no misspellings: complete, small, and the same after saving."""

import pytest

from bot.city.text import fold_word
from bot.sources.lexicon import Lexicon, read_lexicon


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    """A state folder without a lexicon."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="module")
def lexicon(state):
    """Built from the installed table, once."""
    return read_lexicon(state)


@pytest.mark.parametrize("word", ["laufen", "Beschwerde", "Straße", "müde", "Häuser", "nächste", "gegangen"])
def test_german_words_are_known(lexicon, word):
    """In every form."""
    assert fold_word(word) in lexicon


@pytest.mark.parametrize("word", ["pizzakartong", "joghurtbeher", "battrie", "xqzyvw"])
def test_misspellings_are_not(lexicon, word):
    """They may be items."""
    assert word not in lexicon


def test_it_is_made_once_and_kept(lexicon, state):
    """In a file of a few hundred kilobytes to some megabytes, which the next start reads."""
    [kept] = state.iterdir()
    made_at = kept.stat().st_mtime_ns
    loaded = read_lexicon(state)
    for word in ("laufen", "strasse", "xqzyvw"):
        assert (word in loaded) == (word in lexicon)
    assert kept.stat().st_mtime_ns == made_at
    assert kept.stat().st_size < 8_000_000


def test_a_file_that_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path):
    """Here a folder stands in its place."""
    (tmp_path / "lexicon").mkdir()
    with pytest.raises(OSError, match="lexicon"):
        Lexicon(["wort"]).save(tmp_path / "lexicon")
    assert [path.name for path in tmp_path.iterdir()] == ["lexicon"]


def test_hardly_anything_unknown_is_taken_for_known(lexicon):
    """Hashes collide rarely."""
    wrong = [word for number in range(5000) if (word := f"xq{number}zyv") in lexicon]
    assert len(wrong) < 5


@pytest.mark.parametrize("value", ["", 5, None])
def test_what_is_no_word_is_not_known(lexicon, value):
    """Membership never fails."""
    assert value not in lexicon
