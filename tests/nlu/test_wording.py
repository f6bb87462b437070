"""Texts in the examples' writing: what is typed differently is read alike, and only the unknown is corrected."""

import pytest

from bot.nlu.wording import Wording

WORDING = Wording.learn([
    "Wohin mit Müll?", "Wann kommt die Müllabfuhr?", "die Müllabfuhr kam nicht", "Der Müll stinkt", "wohin damit",
    "Sperrmüll anmelden", "Kann ich Sperrmüll anmelden?", "Grüße",
])  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["Wann kommt die Müllabfuhr?", "wann kommt die müllabfuhr?", "WANN KOMMT DIE MUELLABFUHR?"]
)
def test_case_and_umlauts_do_not_matter(typed):
    """A phone, a foreign keyboard, somebody who shouts."""
    assert WORDING.write(typed) == "Wann kommt die Müllabfuhr?"


@pytest.mark.parametrize(
    ("typed", "strange", "written"),
    [
        ("sperrmül anmeldn", {"sperrmuel", "anmeldn"}, "Sperrmüll anmelden"),
        ("Sperrmlül", {"sperrmlul", "sperrmluel"}, "Sperrmüll"),
        ("Mülabfur?", {"muelabfur"}, "Müllabfuhr?"),
        ("anmelder", set(), "anmelder"),
        ("Hofaue", {"hofaue"}, "Hofaue"),
        ("Grüsse", {"gruesse"}, "Grüße"),
        ("mül", {"muel"}, "Müll"),
        ("Mul", {"mul"}, "Mul"),
        ("", set(), ""),
        ("?!", set(), "?!"),
    ],
)
def test_only_what_nobody_knows_is_corrected(typed, strange, written):
    """A rarer word of German stays what it is; short words are too like each other."""
    assert WORDING.write(typed, strange) == written


def test_folded_text_is_corrected_as_well():
    """Words and letters are learned from it."""
    assert WORDING.fold("Sperrmül ANMELDN", {"sperrmuel", "anmeldn"}) == "sperrmuell anmelden"
    assert WORDING.fold("Sperrmül") == "sperrmuel"


def test_signs_can_be_left_out():
    """As people dictate."""
    assert WORDING.write("Sperrmüll anmelden, wohin?", signs=False) == "Sperrmüll anmelden Wohin"


def test_it_is_made_again_from_what_is_saved():
    """Two tables are all there is."""
    again = Wording(WORDING.written, WORDING.often)
    assert again.write("sperrmül", {"sperrmuel"}) == "Sperrmüll"
