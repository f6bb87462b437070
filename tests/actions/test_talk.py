"""Not understood, in two stages, and forgetting."""

import pytest


def phrase(domain, key):
    """A fixed phrase."""
    return domain["responses"][key][0]["text"]


def test_first_time_offers_readable_choices(say, domain):
    """Three questions as buttons, the same in the card."""
    answer = say("nlu_fallback", "asdf qwer")
    assert answer.text == phrase(domain, "utter_not_understood")
    assert len(answer.titles) == 3
    assert answer.card["suggestions"] == answer.buttons


def test_an_unknown_word_is_said_back(say, domain):
    """Who typed "Flubberschlauch" sees what was not known, and whom to ask."""
    answer = say("nlu_fallback", "Flubberschlauch")
    assert answer.text == phrase(domain, "utter_not_understood_word").format(query="Flubberschlauch")
    assert len(answer.titles) == 3
    assert say("nlu_fallback", "Flubberschlauch").text == phrase(domain, "utter_not_understood_again")


def test_what_is_no_word_is_not_said_back(say, domain):
    """Nobody wants to read a line of letters again."""
    assert say("nlu_fallback", "x" + "yz" * 30).text == phrase(domain, "utter_not_understood")


def test_likeliest_questions_come_first(say, domain):
    """What the classifier thought of is offered before the usual ones."""
    answer = say("nlu_fallback", "asdf qwer", ranking=("info_fees", "out_of_scope_city", "talk_handover"))
    assert answer.titles == [
        phrase(domain, "utter_suggest_info_fees"),
        phrase(domain, "utter_suggest_talk_handover"),
        phrase(domain, "utter_suggest_waste_disposal"),
    ]


def test_second_time_names_a_person(say, domain):
    """Nobody is sent round in circles."""
    say("nlu_fallback", "asdf qwer")
    assert say("nlu_fallback", "yxcv").text == phrase(domain, "utter_not_understood_again")


def test_second_time_counts_across_intents(say, domain):
    """A scrap that nothing could be made of counts as well."""
    say("inform", "hm")
    assert say("nlu_fallback", "yxcv").text == phrase(domain, "utter_not_understood_again")


@pytest.mark.parametrize(
    ("intent", "between"), [("waste_disposal", "Wohin mit Windeln?"), ("nlu_fallback", "Pizzakarton")]
)
def test_an_answer_in_between_starts_over(say, domain, intent, between):
    """Also when the answer came although the classifier was unsure."""
    say("nlu_fallback", "asdf qwer")
    say(intent, between)
    assert say("nlu_fallback", "asdf qwer").text == phrase(domain, "utter_not_understood")


@pytest.mark.parametrize("text", ["", " ", "😀😀", "???", "Здравствуйте", "\u200b"])
def test_nothing_readable_is_asked_for_in_words(say, domain, text):
    """Emoji or nothing at all: an example helps."""
    for intent in ("nlu_fallback", "inform"):
        assert say(intent, text).text == phrase(domain, "utter_not_understood_empty")


@pytest.mark.parametrize("intent", ["nlu_fallback", "inform"])
def test_very_long_text_is_answered(say, intent):
    """As long as a message can get."""
    assert say(intent, "blabla " * 700).text


def test_forget_empties_every_slot(say):
    """Address, age, wishes, all of it; the words about it come from the domain."""
    say("pickup_next", "Papier Hofaue 20")
    say("checkup_entitlement", "Vorsorge, 51, weiblich")
    say("offer_find", "Yoga in Barmen")
    answer = say("talk_forget", "Vergiss meine Adresse")
    assert answer.text == ""
    assert set(answer.slots.values()) == {None}


def test_forgotten_address_is_asked_again(say, domain):
    """Forgotten means forgotten."""
    say("pickup_next", "Papier Hofaue 20")
    say("talk_forget", "vergiss alles")
    asked = say("pickup_next", "Wann wird das Papier abgeholt?")
    assert asked.text == phrase(domain, "utter_pickup_ask_street")
