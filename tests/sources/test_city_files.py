"""Reading the editors' folder: what is right is read, what is wrong is named, everything at once."""

from datetime import date, time
from pathlib import Path

import pytest

from bot.city.stream import Stream
from bot.city.street import StreetPart
from bot.sources.city_files import read_city
from bot.sources.faults import CityDataFaulty, Fault, Faults
from bot.sources.source_file import read_sources
from tests.sources.damage import DAMAGE
from tests.sources.small_city import change, files, line_of, put, write_city


def faults_of(folder: Path, areas: tuple[str, ...] | None = None) -> tuple[Fault, ...]:
    """What reading this folder complains about."""
    with pytest.raises(CityDataFaulty) as caught:
        read_city(folder, areas)
    return caught.value.faults


def test_waste_is_read_with_conditions_and_sources(tmp_path):
    """The source of the file holds unless an item has its own."""
    waste = read_city(write_city(tmp_path)).waste
    pizza, bulb, _ = waste.items
    assert [(o.stream, o.condition) for o in pizza.options] == [(Stream.PAPER, "sauber"), (Stream.RESIDUAL, "fettig")]
    assert (pizza.source.name, bulb.source.name) == ("Stadt Probe", "Gesetz")
    assert pizza.warning == "Reste vorher entfernen."
    assert waste.choices[0].candidates == ("Glühbirne", "LED-Lampe")
    assert waste.materials[0].item == "Pizzakarton"


def test_sources_carry_address_and_age(tmp_path):
    """Every answer shows both; an address may be missing."""
    sources = read_sources(write_city(tmp_path), Faults()).sources
    assert sources["office"].url == "https://www.probe.de/abfall"
    assert sources["law"].url is None
    assert sources["law"].as_of == date(2022, 3, 26)


def test_street_with_two_areas_is_one_street(tmp_path):
    """Rows of the same name are its stretches; the district follows from the quarter."""
    streets = {street.name: street for street in read_city(write_city(tmp_path)).streets}
    assert list(streets) == ["Hafenstraße", "Lange Straße", "Heideweg"]
    assert streets["Lange Straße"].parts == (StreetPart("nord", 1, 99), StreetPart("sued", 100))
    assert (streets["Heideweg"].district, streets["Lange Straße"].district) == ("Süd", "Nord")


def test_place_knows_its_district_and_hours(tmp_path):
    """A quarter is enough; opening times can be asked."""
    (yard,) = read_city(write_city(tmp_path)).places
    assert (yard.district, yard.quarter) == ("Nord", "Hafen")
    assert yard.opening is not None
    assert yard.opening.on(date(2026, 11, 23)) == ((time(10), time(18)),)
    assert yard.accepts == (Stream.BULKY, Stream.GARDEN)


def test_offer_keeps_what_is_known_and_leaves_the_rest_open(tmp_path):
    """Unknown is not "no": price and access stay None."""
    yoga, consultation = read_city(write_city(tmp_path)).offers
    assert (yoga.price_eur, yoga.accessible) == (12.5, True)
    assert yoga.dates == (date(2026, 12, 7), date(2026, 12, 14))
    assert (consultation.price_eur, consultation.accessible, consultation.district) == (None, None, None)
    assert consultation.audience == ("everyone",)
    assert consultation.languages == ("tr", "ar")
    assert (consultation.phone, consultation.contact) == (None, "Rathaus, Zimmer 3")


def test_checkups_and_districts_are_read(tmp_path):
    """Windows in months, names and nicknames."""
    parts = read_city(write_city(tmp_path))
    assert [(c.name, c.window.from_months, c.window.to_months, c.sex) for c in parts.checkups] == [
        ("Zahnkontrolle", 216, None, None),
        ("U3", 0, 1, "f"),
    ]
    assert parts.checkups[1].names == ("U3", "U-drei")
    assert (parts.checkups[1].valid_from, parts.checkups[0].usual) == (date(2020, 1, 1), None)
    assert parts.districts[0].quarters[0].nicknames == ("Kai",)


def test_vaccinations_are_read(tmp_path):
    """Ages, for whom, and until when a missed one is made up for."""
    flu, pox, risk = read_city(write_city(tmp_path)).vaccinations
    assert (flu.window.from_months, flu.window.to_months, flu.indication) == (720, None, "standard")
    assert (pox.names, pox.catch_up_to) == (("Windpocken", "Varizellen"), 215)
    assert (risk.indication, risk.only, risk.source.name) == ("risk", "nur mit Risiko", "Gesetz")


WASTE = "waste/everyday.yml"


