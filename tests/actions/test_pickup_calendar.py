"""Taking the calendar home: the link for an address and its bins, over one or several messages."""

import pytest

from bot.links import links


def subject(answer):
    """What the link of an answer stands for."""
    feed_id = answer.card["ics_url"].removeprefix("/calendar/").removesuffix(".ics")
    return links().calendar_subject(feed_id)


def test_link_for_the_address_of_the_conversation(say):
    """Who asked for dates before needs no address again; the link is in the text, whole."""
    say("pickup_next", "Papier Hofaue 20")
    answer = say("pickup_calendar_export", "Kann ich das in meinen Kalender übernehmen?")
    found = subject(answer)
    assert (found.street, found.house_number) == ("Hofaue", "20")
    assert answer.card["card"] == "info"
    assert f"http://127.0.0.1:5005{answer.card['ics_url']}" in answer.text
    assert answer.card["example"] is True


@pytest.mark.parametrize("text", ["Hofaue 20", "hofaue 20 bitte", "in der Hofaue 20"])
def test_address_is_asked_for(say, text):
    """And the answer to that leads to the calendar, not to dates."""
    asked = say("pickup_calendar_export", "Ich hätte gern den Abfuhrkalender als iCal")
    assert asked.cards == []
    answer = say("inform", text)
    assert subject(answer).street == "Hofaue"
    assert answer.slots["open_question"] is None


def test_only_the_bins_named(say):
    """ "Papier in meinen Kalender" holds no other bin, and survives the question for the address."""
    say("pickup_calendar_export", "Nur Papier und Bio als Kalender abonnieren")
    found = subject(say("inform", "Hofaue 20"))
    assert [stream.value for stream in found.selection.streams] == ["organic", "paper"]


def test_tariff_counts(say):
    """Who said that the residual bin comes every other week gets these dates."""
    say("pickup_next", "Restmüll 14-täglich Hofaue 20")
    assert subject(say("pickup_calendar_export", "als kalender bitte")).selection.fortnightly


def test_split_street_asks_for_the_number(say):
    """And goes on with the calendar afterwards."""
    asked = say("pickup_calendar_export", "Kalender für die Uellendahler Straße")
    assert asked.slots["open_question"] == "pickup_calendar"
    answer = say("inform", "12")
    assert subject(answer).house_number == "12"


def test_unknown_street_offers_others(say, press):
    """A button of the choice leads to the calendar."""
    asked = say("pickup_calendar_export", "iCal für die Flurstraße 3")
    answer = press(asked, "Kleine Flurstraße")
    assert subject(answer).street == "Kleine Flurstraße"


def test_dates_carry_the_link(say):
    """Every answer with dates has it in its card, for the bins asked about."""
    answer = say("pickup_next", "Papier Hofaue 20")
    assert [stream.value for stream in subject(answer).selection.streams] == ["paper"]


def test_bins_named_after_the_question_for_the_address(say):
    """ "Nur Bio und Gelb" belongs to the calendar that still waits for its address."""
    say("pickup_calendar_export", "google kalender link bitte")
    say("inform", "nur bio und gelb")
    found = subject(say("inform", "Opphofer Str 33"))
    assert [stream.value for stream in found.selection.streams] == ["organic", "packaging"]


def test_address_holds_as_for_dates(say):
    """The street named again keeps its number, and words that are no number do not undo a split street."""
    say("pickup_next", "Papier Hofaue 20")
    assert subject(say("pickup_calendar_export", "Kalender für die Hofaue bitte")).house_number == "20"
    say("pickup_calendar_export", "Kalender für die Uellendahler Straße")
    assert "Uellendahler Straße" in say("inform", "hab ich doch gesagt").text
    assert subject(say("inform", "12")).house_number == "12"
