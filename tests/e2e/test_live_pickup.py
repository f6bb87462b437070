"""The whole of Talbot on a waste company's live calendar: real servers, and a company that answers, fails and comes back."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from icalendar import Calendar

from bot.city.pickup_rules import EXAMPLE_AREAS, example_pickups
from tests.e2e.player import Resident, cards_of, text_of
from tests.e2e.running_talbot import Talbot
from tests.sources.fake_suppliers.awg import FakeAwg
from tests.sources.fake_suppliers.server import status

ELBERFELD, VOHWINKEL, BARMEN = (
    example_pickups(next(area for area in EXAMPLE_AREAS if area.area == name), range(2026, 2028))
    for name in ("elberfeld", "vohwinkel", "barmen")
)
STREETS = {
    "Hofaue": ELBERFELD,
    "Friedrich-Ebert-Str.": VOHWINKEL,
    "Uellendahler Straße": {"1-99": ELBERFELD, "100": BARMEN},
    # The city's own list lacks it.
    "Am Kriegerdenkmalspark": BARMEN,
}


@pytest.fixture(scope="module")
def company() -> Iterator[FakeAwg]:
    """The waste company's site."""
    with FakeAwg(STREETS) as site:
        yield site


@pytest.fixture(scope="module")
def talbot(company: FakeAwg, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talbot]:
    """Talbot as an operator starts it with TALBOT_PICKUP=awg."""
    started = Talbot(tmp_path_factory.mktemp("live"), TALBOT_PICKUP="awg", TALBOT_AWG_URL=company.url)
    with started.run():
        yield started


def test_dates_of_the_company(talbot: Talbot) -> None:
    """Its dates, its name and today as their date, and nothing about examples; moved dates with the regular day."""
    resident = Resident(talbot.url)
    answer = resident.say("Wann wird in der Hofaue 20 im Dezember der Restmüll geholt?")
    (card,) = cards_of(answer)
    assert (card["card"], card["source"]["name"]) == ("pickup", "AWG Wuppertal, Abfallkalender")
    assert card["source"]["as_of"] == "2026-11-23"
    assert "example" not in card
    assert "Beispiel" not in text_of(answer)
    moved = {(day["date"], day["moved_from"], day["reason"]) for day in card["pickups"] if day["moved_from"]}
    assert ("2026-12-19", "2026-12-21", "Erster Weihnachtstag") in moved


def test_spelling_of_the_company_and_split_streets(talbot: Talbot) -> None:
    """The company abbreviates a street, and splits another one by house number."""
    resident = Resident(talbot.url)
    (card,) = cards_of(resident.say("fr.-ebert-str. 12 wann papier"))
    assert card["street"] == "Friedrich-Ebert-Straße"
    assert "Hausnummer" in text_of(resident.say("Und in der Uellendahler Straße?"))
    (card,) = cards_of(resident.say("12"))
    assert card["house_number"] == "12"


def test_street_that_only_the_company_knows(talbot: Talbot) -> None:
    """The city's list of streets is not complete."""
    (card,) = cards_of(Resident(talbot.url).say("Wann kommt Papier, Am Kriegerdenkmalspark 3?"))
    assert card["card"] == "pickup"
    assert card["street"] == "Am Kriegerdenkmalspark"


def test_company_down(company: FakeAwg, talbot: Talbot) -> None:
    """What is known goes on being answered; what is not is never "keine Abholung"; the feed says come again."""
    resident = Resident(talbot.url)
    (known,) = cards_of(resident.say("Wann kommt in der Hofaue 20 das Papier?"))
    company.misbehave(status(500))
    try:
        assert cards_of(resident.say("Und in der Hofaue 20 die gelbe Tonne?"))[0]["pickups"]
        silent = resident.say("Und in der Luisenstraße 88 die gelbe Tonne?")
        assert cards_of(silent) == []
        assert "bekomme ich gerade nicht" in text_of(silent)
        assert "keine Abholung" not in text_of(silent)
    finally:
        company.behave()
    assert httpx.get(talbot.url + known["ics_url"], trust_env=False).status_code == httpx.codes.OK


def test_calendar_to_take_home(talbot: Talbot) -> None:
    """The link of an answer leads to the company's dates."""
    (card,) = cards_of(Resident(talbot.url).say("Wann kommt in der Hofaue 20 das Papier?"))
    answer = httpx.get(talbot.url + card["ics_url"], trust_env=False)
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    # The last event, without an alarm, only says that the calendar ends.
    days = {event["DTSTART"].dt for event in events if event.walk("VALARM")}
    assert days == {pickup.date for pickup in ELBERFELD if pickup.stream == "paper"}
    assert not any("Beispiel" in str(event["SUMMARY"]) for event in events)


def test_the_company_is_asked_politely(company: FakeAwg) -> None:
    """All that residents asked came to few requests, each with a name."""
    assert all(asked.headers["User-Agent"].startswith("Talbot") for asked in company.requests)


def test_operator_checks_the_supplier(company: FakeAwg, tmp_path: Path) -> None:
    """`talbot pickup` shows what a supplier delivers, before residents ask."""
    operator = Talbot(tmp_path, TALBOT_PICKUP="awg", TALBOT_AWG_URL=company.url)
    with operator.command("pickup", "hofaue", "20") as command:
        assert command.process.wait(120) == 0
        assert "AWG Wuppertal" in command.log()
        assert "2026-12-14" in command.log()
