"""When bins are collected: the address over several turns, days, moved dates, and what is asked back."""

from datetime import date, datetime, timedelta

import pytest

from bot.city.pickup import Selection
from bot.city.stream import PICKUP_STREAMS, Stream
from bot.settings import CITY_ZONE

# Two districts meet in this street, so its number decides.
SPLIT = "Uellendahler Straße"


def calendar(city):
    """The calendar of Hofaue 20."""
    return city.pickups.of(city.streets.find("Hofaue"), "20")


def days(answer):
    """The dates of a pickup card."""
    return [date.fromisoformat(pickup["date"]) for pickup in answer.card["pickups"]]


def streams(answer):
    """All streams of a pickup card."""
    return {stream for pickup in answer.card["pickups"] for stream in pickup["streams"]}


def address(answer):
    """Street and number of a pickup card."""
    return answer.card["street"], answer.card["house_number"]


def test_next_date_of_one_bin(say, city):
    """The date is the one of the calendar of this street."""
    answer = say("pickup_next", "Wann wird in der Hofaue 20 die Papiertonne geleert?")
    [expected] = calendar(city).next(date(2026, 11, 23), Selection((Stream.PAPER,)))
    assert days(answer) == [expected.date]
    assert streams(answer) == {"paper"}
    assert address(answer) == ("Hofaue", "20")


def test_all_bins_when_none_is_named(say):
    """ "Wann kommt die Müllabfuhr" means the four bins at the house."""
    answer = say("pickup_next", "Wann kommt die Müllabfuhr in der Hofaue 20?")
    assert streams(answer) == {"residual", "organic", "paper", "packaging"}


def test_several_bins_are_all_answered(say):
    """Two bins named, two bins answered."""
    assert streams(say("pickup_next", "Wann Papier und Bio in der Hofaue 20?")) == {"paper", "organic"}


@pytest.mark.parametrize("stream", PICKUP_STREAMS)
def test_every_collected_stream_has_dates(say, city, stream):
    """Also bulky waste and Christmas trees."""
    answer = say("pickup_next", f"{city.streams[stream].label} Hofaue 20", entities=[
        ("stream", stream.value), ("street", "Hofaue"), ("house_number", "20")
    ])  # fmt: skip
    assert streams(answer) == {stream.value}


def test_example_is_marked_in_text_and_card(say, domain):
    """Nobody takes the example calendar for the real one."""
    answer = say("pickup_next", "Papier Hofaue 20")
    assert answer.card["example"] is True
    assert domain["responses"]["utter_pickup_example"][0]["text"] in answer.lines
    assert answer.card["source"]["name"] in answer.lines[-1]


class TestAddressOverTurns:
    """What was said about the address holds until something else is said."""

    def test_asked_for_when_missing(self, say):
        """Without an address there is no date, and the question stays open."""
        answer = say("pickup_next", "Wann kommt die gelbe Tonne?")
        assert answer.cards == []
        assert answer.slots["open_question"] == "pickup"
        followed = say("inform", "Hofaue 20")
        assert streams(followed) == {"packaging"}
        assert followed.slots["open_question"] is None

    def test_kept_for_the_next_question(self, say):
        """Nobody types an address twice."""
        say("pickup_next", "Papier Hofaue 20")
        answer = say("pickup_next", "Und wann wird bei mir der Restmüll abgeholt?")
        assert address(answer) == ("Hofaue", "20")
        assert streams(answer) == {"residual"}

    def test_survives_another_subject(self, say):
        """An interruption forgets neither address nor open question."""
        say("pickup_next", "Wann kommt die gelbe Tonne?")
        say("waste_disposal", "Wohin mit Batterien?")
        assert streams(say("inform", "Hofaue 20")) == {"packaging"}

    @pytest.mark.parametrize("text", ["nein, Hausnummer 14", "Nummer 14", "nein, 14", "ich meinte die 14"])
    def test_number_is_corrected(self, say, text):
        """Only the number changes."""
        say("pickup_next", "Papier Hofaue 20")
        answer = say("inform", text)
        assert address(answer) == ("Hofaue", "14")
        assert streams(answer) == {"paper"}

    @pytest.mark.parametrize("text", ["nein, Gathe 10", "ich meinte Gathe 10", "Gathe 10"])
    def test_street_is_corrected(self, say, text):
        """The bin stays, the address changes."""
        say("pickup_next", "Papier Hofaue 20")
        answer = say("inform", text)
        assert address(answer) == ("Gathe", "10")
        assert streams(answer) == {"paper"}

    def test_another_street_drops_the_number(self, say):
        """Number 20 belonged to the other street."""
        say("pickup_next", "Papier Hofaue 20")
        assert address(say("inform", "und in der Gathe?")) == ("Gathe", None)

    def test_number_before_street(self, say):
        """Asked for both, somebody answers in two messages."""
        say("pickup_next", "Wann kommt die Müllabfuhr?")
        say("inform", "300")
        assert address(say("inform", SPLIT)) == (SPLIT, "300")


