"""Where to go and when it is open, at a fixed moment."""

from datetime import datetime

import pytest

from bot.settings import CITY_ZONE


def at(day, hour, minute=0):
    """A moment in November 2026; the 24th is a Tuesday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=CITY_ZONE)


def kinds(answer):
    """The kinds of places of a card."""
    return {place["kind"] for place in answer.card["places"]}


def place(answer, name):
    """One place of a card."""
    [found] = [place for place in answer.card["places"] if place["name"] == name]
    return found


def line(answer, name):
    """The line of the text about one place."""
    [found] = [line for line in answer.lines if line.startswith(f"• {name}")]
    return found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wo ist der Recyclinghof?", "recycling_yard"),
        ("wo kann ich schadstoffe abgeben", "hazardous_site"),
        ("Kinderarzt Notdienst", "on_call_practice"),
        ("Wo ist die Selbsthilfe-Kontaktstelle?", "advice_centre"),
    ],
)
def test_kind_of_place(say, text, kind):
    """Everyday words choose the kind."""
    assert kind in kinds(say("place_find", text))


@pytest.mark.parametrize(
    ("now", "open_now"),
    [
        (at(24, 9, 59), False),
        (at(24, 10), True),
        (at(24, 17, 59), True),
        (at(24, 18), False),
        (at(23, 12), False),
        (at(28, 7, 30), True),
        (at(29, 12), False),
    ],
)
def test_open_now(say, now, open_now):
    """The yard at Bornberg is open Tuesdays to Fridays 10 to 18 and Saturdays 7:30 to 16 o'clock."""
    answer = say("place_find", "Hat der Recyclinghof Bornberg offen?", now=now)
    assert place(answer, "Recyclinghof Bornberg")["open_now"] is open_now
    word = "geöffnet" if open_now else "geschlossen"
    assert f"jetzt {word}" in line(answer, "Recyclinghof Bornberg")


def test_unknown_hours_are_neither_open_nor_closed(say):
    """Nobody is sent to a closed gate by a guess."""
    answer = say("place_find", "Wann hat der Recyclinghof Widukindstraße auf?")
    assert place(answer, "Recyclinghof Widukindstraße")["open_now"] is None
    assert "jetzt" not in line(answer, "Recyclinghof Widukindstraße")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("am Samstag", "7.30–16 Uhr"),
        ("morgen", "10–18 Uhr"),
        ("am Sonntag", "geschlossen"),
        ("am 25.12.", "geschlossen"),
    ],
)
def test_day_can_be_named_or_follow(say, text, expected):
    """Opening times of a day, with public holidays."""
    assert expected in line(say("place_find", f"Recyclinghof Bornberg {text}"), "Recyclinghof Bornberg")
    say("place_find", "Wann hat der Recyclinghof geöffnet?")
    assert expected in line(say("inform", f"und {text}?"), "Recyclinghof Bornberg")


def test_day_that_does_not_exist_is_said(say):
    """Today's times would be taken for those of that day."""
    answer = say("place_find", "Hat der Recyclinghof am 31.2. offen?")
    assert "31.2." in answer.text
    assert answer.cards == []


