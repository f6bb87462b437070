"""How dates are told: rhythm of the residual bin, moved dates, notices, and calendars that end, age or cannot be had."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.city.city import City
from bot.city.errors import CalendarUnavailable, StreetUnknown
from bot.city.notice import Notice
from bot.city.pickup_calendar import PickupCalendar
from bot.city.source import Source
from bot.city.stream import Stream
from bot.city.street import Street
from bot.settings import CITY_ZONE
from tests.actions.conftest import NOW, Conversation

TODAY = NOW.date()
SOURCE = Source("Probe", None, TODAY)


class ChangedCalendars(PickupCalendar):
    """The city's calendars as somebody else delivers them."""

    def __init__(self, city, **changes):
        self._city = city
        self._changes = changes

    def of(self, street, house_number):
        known = self._city.streets.find("Hofaue") if not street.parts else street
        return replace(self._city.pickups.of(known, house_number), **self._changes)

    def street(self, name):
        if name == "Nirgendwogasse":
            return Street(name, "", "", ())
        raise StreetUnknown(name, ("Irgendwogasse",))


class SilentCalendars(ChangedCalendars):
    """A supplier that does not answer, with nothing kept."""

    def of(self, street, house_number):  # noqa: ARG002  # as all calendars
        raise CalendarUnavailable(street.name)


@pytest.fixture
def talk(city, domain):
    """`talk(pickups=…, notices=…)`: a conversation in a city that differs in these."""

    def begin(**changes):
        data = replace(city.data, **changes)
        return Conversation(City(data, city.lexicon), domain, dict.fromkeys(domain["slots"]))

    return begin


def words(domain, key):
    """The beginning of a phrase, up to its first hole."""
    return domain["responses"][key][0]["text"].split("{")[0]


def dates(answer):
    """The dates of a pickup card."""
    return [date.fromisoformat(pickup["date"]) for pickup in answer.card["pickups"]]


class TestRhythm:
    """The 50 % tariff is asked once and kept."""

    def test_asked_with_the_first_residual_date(self, say):
        """The weekly date is told as such, and the other one beside it: nothing is guessed, nobody waits."""
        answer = say("pickup_next", "Restmüll Hofaue 20")
        assert "14-täglicher Leerung" in answer.text
        assert answer.titles == ["Restmüll wöchentlich", "Restmüll 14-täglich"]

    def test_not_asked_again(self, say):
        """Who does not answer is not asked twice."""
        say("pickup_next", "Restmüll Hofaue 20")
        assert say("pickup_next", "Restmüll Gathe 5").titles == []

    @pytest.mark.parametrize("text", ["Wann kommt Papier in der Hofaue 20?", "Sperrmüll Hofaue 20"])
    def test_not_asked_for_other_bins(self, say, text):
        """It concerns the residual bin only."""
        assert say("pickup_next", text).titles == []

    def test_answer_is_kept_and_used(self, say, press, city):
        """From then on only the dates of the tariff are told, and the answer says so."""
        answer = press(say("pickup_next", "Restmüll Hofaue 20 im Januar"), "Restmüll 14-täglich")
        assert answer.slots["residual_rhythm"] == "fortnightly"
        january = [p for p in city.pickups.of(city.streets.find("Hofaue"), "20").pickups
                   if p.date.month == 1 and p.date.year == 2027 and p.stream is Stream.RESIDUAL]  # fmt: skip
        assert dates(answer) == [p.date for p in january if p.fortnightly]
        assert 0 < len(dates(answer)) < len(january)
        later = say("pickup_next", "Und wann wird bei mir der Restmüll im Dezember geholt?")
        assert all(pickup.get("fortnightly") for pickup in later.card["pickups"])

    def test_weekly_is_kept_too(self, say, press):
        """Then nothing more is said about it."""
        answer = press(say("pickup_next", "Restmüll Hofaue 20"), "Restmüll wöchentlich")
        assert answer.titles == []
        assert "14-täglich" not in answer.text

    @pytest.mark.parametrize("text", ["Wann kommt mein Restmüll in der Hofaue 20, 14-täglich?",
                                      "restmüll alle zwei wochen hofaue 20 wann"])  # fmt: skip
    def test_said_in_the_question(self, say, text):
        """Who says it is not asked."""
        answer = say("pickup_next", text)
        assert answer.titles == []
        assert answer.slots["residual_rhythm"] == "fortnightly"
        assert answer.card["house_number"] == "20"

    def test_question_about_the_rhythm(self, say, domain):
        """Both are named: what decides is explained, and the choice offered."""
        answer = say("pickup_next", "Wird der Restmüll wöchentlich oder 14-täglich geleert?")
        assert answer.text == domain["responses"]["utter_pickup_ask_rhythm"][0]["text"]
        assert len(answer.titles) == 2

    def test_calendar_without_two_rhythms(self, talk, city):
        """Elsewhere there may be no such tariff, so it is not asked for."""
        plain = tuple(replace(p, fortnightly=False) for p in city.pickups.of(city.streets.find("Hofaue"), "20").pickups)
        answer = talk(pickups=ChangedCalendars(city, pickups=plain)).say("pickup_next", "Restmüll Hofaue 20")
        assert answer.titles == []