def test_a_state_word_stands_for_its_group(tmp_path):
    """A cue needs writing once; words outside of groups stand for themselves."""
    box = read_city(write_city(tmp_path)).waste.items[0]
    assert [option.cues for option in box.options] == [("leer", "alle"), ("fettig", "ölig", "voll Fett", "Käse")]


def test_tabs_and_another_encoding_are_named_with_their_line(tmp_path):
    """Both come from editors' programs; Windows line ends and a byte order mark are read as they are."""
    write_city(tmp_path)
    file = tmp_path / WASTE
    text = file.read_text(encoding="utf-8")
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert read_city(tmp_path).waste.items[0].name == "Pizzakarton"
    umlaut = line_of(tmp_path, WASTE, "Käse")
    file.write_bytes(text.encode("latin-1"))
    (fault,) = (fault for fault in faults_of(tmp_path) if fault.file == WASTE)
    assert (fault.line, "UTF-8" in str(fault)) == (umlaut, True)
    file.write_text(text.replace("  - name: LED", "\t- name: LED"), encoding="utf-8")
    (fault,) = (fault for fault in faults_of(tmp_path) if fault.file == WASTE)
    assert (fault.line, "Tabulator" in str(fault)) == (line_of(tmp_path, WASTE, "\t- name"), True)


@pytest.mark.parametrize(("name", "case"), [(name, case) for name, cases in DAMAGE.items() for case in cases])
def test_damage_is_named_with_file_line_and_words(tmp_path, name, case):
    """An editor who reads the report knows where to look and what to write."""
    damage = DAMAGE[name][case]
    write_city(tmp_path)
    change(tmp_path, name, damage.old, damage.new)
    faults = faults_of(tmp_path)
    line = line_of(tmp_path, name, damage.at or damage.new)
    named = [str(fault) for fault in faults if (fault.file, fault.line) == (name, line)]
    assert any(all(word in fault for word in damage.words) for fault in named), [str(f) for f in faults]


STREET_DAMAGE = {
    "unknown quarter": ("Heideweg,Heide", "Heideweg,Haide", 5, ["„Haide“", "districts.yml"]),
    "house number 0": (",1,99,", ",0,99,", 3, ["„0“", "„from“", "keine Hausnummer"]),
    "house number in words": (",1,99,", ",1,zwölf,", 3, ["„zwölf“", "„to“"]),
    "numbers backwards": (",1,99,", ",99,1,", 3, ["rückwärts"]),
    "overlap": (",1,99,", ",1,100,", 4, ["überschneiden", "Zeile 3"]),
    "two rows without numbers": ("Heideweg,", "Hafenstraße,Hafen,nord,,,\nHeideweg,", 5, ["überschneiden"]),
    "other side": (",1,99,", ",1,99,left", 3, ["„left“", "odd"]),
    "street in two quarters": (
        "Lange Straße,Markt,sued",
        "Lange Straße,Heide,sued",
        4,
        ["„Markt“", "„Heide“"],
    ),
    "other spelling": ("Heideweg,", "Hafenstr.,Hafen,nord,,,\nHeideweg,", 5, ["„Hafenstraße“", "Zeile 2"]),
    "missing column": ("Heideweg,Heide,sued,,,", "Heideweg,Heide,sued", 5, ["3 statt 6 Spalten"]),
    "missing area": ("Heideweg,Heide,sued", "Heideweg,Heide,", 5, ["„Heideweg“", "keinen Abfuhrbezirk"]),
    "missing name": ("Heideweg,", ",", 5, ["Straßenname fehlt"]),
    "open quotation mark": ("Heideweg,", '"Heideweg,', 5, ["Anführungszeichen"]),
    "other header": ("street,quarter", "Straße,Quartier", 1, ["street,quarter,area,from,to,parity"]),
}


@pytest.mark.parametrize("case", STREET_DAMAGE)
def test_damage_in_the_list_of_streets_is_named(tmp_path, case):
    """The same for the table, which editors keep in a spreadsheet."""
    old, new, line, words = STREET_DAMAGE[case]
    write_city(tmp_path)
    change(tmp_path, "streets.csv", old, new)
    (fault,) = faults_of(tmp_path)
    assert (fault.file, fault.line) == ("streets.csv", line)
    assert all(word in str(fault) for word in words), str(fault)


def test_street_in_an_area_without_calendar_is_a_fault(tmp_path):
    """Residents there would never get a date."""
    (fault,) = faults_of(write_city(tmp_path), ("nord", "west"))[:1]
    assert (fault.file, fault.line) == ("streets.csv", 4)
    assert "„sued“" in str(fault)


