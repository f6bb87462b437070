"""What the form of a message tells: yes or no, moved or disturbed pickups, what comes later, a complaint."""

import pytest

from bot.city.question import (
    is_about_disturbance,
    is_about_later,
    is_about_moves,
    is_yes_no,
    tells_missed_pickup,
)


@pytest.mark.parametrize(
    "text",
    [
        "darf Styropor in die gelbe Tonne?",
        "Gehört Backpapier ins Altpapier",
        "Ist eine Teflonpfanne was für die gelbe Tonne?",
        "Kompostierbare Müllbeutel in die braune Tonne?",
        "Teebeutel in Bio?",
        "kann man das zum Sperrmüll stellen oder nicht",
    ],
)
def test_yes_or_no_is_wanted(text):
    """By a verb, or by a bin with a question mark."""
    assert is_yes_no(text)


@pytest.mark.parametrize(
    "text",
    ["Wohin mit Styropor?", "In welche Tonne kommt Styropor?", "Ist das Papier oder Restmüll?", "Teebeutel", "", "???"],
)
def test_other_questions_want_more(text):
    """An open question, a choice of two, and no question at all."""
    assert not is_yes_no(text)


@pytest.mark.parametrize(
    "text", ["und danach?", "Und dann?", "was kommt danach", "ok und die Termine danach?", "wann dann wieder?"]
)
def test_later(text):
    """Only what comes after the dates just told."""
    assert is_about_later(text)


@pytest.mark.parametrize(
    "text", ["und dann noch Papier", "dann eben Gathe 5", "und danach in die Biotonne?", "Und?", ""]
)
def test_not_later(text):
    """Something else is named."""
    assert not is_about_later(text)


@pytest.mark.parametrize("text", ["Unsere Biotonne wurde heute nicht geleert", "die blaue ist schon wieder stehen geblieben",
                                  "gelb wurde nicht mitgenommen"])  # fmt: skip
def test_missed_pickup(text):
    """A complaint is no question about the next date."""
    assert tells_missed_pickup(text)


@pytest.mark.parametrize("text", ["wann wird morgen geleert?", "wird morgen geleert?", "warum nicht?"])
def test_no_missed_pickup(text):
    """A question about the future, or about nothing."""
    assert not tells_missed_pickup(text)


@pytest.mark.parametrize(
    "text", ["wird heute gestreikt?", "kommt bei dem Schnee wer", "Warnstreik bei der AWG?", "Glatteis – fahrt ihr?"]
)
def test_disturbance(text):
    """Strike and weather."""
    assert is_about_disturbance(text)


@pytest.mark.parametrize("text", ["Fällt nächste Woche in der Gathe 5 eine Leerung aus?", "Verschiebt sich was?", "wird Karfreitag nachgeholt",
                                  "wurde der Termin vorgezogen"])  # fmt: skip
def test_moves(text):
    """Moved, brought forward, made up for, or dropped."""
    assert is_about_moves(text)