class TestFragments:
    """Short follow-ups change what they name and nothing else."""

    def test_another_bin(self, say):
        """ "Und Papier?"."""
        say("pickup_next", "Restmüll Hofaue 20")
        assert streams(say("inform", "und Papier?")) == {"paper"}

    def test_period_then_bin(self, say):
        """A period stays for the next bin."""
        say("pickup_next", "Restmüll Hofaue 20")
        december = say("inform", "und im Dezember?")
        assert streams(december) == {"residual"}
        assert {day.month for day in days(december)} == {12}
        paper = say("inform", "und Papier?")
        assert streams(paper) == {"paper"}
        assert {day.month for day in days(paper)} == {12}

    def test_new_question_forgets_the_period(self, say):
        """A whole question starts over."""
        say("pickup_next", "Restmüll Hofaue 20 im Dezember")
        assert len(days(say("pickup_next", "Wann wird bei mir das Altpapier abgeholt?"))) == 1

    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("morgen", date(2026, 11, 24), date(2026, 11, 24)),
            ("diese Woche", date(2026, 11, 23), date(2026, 11, 29)),
            ("nächste Woche", date(2026, 11, 30), date(2026, 12, 6)),
            ("am Donnerstag", date(2026, 11, 26), date(2026, 11, 26)),
            ("im Januar", date(2027, 1, 1), date(2027, 1, 31)),
        ],
    )
    def test_span_shows_what_lies_in_it(self, say, city, text, first, last):
        """Exactly the calendar's days of the span, or none of them."""
        say("pickup_next", "Wann kommt die Müllabfuhr in der Hofaue 20?")
        expected = [pickup.date for pickup in calendar(city).between(first, last)]
        assert days(say("inform", f"und {text}?")) == expected


class TestDays:
    """Named days that are moved, past, beyond the calendar, or do not exist."""

    def test_moved_date_names_day_and_reason(self, say):
        """Around Christmas the answer says instead of which day and why."""
        answer = say("pickup_next", "Restmüll Hofaue 20 vom 14. bis 20.12.", entities=[
            ("stream", "residual"), ("street", "Hofaue"), ("house_number", "20"), ("when", "in_month:12")
        ])  # fmt: skip
        moved = [pickup for pickup in answer.card["pickups"] if pickup["moved_from"]]
        assert [(p["date"], p["moved_from"], p["reason"]) for p in moved] == [
            ("2026-12-19", "2026-12-21", "Erster Weihnachtstag")
        ]
        [line] = [line for line in answer.lines if "19. Dezember" in line]
        assert "21.12." in line
        assert "Weihnachtstag" in line

    def test_day_that_lost_its_pickup_shows_where_it_went(self, say):
        """Asked for the regular day, the answer is the day it moved to, also when that is earlier."""
        answer = say("pickup_next", "Kommt in der Hofaue 20 am 21.12. der Restmüll?")
        assert [(p["date"], p["moved_from"]) for p in answer.card["pickups"]] == [("2026-12-19", "2026-12-21")]

    def test_day_without_pickup_says_so_and_what_comes_next(self, say):
        """Never an empty answer."""
        answer = say("pickup_next", "Kommt am Sonntag in der Hofaue 20 die Papiertonne?")
        assert answer.card["pickups"] == []
        [following] = answer.card["following"]
        assert date.fromisoformat(following["date"]) > date(2026, 11, 29)

    @pytest.mark.parametrize("text", ["gestern", "am 1.11.2026", "am 22.11.2026"])
    def test_past_day(self, say, domain, text):
        """Old dates help nobody; the question stays open."""
        answer = say("pickup_next", f"Wann wurde {text} in der Hofaue 20 geleert?")
        assert answer.text == domain["responses"]["utter_pickup_past"][0]["text"]
        assert answer.slots["pickup_when"] is None
        assert streams(say("inform", "morgen und Papier")) <= {"paper"}

    @pytest.mark.parametrize("text", ["31.2.", "30.2.2027", "31.11."])
    def test_day_that_does_not_exist(self, say, text):
        """The day is named, and asked again; a real one then is answered."""
        answer = say("pickup_next", f"Was wird am {text} in der Hofaue 20 abgeholt?")
        assert text in answer.text
        assert answer.slots["pickup_when"] is None
        assert days(say("inform", "am 14.12.")) == [date(2026, 12, 14)]

    def test_beyond_the_calendar(self, say, city):
        """The last day that is known is named, and the wish is forgotten."""
        answer = say("pickup_next", "Papier Hofaue 20 am 5.3.2031")
        last = calendar(city).last_day
        assert f"{last.day}.{last.month}.{last.year}" in answer.text
        assert days(say("inform", "und Papier?"))

    def test_at_the_end_of_the_calendar(self, say):
        """On its last day there may be no next date, and that is said."""
        answer = say("pickup_next", "Papier Hofaue 20", now=datetime(2027, 12, 31, 12, tzinfo=CITY_ZONE))
        assert "31.12.2027" in answer.text
        assert answer.cards == []

    def test_year_is_named_when_it_is_another(self, say):
        """In November "11. Januar" could be read as the one before."""
        answer = say("pickup_next", "Wann wird in der Hofaue 20 der Weihnachtsbaum abgeholt?")
        assert f"Januar {days(answer)[0].year}" in answer.text


