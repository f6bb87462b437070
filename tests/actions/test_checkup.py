"""Check-ups by law: asks only for what is missing, lists what the guide grants, says nothing medical."""

import pytest

from bot.city.age_window import Person
from tests.actions.conftest import NOW


def names(answer):
    """The check-ups of a card."""
    return [checkup["name"] for checkup in answer.card["checkups"]]


def expected(city, years, sex=None):
    """What the guide grants."""
    return [checkup.name for checkup in city.checkups.for_person(Person(years * 12, sex), NOW.date())]


@pytest.mark.parametrize(
    ("text", "years", "sex"),
    [
        ("Vorsorge, 51, weiblich", 51, "f"),
        ("Ich bin 36 und ein Mann, welche Vorsorge steht mir zu?", 36, "m"),
        ("Welche Vorsorge gibt es für eine Frau mit 22 Jahren?", 22, "f"),
        ("Jahrgang 1974, männlich", 52, "m"),
    ],
)
def test_all_said_at_once_is_answered_at_once(say, city, text, years, sex):
    """Nothing is asked that was said."""
    answer = say("checkup_entitlement", text)
    assert names(answer) == expected(city, years, sex)
    assert answer.card["person"] == {"age": years, "age_months": years * 12, "sex": sex}
    assert answer.slots["open_question"] is None


def test_only_what_is_missing_is_asked(say, city, domain):
    """First the age, then the sex, then the list."""
    asked = say("checkup_entitlement", "Welche Vorsorgeuntersuchungen stehen mir zu?")
    assert asked.text == domain["responses"]["utter_checkup_ask_age"][0]["text"]
    asked = say("inform", "51")
    assert asked.text == domain["responses"]["utter_checkup_ask_sex"][0]["text"]
    assert asked.cards == []
    assert names(say("inform", "weiblich")) == expected(city, 51, "f")


def test_sex_said_first_is_not_asked_again(say, city):
    """ "Für Männer" – "wie alt?" – "40"."""
    say("checkup_entitlement", "Welche Vorsorge gibt es für Männer?")
    assert names(say("inform", "40")) == expected(city, 40, "m")


@pytest.mark.parametrize(("index", "sex"), [(0, "f"), (1, "m"), (2, None)])
def test_each_button_for_the_sex_leads_to_a_list(say, press, city, index, sex):
    """Also the one of those who would rather not say."""
    asked = say("checkup_entitlement", "Vorsorge mit 51 Jahren")
    answer = press(asked, asked.titles[index])
    assert names(answer) == expected(city, 51, sex)
    assert answer.card["person"]["sex"] == sex


@pytest.mark.parametrize("text", ["Ich bin 300 Jahre alt", "ich bin -5", "ich bin 130", "geboren 2031"])
def test_impossible_age_is_asked_again(say, domain, text):
    """Nobody is 300 years old; the next answer counts."""
    answer = say("checkup_entitlement", text)
    assert answer.text == domain["responses"]["utter_checkup_age_impossible"][0]["text"]
    assert answer.slots["person_age"] is None
    assert answer.slots["open_question"] == "checkup"
    say("inform", "40")
    assert say("inform", "männlich").card["person"]["age"] == 40


@pytest.mark.parametrize(
    ("text", "due", "age"),
    [
        ("mein Baby ist 10 Tage alt", "U2", "10 Tagen"),
        ("Mein Kind ist 1 Monat alt", "U4", "1 Monat "),
        ("mein Sohn ist 5 Monate alt", "U5", "5 Monaten"),
        ("Meine Tochter ist 23 Monate", "U7", "23 Monaten"),
        ("meine Tochter ist 4 Jahre alt", "U8", "4 Jahren"),
        ("Vorsorge für meinen 13-jährigen Sohn", "J1", "13 Jahren"),
        ("Ich bin 17", "Zahnvorsorge für Kinder und Jugendliche", "17 Jahren"),
    ],
)
def test_children_are_not_asked_for_their_sex(say, text, due, age):
    """Their check-ups are the same; the age is said as people say it."""
    answer = say("checkup_entitlement", text)
    assert due in names(answer)
    assert age in answer.lines[0]


@pytest.mark.parametrize(("years", "asked"), [(17, False), (18, True)])
def test_sex_is_asked_of_adults(say, years, asked):
    """From 18 years on it makes a difference."""
    assert bool(say("checkup_entitlement", f"Ich bin {years} Jahre alt").buttons) is asked


def test_another_person_starts_over(say, city):
    """The son's sex is not the mother's."""
    say("checkup_entitlement", "Welche Vorsorge für meinen Sohn mit 5 Monaten?")
    asked = say("checkup_entitlement", "Ich selbst bin 51 Jahre alt, was steht mir zu?")
    assert (asked.slots["person_age"], asked.slots["person_sex"]) == ("51y", None)
    assert names(say("inform", "weiblich")) == expected(city, 51, "f")


def test_person_can_be_corrected(say, city):
    """ "Nein, 35"."""
    say("checkup_entitlement", "Vorsorge, 51, weiblich")
    assert names(say("inform", "ich bin doch erst 35")) == expected(city, 35, "f")


def test_nothing_is_diagnosed(say, domain):
    """Every list ends with the practice and its source."""
    answer = say("checkup_entitlement", "Vorsorge, 51, weiblich")
    assert domain["responses"]["utter_checkup_hint"][0]["text"] in answer.lines
    assert answer.card["source"]["name"] in answer.lines[-1]


