"""The state of a data folder, cheap to compare, and a copy of the folder that is never half written."""

import fcntl
import shutil
from pathlib import Path
from tempfile import mkdtemp

FolderState = frozenset[tuple[str, int, int]]


def folder_state(folder: Path) -> FolderState:
    """Name, time of change and size of every file: two equal states mean that nothing changed."""
    state = set()
    for path in folder.rglob("*"):
        try:
            found = path.stat()
        except OSError:
            # Gone while looking: the next look sees a settled folder.
            continue
        if path.is_file():
            state.add((path.relative_to(folder).as_posix(), found.st_mtime_ns, found.st_size))
    return frozenset(state)


def keep_copy(folder: Path, copy: Path, state: FolderState) -> None:
    """Replace the copy by the folder, unless it is the same already or the folder left this state.

    Raises:
        OSError: the copy cannot be written.
    """
    copy.parent.mkdir(parents=True, exist_ok=True)
    # The assistant and its action server start at the same moment and keep the same copy.
    with copy.with_name(f".{copy.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # copytree keeps the times of change, so states of original and copy can be compared.
        if folder_state(copy) != state:
            _replace(folder, copy, state)


def _replace(folder: Path, copy: Path, state: FolderState) -> None:
    workplace = Path(mkdtemp(prefix=f".{copy.name}-", dir=copy.parent))
    try:
        shutil.copytree(folder, workplace / "new")
        if folder_state(folder) == state:
            _swap(workplace / "new", copy, workplace / "old")
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def _swap(new: Path, place: Path, old: Path) -> None:
    if place.exists():
        place.rename(old)
    new.rename(place)
