"""What was read without fault is kept for exactly the same files; nothing else is ever believed."""

from dataclasses import dataclass

import pytest

from bot.sources import city_files
from bot.sources.faults import CityDataFaulty, Faults
from bot.sources.kept import kept_or_read
from tests.sources.small_city import change, write_city


@dataclass(frozen=True)
class Thing:
    """Something to be kept."""

    names: tuple[str, ...]


@pytest.fixture
def reader(tmp_path):
    """Reads a file of names through the keeper and counts how often it had to."""
    file, folder, reads = tmp_path / "names.txt", tmp_path / "kept", []

    def read(*, faulty: bool = False) -> Thing:
        faults = Faults()

        def from_file() -> Thing:
            reads.append(file.read_text(encoding="utf-8"))
            if faulty:
                faults.add("names.txt", 1, "file_empty")
            return Thing(tuple(reads[-1].split()))

        return kept_or_read(folder, "names", Thing, [file], faults, from_file)

    file.write_text("a b", encoding="utf-8")
    read.file, read.folder, read.reads = file, folder, reads
    return read


def test_unchanged_files_are_read_once(reader):
    """The second time it comes from what is kept, equal in every part."""
    assert reader() == reader() == Thing(("a", "b"))
    assert len(reader.reads) == 1


def test_a_changed_file_is_read_again_and_the_old_is_forgotten(reader):
    """Also one of the same size and time."""
    reader()
    reader.file.write_text("c d", encoding="utf-8")
    assert reader() == Thing(("c", "d"))
    assert len(list(reader.folder.glob("*.msgpack"))) == 1


def test_faulty_files_are_never_kept(reader):
    """Their faults have to be said again at the next start."""
    reader(faulty=True)
    reader(faulty=True)
    assert len(reader.reads) == 2


def test_what_changes_while_it_is_read_is_not_kept(reader):
    """It would be believed for the state that the files had before."""
    folder, file = reader.folder, reader.file

    def read_while_somebody_writes() -> Thing:
        file.write_text("c d", encoding="utf-8")
        return Thing(("c", "d"))

    kept_or_read(folder, "names", Thing, [file], Faults(), read_while_somebody_writes)
    file.write_text("a b", encoding="utf-8")
    assert reader() == Thing(("a", "b"))


@pytest.mark.parametrize("damage", [b"", b"\x00nonsense", b"\xc1"])
def test_damaged_keepings_are_read_anew(reader, damage):
    """By another program, or a full disk."""
    reader()
    [place] = reader.folder.glob("*.msgpack")
    place.write_bytes(damage)
    assert reader() == Thing(("a", "b"))
    assert len(reader.reads) == 2


def test_a_folder_that_cannot_be_written_only_costs_time(reader):
    """Here a file stands in its place."""
    reader.folder.write_text("", encoding="utf-8")
    assert reader() == reader() == Thing(("a", "b"))


def test_the_city_is_the_same_from_files_and_from_what_is_kept(tmp_path):
    """Items, choices, materials and their sources; and a fault is still one."""
    data, kept = write_city(tmp_path / "city"), tmp_path / "kept"
    fresh = city_files.read_city(data)
    for _ in range(2):
        assert city_files.read_city(data, None, kept).waste == fresh.waste
    change(data, "waste/everyday.yml", "stream: paper", "stream: papier")
    with pytest.raises(CityDataFaulty):
        city_files.read_city(data, None, kept)