class TestWhatIsAsked:
    """Streets and numbers that cannot be answered yet."""

    def test_split_street_asks_for_the_number(self, say):
        """Two numbers of one street, two calendars."""
        asked = say("pickup_next", f"Papier {SPLIT}")
        assert SPLIT in asked.text
        assert asked.slots["open_question"] == "pickup"
        low = say("inform", "12")
        high = say("inform", "nein, 300")
        assert (address(low), address(high)) == ((SPLIT, "12"), (SPLIT, "300"))
        assert days(low) != days(high)

    @pytest.mark.parametrize("text", ["0", "Hausnummer 0", f"{SPLIT} 0"])
    def test_impossible_number_is_asked_again(self, say, text):
        """And is not kept."""
        say("pickup_next", f"Papier {SPLIT}")
        answer = say("inform", text)
        assert answer.slots["house_number"] is None
        assert answer.slots["open_question"] == "pickup"
        assert address(say("inform", "12")) == (SPLIT, "12")

    def test_number_in_words(self, say):
        """ "Zwölf" is a number."""
        say("pickup_next", f"Papier {SPLIT}")
        assert address(say("inform", "zwölf")) == (SPLIT, "12")

    @pytest.mark.parametrize("number", ["12a", "12 a", "12A", "12-14"])
    def test_numbers_with_letters_and_spans(self, say, number):
        """As they stand on houses."""
        assert days(say("pickup_next", f"Papier {SPLIT} {number}"))

    def test_unknown_street_offers_near_names(self, say, press):
        """Each button leads to an answer, with the number and the bin that were given."""
        asked = say("pickup_next", "Papier Beekstraße 7")
        assert asked.card["card"] == "street_choice"
        assert asked.titles == asked.card["candidates"] != []
        answer = press(asked, asked.titles[0])
        assert address(answer) == (asked.titles[0], "7")
        assert streams(answer) == {"paper"}

    def test_street_that_is_like_nothing(self, say):
        """No buttons without likeness, but the name can be written again."""
        say("pickup_next", "Wann kommt die Müllabfuhr?")
        asked = say("inform", "Xqzyvwgasse")
        assert asked.card == {"card": "street_choice", "query": "Xqzyvwgasse", "candidates": []}
        assert address(say("inform", "Hofaue")) == ("Hofaue", None)

    def test_ambiguous_street_offers_all_that_fit(self, say, press):
        """Which of them is for the resident to say."""
        asked = say("pickup_next", "Wann wird in der Flurstraße 3 das Papier geholt?")
        assert asked.titles == asked.card["candidates"] == ["Große Flurstraße", "Kleine Flurstraße"]
        answer = press(asked, "Kleine Flurstraße")
        assert address(answer) == ("Kleine Flurstraße", "3")
        assert streams(answer) == {"paper"}

    @pytest.mark.parametrize("text", ["Wann wird Altglas abgeholt?", "wann kommt jemand für die altkleider"])
    def test_what_is_not_collected_is_explained(self, say, text):
        """No address is asked for what nobody collects at the house."""
        answer = say("pickup_next", text)
        assert answer.card["card"] == "stream_guide"
        assert answer.slots["open_question"] is None

    def test_collected_and_not_collected_together(self, say):
        """The one is answered, the other explained."""
        answer = say("pickup_next", "Wann Papier und Altglas in der Hofaue 20?")
        assert streams(answer) == {"paper"}
        assert "Altglas" in answer.lines[0]


