"""Whole files: either the old content or the new one, and nothing else beside them."""

import os
import stat
import threading
from pathlib import Path

import pytest

from bot.whole_file import write_whole


def test_content_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """Folders are made on the way; only the owner can read what is written."""
    place = tmp_path / "new" / "folder" / "file.bin"
    for content in (b"first", b"second, longer", b""):
        write_whole(place, content)
        assert place.read_bytes() == content
    assert list(place.parent.iterdir()) == [place]
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_failure_leaves_the_old_content_and_nothing_unfinished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a full disk, in the middle or at the end."""
    place = tmp_path / "file.bin"
    write_whole(place, b"old")

    def refuse(*_: object, **__: object) -> None:
        raise OSError("disk full")

    for what, name in ((Path, "replace"), (os, "fdopen")):
        with monkeypatch.context() as full:
            full.setattr(what, name, refuse)
            with pytest.raises(OSError, match="disk full"):
                write_whole(place, b"new")
        assert place.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [place]


def test_file_in_the_way_of_its_folder_is_an_error(tmp_path: Path) -> None:
    """The caller decides what to do without."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        write_whole(tmp_path / "file" / "below", b"new")


def test_reader_sees_one_whole_content(tmp_path: Path) -> None:
    """While another thread writes without pause."""
    place = tmp_path / "file.bin"
    contents = [bytes([letter]) * 100_000 for letter in b"abc"]
    write_whole(place, contents[0])
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            for content in contents:
                write_whole(place, content)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert all(place.read_bytes() in contents for _ in range(200))
    finally:
        stop.set()
        writer.join()
