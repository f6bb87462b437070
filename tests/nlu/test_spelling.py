"""Misspelled words are read as known ones, and known or short ones are left alone."""

import pytest

from bot.nlu.spelling import Spelling

TEXTS = [
    "mein mann hat schmerzen",
    "kopf schmerzen seit gestern",
    "schmerzen und schwindel",
    "hunde bellen",
    "schmorzen",
]


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("schmrzen", "schmerzen"),
        ("shcmerzen", "schmerzen"),
        ("schmerzenn", "schmerzen"),
        ("schmezren im kopf", "schmerzen im kopf"),
        ("schmorzen", "schmorzen"),
        ("schwindal", "schwindal"),
        ("man", "man"),
        ("ganz anders", "ganz anders"),
        ("", ""),
    ],
)
def test_one_slip_is_read_as_the_known_word(text, corrected):
    """A word that was seen is right as it is; rare words are nothing to correct to."""
    assert Spelling.learn(TEXTS).correct(text) == corrected


def test_names_are_right_as_they_are():
    """ "Frack" is no misspelled "Crack"."""
    texts = ["crack", "crack jeden tag", "crack geraucht"]
    assert Spelling.learn(texts).correct("frack") == "crack"
    assert Spelling.learn(texts, ["frack schwarz"]).correct("frack") == "frack"
