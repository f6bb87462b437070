"""What editors say about danger: read whole, and every slip is named with file and line."""

import pytest

from bot.city.safety import LEVELS
from bot.settings import Settings
from bot.sources.faults import Faults
from bot.sources.safety_files import read_safety
from tests.sources.damage import Damage
from tests.sources.small_city import change, line_of, put, write_city

PATTERN = "[herzinfarkt jetzt]"
DAMAGE = {
    "safety/patterns.yml": {
        "broken phrase": Damage(PATTERN, "[(herz]", ("„(herz“", "nicht so geschrieben"), "(herz"),
        "unknown field": Damage(PATTERN, "['{gift}']", ("„{gift}“", "no word field"), "{gift}"),
        "unknown level": Damage("emergency", "danger", ("„danger“", "poisoning"), "level: danger"),
        "phrase in a harmless example": Damage(PATTERN, "[rattengift]", ("harmlose", "Wohin mit Rattengift?")),
        "broken veto": Damage("[vor lachen]", "['... lachen']", ("nicht so geschrieben",)),
    },
    "safety/words.yml": {
        "field without words": Damage("[geschluckt, getrunken]", "[]", ("„swallow“", "leer"), "swallow"),
    },
    "safety/crisis.txt": {
        "example of a graver level": Damage("Ich will nicht mehr leben", "mein mann atmet NICHT!", ("steht schon in",)),
        "no words": Damage("Ich will nicht mehr leben", "Danke\n???", ("kein Beispiel",), "???"),
        "too long": Damage("Ich will nicht mehr leben", "lang " * 201, ("1000 Zeichen",), "lang"),
    },
}


def read(folder):
    """The data and its faults."""
    faults = Faults()
    return read_safety(folder, faults), list(faults.all())


def test_everything_is_read(tmp_path):
    """Phrases, vetoes, fields and examples; notes and empty lines are no examples."""
    data, faults = read(write_city(tmp_path))
    assert faults == []
    assert data.levels == {"emergency": ("herzinfarkt jetzt",)}
    assert data.harmless == ("vor lachen",)
    assert data.fields == {"swallow": ("geschluckt", "getrunken"), "poison": ("*reiniger", "rattengift")}
    assert set(data.examples) == {*LEVELS, "harmless"}
    assert data.examples["harmless"] == ("Wohin mit Rattengift?",)


@pytest.mark.parametrize(("name", "case"), [(name, case) for name, cases in DAMAGE.items() for case in cases])
def test_damage_is_named(tmp_path, name, case):
    """With the file, the line and what is wrong."""
    damage = DAMAGE[name][case]
    write_city(tmp_path)
    change(tmp_path, name, damage.old, damage.new)
    line = line_of(tmp_path, name, damage.at or damage.new)
    _, faults = read(tmp_path)
    named = [str(fault) for fault in faults if (fault.file, fault.line) == (name, line)]
    assert any(all(word in fault for word in damage.words) for fault in named), [str(fault) for fault in faults]


@pytest.mark.parametrize("name", ["safety/patterns.yml", "safety/words.yml", "safety/crisis.txt"])
def test_missing_files_are_named(tmp_path, name):
    """A level without examples would not be learned."""
    write_city(tmp_path)
    (tmp_path / name).unlink()
    _, faults = read(tmp_path)
    assert name in {fault.file for fault in faults}


def test_empty_example_files_are_named(tmp_path):
    """Notes alone teach nothing."""
    write_city(tmp_path)
    put(tmp_path, "safety/crisis.txt", "# nur eine Notiz\n")
    _, faults = read(tmp_path)
    assert [fault.file for fault in faults] == ["safety/crisis.txt"]


def test_files_of_other_names_are_named(tmp_path):
    """A misspelled level would be left out without anybody noticing."""
    write_city(tmp_path)
    put(tmp_path, "safety/crises.txt", "Ich kann nicht mehr\n")
    _, faults = read(tmp_path)
    assert [fault.file for fault in faults] == ["safety/crises.txt"]


def test_what_ships_is_sound():
    """No phrase of danger is in a harmless example, no example stands twice."""
    data, faults = read(Settings().data_dir)
    assert [str(fault) for fault in faults] == []
    assert all(len(data.examples[label]) >= 100 for label in (*LEVELS, "harmless"))
    assert all(data.levels[level] for level in LEVELS)
