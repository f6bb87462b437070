"""Keeps pickup calendars in one file that is read piece by piece, so that thousands of them are at hand at once.

Like compiled Python it may be deleted at any time, and it is only believed for the same files, code and words. What
calendars say is not looked at here.
"""

import hashlib
import logging
import mmap
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeAlias

import msgspec

from bot.city.pickup import AreaCalendar
from bot.city.pickup_shift import with_regular_days

_LENGTH = 8
_QUICKLY = 1

# Time of change and size: two equal ones mean that nothing changed.
FileState: TypeAlias = tuple[int, int]

logger = logging.getLogger(__name__)


class KeptFile(msgspec.Struct, array_like=True, frozen=True):
    """What is known of one file without reading it: its state, its area, and where its calendar lies here."""

    state: FileState
    area: str
    offset: int
    length: int


class PackedFile(NamedTuple):
    """A file on its way into the keeper."""

    name: str
    state: FileState
    area: str
    calendar: bytes


class _Both(msgspec.Struct, array_like=True):
    """A calendar as it was read, and with what takes too long to work out for every answer."""

    read: msgspec.Raw
    explained: msgspec.Raw


class _Head(msgspec.Struct):
    made_by: str
    files: dict[str, KeptFile]


class KeptCalendars:
    """Calendars by the name of their file, each unpacked only when it is asked for."""

    def __init__(self, content: bytes | mmap.mmap | None = None) -> None:
        """Take what `packed_together` made; None = nothing is kept.

        Raises:
            ValueError: the content is damaged.
        """
        self.made_by = ""
        self.files: Mapping[str, KeptFile] = {}
        self._calendars = memoryview(b"")
        if content is not None:
            self._open(memoryview(content))

    def _open(self, content: memoryview) -> None:
        end = _LENGTH + int.from_bytes(content[:_LENGTH], "big")
        head = msgspec.msgpack.decode(content[_LENGTH:end], type=_Head)
        if sum(kept.length for kept in head.files.values()) != len(content) - end:
            raise ValueError("the file is not whole")
        self.made_by, self.files, self._calendars = head.made_by, head.files, content[end:]

    @property
    def states(self) -> dict[str, FileState]:
        """The state in which each file was read."""
        return {name: kept.state for name, kept in self.files.items()}

    def packed(self, name: str) -> PackedFile:
        """A file as it is kept."""
        kept = self.files[name]
        content = bytes(self._calendars[kept.offset : kept.offset + kept.length])
        return PackedFile(name, kept.state, kept.area, content)

    def calendar(self, name: str) -> AreaCalendar:
        """The calendar of a file as it was read, to be joined with others of its area."""
        return msgspec.msgpack.decode(self._both(name).read, type=AreaCalendar)

    def explained(self, name: str) -> AreaCalendar:
        """The calendar of a file that is the only one of its area, with the regular days of moved dates."""
        return msgspec.msgpack.decode(self._both(name).explained, type=AreaCalendar)

    def _both(self, name: str) -> "_Both":
        return msgspec.msgpack.decode(zlib.decompress(self.packed(name).calendar), type=_Both)


def file_state(path: Path) -> FileState | None:
    """How a file is now; None when it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def packed(name: str, state: FileState, calendar: AreaCalendar) -> PackedFile:
    """A calendar as it is kept.

    Args:
        state: how the file was before it was read; what changed while it was read is read again the next time.
    """
    explained = replace(calendar, pickups=with_regular_days(calendar.pickups))
    both = _Both(*(msgspec.Raw(msgspec.msgpack.encode(part)) for part in (calendar, explained)))
    # Dates are much alike: this is a twentieth of their size, in a tenth of a millisecond.
    return PackedFile(name, state, calendar.area, zlib.compress(msgspec.msgpack.encode(both), _QUICKLY))


def packed_together(made_by: str, files: Iterable[PackedFile]) -> bytes:
    """What `KeptCalendars` takes."""
    kept, calendars, offset = {}, [], 0
    for file in files:
        kept[file.name] = KeptFile(file.state, file.area, offset, len(file.calendar))
        calendars.append(file.calendar)
        offset += len(file.calendar)
    head = msgspec.msgpack.encode(_Head(made_by, kept))
    return b"".join((len(head).to_bytes(_LENGTH, "big"), head, *calendars))


def open_kept(place: Path | None, made_by: str) -> KeptCalendars:
    """Open what is kept in a file; nothing when it is not there, damaged, or made by other code or words."""
    if place is None:
        return KeptCalendars()
    try:
        with place.open("rb") as file:
            # Another process may put a new file in its place; this one stays what it was.
            kept = KeptCalendars(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (FileNotFoundError, NotADirectoryError):
        return KeptCalendars()
    except (OSError, ValueError) as error:
        logger.warning("%s: %s", place.name, error)
        return KeptCalendars()
    return kept if kept.made_by == made_by else KeptCalendars()


def fingerprint(*parts: object) -> str:
    """A short text that changes when one of the parts does."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
