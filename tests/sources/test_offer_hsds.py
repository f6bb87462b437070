"""Offers of other directories in HSDS 3: what their tables mean here, and what is wrong with them."""

import json
from copy import deepcopy
from datetime import date
from uuid import NAMESPACE_URL, uuid5

import pytest

from tests.sources.offer_reading import fault_of, read_file


def uid(name: str) -> str:
    """Some identifier, the same for the same name."""
    return str(uuid5(NAMESPACE_URL, name))


SERVICE = {
    "id": uid("yoga"),
    "name": "Yoga am Markt",
    "status": "active",
    "description": "Für Anfänger",
    "assured_date": "2026-11-01",
    "fees_description": "",
    "phones": [{"id": uid("p"), "number": "+49 202 563-0", "type": "voice"}],
    "organization": {
        "id": uid("o"),
        "name": "Verein",
        "description": "Ein Verein",
        "website": "https://verein.example",
    },
    "attributes": [{"id": uid("a"), "label": "Bewegung"}],
    "schedules": [{"id": uid("s"), "freq": "WEEKLY", "byday": "MO,WE", "opens_at": "18:00", "closes_at": "19:30"}],
}


def service(**changes):
    """The service with other values; None takes one away."""
    changed = deepcopy(SERVICE) | changes
    return {key: value for key, value in changed.items() if value is not None}


def location(**values):
    """A place for `service_at_locations`."""
    return [{"id": uid("sal"), "location": {"id": uid("loc"), "location_type": "physical", **values}}]


def read(tmp_path, *services):
    """The offers of some services that have no faults."""
    offers, report = read_file(tmp_path, "a.json", json.dumps(list(services)))
    assert report == []
    return offers


def test_service_becomes_an_offer(tmp_path):
    """The tables that everybody fills."""
    (offer,) = read(tmp_path, service())
    assert (offer.id, offer.title, offer.topic) == (uid("yoga"), "Yoga am Markt", "movement")
    assert (offer.description, offer.provider, offer.url) == ("Für Anfänger", "Verein", "https://verein.example")
    assert (offer.phone, offer.source.name, offer.as_of) == ("0202 563-0", "Verein", date(2026, 11, 1))
    assert (offer.when, offer.weekdays) == ("montags und mittwochs 18 bis 19.30 Uhr", ("mon", "wed"))
    assert (offer.times, offer.dates, offer.valid_until) == (("evening",), (), None)
    assert (offer.district, offer.venue, offer.online) == (None, None, False)