def test_every_street_is_answered(conversation, city):
    """The name of each street, as the register writes it, has dates or asks for the number."""
    for street in city.data.streets:
        answer = conversation.say("pickup_next", "Papier", entities=[("street", street.name), ("stream", "paper")])
        assert answer.slots["street"] == street.name
        assert answer.cards or len(street.parts) > 1


def test_every_day_of_two_years_is_answered(conversation):
    """Whatever today is, from the first day of the calendars to the last that has a next date."""
    today = date(2026, 1, 1)
    while today < date(2027, 12, 1):
        now = datetime(today.year, today.month, today.day, 23, 59, tzinfo=CITY_ZONE)
        answer = conversation.say("pickup_next", "Restmüll Hofaue 20", now=now)
        assert days(answer)[0] >= today
        today += timedelta(days=5)


def test_an_address_after_the_bulky_rules_means_bulky_waste(conversation):
    """ "Wie funktioniert Sperrmüll?", answered by the domain alone, and then only the address."""
    rules = {"intent": {"name": "info_bulky_rules"}}
    conversation.events.append({"event": "user", "text": "Wie funktioniert Sperrmüll?", "parse_data": rules})
    answer = conversation.say("inform", "Warndtstraße 3")
    assert {stream for pickup in answer.card["pickups"] for stream in pickup["streams"]} == {"bulky"}


class TestShortAnswers:
    """What people write after an answer, in a word or two."""

    @pytest.mark.parametrize("text", ["7", "ja 7", "glaub 7", "die 7", "Nr. 7"])
    def test_number_given_later(self, say, text):
        """Who gave a street alone may add the number."""
        say("pickup_next", "Papier Tunnelstraße")
        assert address(say("inform", text)) == ("Tunnelstraße", "7")

    def test_what_comes_afterwards(self, say):
        """ "Und danach?" lists the dates of the coming weeks for the same bin."""
        first = say("pickup_next", "Restmüll Hofaue 20")
        later = say("inform", "und danach?")
        assert streams(later) == {"residual"}
        assert days(later)[0] == days(first)[0]
        assert len(days(later)) >= 4

    @pytest.mark.parametrize("text", ["nicht Hofaue, Gathe", "nein, nicht Hofaue sondern Gathe"])
    def test_street_denied(self, say, text):
        """The other one is meant, with the number that was said."""
        say("pickup_next", "Papier Hofaue 8")
        assert address(say("inform", text))[0] == "Gathe"

    def test_rest_is_the_residual_bin(self, say):
        """Between bins "Rest" is one."""
        assert streams(say("pickup_next", "Nützenberger Straße 210, Bio und Rest bitte")) == {"organic", "residual"}

    def test_known_street_is_not_undone_by_other_words(self, say):
        """Asked for the number, somebody says the street again in other words."""
        say("pickup_next", f"Papier {SPLIT}")
        assert SPLIT in say("inform", "hab ich doch schon gesagt").text
        assert address(say("inform", "198")) == (SPLIT, "198")

    def test_two_streets(self, say, press):
        """Each gets its turn; nobody hears that a street exists several times."""
        asked = say("pickup_next", "Ecke Luisenstraße Laurentiusstraße, wann kommt Papier?")
        assert "mehrfach" not in asked.text
        assert set(asked.titles) == {"Luisenstraße", "Laurentiusstraße"}
        assert address(press(asked, "Laurentiusstraße"))[0] == "Laurentiusstraße"