@pytest.mark.parametrize(
    ("text", "now", "opening"),
    [
        ("Hat der Recyclinghof Bornberg jetzt offen?", at(24, 12), "Ja, jetzt ist geöffnet, heute bis 18 Uhr."),
        ("ist bornberg grad auf", at(24, 12), "Ja, jetzt ist geöffnet, heute bis 18 Uhr."),
        (
            "Hat der Recyclinghof Bornberg jetzt offen?",
            at(23, 12),
            "Nein, jetzt ist geschlossen. Wieder geöffnet: morgen 10–18 Uhr.",
        ),
        (
            "Hat Bornberg jetzt offen?",
            at(24, 8),
            "Nein, jetzt ist geschlossen. Wieder geöffnet: heute 10–18 Uhr.",
        ),
        (
            "Hat Bornberg jetzt offen?",
            at(28, 17),
            "Nein, jetzt ist geschlossen. Wieder geöffnet: am Dienstag, 1. Dezember 10–18 Uhr.",
        ),
        ("Hat der Recyclinghof Bornberg heute offen?", at(24, 8), "Ja, heute ist 10–18 Uhr geöffnet."),
        ("Hat Bornberg am Samstag offen?", at(24, 8), "Ja, am Samstag, 28. November ist 7.30–16 Uhr geöffnet."),
        ("Hat Bornberg am 25.12. offen?", at(24, 8), "Nein, am Freitag, 25. Dezember ist geschlossen."),
        (
            "Ist der Recyclinghof Bornberg montags geschlossen?",
            at(24, 8),
            "Ja, am Montag, 30. November ist geschlossen.",
        ),
        ("Hat Bornberg an Heiligabend auf?", at(24, 8), "Ja, am Donnerstag, 24. Dezember ist 10–18 Uhr geöffnet."),
        ("Hat Bornberg heute zu?", at(24, 12), "Nein, heute ist 10–18 Uhr geöffnet."),
    ],
)
def test_open_or_not_is_said_first(say, text, now, opening):
    """A question for yes or no gets it, about now or about a day, with public holidays."""
    assert say("place_find", text, now=now).lines[0] == opening


def test_a_question_for_times_gets_no_yes(say):
    """ "Wann hat der Hof auf?" wants all times."""
    answer = say("place_find", "Wann hat der Recyclinghof Bornberg auf?", now=at(24, 12))
    assert not answer.lines[0].startswith(("Ja", "Nein"))
    assert "samstags 7.30 bis 16 Uhr" in line(answer, "Recyclinghof Bornberg")


def test_those_that_are_open_come_first(say):
    """On a Monday Bornberg is closed, the others are not."""
    answer = say("place_find", "Welcher Recyclinghof hat jetzt offen?", now=at(23, 12))
    states = [found["open_now"] for found in answer.card["places"]]
    assert states[:2] == [True, True]
    assert answer.card["places"][0]["name"] != "Recyclinghof Bornberg"


def test_a_day_that_follows_is_about_the_same_place(say):
    """ "Und am Samstag?" after a question for one yard."""
    say("place_find", "Hat der Recyclinghof Bornberg heute offen?")
    answer = say("inform", "und am Samstag?")
    assert [found["name"] for found in answer.card["places"]] == ["Recyclinghof Bornberg"]
    assert len(say("place_find", "Welche Recyclinghöfe gibt es?").card["places"]) == 4


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Welcher Recyclinghof ist in Sonnborn am nächsten?", "Recyclinghof Giebel"),
        ("nächster Recyclinghof vom Ölberg aus", "Recyclinghof Bornberg"),
        ("Wo ist der nächste Recyclinghof, ich wohne in Langerfeld", "Recyclinghof Widukindstraße"),
        ("Recyclinghof nahe Hauptstraße in Cronenberg", "Recyclinghof Korzert"),
        ("Welcher Recyclinghof ist bei der Hofaue?", "Recyclinghof Bornberg"),
    ],
)
def test_the_nearest_is_named_first_with_its_distance(say, text, nearest):
    """From a street, a quarter or a district; distances are as the crow flies and rise."""
    answer = say("place_find", text)
    assert nearest in answer.lines[0]
    assert "Kilometer Luftlinie" in answer.lines[0]
    distances = [found["distance_m"] for found in answer.card["places"]]
    assert answer.card["places"][0]["name"] == nearest
    assert distances == sorted(distances)
    assert all(distance % 500 == 0 for distance in distances)


def test_he_is_the_nearest(say):
    """ "Hat der samstags auf?" after the nearest is about that one."""
    say("place_find", "Welcher Recyclinghof ist am nächsten zur Gathe?")
    answer = say("inform", "und hat der samstags auf?")
    assert [found["name"] for found in answer.card["places"]] == ["Recyclinghof Bornberg"]


