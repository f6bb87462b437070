"""The language of phrases: what each sign stands for, and what is refused."""

import pytest

from bot.city.phrase import Phrases

FIELDS = {"poison": ("*reiniger", "rattengift", "gift*"), "child": ("kind", "mein sohn")}


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("keine luft", "Ich kriege KEINE Luft!", True),
        ("keine luft", "keine frische Luft", False),
        ("keine luft", "meine luft", False),
        ("über fluss", "Uber -  FLUSS", True),
        ("will ... sterben", "Ich will jetzt einfach nur noch sterben.", True),
        ("will ... sterben", "will sterben", True),
        ("will ... sterben", "will eins zwei drei vier fünf sechs sieben sterben", False),
        ("gift*", "Giftnotruf", True),
        ("gift*", "Rattengift", False),
        ("*gift", "Rattengift", True),
        ("*gift*", "Rattengiftköder", True),
        ("(atmet|atme) nicht", "er atmet nicht", True),
        ("(atmet|atme) nicht", "er atmete nicht", False),
        ("(gar nicht|kaum) wach", "wird gar nicht wach", True),
        ("atmet (gar)? nicht", "atmet nicht", True),
        ("atmet (gar)? nicht", "atmet gar nicht", True),
        ("atmet (gar)? nicht", "atmet oft nicht", False),
        ("{child} ... {poison} getrunken", "Mein Sohn hat WC-Reiniger getrunken", True),
        ("{child} ... {poison} getrunken", "Mein Kind hat Saft getrunken", False),
        ("({poison}|chlor) getrunken", "chlor getrunken", True),
        ("({poison}|chlor) getrunken", "Giftzeug getrunken", True),
        ("a46", "auf der A46", True),
    ],
)
def test_phrases_are_found(phrase, text, found):
    """Whatever the case, umlauts and signs."""
    assert Phrases([phrase], FIELDS).match(text) is found


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "   ",
        "(a",
        "a)",
        "a ... ",
        "... a",
        "{nothing} a",
        "a || b",
        "(a||b)",
        "{poison",
        "a.b",
        "[a]",
        "\\bwort\\b",
        "(a(b))",
    ],
)
def test_what_is_no_phrase_is_refused(phrase):
    """At reading, not in the night."""
    with pytest.raises(ValueError, match=r"."):
        Phrases([phrase], FIELDS)