class TestMoves:
    """ "Verschiebt sich was?" gets yes or no first."""

    def test_yes_with_day_and_reason(self, say):
        """Only the moved dates are listed."""
        answer = say("pickup_next", "Verschiebt sich in der Hofaue 20 was wegen Weihnachten?")
        assert answer.lines[0].startswith("Ja")
        assert all(pickup["moved_from"] for pickup in answer.card["pickups"])
        assert "Grund: " in answer.text

    def test_no_with_the_regular_dates(self, say):
        """Nothing moves, so the usual days are told."""
        answer = say("pickup_next", "Fällt nächste Woche in der Hofaue 20 was aus?")
        assert answer.lines[0].startswith("Nein")
        assert dates(answer)

    def test_without_a_time_the_next_weeks_count(self, say):
        """ "Demnächst" needs no date."""
        answer = say("pickup_next", "Wird in der Hofaue 20 demnächst eine Abholung verschoben?")
        assert answer.lines[0].startswith("Ja")
        assert all(day <= TODAY + timedelta(days=52) for day in dates(answer))

    def test_marked_without_regular_day(self, talk, city):
        """A supplier that keeps the regular day to itself is not outguessed; the mark is told."""
        pickups = tuple(replace(p, moved_from=None, reason=None) for p in city.pickups.of(
            city.streets.find("Hofaue"), "20").pickups)  # fmt: skip
        answer = talk(pickups=ChangedCalendars(city, pickups=pickups)).say(
            "pickup_next", "Restmüll Hofaue 20 am 19.12."
        )
        [line] = [line for line in answer.lines if "19. Dezember" in line and line.startswith("•")]
        assert "verschobener Termin" in line


def notice(**changes):
    """A strike in the whole city, today and tomorrow."""
    strike = Notice("Streik bei der Müllabfuhr.", TODAY, TODAY + timedelta(days=1), (), (), (), SOURCE, example=True)
    return replace(strike, **changes)


class TestNotices:
    """Disturbances stand before the dates."""

    def test_first_line_and_card(self, talk):
        """Whoever reads only one line reads this one."""
        answer = talk(notices=(notice(),)).say("pickup_next", "Papier Hofaue 20")
        assert answer.lines[0] == "Streik bei der Müllabfuhr."
        assert answer.card["notices"] == ["Streik bei der Müllabfuhr."]

    @pytest.mark.parametrize(
        ("changes", "shown"),
        [
            ({"districts": ("Elberfeld",)}, True),
            ({"districts": ("Barmen",)}, False),
            ({"streets": ("Hofaue",)}, True),
            ({"streets": ("Gathe",)}, False),
            ({"districts": ("Barmen",), "streets": ("Hofaue",)}, True),
            ({"streams": (Stream.PAPER,)}, True),
            ({"streams": (Stream.ORGANIC,)}, False),
            ({"first_day": TODAY - timedelta(days=9), "last_day": TODAY - timedelta(days=1)}, False),
            ({"first_day": TODAY + timedelta(days=1), "last_day": TODAY + timedelta(days=30)}, True),
            ({"first_day": TODAY + timedelta(days=200), "last_day": TODAY + timedelta(days=230)}, False),
        ],
    )
    def test_only_who_is_concerned(self, talk, changes, shown):
        """By district, street, bin and time; one that begins later counts for the dates it touches."""
        answer = talk(notices=(notice(**changes),)).say("pickup_next", "Papier Hofaue 20")
        assert bool(answer.card["notices"]) is shown

    def test_several(self, talk):
        """All that concern somebody are told."""
        answer = talk(notices=(notice(), notice(text="Schnee."))).say("pickup_next", "Papier Hofaue 20")
        assert answer.lines[:2] == ["Streik bei der Müllabfuhr.", "Schnee."]


