"""The data of Wuppertal itself: complete, linked, dated, and honest about what is only an example."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.bootstrap import load_city
from bot.city.checkup import Person
from bot.city.city import City
from bot.city.offer import AUDIENCES, TIMES, TOPICS, WEEKDAYS
from bot.city.place import KINDS
from bot.city.safety import LEVELS
from bot.city.stream import Stream
from bot.city.text import fold
from bot.settings import Settings
from bot.sources.schema import SCHEMAS

DATA = Settings().data_dir
CHECKED = date(2026, 11, 22)


@pytest.fixture(scope="module")
def city() -> City:
    """The city as it ships."""
    return load_city(Settings())


def test_ten_districts_with_69_quarters(city):
    """As the city counts them."""
    districts = city.data.districts
    assert len(districts) == 10
    quarters = [quarter.name for district in districts for quarter in district.quarters]
    assert len(quarters) == len(set(quarters)) == 69


def test_every_street_has_a_calendar(city):
    """Nobody is told that there are no dates."""
    areas = {part.area for street in city.data.streets for part in street.parts}
    assert areas == set(city.pickups.areas)
    assert len(city.data.streets) > 580


def test_only_two_streets_need_a_house_number(city):
    """The waste company splits these two."""
    split = [street.name for street in city.data.streets if len(street.parts) > 1]
    assert split == ["Nützenberger Straße", "Uellendahler Straße"]


def test_street_names_are_whole():
    """Cut-off names from the scraped list are gone."""
    with (DATA / "streets.csv").open(encoding="utf-8", newline="") as file:
        names = [row["street"] for row in csv.DictReader(file)]
    assert all(name[0].isupper() and len(name) > 2 for name in names)
    assert names == [name.strip() for name in names]


def test_sources_are_dated_and_not_from_the_future():
    """Every fact says how old it is."""
    sources = yaml.safe_load((DATA / "sources.yml").read_text(encoding="utf-8"))["sources"]
    assert all(date(2010, 1, 1) <= source["as_of"] <= CHECKED for source in sources.values())


def test_collected_streams_tell_what_belongs_into_them(city):
    """Residents ask for every bin."""
    for stream in ("residual", "organic", "paper", "packaging", "glass", "textiles", "electrical",
                   "battery", "hazardous", "bulky", "construction", "garden"):  # fmt: skip
        info = city.streams[Stream(stream)]
        assert len(info.belongs) >= 3, stream
        assert len(info.never) >= 2, stream


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_offers_and_words(city, topic):
    """Whoever asks for a topic finds something, in their own words."""
    assert sum(offer.topic == topic for offer in city.data.offers) >= 3
    assert len(city.data.offer_words.topics[topic]) >= 12


def test_every_district_has_examples(city):
    """A demonstration works everywhere."""
    count = Counter(offer.district for offer in city.data.offers if offer.example)
    assert all(count[district.name] >= 4 for district in city.data.districts)
    assert sum(count.values()) >= 45


def test_examples_are_recognisable_as_such(city):
    """An invented course never looks like a real one, and the other way round."""
    for offer in city.data.offers:
        assert offer.example == (offer.provider == "Beispiel-Anbieter"), offer.title
        assert offer.example == ("Beispieldaten" in offer.source.name), offer.title
        if offer.example:
            # Nobody can be reached there: the domain is reserved for examples (RFC 2606).
            assert (offer.contact, offer.phone, offer.url) == (None, None, None), offer.title
            assert offer.email == "anmeldung@kurse.example", offer.title


def test_examples_show_every_filter(city):
    """Whoever tries Talbot finds something with each of them."""
    examples = [offer for offer in city.data.offers if offer.example]
    assert len(examples) >= 110
    assert {audience for offer in examples for audience in offer.audience} == set(AUDIENCES)
    assert {time for offer in examples for time in offer.times} == set(TIMES)
    assert {day for offer in examples for day in offer.weekdays} == set(WEEKDAYS)
    assert len({language for offer in examples for language in offer.languages}) >= 10
    assert len({offer.quarter for offer in examples}) >= 45
    for chosen in (
        [offer for offer in examples if offer.online and not offer.on_site],
        [offer for offer in examples if offer.online and offer.on_site],
        [offer for offer in examples if offer.dates],
        [offer for offer in examples if offer.accessible],
        [offer for offer in examples if offer.accessible is False],
        [offer for offer in examples if offer.certified],
    ):
        assert len(chosen) >= 2


@pytest.mark.parametrize("topic", TOPICS)
def test_examples_of_every_topic_are_in_several_districts(city, topic):
    """Naming a district is worth it."""
    districts = {offer.district for offer in city.data.offers if offer.example and offer.topic == topic}
    assert len(districts) >= 5


def test_weekdays_and_dates_of_an_offer_agree(city):
    """What people filter by is what they are told."""
    for offer in city.data.offers:
        days = {WEEKDAYS[day.weekday()] for day in offer.dates}
        assert days <= set(offer.weekdays), offer.title


def test_offers_are_unique(city):
    """The same offer twice would look like a mistake."""
    seen = Counter((fold(o.title), o.district, o.when) for o in city.data.offers)
    assert [key for key, times in seen.items() if times > 1] == []


def test_four_recycling_yards(city):
    """Three with hours that can be asked; of the fourth nobody knows the closed day."""
    yards = [place for place in city.data.places if place.kind == "recycling_yard"]
    assert len(yards) == 4
    assert [yard.name for yard in yards if yard.opening is None] == ["Recyclinghof Widukindstraße"]


@pytest.mark.parametrize(
    ("person", "due", "not_due"),
    [
        (Person(0), ["U1", "U2", "U3"], ["U4", "Zahnkontrolle"]),
        (Person(1), ["U3", "U4"], ["U5"]),
        (Person(12), ["U6"], ["U7"]),
        (Person(24), ["U7"], ["U6", "U7a"]),
        (Person(36), ["U7a"], ["U8"]),
        (Person(48), ["U8"], ["U9"]),
        (Person(60), ["U9"], ["U8"]),
        (Person(13 * 12, "m"), ["J1", "Zahnvorsorge für Kinder und Jugendliche"], ["Check-up ab 35"]),
        (Person(17 * 12), ["Zahnvorsorge für Kinder und Jugendliche"], ["Zahnkontrolle"]),
        (
            Person(34 * 12, "m"),
            ["Check-up für junge Erwachsene"],
            ["Check-up ab 35", "Hautkrebs-Früherkennung"],
        ),
        (Person(35 * 12, "m"), ["Check-up ab 35", "Hautkrebs-Früherkennung"], ["Darmkrebs-Früherkennung"]),
        (Person(50 * 12, "f"), ["Darmkrebs-Früherkennung", "Mammographie"], ["Prostatakrebs-Früherkennung"]),
        (Person(50 * 12, "m"), ["Darmkrebs-Früherkennung", "Prostatakrebs-Früherkennung"], ["Mammographie"]),
        (Person(75 * 12 + 11, "f"), ["Mammographie"], ["Bauchaorta-Früherkennung"]),
        (Person(76 * 12, "f"), ["Darmkrebs-Früherkennung"], ["Mammographie"]),
        (Person(20 * 12, "f"), ["Gebärmutterhals-Früherkennung (20 bis 34 Jahre)"], []),
        (Person(65 * 12, "m"), ["Bauchaorta-Früherkennung"], []),
        (Person(65 * 12), ["Bauchaorta-Früherkennung", "Mammographie"], []),
    ],
)
def test_checkups_by_age_and_sex(city, person, due, not_due):
    """What the law grants at the borders of the age groups."""
    names = {checkup.name for checkup in city.checkups.for_person(person, CHECKED)}
    assert set(due) <= names
    assert not set(not_due) & names


def test_no_checkup_is_a_vaccination(city):
    """Vaccinations follow other rules and another source."""
    assert not [c.name for c in city.checkups.checkups if "impf" in fold(c.name)]


@pytest.mark.parametrize(
    ("kind", "path", "values"),
    [
        ("streams", ("streams", "stream"), Stream),
        ("places", ("places", "kind"), KINDS),
        ("offers", ("offers", "topic"), TOPICS),
        ("safety_patterns", ("levels", "level"), LEVELS),
    ],
)
def test_schemas_know_the_values_of_the_core(kind, path, values):
    """The lists in the schemas cannot fall behind the code."""
    listed, field = path
    schema = _schema(kind)["properties"][listed]["items"]["properties"][field]
    assert schema["enum"] == list(values)


def test_schemas_know_the_lists_of_the_core():
    """The same for fields with several values."""
    offer = _schema("offers")["properties"]["offers"]["items"]["properties"]
    assert offer["weekdays"]["items"]["enum"] == list(WEEKDAYS)
    assert offer["times"]["items"]["enum"] == list(TIMES)
    assert offer["audience"]["items"]["enum"] == list(AUDIENCES)
    words = _schema("offer_words")["properties"]
    assert list(words["topics"]["properties"]) == list(TOPICS)
    assert {*words["audiences"]["properties"], "everyone"} == set(AUDIENCES)


def test_no_file_can_be_taken_for_training_data():
    """Rasa takes a line that begins with one of its keys for training data, at any indentation."""
    for path in sorted(DATA.rglob("*.y*ml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not line.lstrip().startswith(("nlu:", "responses:", "stories:", "rules:")), path.name


def _schema(kind: str) -> dict:
    return json.loads((Path(SCHEMAS) / f"{kind}.json").read_text(encoding="utf-8"))
