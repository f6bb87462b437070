"""Tables of editors: what is right is read, what is wrong is named with file, line, column and what is allowed."""

import csv
import time
from datetime import date
from io import StringIO

import pytest

from bot.offer_terms import terms
from bot.sources.offer_csv import empty_table
from tests.sources.offer_reading import fault_of, read_file

HEADER = "Titel;Thema;Bezirk;Wochentage;Tageszeit;Termine;Preis;Für wen;Rollstuhl;Sprachen;Telefon;E-Mail;Internet;Geprüft am;Gültig bis\n"
ROW = "Yoga;Bewegung;Nord;Mo;abends;7.12.2026;45,50;Erwachsene;ja;Türkisch;0202 563-0;a@b.example;https://b.example;22.11.2026;31.12.2026\n"


def test_every_column_is_read(tmp_path):
    """All that an offer can have, in the words of a sheet."""
    names = list(terms("columns").names.values())
    cells = {
        "Titel": "Rücken-Fit", "Thema": "bewegung", "Beschreibung": 'Für "alle";\nmit Musik', "Stichwörter": "Rücken, Fitness",
        "Bezirk": "nord", "Quartier": "Kai", "Ort": "Halle", "Wann": "Mo und Mi 18 bis 19 Uhr", "Wochentage": "Mo, Mi",
        "Tageszeit": "abends", "Termine": "7.12.2026, 09.12.2026", "Preis": "45,50 €", "Für wen": "Erwachsene und Ältere",
        "Rollstuhl": "ja", "Online": "nein", "Sprachen": "Türkisch, ar", "Anbieter": "Verein", "Kontakt": "Frau Probe",
        "Telefon": "+49 202 563-0", "E-Mail": "a@b.example", "Internet": "https://b.example", "Zertifiziert": "nein",
        "Geprüft am": "1.11.2026", "Gültig bis": "31.12.2026", "Beispiel": "nein", "Quelle": "office",
    }  # fmt: skip
    assert set(cells) == set(names)
    out = StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([names, [cells[name] for name in names]])
    ((offer,), report) = read_file(tmp_path, "a.csv", out.getvalue())
    assert report == []
    assert (offer.title, offer.topic, offer.district, offer.quarter) == ("Rücken-Fit", "movement", "Nord", "Hafen")
    assert offer.description == 'Für "alle"; mit Musik'
    assert (offer.keywords, offer.venue, offer.when) == (("Rücken", "Fitness"), "Halle", "Mo und Mi 18 bis 19 Uhr")
    assert (offer.weekdays, offer.times) == (("mon", "wed"), ("evening",))
    assert offer.dates == (date(2026, 12, 7), date(2026, 12, 9))
    assert (offer.price_eur, offer.audience) == (45.5, ("adults", "seniors"))
    assert (offer.accessible, offer.online, offer.certified, offer.example) == (True, False, False, False)
    assert (offer.languages, offer.provider, offer.contact) == (("tr", "ar"), "Verein", "Frau Probe")
    assert (offer.phone, offer.email, offer.url) == ("0202 563-0", "a@b.example", "https://b.example")
    assert (offer.checked_on, offer.valid_until) == (date(2026, 11, 1), date(2026, 12, 31))
    assert offer.source.name == "Stadt Probe"


def test_two_columns_and_a_contact_are_enough(tmp_path):
    """What is not known is left out; the source is whoever offers it on the day it was checked."""
    ((offer,), report) = read_file(
        tmp_path, "a.csv", "Thema;Titel;Telefon;Stand;Anbieter\nSucht;Hilfe;0202 563-0;1.11.2026;Verein\n"
    )
    assert report == []
    assert (offer.price_eur, offer.accessible, offer.certified, offer.district) == (None, None, None, None)
    assert (offer.source.name, offer.as_of, offer.checked_on) == ("Verein", date(2026, 11, 1), None)


