"""Vaccinations: by age, by name, in general; never advice on whether somebody should."""

import pytest


def told(answer):
    """The vaccinations of a card."""
    return [entry["name"] for entry in answer.card["vaccinations"]]


@pytest.mark.parametrize(
    ("text", "listed", "left_out"),
    [
        ("welche Impfungen mit 62?", ["Grippe", "Pneumokokken", "Gürtelrose"], ["HPV"]),
        ("meine Tochter ist 3 Monate, was wird geimpft?", ["Rotaviren", "Sechsfach-Impfung"], ["Grippe", "RSV"]),
        ("mein Sohn ist 13, welche Impfungen?", ["HPV", "Meningokokken A, C, W, Y"], ["Gürtelrose"]),
        ("Impfungen mit 80", ["RSV", "Grippe"], ["HPV"]),
        ("Unser Kind, geb. 3.5.2026, was wird geimpft?", ["Sechsfach-Impfung"], ["HPV"]),
    ],
)
def test_an_age_gets_its_list(say, text, listed, left_out):
    """In text and card, with person, source and date."""
    answer = say("info_vaccination", text)
    assert (answer.card["card"], answer.card["topic"]) == ("info", "vaccination")
    assert set(listed) <= set(told(answer))
    assert not set(left_out) & set(told(answer))
    assert all(name in answer.text for name in listed)
    assert answer.card["person"]["age_months"] is not None
    assert answer.card["source"]["name"] in answer.lines[-1]
    assert "Stand" in answer.lines[-1]
    assert answer.slots["open_question"] is None


def test_without_an_age_the_general_answer_comes_and_the_age_is_asked(say, domain):
    """The follow-up is only the number."""
    asked = say("info_vaccination", "Welche Impfungen werden empfohlen?")
    assert asked.lines[-1] == domain["responses"]["utter_vaccination_ask_age"][0]["text"]
    assert asked.card["topic"] == "vaccination"
    assert (asked.slots["topic"], asked.slots["open_question"]) == ("checkup", "vaccination")
    assert "Gürtelrose" in told(say("inform", "62"))
    assert "HPV" in told(say("inform", "und meine Tochter mit 12?"))


def test_an_age_without_a_number_is_asked_again(say, domain):
    """ "Uralt" is no number, 200 is none of a person."""
    say("info_vaccination", "Welche Impfungen gibt es?")
    assert say("inform", "uralt").text == domain["responses"]["utter_checkup_ask_number"][0]["text"]
    assert say("inform", "200").text == domain["responses"]["utter_checkup_age_impossible"][0]["text"]
    assert "RSV" in told(say("inform", "78"))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Gürtelrose mit 65?", "Ja, mit 65 Jahren"),
        ("Gürtelrose mit 52, geht das?", "Mit 52 Jahren nicht für alle"),
        ("HPV mit 16 noch nachholen?", "Mit 16 Jahren lässt sie sich noch nachholen"),
        ("HPV mit 7?", "Mit 7 Jahren noch nicht"),
        ("HPV mit 30?", "Mit 30 Jahren gehört sie nicht"),
        ("RSV mit 76", "Ja, mit 76 Jahren"),
    ],
)
def test_one_vaccination_and_an_age(say, text, first):
    """Yes or no first."""
    answer = say("info_vaccination", text)
    assert answer.lines[0].startswith(first)
    assert len(set(told(answer))) == 1


def test_one_vaccination_without_an_age(say):
    """The rule itself, nothing is asked back; an age that follows is about it."""
    answer = say("info_vaccination", "Gürtelrose-Impfung ab welchem Alter?")
    assert "60 Jahren" in answer.text
    assert answer.slots["open_question"] is None
    assert say("inform", "ich bin 66").lines[0].startswith("Ja, mit 66 Jahren")


def test_another_question_is_not_about_the_person_before(say):
    """The child's age does not answer for everybody."""
    say("info_vaccination", "meine Tochter ist 3 Monate, was wird geimpft?")
    assert "vaccinations" not in say("info_vaccination", "Wo kann ich mich gegen so etwas impfen lassen?").card


def test_pregnancy(say):
    """Its own list, without an age."""
    answer = say("info_vaccination", "Ich bin im 5. Monat schwanger, welche Impfungen?")
    assert told(answer) == ["Grippe", "Keuchhusten"]
    assert answer.card["person"]["age"] is None


def test_of_two_people_the_first_is_answered_and_the_other_named(say):
    """Both ages are said."""
    answer = say("info_vaccination", "meine Kinder sind 3 und 12, welche Impfungen?")
    assert "3 Jahren" in answer.lines[0]
    assert "12 Jahren" in answer.lines[0]
    assert answer.card["person"]["age"] == 3


def test_what_only_some_need_is_said_to_be_so(say):
    """In the text by its risk, in the card by `only`."""
    answer = say("info_vaccination", "Impfungen mit 30")
    assert any("Nur mit besonderem Risiko" in line and "Grippe" in line for line in answer.lines)
    assert all(entry["only"] for entry in answer.card["vaccinations"] if entry["name"] == "Grippe")


def test_every_age_is_answered(conversation):
    """From 0 to 120 years."""
    for years in range(121):
        assert conversation.say("info_vaccination", f"Impfungen mit {years} Jahren").card["topic"] == "vaccination"


@pytest.mark.parametrize("text", ["", "😀", "Impfung " * 200, "bin 99999999999 Jahre alt"])
def test_strange_text_is_answered(say, text):
    """Whatever reaches the action, it answers in words."""
    assert say("info_vaccination", text).text