class TestLimits:
    """A calendar near its end, too old, or not to be had says so."""

    def test_end_is_near(self, say):
        """In December the calendar of the year may end."""
        answer = say("pickup_next", "Bio Hofaue 20", now=datetime(2027, 12, 10, 9, tzinfo=CITY_ZONE))
        assert "Der Kalender reicht bis 31.12.2027" in answer.text

    def test_span_beyond_the_end(self, talk, city):
        """What is known is told, and that there is more to come."""
        short = ChangedCalendars(city, last_day=date(2026, 12, 31))
        answer = talk(pickups=short).say("pickup_next", "Restmüll Hofaue 20", entities=[
            ("street", "Hofaue"), ("house_number", "20"), ("stream", "residual"), ("when", "turn")
        ])  # fmt: skip
        assert "Der Kalender reicht bis 31.12.2026" in answer.text

    def test_days_beyond_the_end_are_not_said_to_be_free(self, talk, city):
        """ "Keine Abholung" holds for the covered days only, and they are named."""
        short = ChangedCalendars(city, last_day=date(2026, 11, 29))
        answer = talk(pickups=short).say("pickup_next", "Papier Hofaue 20 diese und nächste Woche", entities=[
            ("street", "Hofaue"), ("house_number", "20"), ("stream", "paper"), ("when", "day:0/day:13")
        ])  # fmt: skip
        assert "bis Sonntag, 29. November: keine Abholung" in answer.text
        assert "Der Kalender reicht bis 29.11.2026" in answer.text
        assert "Dezember" not in answer.lines[0]

    def test_far_from_the_end_nothing_is_said(self, say):
        """No noise in ordinary answers."""
        assert "reicht bis" not in say("pickup_next", "Papier Hofaue 20").text

    def test_stream_without_further_date(self, talk, city):
        """A bin that the calendar knows no date of is not passed over."""
        calendar = city.pickups.of(city.streets.find("Hofaue"), "20")
        pickups = tuple(p for p in calendar.pickups if p.stream is not Stream.PAPER)
        answer = talk(pickups=ChangedCalendars(city, pickups=pickups)).say("pickup_next", "Was wird Hofaue 20 geholt?")
        assert "Altpapier: kein weiterer Termin" in answer.text

    def test_old_copy_says_its_age(self, talk, city, domain):
        """The last good copy is used, and named as old."""
        old = ChangedCalendars(city, best_before=TODAY - timedelta(days=1))
        answer = talk(pickups=old).say("pickup_next", "Papier Hofaue 20")
        assert dates(answer)
        assert words(domain, "utter_pickup_old") in answer.text
        fresh = ChangedCalendars(city, best_before=TODAY)
        assert words(domain, "utter_pickup_old") not in talk(pickups=fresh).say("pickup_next", "Papier Hofaue 20").text

    def test_silent_supplier(self, talk, city, domain):
        """An error is never "keine Abholung"; the question stays open."""
        conversation = talk(pickups=SilentCalendars(city))
        answer = conversation.say("pickup_next", "Papier Hofaue 20")
        assert answer.text == domain["responses"]["utter_pickup_calendar_unavailable"][0]["text"].format(
            street="Hofaue"
        )
        assert answer.slots["open_question"] == "pickup"

    def test_street_that_only_the_supplier_knows(self, talk, city):
        """The city's list may lack a street."""
        answer = talk(pickups=ChangedCalendars(city)).say("pickup_next", "Papier", entities=[
            ("street", "Nirgendwogasse"), ("house_number", "1"), ("stream", "paper")
        ])  # fmt: skip
        assert answer.card["street"] == "Nirgendwogasse"

    def test_candidates_of_the_supplier(self, talk, city):
        """Where our own list has nothing similar, the supplier's names are offered."""
        answer = talk(pickups=ChangedCalendars(city)).say("pickup_next", "Papier", entities=[
            ("street", "Xqzyvwgasse"), ("stream", "paper")
        ])  # fmt: skip
        assert answer.titles == ["Irgendwogasse"]


class TestDisturbances:
    """ "Wird heute gestreikt?" is answered before an address is asked for."""

    def test_nothing_known(self, say, domain):
        """That is said, and where to look; nothing is promised."""
        answer = say("pickup_next", "Wird heute bei der Müllabfuhr gestreikt?")
        assert answer.lines[0] == domain["responses"]["utter_pickup_undisturbed"][0]["text"]
        assert answer.slots["open_question"] == "pickup"

    def test_everything_known_without_an_address(self, talk):
        """Also what concerns only a part of the city: its sentence says which."""
        notices = (notice(districts=("Barmen",)), notice(text="Morgen.", first_day=TODAY + timedelta(days=1)))
        answer = talk(notices=notices).say("pickup_next", "kommt bei dem schnee überhaupt wer")
        assert answer.lines[0] == "Streik bei der Müllabfuhr."
        assert "Morgen." not in answer.text

    def test_with_an_address_it_stands_once(self, talk):
        """Before the dates, as for every question."""
        answer = talk(notices=(notice(),)).say("pickup_next", "Streik? Papier Hofaue 20")
        assert answer.text.count("Streik bei der Müllabfuhr.") == 1
        assert dates(answer)


def test_question_about_moves_survives_the_question_for_the_address(say):
    """ "Verschiebt sich was?", then only the address, then another holiday."""
    say("pickup_next", "Verschiebt sich was wegen Fronleichnam?")
    assert say("inform", "Hofaue 20").lines[0].startswith("Ja")
    easter = say("inform", "und Ostern?")
    assert {pickup["reason"] for pickup in easter.card["pickups"]} >= {"Karfreitag", "Ostermontag"}
    assert not say("pickup_next", "Wann kommt das nächste Mal Papier?").lines[0].startswith(("Ja", "Nein"))