@pytest.mark.parametrize("text", ["Hofaue 5", "in Vohwinkel", "Ölberg"])
def test_where_the_resident_is_can_be_asked_for(say, text):
    """Without an address "the nearest" is a question back; the answer is no question about pickups."""
    first = say("place_find", "Wo ist der nächste Recyclinghof?")
    assert "Straße" in first.lines[-1]
    assert all(found["distance_m"] is None for found in first.card["places"])
    second = say("inform", text)
    assert second.card["card"] == "places"
    assert "Luftlinie" in second.lines[0]


@pytest.mark.parametrize("text", ["Recyclinghof in Cronenberg", "Welcher Recyclinghof ist bei der Hauptstraße?"])
def test_the_district_comes_first(say, text):
    """A district or a street says what is near."""
    answer = say("place_find", text)
    assert answer.card["places"][0]["district"] == "Cronenberg"
    assert len(answer.card["places"]) == 4


def test_the_kept_address_says_what_is_near(say):
    """Who asked for pickups before lives there."""
    say("pickup_next", "Papier Hauptstraße 5")
    assert say("place_find", "Wo ist der Recyclinghof?").card["places"][0]["district"] == "Cronenberg"


def test_district_can_follow(say):
    """ "In Cronenberg" after the question."""
    say("place_find", "Wo ist der Recyclinghof?")
    answer = say("inform", "in Cronenberg")
    assert answer.card["places"][0]["district"] == "Cronenberg"


def test_named_place_is_the_only_one(say):
    """Who asks for Giebel gets Giebel."""
    answer = say("place_find", "Hat der Recyclinghof Giebel offen?")
    assert [found["name"] for found in answer.card["places"]] == ["Recyclinghof Giebel"]


@pytest.mark.parametrize(
    "text", ["Wo ist ein Altglascontainer?", "Wo steht ein Kleidercontainer?", "Papiercontainer wo"]
)
def test_containers_are_not_made_up(say, text):
    """There is no list of them, which is said with the way to find them."""
    answer = say("place_find", text)
    assert (answer.card["card"], answer.card["topic"]) == ("info", "containers")


@pytest.mark.parametrize("text", ["Wo ist die nächste Apotheke?", "Wo gibt es ein Repair-Café?"])
def test_kind_without_data_names_a_person_to_ask(say, text):
    """Unknown is said, with a telephone number."""
    answer = say("place_find", text)
    assert answer.card["card"] == "handover"
    assert answer.card["contacts"][0]["phone"] in answer.text


def test_age_of_the_hours_is_said(say):
    """The oldest source decides, in text and card."""
    answer = say("place_find", "Wo ist der Recyclinghof?")
    assert answer.card["source"]["as_of"] == "2021-05-01"
    assert "1.5.2021" in answer.lines[-1]


def test_only_waste_places_are_checked_at_the_waste_company(say):
    """The crisis service is none of theirs; its number is in the text."""
    answer = say("place_find", "Wo ist der Krisendienst Wendepunkt?")
    assert "awg" not in answer.text
    assert answer.card["places"][0]["phone"] in answer.text
    assert answer.card["source"]["name"] in answer.lines[-1]


@pytest.mark.parametrize("text", ["", "😀", "Wo?", "x" * 3000])
def test_strange_text_is_answered(say, text):
    """Whatever reaches the action, it answers in words."""
    assert say("place_find", text).text


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Welcher Recyclinghof hat heute um 15 Uhr offen?", "Geöffnet heute um 15 Uhr: "),
        ("Welche Recyclinghöfe haben jetzt offen?", "Geöffnet jetzt: "),
        ("Welcher Recyclinghof hat am Montag auf?", "Geöffnet am Montag, 30. November: Recyclinghof Giebel"),
        ("Welcher Recyclinghof hat sonntags auf?", "Soweit ich weiß, ist morgen keiner"),
    ],
)
def test_which_are_open_is_said_before_the_list(say, text, start):
    """Who has to choose reads the open ones first, for now, a day or a time of day."""
    assert say("place_find", text, now=at(28, 9)).lines[0].startswith(start)