CELLS = {
    ("Wochentage", "Mo-Fr"): ("weekdays", ("mon", "tue", "wed", "thu", "fri")),
    ("Wochentage", "Sa bis Mo"): ("weekdays", ("mon", "sat", "sun")),
    ("Wochentage", "montags und Donnerstag"): ("weekdays", ("mon", "thu")),
    ("Tageszeit", "vormittags, abends"): ("times", ("morning", "evening")),
    ("Termine", "7.12.2026 14.12.2026"): ("dates", (date(2026, 12, 7), date(2026, 12, 14))),
    ("Termine", "2026-12-14; 7.12.2026"): ("dates", (date(2026, 12, 7), date(2026, 12, 14))),
    ("Termine", "7. 12. 2026 und 14. 12. 2026"): ("dates", (date(2026, 12, 7), date(2026, 12, 14))),
    ("Preis", "kostenlos"): ("price_eur", 0),
    ("Preis", "0"): ("price_eur", 0),
    ("Preis", "45"): ("price_eur", 45),
    ("Preis", "45,- Euro"): ("price_eur", 45),
    ("Preis", "45.50 EUR"): ("price_eur", 45.5),
    ("Preis", "€ 7,5"): ("price_eur", 7.5),
    ("Für wen", "Eltern, Schwangere"): ("audience", ("pregnant", "parents")),
    ("Für wen", "pflegende angehörige"): ("audience", ("carers",)),
    ("Rollstuhl", "Nein"): ("accessible", False),
    ("Rollstuhl", ""): ("accessible", None),
    ("Sprachen", "arabisch und Dari"): ("languages", ("ar", "fa")),
    ("Gültig bis", "2026-12-31"): ("valid_until", date(2026, 12, 31)),
}


@pytest.mark.parametrize(("cell", "read"), CELLS.items(), ids=lambda value: "-".join(map(str, value))[:40])
def test_cell_is_read_as_people_type_it(tmp_path, cell, read):
    """One column at a time."""
    column, written = cell
    content = f'Titel;Thema;Kontakt;Geprüft am;{column}\nA;Sucht;Amt;22.11.2026;"{written}"\n'
    ((offer,), report) = read_file(tmp_path, "a.csv", content)
    assert report == []
    assert getattr(offer, read[0]) == read[1]


