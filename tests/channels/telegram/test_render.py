"""How answers look: pieces that Telegram takes, HTML that it reads, nothing lost."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.render import rendered, split
from tests.browser.site import examples

TAGS = re.compile(r"</?[bi]>")


def shown(html):
    return unescape(TAGS.sub("", html))


def units(text):
    return len(text.encode("utf-16-le")) // 2


@given(st.text(alphabet=st.sampled_from("ab .!?\n<&😀ä"), max_size=400), st.integers(5, 60))
def test_pieces_fit_and_lose_nothing_but_space(said, longest):
    pieces = split(said, longest)
    assert all(0 < units(piece) <= longest for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(said.split())


def test_cut_is_at_the_end_of_a_sentence_then_of_a_word():
    assert split("Erster Satz. Zweiter Satz. Dritter.", 30) == ["Erster Satz. Zweiter Satz.", "Dritter."]
    assert split("Zeile eins\nZeile zwei", 15) == ["Zeile eins", "Zeile zwei"]
    assert split("ein langer Satz ohne Ende", 12) == ["ein langer", "Satz ohne", "Ende"]
    assert split("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert split("😀" * 5, 4) == ["😀😀", "😀😀", "😀"]


@given(st.text(max_size=200))
def test_whatever_is_said_is_shown_as_it_is(said):
    parts = rendered([{"text": said}])
    assert "".join("".join(shown(part["text"]) for part in parts).split()) == "".join(said.split())


def test_what_matters_is_bold_and_the_source_in_italics():
    text = "Nächste Abholung Hofaue 20:\n• Montag, 14. Dezember: Altpapier <neu>\nQuelle: AWG & Co, Stand 1.1.2026."
    card = {"card": "pickup", "source": {"name": "AWG & Co", "url": None, "as_of": "2026-01-01"}}
    assert rendered([{"text": text}, {"card": card}])[0]["text"] == (
        "<b>Nächste Abholung Hofaue 20:</b>\n• <b>Montag, 14. Dezember</b>: Altpapier &lt;neu&gt;\n"
        "<i>Quelle: AWG &amp; Co, Stand 1.1.2026.</i>"
    )


def test_numbers_to_dial_are_bold_and_parts_of_others_are_not():
    lines = [{"name": "Notruf", "number": "112"}, {"name": "Gift", "number": "0228 19240"}]
    text = "Rufen Sie 112 an, nicht 1123. Gift: 0228 19240."
    html = rendered([{"text": text}, {"card": {"card": "helplines", "lines": lines}}])[0]["text"]
    assert html == "Rufen Sie <b>112</b> an, nicht 1123. Gift: <b>0228 19240</b>."


def test_every_card_of_the_documentation_keeps_its_text():
    for card in examples().values():
        parts = rendered([{"text": "Ein Text: <so>."}, {"card": card}])
        assert shown(parts[0]["text"]) == "Ein Text: <so>."
        for row in parts[0]["buttons"]:
            assert all(button.get("url", "https://").startswith("https://") for button in row)


def test_cards_that_are_nonsense_do_no_harm():
    cards = [
        {},
        {"card": "places", "places": "x"},
        {"card": "info", "links": [1, {"url": 5}], "ics_url": 7},
        {"source": []},
    ]
    assert [shown(part["text"]) for part in rendered([{"text": "a"}, *({"card": card} for card in cards)])] == ["a"]


def test_short_choices_stand_side_by_side():
    choices = [{"id": str(number), "title": f"Wahl {number}"} for number in range(3)]
    rows = rendered([{"text": "a", "choices": choices}])[0]["buttons"]
    assert [len(row) for row in rows] == [2, 1]
    long = [{"id": "1", "title": "Eine sehr lange Auswahl, die eine Zeile braucht"}, {"id": "2", "title": "kurz"}]
    assert [len(row) for row in rendered([{"text": "a", "choices": long}])[0]["buttons"]] == [1, 1]
