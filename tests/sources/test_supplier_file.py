"""suppliers.yml: who delivers the pickup dates, and how bins are called there."""

import pytest

from bot.settings import Settings
from bot.sources.faults import Faults
from bot.sources.pickups import Surroundings, open_pickups
from bot.sources.supplier_file import FILE, CalendarLink, read_suppliers
from tests.sources.small_city import change, line_of, put, write_city

AWG = "    kind: awg\n"
LINKS = """\
  andere:
    kind: ics
    name: Nachbarstadt
    calendars:
      - {area: nord, url: "webcal://nachbar.example/nord-{year}.ics"}
      - {street: Hafenstraße, url: "https://nachbar.example/hafen.ics"}
labels:"""


@pytest.fixture
def folder(tmp_path):
    """A little city."""
    return write_city(tmp_path)


def read(folder):
    """The suppliers of a folder, and what is wrong with them."""
    faults = Faults()
    return read_suppliers(folder, faults), faults.all()


def test_suppliers_are_read_with_their_words(folder):
    """Each with what its kind needs."""
    change(folder, FILE, "labels:", LINKS)
    found, faults = read(folder)
    assert faults == ()
    assert set(found.by_id) == {"example", "awg", "andere"}
    assert (found.by_id["awg"].kind, found.by_id["awg"].max_age_days) == ("awg", 14)
    assert found.by_id["andere"].calendars == (
        CalendarLink("nord", "webcal://nachbar.example/nord-{year}.ics"),
        CalendarLink("Hafenstraße", "https://nachbar.example/hafen.ics", is_street=True),
    )
    assert found.labels.read("Graue Tonne/Schadstoffmobil").bins
    assert found.labels.read("Graue Tonne/Schadstoffmobil").unknown == ()


def test_what_ships_has_no_fault():
    """And the default is among them."""
    found, faults = read(Settings().data_dir)
    assert faults == ()
    assert Settings().pickup in found.by_id
    assert found.by_id["awg"].url == "https://awg-wuppertal.de/privatkunden/abfallkalender.html"


DAMAGE = {
    "absolute path": ("    path: pickup\n", "    path: /srv/pickup\n", ("„/srv/pickup“", "außerhalb"), "/srv/pickup"),
    "path that leads out": ("    path: pickup\n", "    path: ../pickup\n", ("„../pickup“", "außerhalb"), "../pickup"),
    "unknown kind": (AWG, "    kind: fax\n", ("„fax“", "abfallnavi"), "fax"),
    "kind without what it needs": (AWG, "    kind: abfallnavi\n", ("„awg“", "„place“"), "  awg:"),
    "no address": ("    url: https://awg.example/kalender.html\n", "", ("„awg“", "„url“"), "  awg:"),
    "no web address": ("https://awg", "ftp://awg", ("https://",), "ftp"),
    "age of zero": ("max_age_days: 14", "max_age_days: 0", ("kleiner",), "max_age_days"),
    "a word for two bins": ("organic: [Bio]", "organic: [Bio, graue  TONNE]", ("„graue  TONNE“", "„residual“"), "organic"),
    "a bin without words": ("organic: [Bio]", "organic: []", ("leer",), "organic"),
    "a bin that is missing": ("  organic: [Bio]\n", "", ("„organic“", "fehlt"), "labels:"),
    "a bin that is none": ("organic: [Bio]", "organic: [Bio]\n  glass: [Glas]", ("„glass“",), "glass"),
    "area and street": (
        "labels:", LINKS.replace("{area: nord,", "{area: nord, street: Kai,"), ("„area“", "„street“"), "- {area",
    ),
    "neither area nor street": ("labels:", LINKS.replace("area: nord, ", ""), ("„area“", "„street“"), "- {url"),
    "the same place twice": (
        "labels:", LINKS.replace("street: Hafenstraße", "street: Nord"), ("„Nord“",), "- {street",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", DAMAGE)
def test_damage_is_named_with_line_and_words(folder, case):
    """An operator who reads the report knows where to look and what to write."""
    old, new, words, at = DAMAGE[case]
    change(folder, FILE, old, new)
    _, faults = read(folder)
    told = [str(fault) for fault in faults if (fault.file, fault.line) == (FILE, line_of(folder, FILE, at))]
    assert any(all(word in fault for word in words) for fault in told), [str(fault) for fault in faults]


@pytest.mark.parametrize(
    "content", ["[]", "1", "text", "a: 1", "{}", "a: [", "suppliers: 5", "labels: [1]\nsuppliers: {a: 1}"]
)
def test_any_other_content_is_reported_and_never_crashes(folder, content):
    """Whatever somebody saves by accident ends in a report."""
    put(folder, FILE, content)
    assert any(fault.file == FILE for fault in read(folder)[1])


def test_a_missing_file_is_a_fault(folder):
    """Without it nobody knows whom to ask."""
    (folder / FILE).unlink()
    assert "fehlt" in str(read(folder)[1][0])


@pytest.mark.parametrize(
    ("chosen", "kept", "words"),
    [("awgg", True, ("„awgg“", "example, awg")), ("awg", False, ("„awg“", "TALBOT_STATE"))],
    ids=["unknown supplier", "nowhere to keep dates"],
)
def test_what_cannot_be_opened_is_a_fault(folder, chosen, kept, words):
    """The operator's choice is told to be wrong before any resident notices."""
    found, faults = read(folder)[0], Faults()
    around = Surroundings(folder, folder / "kept" if kept else None, Settings().now, "x")
    assert open_pickups(chosen, found, around, faults) is None
    [fault] = faults.all()
    assert all(word in str(fault) for word in words), str(fault)


def test_opening_a_supplier_asks_nobody(folder):
    """A start needs no network; the address here leads nowhere."""
    faults = Faults()
    around = Surroundings(folder, folder / "kept", Settings().now, "x")
    assert open_pickups("awg", read(folder)[0], around, faults)
    assert faults.all() == ()
