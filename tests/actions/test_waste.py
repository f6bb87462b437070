"""Where things go, as residents ask it: conditions, bins, lists of things, and what is not known."""

import pytest

from bot.city.stream import Stream


def streams(answer):
    """The streams of a disposal card, in the order of the answer."""
    return [option["stream"] for option in answer.card["options"]]


@pytest.mark.parametrize(
    ("text", "stream"),
    [
        ("Wohin mit Joghurtbechern?", "packaging"),
        ("wohin mit windeln", "residual"),
        ("Eierschalen?", "organic"),
        ("Kronkorkenn", "packaging"),
    ],
)
def test_one_way_is_said_in_one_line(say, text, stream):
    """An item that always goes the same way needs no conditions."""
    answer = say("waste_disposal", text)
    assert streams(answer) == [stream]
    assert answer.lines[0].endswith(".")
    assert answer.card["options"][0]["condition"] is None


def test_conditions_are_listed_with_their_bins(say):
    """A pizza box is paper or residual waste; the answer says what decides."""
    answer = say("waste_disposal", "Wohin mit dem Pizzakarton?")
    assert sorted(streams(answer)) == ["paper", "residual"]
    assert sum(line.startswith("• ") for line in answer.lines) == 2


@pytest.mark.parametrize(("state", "first"), [("fettigen", "residual"), ("sauberen", "paper")])
def test_the_state_that_was_named_comes_first(say, state, first):
    """Who says "greasy" reads about greasy boxes first."""
    assert streams(say("waste_disposal", f"Wohin mit dem {state} Pizzakarton?"))[0] == first


@pytest.mark.parametrize(
    "text", ["und wenn er fettig ist?", "der ist aber ziemlich dreckig", "fettig", "und ein fettiger?"]
)
def test_a_condition_can_follow(say, text):
    """The item of the question before is kept."""
    say("waste_disposal", "Wohin mit dem Pizzakarton?")
    answer = say("inform", text)
    assert answer.card["item"] == "Pizzakarton"
    assert streams(answer)[0] == "residual"


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Darf ich Windeln in die Biotonne werfen?", "utter_waste_no"),
        ("Gehören Windeln in den Restmüll?", "utter_waste_yes"),
        ("Darf ein fettiger Pizzakarton in die Papiertonne?", "utter_waste_no"),
        ("Gehört der fettige Pizzakarton in den Restmüll?", "utter_waste_yes"),
        ("Darf ein Pizzakarton in die gelbe Tonne?", "utter_waste_no"),
    ],
)
def test_yes_or_no_comes_first(say, domain, text, opening):
    """A question for one bin is answered before anything is explained."""
    expected = domain["responses"][opening][0]["text"].split("{")[0].split(" (")[0]
    assert say("waste_disposal", text).lines[0].startswith(expected)


@pytest.mark.parametrize("text", ["Darf ein Pizzakarton in die Papiertonne?", "Wohin mit Windeln, Bio?"])
def test_no_yes_and_no_no_where_it_depends_or_was_not_asked(say, domain, text):
    """A wrong yes is worse than none."""
    first = say("waste_disposal", text).lines[0]
    for key in ("utter_waste_yes", "utter_waste_no"):
        assert not first.startswith(domain["responses"][key][0]["text"][:5])


@pytest.mark.parametrize(("text", "word"), [("in die gelbe?", "Nein"), ("oder in die graue?", "Ja")])
def test_a_bin_can_follow_an_item(say, text, word):
    """ "Wohin mit Katzenstreu?" – "in die gelbe?" asks for yes or no."""
    say("waste_disposal", "Wohin mit Katzenstreu?")
    answer = say("inform", text)
    assert answer.lines[0].startswith(word)
    assert answer.card["item"] == "Katzenstreu"


def test_another_item_can_follow(say):
    """ "Und Katzenstreu?" is a question of its own."""
    say("waste_disposal", "Wohin mit Windeln?")
    assert say("inform", "und Katzenstreu?").card["item"] == "Katzenstreu"


def test_several_items_are_all_answered(say):
    """Each thing has its card, also one that has the name of a collection."""
    answer = say("waste_disposal", "Wohin mit Eierschalen, Batterien und alten Schuhen?")
    assert [card["item"] for card in answer.cards] == ["Eierschalen", "Batterie", "Schuhe"]


def test_more_items_than_fit_are_offered_as_buttons(say, press):
    """Nothing that was asked is dropped in silence."""
    answer = say("waste_disposal", "Wohin mit Windeln, Eierschalen, Katzenstreu und Joghurtbechern?")
    assert [card["item"] for card in answer.cards] == ["Windel", "Eierschalen", "Katzenstreu"]
    [title] = answer.titles
    assert press(answer, title, "waste_disposal").card["item"] == "Joghurtbecher"


