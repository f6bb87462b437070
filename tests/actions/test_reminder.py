"""Reminders in conversation: what is set is confirmed with the next one, and nothing is set where we cannot write."""

from datetime import date

import pytest

from bot.city.reminder_change import FOR_EVER
from bot.city.stream import Stream
from bot.migrations import open_database
from bot.reminders.subscriptions import MOST, Subscriptions
from bot.telegram.handover import Handovers
from tests.telegram.fake_api import TOKEN

# NOW of these tests is Monday, 23 November 2026, 9 o'clock; the next paper day of the Hofaue is tomorrow.
CONVERSATION = "a"


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The database of these tests."""
    url = f"sqlite:///{tmp_path / 'talbot.db'}"
    monkeypatch.setenv("TALBOT_DATABASE", url)
    engine = open_database(url)
    yield Subscriptions(engine)
    engine.dispose()


@pytest.fixture
def remind(conversation, store):  # noqa: ARG001
    """`remind(text)`: the next message of somebody in Telegram, about reminders."""
    conversation.channel = "telegram"

    def say(text, intent="reminder_request", **more):
        return conversation.say(intent, text, **more)

    return say


def wanted(store):
    return [
        (r.address, "+".join(r.selection.streams), r.moment.days_before, f"{r.moment.time:%H:%M}")
        for r in store.of(CONVERSATION)
    ]


# --- in Telegram ----------------------------------------------------------------------------------------------


def test_set_and_confirmed_with_the_next_one(remind, store):
    answer = remind("erinnere mich am Abend vorher um 19 Uhr an Papier und Restmüll, Hofaue 20")
    assert wanted(store) == [("Hofaue 20", "residual+paper", 1, "19:00")]
    assert "• Restmüll und Altpapier: am Abend vorher um 19 Uhr" in answer.lines
    assert "Nächste Erinnerung: So, 29.11., 19 Uhr: Restmüll" in answer.lines
    assert (answer.card["state"], answer.card["day"], answer.card["time"], answer.card["example"]) == (
        "active",
        "eve",
        "19:00",
        True,
    )
    assert "Beispieldaten" in answer.text


def test_address_is_asked_for_and_the_wish_is_kept(remind, store):
    asked = remind("Erinnere mich am selben Tag um 6 Uhr an Bio")
    assert asked.cards == []
    remind("Hofaue 20", "inform")
    assert wanted(store) == [("Hofaue 20", "organic", 0, "06:00")]


def test_unknown_street_is_asked_again_and_the_wish_is_kept(remind, store):
    remind("Erinnere mich an Papier, Fantasiestraße 3")
    remind("Hofaue 20", "inform")
    assert wanted(store) == [("Hofaue 20", "paper", 1, "19:00")]


@pytest.mark.parametrize("text", ["Kannst du mich an die Tonnen erinnern? Hofaue 20", "Erinnerung Hofaue 20"])
def test_question_is_answered_with_a_proposal(remind, store, text):
    answer = remind(text)
    assert answer.card["state"] == "proposed"
    assert wanted(store) == []
    assert answer.titles == ["Ja, am Abend vorher", "Lieber morgens um 6"]


@pytest.mark.parametrize(
    ("reply", "moment"), [("ja", (1, "19:00")), ("ja bitte", (1, "19:00")), ("lieber um 18 Uhr", (1, "18:00"))]
)
def test_proposal_is_taken_in_words(remind, store, reply, moment):
    remind("Kannst du mich erinnern? Hofaue 20")
    remind(reply, "inform")
    assert wanted(store) == [("Hofaue 20", "", *moment)]


@pytest.mark.parametrize(
    ("title", "moment"), [("Ja, am Abend vorher", (1, "19:00")), ("Lieber morgens um 6", (0, "06:00"))]
)
def test_proposal_is_taken_by_a_button(conversation, remind, store, title, moment):
    answer = remind("Kannst du mich erinnern? Hofaue 20")
    conversation.press(answer, title, "reminder_request")
    assert wanted(store) == [("Hofaue 20", "", *moment)]


def test_changed_in_words(remind, store):
    remind("Erinnere mich, Hofaue 20")
    for text, after in (
        ("doch lieber morgens um 6", [("", 0, "06:00")]),
        ("nur Papier und Restmüll", [("residual+paper", 0, "06:00")]),
        ("und Bio auch", [("residual+organic+paper", 0, "06:00")]),
        ("Restmüll nicht mehr", [("organic+paper", 0, "06:00")]),
        ("Papier lieber am Vorabend", [("organic", 0, "06:00"), ("paper", 1, "19:00")]),
        ("eine Stunde früher", [("organic", 0, "05:00"), ("paper", 1, "18:00")]),
    ):
        remind(text, "inform")
        assert sorted(row[1:] for row in wanted(store)) == sorted(after), text


def test_several_addresses(remind, store):
    remind("Erinnere mich an Papier, Hofaue 20")
    remind("Erinnere mich auch an Bio, Gathe 10")
    assert wanted(store) == [("Hofaue 20", "paper", 1, "19:00"), ("Gathe 10", "organic", 1, "19:00")]
    listed = remind("Welche Erinnerungen habe ich?")
    assert {"Hofaue 20", "Gathe 10"} <= set(listed.lines)
    assert [card["street"] for card in listed.cards] == ["Hofaue", "Gathe"]
    remind("Keine Erinnerungen mehr für die Gathe 10")
    assert wanted(store) == [("Hofaue 20", "paper", 1, "19:00")]


def test_another_address_is_proposed_beside_those_there_are(remind, store):
    """Also how the link from the website arrives."""
    remind("Erinnere mich an Papier, Hofaue 20")
    answer = remind("Erinnerung Gathe 10")
    assert (answer.card["state"], answer.card["street"]) == ("proposed", "Gathe")
    assert len(wanted(store)) == 1


def test_newer_wish_waits_for_the_address(remind, store):
    remind("Erinnere mich an Papier")
    remind("Erinnere mich lieber an Bio, Fantasiestraße 3")
    remind("Hofaue 20", "inform")
    assert wanted(store) == [("Hofaue 20", "organic", 1, "19:00")]


def test_stopped_and_said_so(remind, store):
    remind("Erinnere mich, Hofaue 20")
    assert remind("stopp").card["state"] == "stopped"
    assert wanted(store) == []
    assert remind("stopp").card["state"] == remind("Welche Erinnerungen habe ich?").card["state"] == "none"


def test_paused_and_resumed(remind, store):
    remind("Erinnere mich, Hofaue 20")
    assert "Pause bis einschließlich Di, 15.12." in remind("Pause bis 15.12.").lines
    assert store.of(CONVERSATION)[0].paused_until == date(2026, 12, 15)
    remind("Erinnerung pausieren")
    assert store.of(CONVERSATION)[0].paused_until == FOR_EVER
    assert "Nächste Erinnerung" in remind("wieder an").text
    assert store.of(CONVERSATION)[0].paused_until is None


def test_quiet_hours_are_kept_and_shown(remind, store):
    remind("Erinnere mich am Abend vorher um 22 Uhr, Hofaue 20")
    answer = remind("bitte nicht nach 21 Uhr")
    assert "21 und 6 Uhr" in answer.text
    assert ", 21 Uhr: " in answer.text
    assert store.quiet(CONVERSATION).start.hour == 21


@pytest.mark.parametrize(("text", "part"), [
    ("Kannst du mir eine SMS schicken? Hofaue 20", "Per E-Mail, SMS"),
    ("Bitte jeden Mittwoch um 18 Uhr Bescheid geben, Hofaue 20", "An festen Wochentagen"),
    ("Benachrichtige mich bitte, falls sich ein Termin verschiebt, Hofaue 20", "Verschiebt sich"),
])  # fmt: skip
def test_what_we_cannot_do_is_said(remind, store, text, part):  # noqa: ARG001
    assert part in remind(text).text


def test_missing_reminder_is_not_taken_for_a_stop(remind, store):
    remind("Erinnere mich, Hofaue 20")
    assert "tut mir leid" in remind("Warum habe ich gestern keine Erinnerung bekommen?").text
    assert len(wanted(store)) == 1


def test_the_only_address_is_known_later(remind, store, conversation):
    remind("Erinnere mich an Papier, Hofaue 20")
    conversation.slots.update(street=None, house_number=None)
    remind("Erinnere mich auch an Bio")
    assert wanted(store) == [("Hofaue 20", "organic+paper", 1, "19:00")]


def test_nobody_fills_the_database(remind, store):
    for number in range(MOST // 10):
        for hour in range(10):
            remind(f"Erinnere mich auch am Abend vorher um {hour + 13} Uhr, Hofaue {number * 2 + 2}")
    answer = remind("Erinnere mich auch am Abend vorher um 12 Uhr, Gathe 10")
    assert "So viele" in answer.text
    assert len(wanted(store)) == MOST


def test_fortnightly_bin_is_kept_so(remind, store, conversation):
    conversation.slots.update(residual_rhythm="fortnightly")
    remind("Erinnere mich an Restmüll, Hofaue 20")
    assert store.of(CONVERSATION)[0].selection.fortnightly
    assert store.of(CONVERSATION)[0].selection.streams == (Stream.RESIDUAL,)


# --- elsewhere ------------------------------------------------------------------------------------------------


def test_web_gets_the_calendar_and_the_way_to_telegram(say, store, monkeypatch):
    monkeypatch.setenv("TALBOT_TELEGRAM_TOKEN", TOKEN)
    engine = store._engine
    Handovers(engine).introduce("TalbotBot")
    answer = say("reminder_request", "Erinnere mich an die Tonnen, Hofaue 20")
    assert wanted(store) == []
    assert answer.card["topic"] == "reminder"
    assert answer.card["ics_url"].startswith("/calendar/")
    (link,) = answer.card["links"]
    assert link["url"].startswith("https://t.me/TalbotBot?start=")
    assert Handovers(engine).take(link["url"].partition("=")[2]) == "Hofaue 20"


@pytest.mark.parametrize("was_there", [False, True])
def test_web_without_telegram_gets_the_calendar_alone(say, store, was_there):
    """Also where a bot was once, and is turned off."""
    if was_there:
        Handovers(store._engine).introduce("TalbotBot")
    answer = say("reminder_request", "Erinnere mich an die Tonnen, Hofaue 20")
    assert "t.me" not in answer.text
    assert answer.card["links"] == []


def test_web_is_asked_for_the_address(say, store):  # noqa: ARG001
    asked = say("reminder_request", "Kannst du mich erinnern?")
    assert asked.cards == []
    assert say("inform", "Hofaue 20").card["topic"] == "reminder"


@pytest.mark.parametrize("channel", ["rest", "web", "", "Telegram"])
def test_nobody_else_can_set_reminders(conversation, store, channel):
    conversation.channel = channel
    conversation.say("reminder_request", "Erinnere mich an Papier, Hofaue 20")
    assert wanted(store) == []


# --- what is kept ---------------------------------------------------------------------------------------------


def test_what_is_kept_is_told(remind, store):  # noqa: ARG001
    assert "nichts" in remind("Was weißt du über mich?", "talk_privacy").text
    remind("Erinnere mich an Papier, Hofaue 20")
    answer = remind("Was weißt du über mich?", "talk_privacy")
    assert "• Adresse: Hofaue 20" in answer.lines
    assert any("Erinnerungen für Hofaue 20" in line for line in answer.lines)


# --- where somebody is ----------------------------------------------------------------------------------------


def test_position_finds_the_nearest_places(remind, store):  # noqa: ARG001
    answer = remind("In der Nähe von meinem Standort", "place_find", metadata={"position": [51.2562, 7.1508]})
    assert "Von Ihrem Standort aus am nächsten" in answer.lines[0]
    assert answer.card["places"][0]["distance_m"] <= answer.card["places"][1]["distance_m"]


def test_position_far_away_is_said_to_be(remind, store):  # noqa: ARG001
    answer = remind("In der Nähe von meinem Standort", "place_find", metadata={"position": [52.5, 13.4]})
    assert "außerhalb von Wuppertal" in answer.lines[0]


@pytest.mark.parametrize("position", [None, [], ["a", "b"], [1], [91, 0], [0, 181], "x", {"lat": 1}])
def test_position_that_is_none_is_not_used(remind, store, position):  # noqa: ARG001
    assert "Standort aus" not in remind("Wo ist ein Recyclinghof?", "place_find", metadata={"position": position}).text
