"""The state of a folder and its copy."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.sources.folder import folder_state, keep_copy


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with a file in a folder."""
    (tmp_path / "data" / "waste").mkdir(parents=True)
    (tmp_path / "data" / "waste" / "a.yml").write_text("a: 1")
    return tmp_path / "data"


@pytest.mark.parametrize("change", ["write", "add", "remove", "rename"])
def test_state_tells_every_change(folder, change):
    """Whatever an editor does to a file shows."""
    before = folder_state(folder)
    file = folder / "waste" / "a.yml"
    match change:
        case "write":
            file.write_text("a: 12")
        case "add":
            (folder / "b.yml").write_text("")
        case "remove":
            file.unlink()
        case "rename":
            file.rename(folder / "waste" / "c.yml")
    assert folder_state(folder) != before


def test_state_of_a_missing_folder_is_empty(tmp_path):
    """It differs from every folder with files."""
    assert folder_state(tmp_path / "none") == frozenset()


def test_copy_replaces_an_older_one_completely(folder, tmp_path):
    """A file that was removed does not come back with the copy."""
    copy = tmp_path / "state" / "copy"
    keep_copy(folder, copy, folder_state(folder))
    (folder / "waste" / "a.yml").rename(folder / "b.yml")
    keep_copy(folder, copy, folder_state(folder))
    assert [path.name for path in copy.rglob("*") if path.is_file()] == ["b.yml"]
    assert list(copy.parent.glob("[!.]*")) == [copy]


def test_folder_that_changed_meanwhile_is_not_copied(folder, tmp_path):
    """What was checked and what is kept must be the same."""
    state = folder_state(folder)
    (folder / "b.yml").write_text("unchecked")
    keep_copy(folder, tmp_path / "copy", state)
    assert not (tmp_path / "copy").exists()


def test_several_processes_may_keep_the_same_copy(folder, tmp_path):
    """The assistant and its action server start at the same moment."""
    copy, state = tmp_path / "copy", folder_state(folder)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: keep_copy(folder, copy, state), range(24)))
    assert folder_state(copy) == state
    assert sorted(path.name for path in tmp_path.iterdir()) == [".copy.lock", "copy", "data"]
