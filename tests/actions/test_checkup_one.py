"""One check-up asked for by name: yes or no first, the rule, what is done; an age that follows is about it."""

import pytest

from tests.actions.test_checkup import expected, names


@pytest.mark.parametrize(
    ("text", "first", "entitled"),
    [
        ("Ab wann Mammographie?", "Mammographie: für Frauen ab 50 Jahren", None),
        ("Wie oft zur Hautkrebsvorsorge?", "Hautkrebs-Früherkennung: für Frauen und Männer ab 35 Jahren", None),
        ("Zahlt die Kasse die Darmspiegelung mit 47?", "Noch nicht: erst ab 50 Jahren.", False),
        ("Darmspiegelung mit 52, ja oder nein?", "Ja, mit 52 Jahren", True),
        ("Mammographie mit 70 noch?", "Ja, mit 70 Jahren", True),
        ("Meine Mutter ist 77, darf sie noch zum Brustscreening?", "Nicht mehr: nur bis 75 Jahre.", False),
        ("Prostatavorsorge, bin weiblich, 50", "Vorgesehen ist das nur für Männer.", False),
        ("Lungenkrebs-Screening mit 60", "Das Alter passt", None),
        ("Was wird bei der U7a gemacht?", "U7a: im 34. bis 36. Lebensmonat", None),
        ("Wann ist die U6?", "U6: im 10. bis 12. Lebensmonat", None),
        ("U6 mit 13 Monaten noch möglich?", "Ja, mit 13 Monaten ist jetzt möglich: U6.", True),
        ("U6, unser Kind ist 6 Monate", "Noch nicht: erst im 10. bis 12. Lebensmonat.", False),
        ("U5 verpasst, der Kleine ist 10 Monate", "Der Zeitraum ist vorbei", False),
        ("Unsere Tochter ist am 3.1.2026 geboren, geht die U6 noch?", "Ja, noch möglich bis 2.3.2027: U6.", True),
        ("Kind geb. 3.9.2026, wann ist die U6?", "Noch nicht: vorgesehen ab 3.6.2027.", False),
    ],
)
def test_one_check_up_by_name(say, text, first, entitled):
    """Yes or no first where an age is known, else the rule; exactly that entry in the card, nothing asked."""
    answer = say("checkup_entitlement", text)
    assert answer.lines[0].startswith(first)
    assert [checkup["entitled"] for checkup in answer.card["checkups"]] == [entitled]
    assert answer.card["checkups"][0]["law"].startswith("§")
    assert any(line.startswith("Gemacht wird:") for line in answer.lines)
    assert answer.buttons == []
    assert answer.slots["open_question"] is None


def test_one_word_for_several_check_ups(say):
    """Palpation now, mammography later: both are told, the one that is due first."""
    answer = say("checkup_entitlement", "Brustkrebs früherkennung frau 38")
    assert [(c["name"], c["entitled"]) for c in answer.card["checkups"]] == [
        ("Brustkrebs-Früherkennung (Abtasten)", True),
        ("Mammographie", False),
    ]


def test_an_age_after_a_question_about_one_check_up_is_about_it(say):
    """ "Ab wann Mammographie?" – "bin 47" – "und mit 52?"."""
    say("checkup_entitlement", "Ab wann Mammographie?")
    assert say("inform", "bin 47").lines[0].startswith("Noch nicht")
    answer = say("inform", "und mit 52?")
    assert answer.lines[0].startswith("Ja")
    assert names(answer) == ["Mammographie"]


def test_a_new_question_is_about_all_again(say, city):
    """The check-up before is forgotten, the person is not."""
    say("checkup_entitlement", "Mammographie mit 52?")
    answer = say("checkup_entitlement", "Und welche Vorsorge steht mir insgesamt zu?")
    assert names(answer) == expected(city, 52, "f")


def test_a_childs_age_does_not_answer_for_a_grown_up(say):
    """Asked next about the mammography, the baby of before is not meant."""
    say("checkup_entitlement", "mein Sohn ist 5 Monate, welche U?")
    answer = say("checkup_entitlement", "Ab wann gibt es die Mammographie denn?")
    assert answer.card["person"]["age"] is None
    assert answer.lines[0].startswith("Mammographie: für Frauen ab 50")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zahnvorsorge Kind 2 Jahre", "Zahn-Früherkennung Z3"),
        ("Zahnarzt mit 9 Jahren", "Zahnvorsorge für Kinder und Jugendliche"),
        ("Wie oft zum Zahnarzt, bin 40?", "Zahnkontrolle"),
    ],
)
def test_a_word_for_many_check_ups_is_decided_by_age(say, text, name):
    """ "Zahnarzt" has eight rules; one is told."""
    assert names(say("checkup_entitlement", text)) == [name]


def test_a_word_for_many_check_ups_asks_for_the_age(say, domain):
    """Without an age there would be eight rules to read."""
    asked = say("checkup_entitlement", "Wie oft im Jahr zum Zahnarzt?")
    assert asked.text == domain["responses"]["utter_checkup_ask_age"][0]["text"]
    assert names(say("inform", "4 Jahre")) == ["Zahn-Früherkennung Z5"]


def test_what_comes_after_a_check_up_of_children(say):
    """Asked without an age."""
    assert "Danach: U7 im 21. bis 24. Lebensmonat." in say("checkup_entitlement", "Was kommt nach der U6?").lines