FAULTS = {
    "unknown topic": (
        "Bewegung",
        "Sprot",
        (
            "Spalte „Thema“: „Sprot“ ist hier unbekannt. Erlaubt sind: Bewegung, Ernährung, Entspannung, Sucht, Selbsthilfe, "
            "Beratung, Familie, Ältere Menschen, Impfung, Seelische Gesundheit."
        ),
    ),
    "unknown district": (
        "Nord",
        "West",
        "Spalte „Bezirk“: Den Stadtbezirk „West“ gibt es nicht. Erlaubt sind: Nord, Süd.",
    ),
    "unknown weekday": (
        ";Mo;",
        ";Mo, Dd;",
        "Spalte „Wochentage“: „Dd“ ist hier unbekannt. Erlaubt sind: Mo, Di, Mi, Do, Fr, Sa, So.",
    ),
    "unknown time": (
        "abends",
        "spät",
        "Spalte „Tageszeit“: „spät“ ist hier unbekannt. Erlaubt sind: vormittags, nachmittags, abends.",
    ),
    "dead date": (
        "7.12.2026",
        "31.2.2027",
        "Spalte „Termine“: „31.2.2027“ ist kein Tag, den es gibt. Schreiben Sie ihn wie 1.2.2027.",
    ),
    "short year": (
        "7.12.2026",
        "7.12.26",
        "Spalte „Termine“: „7.12.26“ ist kein Tag, den es gibt. Schreiben Sie ihn wie 1.2.2027.",
    ),
    "American date": (
        ";22.11.2026",
        ";11/22/2026",
        "Spalte „Geprüft am“: „11/22/2026“ ist kein Tag, den es gibt. Schreiben Sie ihn wie 1.2.2027.",
    ),
    "price in words": (
        "45,50",
        "zwölf",
        (
            "Spalte „Preis“: „zwölf“ ist kein Preis. Schreiben Sie „kostenlos“ oder einen Betrag in Euro bis 2000 wie 45 oder "
            "45,50; ist er unbekannt, bleibt die Zelle leer."
        ),
    ),
    "price too high": (
        "45,50",
        "2001",
        (
            "Spalte „Preis“: „2001“ ist kein Preis. Schreiben Sie „kostenlos“ oder einen Betrag in Euro bis 2000 wie 45 oder "
            "45,50; ist er unbekannt, bleibt die Zelle leer."
        ),
    ),
    "unknown people": (
        "Erwachsene",
        "Katzen",
        (
            "Spalte „Für wen“: „Katzen“ ist hier unbekannt. Erlaubt sind: Kinder, Jugendliche, Erwachsene, Ältere, Frauen, Männer, "
            "Schwangere, Eltern, Pflegende, Menschen mit Behinderung, Alle."
        ),
    ),
    "maybe": (";ja;", ";vielleicht;", "Spalte „Rollstuhl“: „vielleicht“ ist hier unbekannt. Erlaubt sind: ja, nein."),
    "broken phone number": (
        "0202 563-0",
        "563 12",
        (
            "Spalte „Telefon“: „Telefon“ hat den Wert „563 12“, der keine deutsche Telefonnummer sein kann: die Vorwahl fehlt, "
            "schreiben Sie zum Beispiel 0202 davor."
        ),
    ),
    "broken mail address": (
        "a@b.example",
        "a@b",
        "Spalte „E-Mail“: „E-Mail“ hat den Wert „a@b“, der keine E-Mail-Adresse wie name@anbieter.de ist.",
    ),
    "address without https": (
        "https://b.example",
        "www.b.example",
        (
            "Spalte „Internet“: „Internet“ hat den Wert „www.b.example“, der keine Internetadresse wie https://www.anbieter.de "
            "ist. Sie beginnt mit https:// und enthält keine Leerzeichen."
        ),
    ),
    "no contact": (
        "0202 563-0;a@b.example;https://b.example",
        ";;",
        "Das Angebot sagt nicht, wo man sich melden kann. Eines davon ist nötig: „Telefon“, „E-Mail“, „Internet“, „Kontakt“.",
    ),
    "over when it was checked": (
        "7.12.2026;45,50;Erwachsene;ja;Türkisch;0202 563-0;a@b.example;https://b.example;22.11.2026;31.12.2026",
        ";45,50;Erwachsene;ja;Türkisch;0202 563-0;a@b.example;https://b.example;22.11.2026;31.10.2026",
        (
            "Spalte „Gültig bis“: Das Datum 2026-10-31 bei „Gültig bis“ liegt vor dem Stand der Quelle (2026-11-22). Der Eintrag "
            "ist abgelaufen."
        ),
    ),
    "date after the end": (
        "7.12.2026",
        "7.1.2027",
        "Spalte „Termine“: Das Datum bei „Termine“ (2027-01-07) liegt nach „valid_until“ (2026-12-31).",
    ),
    "not checked": (
        ";22.11.2026;",
        ";;",
        "Spalte „Geprüft am“: Ohne Quelle muss hier stehen, wann die Angaben zuletzt geprüft wurden.",
    ),
    "formula": (
        "Yoga",
        "=HYPERLINK(A1)",
        "Spalte „Titel“: „=HYPERLINK(A1)“ ist eine Formel oder sieht so aus. Bitte nur Text und Zahlen eintragen.",
    ),
    "too many cells": (
        "31.12.2026\n",
        "31.12.2026;zu viel\n",
        "Die Zeile hat 16 Zellen, die Überschrift nur 15. Steht ein Text mit Semikolon ohne Anführungszeichen da?",
    ),
    "open quotation mark": (
        "Yoga",
        '"Yoga',
        (
            "In dem Angebot, das hier beginnt, wird ein Anführungszeichen geöffnet, aber nicht geschlossen, oder eine Zelle ist "
            "viel zu lang."
        ),
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_fault_is_told_with_line_column_and_reason(tmp_path, case):
    """Blank lines and cells of several lines before it do not shift the line."""
    old, new, said = FAULTS[case]
    assert ROW.count(old) == 1, case
    before = 'Vorher;Sucht;;;;;;"Kinder,\nJugendliche";;;0202 563-0;;;1.11.2026;\n;;;;\n\n'
    said = said if said.startswith("Spalte") else f"\0{said}"
    place = "offers/a.csv, Zeile 6" + (": " if said.startswith("\0") else ", ")
    assert fault_of(tmp_path, "a.csv", HEADER + before + ROW.replace(old, new)) == place + said.lstrip("\0")


HEADERS = {
    "comma": (
        "Titel,Thema\n",
        "Die Spalten sind mit „,“ getrennt. Bitte mit Semikolon trennen, wie es ein deutsches Excel tut.",
    ),
    "tab": (
        "Titel\tThema\n",
        "Die Spalten sind mit „Tab“ getrennt. Bitte mit Semikolon trennen, wie es ein deutsches Excel tut.",
    ),
    "slip": ("Titel;Thema;Telefn\n", "Die Spalte „Telefn“ gibt es nicht. Gemeint ist vielleicht „Telefon“."),
    "twice": ("Titel;Thema;Name\n", "Die Spalte „Name“ gibt es zweimal."),
    "no topic": ("Titel;Ort\n", "Die Spalte „Thema“ fehlt."),
}


@pytest.mark.parametrize("case", HEADERS)
def test_wrong_header_is_told(tmp_path, case):
    """Nothing below it is read then."""
    header, said = HEADERS[case]
    assert fault_of(tmp_path, "a.csv", header + "A;B;C\n") == f"offers/a.csv, Zeile 1: {said}"


def test_unknown_column_names_all_that_there_are(tmp_path):
    """Where no slip is near."""
    said = fault_of(tmp_path, "a.csv", "Titel;Thema;Xyz\n")
    assert "Die Spalte „Xyz“ gibt es nicht. Erlaubt sind: Titel, Thema, Beschreibung," in said


ENCODINGS = {
    "UTF-8": ("utf-8", None),
    "byte order mark": ("utf-8-sig", None),
    "Windows": (
        "cp1252",
        "Zeile 1: Die Datei ist nicht als UTF-8 gespeichert (Zeichen mit dem Wert FC), sondern wohl so, wie Excel",
    ),
    "Unicode text": ("utf-16", "offers/a.csv: Die Datei ist als UTF-16"),
}


@pytest.mark.parametrize("case", ENCODINGS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_encoding_is_read_or_explained(tmp_path, case, ends):
    """Umlauts never turn into something else unnoticed."""
    encoding, said = ENCODINGS[case]
    content = (HEADER + ROW).replace("\n", ends).encode(encoding)
    offers, report = read_file(tmp_path, "a.csv", content)
    assert len(offers) == (0 if said else 1)
    assert not report if said is None else said in report[0]


def test_template_is_a_table_without_offers(tmp_path):
    """What the command writes can be saved back at once."""
    offers, report = read_file(tmp_path, "a.csv", empty_table())
    assert (offers, report) == ([], [])
    assert empty_table().startswith("\ufeffTitel;Thema;")


HOSTILE = {
    "nothing": "",
    "blanks": " \n \n",
    "zero bytes": "\0" * 100,
    "one huge cell": f"Titel;Thema;Kontakt\n{'x' * 300_000};Sucht;Amt\n",
    "only separators": ";" * 5000,
    "quotes": '"' * 5001,
    "very many columns": ";".join(f"a{n}" for n in range(2000)),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_nonsense_ends_in_a_report(tmp_path, case):
    """Whatever somebody saves by accident or on purpose."""
    offers, report = read_file(tmp_path, "a.csv", HOSTILE[case])
    assert offers == []
    assert report
    assert all(line.startswith("offers/a.csv") for line in report)


def test_text_that_looks_like_a_command_stays_text(tmp_path):
    """Signs that a spreadsheet might compute are refused at the start of a cell and nothing special elsewhere."""
    ((offer,), _) = read_file(
        tmp_path, "a.csv", 'Titel;Thema;Kontakt;Stand\n"Yoga -1+1 =cmd()";Sucht;"Amt; \'=1\'";1.11.2026\n'
    )
    assert (offer.title, offer.contact) == ("Yoga -1+1 =cmd()", "Amt; '=1'")


def test_5000_offers_are_read_in_two_seconds(tmp_path):
    """A directory of a big city; on a machine that does other things at the same time."""
    rows = "".join(ROW.replace("Yoga", f"Yoga {number}") for number in range(5000))
    start = time.perf_counter()
    offers, report = read_file(tmp_path, "a.csv", HEADER + rows)
    assert (len(offers), report) == (5000, [])
    assert time.perf_counter() - start < 10
