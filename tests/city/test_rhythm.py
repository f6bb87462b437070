"""How often the residual bin is emptied, in residents' words."""

import pytest

from bot.city.rhythm import FORTNIGHTLY, WEEKLY, spot_rhythm

SAID = (
    ("14-täglich", [FORTNIGHTLY]),
    ("14 tägig", [FORTNIGHTLY]),
    ("vierzehntäglich", [FORTNIGHTLY]),
    ("14taegig", [FORTNIGHTLY]),
    ("alle zwei Wochen", [FORTNIGHTLY]),
    ("alle 2 wochen", [FORTNIGHTLY]),
    ("alle 14 Tage", [FORTNIGHTLY]),
    ("zweiwöchentlich", [FORTNIGHTLY]),
    ("2-wöchentlich", [FORTNIGHTLY]),
    ("zweiwochentlich", [FORTNIGHTLY]),
    ("jede zweite Woche", [FORTNIGHTLY]),
    ("50 %", [FORTNIGHTLY]),
    ("50-Prozent-Tarif", [FORTNIGHTLY]),
    ("Wir haben den 50% Tarif für die Tonne", [FORTNIGHTLY]),
    ("wöchentlich", [WEEKLY]),
    ("woechentlich", [WEEKLY]),
    ("jede Woche", [WEEKLY]),
    ("einmal die Woche", [WEEKLY]),
    ("alle sieben Tage", [WEEKLY]),
    ("Wird die graue Tonne wöchentlich oder 14-täglich geleert?", [WEEKLY, FORTNIGHTLY]),
    ("Meine Restmülltonne wird nur alle zwei Wochen geleert, wann wieder?", [FORTNIGHTLY]),
)


@pytest.mark.parametrize(("text", "rhythms"), SAID)
def test_said(text, rhythms):
    """In figures and words, with and without hyphens and umlauts."""
    assert [mention.rhythm for mention in spot_rhythm(text)] == rhythms


@pytest.mark.parametrize(
    "text",
    ["in 14 Tagen", "in zwei Wochen", "nächste Woche", "14 Uhr", "Hofaue 14", "50 Prozent Rabatt auf den Kurs bitte", "", "diese Woche",
     "50 Euro", "die zweite Woche im Januar"],
)  # fmt: skip
def test_not_said(text):
    """A time is no rhythm, a discount no tariff."""
    assert spot_rhythm(text) == []


def test_fortnight_is_no_house_number(city):
    """ "Hofaue 20, 14-täglich" has one house number."""
    mentions = [(m.kind, m.value) for m in city.spotter.spot("Restmüll Hofaue 20, 14-täglich")]
    assert mentions == [
        ("stream", "residual"), ("street", "Hofaue"), ("house_number", "20"), ("rhythm", FORTNIGHTLY),
    ]  # fmt: skip