def test_table_saved_with_semicolons_is_explained(tmp_path):
    """German spreadsheets do that by default."""
    put(write_city(tmp_path), "streets.csv", files()["streets.csv"].replace(",", ";"))
    (fault,) = faults_of(tmp_path)
    assert "„;“" in str(fault)
    assert "Komma" in str(fault)


def test_table_from_windows_is_fine(tmp_path):
    """Byte order mark, Windows line ends and blank lines at the end."""
    write_city(tmp_path)
    windows = "\ufeff" + files()["streets.csv"].replace("\n", "\r\n") + "\r\n,,,,,\r\n"
    (tmp_path / "streets.csv").write_bytes(windows.encode())
    assert len(read_city(tmp_path).streets) == 3


def test_odd_and_even_numbers_may_belong_to_two_areas(tmp_path):
    """The border of two areas can run along the middle of a street."""
    write_city(tmp_path)
    change(tmp_path, "streets.csv", "nord,1,99,", "nord,,,odd")
    change(tmp_path, "streets.csv", "sued,100,,", "sued,,,even")
    parts = {street.name: street.parts for street in read_city(tmp_path).streets}
    assert parts["Lange Straße"] == (StreetPart("nord", parity="odd"), StreetPart("sued", parity="even"))


# suppliers.yml is read before all others, see test_supplier_file.py.
OURS = [name for name in sorted(files()) if name != "suppliers.yml" and not name.startswith("safety/")]


@pytest.mark.parametrize("name", OURS)
def test_missing_file_is_a_fault(tmp_path, name):
    """A file that is gone never means that there is nothing."""
    (write_city(tmp_path) / name).unlink()
    assert any("fehlt" in str(fault) for fault in faults_of(tmp_path))


@pytest.mark.parametrize("name", ["offer.yml", "offers.yaml", "Straßen.csv", "waste/mehr.yaml"])
def test_file_of_an_unknown_name_is_a_fault(tmp_path, name):
    """It would be left out without anybody noticing."""
    put(write_city(tmp_path), name, "a: 1\n")
    (fault,) = faults_of(tmp_path)
    assert fault.file == name


def test_missing_stream_is_a_fault(tmp_path):
    """Every way that waste can take needs its German words."""
    write_city(tmp_path)
    kept = [row for row in files()["streams.yml"].splitlines() if "bulky" not in row]
    put(tmp_path, "streams.yml", "\n".join(kept))
    (fault,) = faults_of(tmp_path)
    assert "„bulky“" in str(fault)


def test_all_faults_of_all_files_come_at_once(tmp_path):
    """One report, in the order of files and lines; nothing has to be repaired to see the next fault."""
    write_city(tmp_path)
    change(tmp_path, "sources.yml", "2022-03-26", "gestern")
    change(tmp_path, "offers.yml", "district: Nord", "district: West")
    change(tmp_path, "places.yml", "kind: recycling_yard", "kind: [")
    change(tmp_path, "streets.csv", ",1,99,", ",0,x,")
    change(tmp_path, WASTE, "stream: paper", "stream: papier")
    change(tmp_path, WASTE, "[Lampe, Licht]", "[Lampe, Lampe]")
    faults = faults_of(tmp_path)
    assert {fault.file for fault in faults} == {
        "sources.yml",
        "offers.yml",
        "places.yml",
        "streets.csv",
        WASTE,
    }
    assert [(fault.file, fault.line) for fault in faults] == sorted((f.file, f.line or 0) for f in faults)
    assert len(faults) == 7


def test_one_broken_file_brings_no_follow_up_faults(tmp_path):
    """While sources or districts cannot be read, nobody is told that they do not exist."""
    write_city(tmp_path)
    for name in ("sources.yml", "districts.yml"):
        put(tmp_path, name, "a: [\n")
    assert {fault.file for fault in faults_of(tmp_path)} == {"sources.yml", "districts.yml"}


def test_item_with_a_fault_can_still_be_a_candidate(tmp_path):
    """Its name is there; only its own fault is reported."""
    write_city(tmp_path)
    change(tmp_path, WASTE, "stream: electrical", "stream: elektro")
    (fault,) = faults_of(tmp_path)
    assert "„elektro“" in str(fault)


@pytest.mark.parametrize("name", [name for name in OURS if name.endswith(".yml")])
@pytest.mark.parametrize("content", ["[]", "1", "text", "a: 1", "{}", "items: 5", "levels: [1, [2], {a: {b: c}}]"])
def test_any_other_content_is_reported_and_never_crashes(tmp_path, name, content):
    """Whatever an editor saves by accident ends in a report."""
    put(write_city(tmp_path), name, content)
    assert any(fault.file == name for fault in faults_of(tmp_path))
