"""The same three offers in all four formats are the same offers, as far as a format can say it."""

import json

import pytest

from bot.exports.hsds import hsds_json
from tests.sources.offer_reading import read_file

YAML = """\
source: office
offers:
  - title: Rückenkurs
    topic: movement
    description: "Für alle. Gebühr: 45,50 €"
    keywords: [Rücken, Yoga]
    district: Nord
    quarter: Hafen
    venue: Turnhalle am Kai
    when: montags 18 bis 19.30 Uhr, ab 11. Januar
    weekdays: [mon]
    times: [evening]
    dates: [2027-01-11, 2027-01-18, 2027-01-25]
    price_eur: 45.5
    audience: [adults, seniors]
    accessible: true
    online: false
    languages: [tr]
    provider: Verein
    contact: Frau Probe
    phone: 0202 563-0
    email: a@b.example
    url: https://b.example/kurs
  - title: Rauchfrei online
    topic: addiction
    when: am Samstag, 16. Januar 2027, 10 bis 12 Uhr
    weekdays: [sat]
    times: [morning]
    dates: [2027-01-16]
    price_eur: 0
    audience: [teenagers]
    online: true
    provider: Verein
    email: a@b.example
  - title: Gesprächskreis
    topic: mental_health
    district: Süd
    venue: Haus in Süd
    when: alle zwei Wochen mittwochs 9 bis 10 Uhr, ab 13. Januar
    weekdays: [wed]
    times: [morning]
    dates: [2027-01-13, 2027-01-27, 2027-02-10]
    audience: [carers]
    accessible: false
    provider: Verein
    contact: Sekretariat
"""
CSV = """\
Titel;Thema;Beschreibung;Stichwörter;Bezirk;Quartier;Ort;Wann;Wochentage;Tageszeit;Termine;Preis;Für wen;Rollstuhl;Online;Sprachen;Anbieter;Kontakt;Telefon;E-Mail;Internet;Quelle
Rückenkurs;Bewegung;"Für alle. Gebühr: 45,50 €";Rücken, Yoga;Nord;Hafen;Turnhalle am Kai;montags 18 bis 19.30 Uhr, ab 11. Januar;Mo;abends;11.1.2027, 18.1.2027, 25.1.2027;45,50 €;Erwachsene, Ältere;ja;nein;Türkisch;Verein;Frau Probe;0202 563-0;a@b.example;https://b.example/kurs;office
Rauchfrei online;Sucht;;;;;;am Samstag, 16. Januar 2027, 10 bis 12 Uhr;Sa;vormittags;16.1.2027;kostenlos;Jugendliche;;ja;;Verein;;;a@b.example;;office
Gesprächskreis;Seelische Gesundheit;;;Süd;;Haus in Süd;alle zwei Wochen mittwochs 9 bis 10 Uhr, ab 13. Januar;Mi;vormittags;13.1.2027, 27.1.2027, 10.2.2027;;Pflegende;nein;;;Verein;Sekretariat;;;;office
"""
ICS = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Probe//DE
X-TALBOT-AS-OF:2026-11-22
X-TALBOT-SOURCE:Stadt Probe
X-TALBOT-SOURCE-URL:https://www.probe.de/abfall
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/Berlin:20270111T180000
DTEND;TZID=Europe/Berlin:20270111T193000
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:Rückenkurs
LOCATION:Turnhalle am Kai
DESCRIPTION:Für alle. Gebühr: 45\\,50 €
CATEGORIES:Bewegung,Rücken,Yoga,Erwachsene,Ältere,Türkisch,barrierefrei
ORGANIZER;CN=Verein:mailto:a@b.example
CONTACT:Frau Probe\\, 0202 563-0
URL:https://b.example/kurs
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;TZID=Europe/Berlin:20270116T100000
DTEND;TZID=Europe/Berlin:20270116T120000
SUMMARY:Rauchfrei online
LOCATION:online
CATEGORIES:Sucht,Jugendliche
X-COST:0
ORGANIZER;CN=Verein:mailto:a@b.example
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART;TZID=Europe/Berlin:20270113T090000
DTEND;TZID=Europe/Berlin:20270113T100000
RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3
SUMMARY:Gesprächskreis
LOCATION:Haus in Süd
CATEGORIES:Seelische Gesundheit,Pflegende,nicht barrierefrei
ORGANIZER;CN=Verein:invalid:nomail
CONTACT:Sekretariat
END:VEVENT
END:VCALENDAR
"""
FIELDS = (
    "title", "topic", "description", "keywords", "district", "quarter", "venue", "when", "weekdays", "times", "dates",
    "price_eur", "audience", "accessible", "online", "languages", "provider", "contact", "phone", "email", "url", "certified",
    "valid_until", "example", "source", "as_of",
)  # fmt: skip


def values(offers):
    """Everything of some offers that all formats can say; how an offer is recognised is each format's own business."""
    return [{field: getattr(offer, field) for field in FIELDS} for offer in offers]


@pytest.fixture
def expected(tmp_path):
    """The offers as YAML says them."""
    offers, report = read_file(tmp_path / "yaml", "a.yml", YAML)
    assert (len(offers), report) == (3, [])
    return offers


@pytest.mark.parametrize(("name", "content"), [("a.csv", CSV), ("a.ics", ICS)])
def test_formats_say_the_same(tmp_path, expected, name, content):
    """An editor chooses the format, not the answer."""
    offers, report = read_file(tmp_path, name, content)
    assert report == []
    assert values(offers) == values(expected)


def test_hsds_says_the_same(tmp_path, expected):
    """By the export, whose form others write as well."""
    offers, report = read_file(tmp_path, "a.json", hsds_json(expected))
    assert report == []
    assert offers == expected


def test_hsds_without_our_own_attributes_says_the_same(tmp_path, expected):
    """Where nothing of Talbot's is left, words and tables say it; only what HSDS has no place for is lost."""
    page = json.loads(hsds_json(expected))
    for service in page["contents"]:
        topic, people = service["attributes"][0]["label"], service.pop("eligibility_description")
        service["attributes"] = [
            {"id": service["id"], "label": topic},
            {"id": service["id"], "label": people.split(",")[0]},
        ]
        for link in service.get("service_at_locations", ()):
            link["location"].pop("description", None)
    offers, report = read_file(tmp_path, "a.json", json.dumps(page))
    assert report == []
    lost = {"keywords", "source", "as_of", "audience", "district", "quarter"}
    kept = [{field: value for field, value in one.items() if field not in lost} for one in values(offers)]
    assert kept == [{field: value for field, value in one.items() if field not in lost} for one in values(expected)]
    assert [offer.quarter for offer in offers] == ["Hafen", None, None]
    assert [offer.audience[0] for offer in offers] == ["adults", "teenagers", "carers"]


def test_same_offer_in_two_formats_is_told(tmp_path):
    """YAML and tables recognise each other's offers by title, place and time."""
    read_file(tmp_path, "a.yml", YAML)
    _, report = read_file(tmp_path, "b.csv", CSV)
    assert len(report) == 3
    assert report[0] == (
        "offers/b.csv, Zeile 2: Das Angebot „Rückenkurs“ steht schon in offers/a.yml, Zeile 3: gleicher Titel, Ort und gleiche Zeit."
    )