def test_an_unclear_item_among_clear_ones_is_asked_for(say):
    """The clear ones are answered, the unclear one gets buttons."""
    answer = say("waste_disposal", "Wohin mit Windeln und Lampen?")
    assert [card["card"] for card in answer.cards] == ["disposal", "item_choice"]
    assert answer.titles == answer.cards[1]["candidates"]


def test_ambiguous_item_leads_to_an_answer_by_button(say, press):
    """ "Lampe" means many things; each button is a question that is answered."""
    asked = say("waste_disposal", "Wohin mit Lampen?")
    assert asked.card["card"] == "item_choice"
    assert 2 <= len(asked.titles) <= 4
    for title in asked.titles:
        assert press(asked, title, "waste_disposal").card["item"] == title


def test_unknown_item_asks_for_its_material(say):
    """What is not known is said, and the way on is named."""
    answer = say("waste_disposal", "Wohin mit dem Flupselwumpfator?")
    assert "Flupselwumpfator" in answer.text
    assert answer.card["card"] == "item_choice"
    assert answer.slots["waste_item"] is None


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("aus Metall", "Sachen aus Metall"),
        ("der ist aus Plastik", "Sachen aus Plastik"),
        ("irgendwas aus Holz", "Sachen aus Holz"),
    ],
)
def test_the_material_can_follow(say, text, item):
    """An unknown thing is answered by what it is made of, marked as a presumption."""
    say("waste_disposal", "Wohin mit dem Flupselwumpfator?")
    answer = say("inform", text)
    assert answer.card["item"] == item
    assert "ermutlich" in answer.lines[0]


def test_another_material_replaces_the_first(say):
    """ "Aus Metall" – "ach nein, aus Plastik"."""
    say("waste_disposal", "Wohin mit dem Flupselwumpfator?")
    say("inform", "aus Metall")
    assert say("inform", "ach nein, aus Plastik").card["item"] == "Sachen aus Plastik"


def test_compound_is_answered_as_a_presumption(say):
    """An unlisted compound is answered by its head, and says so."""
    answer = say("waste_disposal", "Wohin mit dem Blechdingsbums?")
    assert "Blechdingsbums" in answer.lines[0]
    assert "ermutlich" in answer.lines[0]


def test_similar_names_are_offered_not_assumed(say, press):
    """What only looks alike is a button, not an answer."""
    answer = say("waste_disposal", "Darf Flupsel in die gelbe Tonne?")
    assert answer.card["card"] == "item_choice"
    for title in answer.titles:
        assert press(answer, title, "waste_disposal").card["item"] == title


@pytest.mark.parametrize("text", ["Wohin damit?", "wo kommt das rein", "wohin???"])
def test_question_without_a_thing_asks_for_it(say, text):
    """At the beginning nobody knows what "that" is."""
    answer = say("waste_disposal", text)
    assert answer.card == {"card": "item_choice", "query": "", "candidates": []}


def test_that_means_the_item_before(say):
    """Later "that" is the thing before."""
    say("waste_disposal", "Was ist mit Katzenstreu?")
    assert say("waste_disposal", "Wohin damit?").card["item"] == "Katzenstreu"


@pytest.mark.parametrize(
    ("text", "stream"),
    [
        ("Was darf in die gelbe Tonne?", "packaging"),
        ("was gehört in die braune", "organic"),
        ("Was kommt ins Altglas?", "glass"),
        ("Was darf zum Sperrmüll?", "bulky"),
    ],
)
def test_a_bin_tells_what_it_takes(say, text, stream):
    """The guide names what belongs in and what does not."""
    answer = say("waste_stream_guide", text)
    assert answer.card["card"] == "stream_guide"
    assert answer.card["stream"] == stream
    assert answer.card["belongs"]
    assert answer.card["never"]


@pytest.mark.parametrize("stream", Stream)
def test_every_stream_has_an_answer_of_its_own(say, city, stream):
    """Whichever collection is asked for by its name."""
    answer = say("waste_stream_guide", f"{city.streams[stream].label}: was darf da rein?")
    assert answer.cards


def test_another_bin_can_follow(say):
    """ "Und in die braune?" after a guide asks for another guide, whatever was asked before."""
    say("waste_disposal", "Wohin mit Pizzakarton?")
    say("waste_stream_guide", "Was darf in die gelbe Tonne?")
    assert say("inform", "und in die braune?").card["stream"] == "organic"


def test_a_thing_asked_of_a_bin_is_about_the_thing(say):
    """ "Darf Styropor in die gelbe Tonne?" is no question for the whole list."""
    assert say("waste_stream_guide", "Darf Styropor in die gelbe Tonne?").card["item"] == "Styropor"


