"""Folding and splitting German text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.city.text import fold, fold_word, forms, normalise, stem, without_umlauts, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Fr.-Ebert-Str.", "frebertstr"), ("MÜLL", "muell"), ("Muell", "muell"), ("Straße", "strasse"), ("STRASSE", "strasse"),
        ("Café", "cafe"), ("Werlé", "werle"), ("Mülllll", "muell"), ("Bettuch", "bettuch"), ("Müll", "muell"), ("", ""),
        ("🙂", ""), ("мусор", ""), ("Pizza-Karton", "pizzakarton"), ("Smørrebrød", "smoerrebroed"), ("ﬁ", "fi"),
    ],
)  # fmt: skip
def test_fold(text, folded):
    """One spelling for what sounds the same, composed or decomposed."""
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    """Whatever is typed; and only letters and digits are left."""
    once = fold_word(text)
    assert fold_word(once) == once
    assert once.isascii()
    assert once == "" or once.isalnum()


@given(st.text(max_size=40))
def test_words_stand_where_they_say(text):
    """In order, without overlap, each at its place."""
    end = 0
    for word in words(text):
        assert text[word.start : word.end] == word.text
        assert end <= word.start < word.end
        assert word.folded == fold_word(word.text)
        end = word.end


def test_hyphens_and_dots_separate():
    """Parts of a street's name are words."""
    assert [w.folded for w in words("Fr.-Ebert-Str. 12a")] == ["fr", "ebert", "str", "12a"]
    assert normalise("Wohin mit dem MÜLL?!") == "wohin mit dem muell"


@pytest.mark.parametrize(
    "same",
    [
        ("Karton", "Kartons"),
        ("Dose", "Dosen"),
        ("Korken", "Kork"),
        ("Hut", "Hüte", "Hüten"),
        ("blaue", "blauen", "blaues"),
    ],
)
def test_inflected_forms_share_a_stem(same):
    """Enough for comparing."""
    assert len({stem(fold_word(word)) for word in same}) == 1


def test_forms_of_one_noun_meet():
    """Without confusing short words."""
    assert set(forms("kartons")) & set(forms("karton"))
    assert not set(forms("dose")) & set(forms("hose"))
    assert forms("oel") == ("ol",)
    assert forms("kindern") == ("kindern", "kinder", "kind")


def test_without_umlauts():
    """As typed on a foreign keyboard."""
    assert without_umlauts(fold_word("Müll")) == "mull"