@pytest.mark.parametrize(("clock", "word"), [("um 9 Uhr", "Ja"), ("um 19 Uhr", "Nein"), ("um 15:30", "Ja")])
def test_a_time_of_day_decides(say, clock, word):
    """Bornberg is open from 7:30 to 16 o'clock on Saturdays."""
    answer = say("place_find", f"Hat Bornberg heute {clock} offen?", now=at(28, 6))
    assert answer.lines[0].startswith(f"{word}, ")


@pytest.mark.parametrize("day", ["an Heiligabend", "am 31.12.", "Silvester"])
def test_usual_times_are_not_trusted_before_a_holiday(say, domain, day):
    """The 24th and the 31st of December are no public holidays, and still not like other days."""
    [eve] = domain["responses"]["utter_place_eve"]
    assert eve["text"] in say("place_find", f"Ist der Recyclinghof Bornberg {day} auf?").text
    assert eve["text"] not in say("place_find", "Ist der Recyclinghof Bornberg am 22.12. auf?").text


@pytest.mark.parametrize(
    ("intent", "text", "word", "places"),
    [
        ("place_find", "nimmt Giebel Schadstoffe?", "Nein", {"Bornberg", "Widukindstraße"}),
        ("place_find", "nimmt Bornberg Schadstoffe?", "Ja", {"Bornberg"}),
        ("place_find", "nimmt Bornberg Autoreifen?", "Ja", {"Bornberg"}),
        ("waste_disposal", "nimmt Bornberg Autoreifen?", "Ja", {"Bornberg"}),
        ("place_find", "nimmt der Recyclinghof Giebel alte Farbe?", "Nein", {"Bornberg", "Widukindstraße"}),
        ("place_find", "nimmt Widukindstraße Bauschutt?", "Ja", {"Widukindstraße"}),
        ("place_find", "nimmt Bornberg Bauschutt?", "Ob", {"Bornberg"}),
    ],
)
def test_what_a_yard_takes(say, intent, text, word, places):
    """Yes, no with the ones that do, or an honest "I do not know"."""
    answer = say(intent, text)
    assert answer.lines[0].split()[0].strip(",") == word
    assert {place["name"].removeprefix("Recyclinghof ") for place in answer.card["places"]} == places


def test_what_it_takes_can_follow(say):
    """ "It" is the yard before."""
    say("place_find", "Wann hat der Recyclinghof Giebel auf?")
    assert say("waste_disposal", "nimmt der auch Farben und Lacke?").lines[0].startswith("Nein, Recyclinghof Giebel ")


def test_after_hazardous_waste_the_nearest_place_takes_it(say):
    """A yard that does not take the paint would be a wasted trip."""
    say("waste_disposal", "Wohin mit Wandfarbe?")
    assert kinds(say("place_find", "welche ist am nächsten von Vohwinkel aus")) <= {
        "hazardous_site",
        "hazardous_mobile",
    }


def test_a_district_that_is_part_of_a_street_is_the_district(say):
    """ "Katernberg" is no slip of "Katernberger Straße"."""
    assert "Von Uellendahl-Katernberg aus" in say("place_find", "Nächster Recyclinghof von Katernberg").lines[0]


def test_a_yard_and_an_address_are_no_question_for_a_pickup(say):
    """Nobody collects a yard, whatever the intent."""
    answer = say("pickup_next", "Nächster Recyclinghof Uellendahler Straße 200")
    assert kinds(answer) == {"recycling_yard"}
    assert "Von Uellendahler Straße aus" in answer.lines[0]
