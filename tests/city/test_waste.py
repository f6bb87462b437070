"""Which way of going a question chooses: states that are named, denied, or said of another thing."""

from datetime import date

import pytest

from bot.city.source import Source
from bot.city.stream import Stream
from bot.city.waste import WasteItem, WasteOption

SOURCE = Source("Test", None, date(2026, 11, 22))


def item(*options: tuple[Stream, str, tuple[str, ...]]) -> WasteItem:
    made = tuple(WasteOption(stream, condition, cues) for stream, condition, cues in options)
    return WasteItem("Ding", (), made, SOURCE)


CAN = item(
    (Stream.HAZARDOUS, "mit Resten", ("voll", "flüssig", "Reste")),
    (Stream.PACKAGING, "ganz leer", ("leer", "leere", "leerer")),
)
GLUE = item(
    (Stream.RESIDUAL, "ausgehärtet", ("ausgehärtet", "eingetrocknet", "hart")),
    (Stream.HAZARDOUS, "noch weich", ("nicht ausgehärtet", "flüssig")),
)
TOY = item(
    (Stream.TEXTILES, "gut erhalten", ("gut erhalten", "sauber")),
    (Stream.RESIDUAL, "kaputt", ("kaputt", "verschmutzt")),
    (Stream.ELECTRICAL, "mit Batterie", ("mit Batterie", "mit Batterien", "sprechend")),
)
BOX = item(
    (Stream.PAPER, "sauber", ("sauber", "leer")),
    (Stream.RESIDUAL, "fettig", ("fettig", "Käse", "Essensreste", "verschmutzt")),
)


@pytest.mark.parametrize(
    ("thing", "text", "stream"),
    [
        (CAN, "leere Dose", Stream.PACKAGING),
        (CAN, "eine LEERE Dose", Stream.PACKAGING),
        (CAN, "Dose restentleert", Stream.PACKAGING),
        (CAN, "Dose nicht leer", Stream.HAZARDOUS),
        (CAN, "Dose noch nicht ganz leer", Stream.HAZARDOUS),
        (CAN, "Dose halb leer", Stream.HAZARDOUS),
        (CAN, "halbleere Dose", Stream.HAZARDOUS),
        (CAN, "Dose fast leer", Stream.HAZARDOUS),
        (CAN, "halbvolle Dose", Stream.HAZARDOUS),
        (CAN, "Dose noch halb voll", Stream.HAZARDOUS),
        (CAN, "Dose mit Farbresten", Stream.HAZARDOUS),
        (CAN, "Dose nicht mehr flüssig", Stream.PACKAGING),
        (GLUE, "Kleber ausgehärtet", Stream.RESIDUAL),
        (GLUE, "noch nicht ausgehärtet", Stream.HAZARDOUS),
        (GLUE, "eingetrockneter Kleber", Stream.RESIDUAL),
        (GLUE, "noch nicht eingetrocknet", Stream.HAZARDOUS),
        (TOY, "Bär mit Batterie", Stream.ELECTRICAL),
        (TOY, "sprechender Bär", Stream.ELECTRICAL),
        (TOY, "kaputter Bär", Stream.RESIDUAL),
        (TOY, "ein gut erhaltener Bär", Stream.TEXTILES),
        (BOX, "Karton mit Käseresten", Stream.RESIDUAL),
        (BOX, "fettiger Karton", Stream.RESIDUAL),
        (BOX, "völlig ölverschmutzter Karton", Stream.RESIDUAL),
        (BOX, "sauberer Karton", Stream.PAPER),
        (BOX, "Karton ohne Essensreste", Stream.PAPER),
        (BOX, "unverschmutzter Karton", Stream.PAPER),
    ],
)
def test_the_state_chooses(thing, text, stream):
    """A cue chooses its option, inflected or within a compound; a denied one rules it out."""
    assert thing.for_text(text).options[0].stream == stream
    chosen = thing.chosen_option(text)
    assert chosen is None if len(thing.options) > 2 and chosen is None else chosen.stream == stream


def test_what_is_ruled_out_comes_last():
    """Saying "ohne Batterie" does not choose between the other two, but against the third."""
    for text in ("Bär ohne Batterie", "Bär ohne Batterien", "Bär ohne die Batterien"):
        assert TOY.for_text(text).options[-1].stream == Stream.ELECTRICAL
        assert TOY.chosen_option(text) is None


@pytest.mark.parametrize("text", ["", "Dose", "Wohin damit?", "sauber und fettig", "nicht sauber, nicht fettig"])
def test_nothing_is_chosen_without_a_clear_word(text):
    """No cue, or cues for both: the conditions are for the resident to read."""
    assert BOX.chosen_option(text) is None


def test_without_cues_the_order_stays():
    """The editors' order is the one of the answer."""
    assert BOX.for_text("Wohin damit?") == BOX


def test_one_way_needs_no_choice():
    """An item that always goes one way keeps it whatever is said."""
    always = WasteItem("Ding", (), (WasteOption(Stream.RESIDUAL),), SOURCE)
    assert always.for_text("nicht leer").options == always.options
    assert always.chosen_option("nicht leer") is None


def test_a_denial_elsewhere_does_not_count():
    """A "nicht" belongs to the word after it, not to the whole question."""
    assert CAN.chosen_option("Ich weiß nicht, wohin mit der leeren Dose").stream == Stream.PACKAGING
