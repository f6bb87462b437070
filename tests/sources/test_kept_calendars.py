"""Calendars that were read are kept for exactly the same files, words and code, and never believed otherwise."""

import os
from datetime import date
from pathlib import Path

import pytest

from bot.sources import pickup_calendars
from bot.sources.faults import Faults
from bot.sources.kept_calendars import open_kept
from bot.sources.pickup_calendars import read_calendars
from bot.sources.pickup_labels import Labels
from tests.sources.fake_suppliers.ics import awg_ics
from tests.sources.fake_suppliers.truth import LABELS, NORTH, SOUTH, plain


@pytest.fixture
def folder(tmp_path):
    """Two calendars."""
    place = tmp_path / "pickup"
    place.mkdir()
    (place / "nord.ics").write_bytes(awg_ics(NORTH))
    (place / "sued.ics").write_bytes(awg_ics(SOUTH))
    return place


@pytest.fixture
def reads(monkeypatch):
    """The names of files that were read, not taken from what is kept."""
    names = []
    read_ics = pickup_calendars.read_ics

    def noted(path, *rest):
        names.append(path.name)
        return read_ics(path, *rest)

    monkeypatch.setattr(pickup_calendars, "read_ics", noted)
    return names


def read(folder: Path, labels: Labels = LABELS):
    """The calendars and faults of a folder, kept beside it."""
    faults = Faults()
    return read_calendars(folder, labels, faults, folder.parent / "kept"), faults.all()


def keeper(folder: Path) -> Path:
    """The file in which they are kept."""
    [file] = (folder.parent / "kept").glob("*.bin")
    return file


def test_unchanged_files_are_read_once(folder, reads):
    """The second time they are the same in every part."""
    first, second = read(folder)[0], read(folder)[0]
    assert reads == ["nord.ics", "sued.ics"]
    assert dict(first) == dict(second)
    assert plain(second["nord"].pickups) == plain(NORTH)


def test_only_what_changed_is_read_again(folder, reads):
    """New, changed, gone."""
    read(folder)
    (folder / "nord.ics").write_bytes(awg_ics(SOUTH[:30]))
    (folder / "west.ics").write_bytes(awg_ics(NORTH))
    (folder / "sued.ics").unlink()
    del reads[:]
    found = read(folder)[0]
    assert reads == ["nord.ics", "west.ics"]
    assert set(found) == {"nord", "west"}
    assert plain(found["nord"].pickups) == plain(SOUTH[:30])
    assert dict(read(folder)[0]) == dict(found)
    assert reads == ["nord.ics", "west.ics"]


def test_other_words_for_bins_read_everything_anew(folder, reads):
    """What was left out may be a bin now."""
    read(folder)
    read(folder, Labels(LABELS.words, (*LABELS.ignored, "Altkraut"), LABELS.shift_marks))
    assert len(reads) == 4


def test_faulty_files_are_never_kept(folder, reads):
    """Their faults have to be said again at the next start."""
    (folder / "nord.ics").write_text("Unsinn", encoding="utf-8")
    for _ in range(2):
        assert [fault.code for fault in read(folder)[1]] == ["ics_no_calendar"]
    assert len(reads) == 4


def test_what_changes_while_it_is_read_is_read_again(folder, monkeypatch):
    """It would be believed for the state that the file has afterwards."""
    read_noted = pickup_calendars.read_ics

    def read_while_somebody_writes(path, *rest):
        found = read_noted(path, *rest)
        if path.name == "nord.ics":
            path.write_bytes(awg_ics(SOUTH))
        return found

    monkeypatch.setattr(pickup_calendars, "read_ics", read_while_somebody_writes)
    read(folder)
    monkeypatch.setattr(pickup_calendars, "read_ics", read_noted)
    assert plain(read(folder)[0]["nord"].pickups) == plain(SOUTH)


def test_a_file_that_vanishes_while_looking_is_simply_not_there(folder):
    """As a link that leads nowhere shows: it is listed, and gone when it is looked at."""
    (folder / "weg.ics").symlink_to(folder / "nirgends.ics")
    found, faults = read(folder)
    assert (set(found), faults) == ({"nord", "sued"}, ())


def test_a_file_that_vanishes_before_it_is_read_is_a_fault(folder, monkeypatch):
    """The folder is read anew at the next look."""
    states = pickup_calendars.file_state

    def vanishing(path):
        state = states(path)
        if path.name == "nord.ics":
            path.unlink()
        return state

    monkeypatch.setattr(pickup_calendars, "file_state", vanishing)
    assert [fault.code for fault in read(folder)[1]] == ["file_missing"]


@pytest.mark.parametrize("damage", ["empty", "cut", "garbage", "longer", "head"])
def test_damaged_keepings_are_read_anew(folder, reads, damage):
    """By another program, or a full disk."""
    read(folder)
    file = keeper(folder)
    content = file.read_bytes()
    file.write_bytes({
        "empty": b"",
        "cut": content[:-100],
        "garbage": b"\xff" * 500,
        "longer": content + b"x",
        "head": content[:8] + b"\xc1" * 40 + content[48:],
    }[damage])  # fmt: skip
    assert plain(read(folder)[0]["nord"].pickups) == plain(NORTH)
    assert len(reads) == 4


def test_a_folder_that_cannot_be_written_only_costs_time(folder, reads):
    """Here a file stands in its place."""
    (folder.parent / "kept").write_text("", encoding="utf-8")
    for _ in range(2):
        assert set(read(folder)[0]) == {"nord", "sued"}
    assert len(reads) == 4


def test_who_has_it_open_keeps_the_old_state_while_another_process_writes(folder):
    """The old file lives on until nobody needs it; nobody sees half of the new one."""
    read(folder)
    old = read(folder)[0]
    for turn in range(3):
        (folder / "nord.ics").write_bytes(awg_ics(SOUTH[turn:]))
        pid = os.fork()
        if pid == 0:
            read(folder)
            os._exit(0)
        assert os.waitpid(pid, 0)[1] == 0
        assert open_kept(keeper(folder), "someone else's").files == {}
    assert plain(old["nord"].pickups) == plain(NORTH)
    assert plain(read(folder)[0]["nord"].pickups) == plain(SOUTH[2:])


def test_a_calendar_is_what_it_was_in_every_part(folder):
    """Reasons, spans, sources and marks too."""
    (folder / "voll.ics").write_text(
        "BEGIN:VCALENDAR\nX-TALBOT-EXAMPLE:TRUE\nX-TALBOT-SOURCE:Probe\nX-TALBOT-SOURCE-URL:https://probe.de\n"
        "X-TALBOT-AS-OF:2026-11-02\nX-TALBOT-FIRST-DAY:2026-11-01\nX-TALBOT-LAST-DAY:2026-12-31\n"
        "BEGIN:VEVENT\nUID:1\nDTSTART:20261123\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:Restmüll-50%\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20261130\nDTSTART:20261201\nCOMMENT:Sturm\nEND:VEVENT\nEND:VCALENDAR\n",
        encoding="utf-8",
    )
    first, faults = read(folder)
    assert faults == ()
    second = read(folder)[0]["voll"]
    assert second == first["voll"]
    assert (second.example, second.first_day, second.source.as_of) == (True, date(2026, 11, 1), date(2026, 11, 2))
    assert [p.reason for p in second.pickups if p.moved_from] == ["Sturm"]
    assert all(p.fortnightly for p in second.pickups)