@pytest.mark.parametrize("sex", ["weiblich", "männlich", "divers", "keine Angabe"])
def test_every_age_is_answered(conversation, sex):
    """From 0 to 120 years; a list, or that there is none."""
    for years in range(121):
        fresh = {"person_age": None, "person_sex": None, "open_question": "checkup"}
        conversation.say("inform", f"{years} Jahre", slots=fresh)
        assert conversation.say("inform", sex).text


@pytest.mark.parametrize("text", ["", "😀", "Vorsorge " * 200, "ich bin ²³ Jahre", "bin 99999999999 Jahre alt"])
def test_strange_text_is_answered(say, text):
    """Whatever reaches the action, it answers in words."""
    assert say("checkup_entitlement", text).text


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("mein Sohn ist 10 Monate, welche U?", "Danach: U7"),
        ("mein Sohn geb. 3.5.2024, welche Vorsorge steht als nächstes an?", "Danach: U7a"),
        ("Ich bin 47 und weiblich, welche Vorsorge steht als nächstes an?", "Als Nächstes, ab 50 Jahren: Darmkrebs"),
        ("meine Tochter ist 8", "Danach: J1"),
    ],
)
def test_what_comes_next_is_told(say, text, following):
    """Always to children, to others when they ask."""
    assert any(line.startswith(following) for line in say("checkup_entitlement", text).lines)


@pytest.mark.parametrize("text", ["uralt", "steinalt", "im Rentenalter"])
def test_an_age_without_a_number_is_asked_kindly(say, domain, text):
    """The next answer counts."""
    say("checkup_entitlement", "Welche Vorsorge gibt es für mich?")
    assert say("inform", text).text == domain["responses"]["utter_checkup_ask_number"][0]["text"]
    assert say("inform", "87").buttons


def test_contradictory_sex_is_asked_once_and_then_both_lists_come(say, press, city):
    """Nobody is asked a third time."""
    asked = say("checkup_entitlement", "ich bin ein Mann, weiblich, 40, welche Vorsorge?")
    assert asked.titles == ["weiblich", "männlich", "beide Listen"]
    assert names(press(asked, "beide Listen")) == expected(city, 40)
    say("checkup_entitlement", "männlich, weiblich, 41 Jahre, welche Vorsorge bekomme ich?")
    assert names(say("inform", "männlich und doch weiblich")) == expected(city, 41)


def test_where_the_sex_is_open_nothing_of_one_sex_is_promised(say):
    """Both lists, each entry says for whom; the card says it depends."""
    answer = say("checkup_entitlement", "divers, 66, welche Vorsorge?")
    by_name = {checkup["name"]: checkup["entitled"] for checkup in answer.card["checkups"]}
    assert (by_name["Mammographie"], by_name["Bauchaorta-Früherkennung"]) == (None, None)
    assert by_name["Zahnkontrolle"] is True
    assert any("Mammographie, für Frauen" in line for line in answer.lines)


@pytest.mark.parametrize(
    "text", ["Welche Vorsorge für mein ungeborenes Baby?", "bin im 5. Monat schwanger, welche Untersuchungen?"]
)
def test_an_unborn_child_is_no_five_months_old(say, text):
    """Care in pregnancy with its law, and what a newborn gets."""
    answer = say("checkup_entitlement", text)
    assert "§ 24d SGB V" in answer.text
    assert names(answer) == ["U1", "U2", "U3"]
    assert answer.card["person"]["age_months"] is None
    assert [checkup["entitled"] for checkup in answer.card["checkups"]] == [None, None, None]


def test_a_pregnant_woman_with_an_age_gets_her_list_too(say, city):
    """And is told of the care in pregnancy."""
    answer = say("checkup_entitlement", "ich bin 32 und schwanger, welche Vorsorge?")
    assert names(answer) == expected(city, 32, "f")
    assert "§ 24d SGB V" in answer.text


def test_of_two_people_the_first_is_answered_and_the_other_offered(say, press):
    """Both are named; one press asks for the second."""
    answer = say("checkup_entitlement", "Ich bin w 66, mein Mann ist 70, was steht uns zu?")
    assert answer.card["person"] == {"age": 66, "age_months": 792, "sex": "f"}
    assert "70 Jahren" in answer.lines[0]
    second = press(answer, answer.titles[0], "checkup_entitlement")
    assert second.card["person"] == {"age": 70, "age_months": 840, "sex": "m"}


def test_sex_missing_of_two_people_is_asked_of_the_first(say):
    """And it is said whom the question is about."""
    asked = say("checkup_entitlement", "ich 52 und mein Mann 55, welche Vorsorge?")
    assert "52 Jahren" in asked.lines[0]
    assert say("inform", "weiblich").card["person"]["age"] == 52


def test_all_sources_of_a_list_are_named(say):
    """Rules of different directives stand in one list."""
    answer = say("checkup_entitlement", "Vorsorge, 51, weiblich")
    assert answer.lines[-1].startswith("Quellen:")
    assert answer.lines[-1].count("Stand") >= 3


def test_a_rule_of_the_future_is_not_told(say):
    """Asked before 1 April 2026, there is no lung cancer screening."""
    early = NOW.replace(year=2026, month=3, day=31)
    assert "Lungenkrebs-Früherkennung" not in names(say("checkup_entitlement", "Vorsorge, 60, männlich", now=early))
    assert "Lungenkrebs-Früherkennung" in names(say("checkup_entitlement", "Vorsorge, 60, männlich"))