SHAPES = {
    "a service": lambda one: one,
    "a list": lambda one: [one],
    "an answer of a server": lambda one: {"total_items": 1, "page_number": 1, "contents": [one]},
    "services": lambda one: {"services": [one]},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_file_may_hold_services_in_any_shape(tmp_path, shape):
    """As they come from an API or a file."""
    offers, report = read_file(tmp_path, "a.json", json.dumps(SHAPES[shape](SERVICE)))
    assert (len(offers), report) == (1, [])


MEANINGS = {
    "topic by its value": ({"attributes": [{"id": uid("a"), "value": "mental_health"}]}, "topic", "mental_health"),
    "topic by a term": (
        {"attributes": [{"id": uid("a"), "taxonomy_term": {"id": uid("t"), "name": "Impfung", "description": ""}}]},
        "topic",
        "vaccination",
    ),
    "topic by the title": ({"attributes": None, "name": "Ein Wort stress"}, "topic", "stress"),
    "topic by the description": ({"attributes": None, "description": "Wort senior"}, "topic", "senior"),
    "highest price": (
        {"cost_options": [{"id": uid("c"), "amount": 5, "currency": "eur"}, {"id": uid("d"), "amount": 12.5}]},
        "price_eur",
        12.5,
    ),
    "free": ({"cost_options": [{"id": uid("c"), "amount": 0, "currency": "EUR"}]}, "price_eur", 0),
    "free in words": ({"fees_description": "Die Teilnahme ist kostenlos."}, "price_eur", 0),
    "price unknown": ({}, "price_eur", None),
    "languages": (
        {"languages": [{"id": uid("l"), "code": "TR"}, {"id": uid("m"), "name": "Arabisch", "code": "ara"}]},
        "languages",
        ("tr", "ar"),
    ),
    "children": ({"minimum_age": 3, "maximum_age": 6}, "audience", ("children",)),
    "teenagers": ({"minimum_age": 13, "maximum_age": 17}, "audience", ("teenagers",)),
    "adults": ({"minimum_age": 18}, "audience", ("adults",)),
    "seniors": ({"minimum_age": 60}, "audience", ("seniors",)),
    "people in words": ({"eligibility_description": "Frauen, Schwangere"}, "audience", ("women", "pregnant")),
    "everybody": ({}, "audience", ("everyone",)),
    "fax is no phone": (
        {"phones": [{"id": uid("f"), "number": "0202 1", "type": "fax"}, {"id": uid("g"), "number": "0202 563-0"}]},
        "phone",
        "0202 563-0",
    ),
    "contact": ({"contacts": [{"id": uid("k"), "name": "Frau Probe", "title": "Leitung"}]}, "contact", "Frau Probe, Leitung"),
    "mail of a contact": ({"contacts": [{"id": uid("k"), "email": "a@b.example"}]}, "email", "a@b.example"),
    "certified": ({"accreditations": "Zertifiziert nach § 20 SGB V"}, "certified", True),
    "checked when modified": (
        {"assured_date": None, "last_modified": "2026-10-01T08:00:00.000Z"}, "as_of", date(2026, 10, 1),
    ),
    "null is nothing": ({"alternate_name": None}, "title", "Yoga am Markt"),
    "words of a schedule": (
        {"schedules": [{"id": uid("s"), "description": "jeden ersten Montag"}]}, "when", "jeden ersten Montag",
    ),
    "end of a schedule": (
        {"schedules": [{"id": uid("s"), "freq": "WEEKLY", "byday": "MO", "valid_to": "2027-03-31"}]},
        "valid_until",
        date(2027, 3, 31),
    ),
    "counted dates": (
        {"schedules": [{"id": uid("s"), "freq": "WEEKLY", "byday": "MO", "dtstart": "2027-01-11", "count": 3}]},
        "dates",
        (date(2027, 1, 11), date(2027, 1, 18), date(2027, 1, 25)),
    ),
    "fortnightly until": (
        {"schedules": [{"id": uid("s"), "freq": "WEEKLY", "interval": 2, "byday": "MO", "dtstart": "2027-01-11", "until": "2027-02-10"}]},
        "dates",
        (date(2027, 1, 11), date(2027, 1, 25), date(2027, 2, 8)),
    ),
    "second Tuesday": (
        {"schedules": [{"id": uid("s"), "freq": "MONTHLY", "byday": "2TU", "dtstart": "2027-01-12", "count": 2}]},
        "dates",
        (date(2027, 1, 12), date(2027, 2, 9)),
    ),
    "words of counted dates": (
        {"schedules": [{"id": uid("s"), "freq": "WEEKLY", "byday": "MO", "dtstart": "2027-01-11", "count": 3, "opens_at": "09:30"}]},
        "when",
        "montags um 9.30 Uhr, ab 11. Januar",
    ),
    "a time elsewhere": (
        {"schedules": [{"id": uid("s"), "byday": "MO", "opens_at": "17:00Z", "closes_at": "18:30:00Z", "valid_from": "2027-01-11"}]},
        "when",
        "montags 18 bis 19.30 Uhr",
    ),
    "online only": (
        {"service_at_locations": [{"id": uid("x"), "location": {"id": uid("y"), "location_type": "virtual"}}]},
        "online",
        True,
    ),
    "venue": ({"service_at_locations": location(name="Halle")}, "venue", "Halle"),
    "quarter by name": ({"service_at_locations": location(name="Haus am Kai")}, "quarter", "Hafen"),
    "district of the quarter": ({"service_at_locations": location(name="Haus am Kai")}, "district", "Nord"),
    "wheelchair": (
        {"service_at_locations": location(accessibility=[{"id": uid("w"), "description": "Rollstuhlgerecht"}])}, "accessible", True,
    ),
    "no wheelchair": (
        {"service_at_locations": location(accessibility=[{"id": uid("w"), "description": "nicht barrierefrei"}])},
        "accessible",
        False,
    ),
    "wheelchair unknown": (
        {"service_at_locations": location(accessibility=[{"id": uid("w"), "description": "Induktionsschleife"}])}, "accessible", None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MEANINGS)
def test_table_means(tmp_path, case):
    """What each table of HSDS becomes; docs/offers.md tells the same."""
    changes, field, value = MEANINGS[case]
    (offer,) = read(tmp_path, service(**changes))
    assert getattr(offer, field) == value


def test_address_names_the_district(tmp_path):
    """More surely than the name of the house."""
    address = {
        "id": uid("ad"), "address_1": "Hafenstraße 1", "city": "Probe", "region": "Süd", "state_province": "NW",
        "postal_code": "1", "country": "DE", "address_type": "physical",
    }  # fmt: skip
    (offer,) = read(tmp_path, service(service_at_locations=location(name="Haus am Kai", addresses=[address])))
    assert (offer.district, offer.venue) == ("Süd", "Haus am Kai")


@pytest.mark.parametrize("status", ["inactive", "defunct", "temporarily closed"])
def test_what_cannot_be_taken_up_is_left_out(tmp_path, status):
    """No fault: directories keep what was."""
    assert read(tmp_path, service(status=status)) == []


def test_service_at_two_places_is_two_offers(tmp_path):
    """Whoever asks for a district finds the place in it."""
    second = [{"id": uid("s2"), "location": {"id": uid("l2"), "location_type": "physical", "name": "Heide"}}]
    offers = read(tmp_path, service(service_at_locations=[*location(name="Markt"), *second]))
    assert [offer.district for offer in offers] == ["Nord", "Süd"]
    assert len({offer.id for offer in offers}) == 2


FAULTS = {
    "no name": ({"name": None}, "bei /0: Das Feld „name“ (Name) fehlt."),
    "no uuid": (
        {"id": "1"},
        (
            "bei /0/id: Das Feld „id“ hat den Wert „1“, der nicht in diese Form passt: eine Kennung (UUID) wie "
            "6ba7b810-9dad-11d1-80b4-00c04fd430c8."
        ),
    ),
    "unknown status": (
        {"status": "open"},
        "bei /0/status: Das Feld „status“ kennt den Wert „open“ nicht. Erlaubt sind: active, inactive, defunct, temporarily closed.",
    ),
    "number for a text": (
        {"description": 7},
        (
            "bei /0/description: Das Feld „description“ (Beschreibung) muss ein Text sein, nicht „7“. Setzen Sie den Wert in "
            "Anführungszeichen."
        ),
    ),
    "dead date": (
        {"assured_date": "2026-02-30"},
        "bei /0/assured_date: Das Feld „assured_date“ ist kein Datum, das es gibt: „2026-02-30“. Schreiben Sie es wie 2026-11-22.",
    ),
    "half past never": (
        {"schedules": [{"id": uid("s"), "opens_at": "25:00"}]},
        "bei /0/schedules/0/opens_at: Das Feld „opens_at“ hat den Wert „25:00“, der nicht in diese Form passt: eine Uhrzeit wie 18:00.",
    ),
    "unknown rhythm": (
        {"schedules": [{"id": uid("s"), "freq": "DAILY"}]},
        "bei /0/schedules/0/freq: Das Feld „freq“ kennt den Wert „DAILY“ nicht. Erlaubt sind: WEEKLY, MONTHLY.",
    ),
    "rhythm without sense": (
        {"schedules": [{"id": uid("s"), "dtstart": "2027-01-11", "count": 3}]},
        "bei /0/schedules: Der Zeitplan von „Yoga am Markt“ lässt sich nicht in Termine auflösen.",
    ),
    "interval below zero": (
        {"schedules": [{"id": uid("s"), "freq": "WEEKLY", "dtstart": "2027-01-11", "count": 3, "interval": -1}]},
        "bei /0/schedules: Der Zeitplan von „Yoga am Markt“ lässt sich nicht in Termine auflösen.",
    ),
    "no contact": (
        {"phones": [], "organization": None},
        "bei /0: Das Angebot sagt nicht, wo man sich melden kann. Eines davon ist nötig: „Telefon“, „E-Mail“, „Internetadresse“, „Kontakt“.",
    ),
    "broken phone number": (
        {"phones": [{"id": uid("p"), "number": "call me"}]},
        (
            "bei /0/phones/0/number: „Telefon“ hat den Wert „call me“, der keine deutsche Telefonnummer sein kann: erlaubt sind Ziffern, "
            "Leerzeichen und die Zeichen + - / ( )."
        ),
    ),
    "text turned around": (
        {"name": "Yoga \u202egoaY"},
        "bei /0: Hier steht ein unsichtbares Steuerzeichen. Bitte löschen.",
    ),
    "no topic": (
        {"attributes": [], "name": "Treffen", "description": ""},
        (
            "bei /0: „Treffen“ nennt kein Thema, das Talbot kennt, und auch Titel und Beschreibung verraten keines. Erlaubt sind: Bewegung, "
            "Ernährung, Entspannung, Sucht, Selbsthilfe, Beratung, Familie, Ältere Menschen, Impfung, Seelische Gesundheit."
        ),
    ),
    "never checked": (
        {"assured_date": None},
        "bei /0: „Yoga am Markt“ sagt nicht, wann es zuletzt geprüft wurde („assured_date“ oder „last_modified“).",
    ),
    "pounds": (
        {"cost_options": [{"id": uid("c"), "amount": 5, "currency": "GBP"}]},
        "bei /0/cost_options/0/currency: Der Preis von „Yoga am Markt“ steht nicht in Euro, sondern in „GBP“.",
    ),
    "over when it was checked": (
        {"schedules": [{"id": uid("s"), "byday": "MO", "valid_to": "2026-10-01"}]},
        "bei /0/schedules: Das Datum 2026-10-01 bei „gültig bis“ liegt vor dem Stand der Quelle (2026-11-01). Der Eintrag ist abgelaufen.",
    ),
    "unknown value of our own": (
        {"attributes": [{"id": uid("a"), "link_type": "talbot:topic", "value": "sport"}]},
        (
            "bei /0/attributes: „sport“ ist bei „talbot:topic“ unbekannt. Erlaubt sind: movement, nutrition, stress, addiction, self_help, "
            "counselling, family, senior, vaccination, mental_health."
        ),
    ),
    "unknown district of our own": (
        {
            "attributes": [
                {"id": uid("a"), "link_type": "talbot:topic", "value": "stress"},
                {"id": uid("b"), "link_type": "talbot:district", "value": "West"},
            ]
        },
        "bei /0/attributes: Den Stadtbezirk „West“ gibt es nicht. Erlaubt sind: Nord, Süd.",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_fault_is_told_with_pointer_and_reason(tmp_path, case):
    """In German, with the way into the document."""
    changes, said = FAULTS[case]
    assert fault_of(tmp_path, "a.json", json.dumps([service(**changes)])) == f"offers/a.json, {said}"


TEXTS = {
    "nothing": ("", "offers/a.json: Die Datei ist leer."),
    "cut": ('[{"id": 1,\n', "offers/a.json, Zeile 2: Hier ist die Datei kein gültiges JSON."),
    "not a number": ('[{"minimum_age": NaN}]', "offers/a.json: Die Datei enthält „NaN“. Das ist in JSON keine Zahl."),
    "endless number": ('[{"minimum_age": 1e999}]', "offers/a.json: Die Datei enthält „1e999“. Das ist in JSON keine Zahl."),
    "half a letter": ('[{"name": "\\ud83d"}]', "offers/a.json: Hier ist die Datei kein gültiges JSON."),
    "key twice": ('[{"id": 1, "id": 2}]', "offers/a.json: Der Schlüssel „id“ steht in demselben Objekt zweimal."),
    "deep": ("[" * 100_000, "offers/a.json: Die Datei ist tiefer als 60 Ebenen verschachtelt."),
    "long number": (f"[{'9' * 5000}]", "offers/a.json: Hier ist die Datei kein gültiges JSON."),
    "empty list": ("[]", ("offers/a.json: Die Datei enthält keine Angebote. Erwartet wird ein „service“ nach HSDS 3, eine Liste davon oder "
                         "eine Antwort mit „contents“.")),
    "a text": ('"x"', ("offers/a.json: Die Datei enthält keine Angebote. Erwartet wird ein „service“ nach HSDS 3, eine Liste davon oder "
                      "eine Antwort mit „contents“.")),
    "no service": ("[5]", "offers/a.json, bei /0: Das Feld ganz oben in der Datei muss aus Schlüsseln und Werten bestehen, nicht aus „5“."),
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
def test_nonsense_ends_in_a_report(tmp_path, case):
    """Whatever somebody sends."""
    content, said = TEXTS[case]
    assert fault_of(tmp_path, "a.json", content) == said


def test_wrong_encoding_is_told(tmp_path):
    """JSON is UTF-8."""
    assert "nicht als UTF-8" in fault_of(tmp_path, "a.json", '["ü"]'.encode("cp1252"))


def test_same_service_twice_is_told(tmp_path):
    """Also where it is in two files."""
    _, report = read_file(tmp_path, "a.json", json.dumps([SERVICE, SERVICE]))
    assert report == ["offers/a.json, bei /1: Das Angebot „Yoga am Markt“ steht schon in offers/a.json."]


def test_huge_file_is_not_read(tmp_path, monkeypatch):
    """More than any directory of a city has."""
    monkeypatch.setattr("bot.sources.offer_reading.MOST_BYTES", 1_000_000)
    said = fault_of(tmp_path, "a.json", json.dumps(["x" * 1_000_001]))
    assert said == "offers/a.json: Die Datei ist größer als 1 Megabyte."


@pytest.mark.parametrize("name", ["a.xlsx", "a.yaml", "a.CSV.exe", "ordner.csv"])
def test_other_files_are_told(tmp_path, name):
    """They would be left out without anybody noticing."""
    if name == "ordner.csv":
        (tmp_path / "city" / "offers" / name).mkdir(parents=True)
        said = fault_of(tmp_path, "lies-mich.md", "")
    else:
        said = fault_of(tmp_path, name, "x")
    assert said.startswith(f"offers/{name}: Mit dieser Datei kann der Assistent nichts anfangen.")


@pytest.mark.parametrize("name", ["README.md", ".DS_Store", "notiz.txt"])
def test_notes_are_passed_over(tmp_path, name):
    """People leave them for each other."""
    assert read_file(tmp_path, name, "x") == ([], [])
