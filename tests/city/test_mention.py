"""Who owns a word that could be street, bin, time or thing; and how mentions are masked."""

import pytest

from bot.city.mention import KINDS, Mention, mask


def spotted(city, text: str) -> list[tuple[str, str]]:
    return [(m.kind, m.value) for m in city.spotter.spot(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Papierstraße 5", [("street", "Papierstraße"), ("house_number", "5")]),
        (
            "Hofaue 20 Papier?",
            [("street", "Hofaue"), ("house_number", "20"), ("stream", "paper")],
        ),
        ("Hofaue 3 am 3.12.", [("street", "Hofaue"), ("house_number", "3"), ("when", "date:3.12.")]),
        ("Am 3.12. in der Hofaue", [("when", "date:3.12."), ("street", "Hofaue")]),
        (
            "Gelbe Tonne morgen in Vohwinkel",
            [("stream", "packaging"), ("when", "day:1"), ("district", "Vohwinkel")],
        ),
        ("Darf Pizzakarton ins Papier", [("waste_item", "Pizzakarton"), ("stream", "paper")]),
        ("Weihnachtsbaum", [("stream", "christmas_tree")]),
        ("Wohin mit Kerzen?", [("waste_item", "Kerze")]),
        ("Briller Straße 9 grau", [("street", "Briller Straße"), ("house_number", "9"), ("stream", "residual")]),
        ("Ich laufe und laufen", []),
        ("um 17 Uhr", []),
        ("Hallo", []),
        ("", []),
    ],
)
def test_each_word_has_one_owner(city, text, mentions):
    """Addresses before bins, bins before times, districts and things."""
    assert spotted(city, text) == mentions


def test_mentions_do_not_overlap(city):
    """Only the parts of one address share their place."""
    text = "Papier und Pizzakarton am 3.12. in der Gartenstraße 3 in Barmen, morgen Bio"
    mentions = city.spotter.spot(text)
    assert {m.kind for m in mentions} <= set(KINDS)
    for one in mentions:
        for other in mentions:
            apart = one.end <= other.start or other.end <= one.start
            assert apart or (one.start, one.end) == (other.start, other.end)


def test_an_unsure_thing_keeps_its_own_words(city):
    """A "Lampe" may be several things; the value is what was written."""
    assert spotted(city, "alte Lampe") == [("waste_item", "Lampe")]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Hofaue 20 Papier?", "xadresse xtonne ?"),
        ("Wohin mit Kerzen?", "Wohin mit xding ?"),
        ("Sperrmüll morgen", "xtonne bulky xzeit xzeitday"),
        ("Barmen", "xbezirk"),
        ("3 Kerzen und 44 Euro", "0 xding und 0 Euro"),
        ("Hallo", "Hallo"),
    ],
)
def test_masks_say_what_a_mention_is(city, text, masked):
    """Numbers become 0; bins and times that are subjects of their own stay telling."""
    assert " ".join(mask(text, city.spotter.spot(text)).split()) == masked


def test_other_scripts_leave_a_trace():
    """Folding would make nothing of them."""
    assert mask("мусор", []).endswith(" xschrift")
    assert mask("Müll", []) == "Müll"


def test_the_first_of_two_masks_wins():
    """Mentions in the same place are masked once, the street before its number."""
    both = [Mention("house_number", 0, 9, "20"), Mention("street", 0, 9, "Hofaue")]
    assert mask("Hofaue 20", both).split() == ["xadresse"]
