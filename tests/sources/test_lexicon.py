"""The German words that are no misspellings: complete, small, and the same after saving."""

import pytest

from bot.city.text import fold_word
from bot.sources.lexicon import WordHashes, read_lexicon


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
    assert fold_word(word) in lexicon.words


def test_nouns_are_told_from_other_words(lexicon):
    """Only things are the end of a compound that names a thing."""
    assert all(fold_word(word) in lexicon.nouns for word in ("Küche", "Halter", "Häuser"))
    assert all(word not in lexicon.nouns for word in ("sehr", "wohin", "immer"))


@pytest.mark.parametrize("word", ["pizzakartong", "joghurtbeher", "battrie", "xqzyvw"])
def test_misspellings_are_not(lexicon, word):
    """They may be items."""
    assert word not in lexicon.words


def test_it_is_made_once_and_kept(lexicon, state):
    """In a file of a few hundred kilobytes to some megabytes, which the next start reads."""
    made_at = {kept: kept.stat().st_mtime_ns for kept in state.iterdir()}
    loaded = read_lexicon(state)
    for word in ("laufen", "strasse", "xqzyvw"):
        assert (word in loaded.words) == (word in lexicon.words)
    assert {kept: kept.stat().st_mtime_ns for kept in state.iterdir()} == made_at
    assert sum(kept.stat().st_size for kept in made_at) < 8_000_000


def test_a_file_that_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path):
    """Here a folder stands in its place."""
    (tmp_path / "lexicon").mkdir()
    with pytest.raises(OSError, match="lexicon"):
        WordHashes(["wort"]).save(tmp_path / "lexicon")
    assert [path.name for path in tmp_path.iterdir()] == ["lexicon"]


def test_hardly_anything_unknown_is_taken_for_known(lexicon):
    """Hashes collide rarely."""
    wrong = [word for number in range(5000) if (word := f"xq{number}zyv") in lexicon.words]
    assert len(wrong) < 5


@pytest.mark.parametrize("value", ["", 5, None])
def test_what_is_no_word_is_not_known(lexicon, value):
    """Membership never fails."""
    assert value not in lexicon.words