def test_unknown_thing_asked_of_a_bin_is_not_answered_with_the_list(say):
    """Saying what else goes in there would sound like a yes."""
    answer = say("waste_stream_guide", "Darf Flupselwumpfator in die gelbe Tonne?")
    assert answer.card["card"] == "item_choice"


def test_guide_without_a_bin_offers_the_usual_ones(say, press):
    """Each button names a bin and is answered with its guide."""
    asked = say("waste_stream_guide", "Was darf da alles rein?")
    assert len(asked.titles) == 4
    for title in asked.titles:
        assert press(asked, title, "waste_stream_guide").card["card"] == "stream_guide"


@pytest.mark.parametrize("text", ["Altpapier", "Altglas", "Sperrmüll", "Darf Altglas in die blaue Tonne?"])
def test_a_collection_named_like_a_thing_gets_its_guide(say, text):
    """ "Altpapier" alone is best answered by what counts as such."""
    assert say("waste_disposal", text).card["card"] == "stream_guide"


def test_source_closes_each_answer(say):
    """Text and card name the same source and its date."""
    answer = say("waste_disposal", "Wohin mit Windeln?")
    source = answer.card["source"]
    year, month, day = source["as_of"].split("-")
    assert source["name"] in answer.lines[-1]
    assert f"{int(day)}.{int(month)}.{year}" in answer.lines[-1]


@pytest.mark.parametrize(
    "text",
    ["", "😀", "x" * 5000, "<b>Windeln</b>", "' OR 1=1 --", "{item} {0}", "Мусор", "\u200b", "%s %(a)s"],
)
def test_strange_text_is_answered(say, text):
    """Whatever reaches the action, it answers in words."""
    for intent in ("waste_disposal", "waste_stream_guide"):
        assert say(intent, text).text


def test_every_item_can_be_answered(conversation, city):
    """No item of the catalogue has data that the answer cannot be made of."""
    for name in city.waste.items:
        answer = conversation.say("waste_disposal", f"Wohin mit {name}?", entities=[])
        assert answer.cards, name


@pytest.mark.parametrize("text", ["Kann ich Öl in den Abfluss kippen?", "Farbe in die Toilette schütten?"])
def test_nothing_goes_down_the_drain(say, domain, text):
    """The no comes first, whatever it is and even before asking which."""
    answer = say("waste_disposal", text)
    assert answer.lines[0].startswith(domain["responses"]["utter_waste_no"][0]["text"].split(",")[0])


def test_an_irregular_form_is_answered_by_what_the_nlu_understood(say):
    """ "Uhren" is no rule's plural of anything the catalogue lists by that spelling; the lemma is."""
    answer = say("waste_disposal", "Wohin mit den Uhren?", entities=[("waste_item", "Uhr")])
    assert answer.card["item"] == "Uhr"


def test_the_same_thing_said_twice_is_answered_once(say):
    """ "E-Zigarette Vape Elfbar" is one thing by three names."""
    assert say("waste_disposal", "E-Zigarette Vape Elfbar").lines[0].startswith("E-Zigarette – ")


def test_one_of_several_things_is_named_with_its_yes_or_no(say):
    """A bare "yes" for two things would be read for both."""
    answer = say("waste_disposal", "Dürfen Eierschalen und Windeln in die Biotonne?")
    assert any(line.startswith("Eierschalen: Ja") for line in answer.lines)
    assert any(line.startswith("Windeln: Nein") for line in answer.lines)


def test_a_material_that_is_a_thing_is_no_presumption(say, domain):
    """ "Styropor" is what it is, and not presumably of it."""
    [material] = domain["responses"]["utter_waste_presumably_material"]
    assert material["text"] not in say("waste_disposal", "Wohin mit Styropor?").text


@pytest.mark.parametrize(
    ("text", "is_no"),
    [
        ("Darf ich Altöl ins Klo kippen?", True),
        ("Pinsel im Waschbecken auswaschen?", False),
        ("Wohin mit einer alten Toilette?", False),
        ("Wohin mit dem kaputten Waschbecken?", False),
    ],
)
def test_the_drain_is_a_way_only_into_it(say, text, is_no):
    """A broken toilet is thrown away itself."""
    assert say("waste_disposal", text).lines[0].startswith("Nein, nicht in den Abfluss") is is_no


def test_a_guide_is_a_list(say, city):
    """One thing on each line, what belongs before what does not."""
    info = city.streams[Stream.ORGANIC]
    things = [line[2:] for line in say("waste_stream_guide", "Was darf in die Biotonne?").lines if line[0] == "•"]
    assert things == [*info.belongs, *info.never]


def test_asbestos_is_not_to_be_carried_anywhere(say):
    """A bin or a yard in this answer would send somebody off with open fibres."""
    first = say("waste_disposal", "Wohin mit Asbestplatten?").lines[0]
    assert "Fachfirma" in first
    assert "Schadstoffsammlung" not in first
