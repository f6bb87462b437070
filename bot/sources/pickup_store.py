"""Keeps what suppliers delivered, one file per place, so that answers need no network and outlive a restart.

Whether a delivery is old, and whether to ask again, is decided in `pickup_live`. Neither names of files nor messages
tell which streets somebody asked about.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from bot.city.street import street_key
from bot.sources.supplier import Delivery
from bot.whole_file import write_whole

logger = logging.getLogger(__name__)

# It writes every lock to its log.
logging.getLogger("filelock").setLevel(logging.WARNING)


@dataclass(frozen=True)
class Record:
    """What is known of one place.

    Attributes:
        delivery: the last good one.
        fetched_at: when it came.
        tried_at: when the supplier was asked last, with or without success.
        failures: how often in a row it gave no usable answer.
        not_before: until when it asked to be left alone.
        missing: it answered last that it has no calendar for this place.
    """

    delivery: Delivery | None = None
    fetched_at: datetime | None = None
    tried_at: datetime | None = None
    failures: int = 0
    not_before: datetime | None = None
    missing: bool = False


NOTHING = Record()


class PickupStore:
    """A folder of records; several processes may share it."""

    def __init__(self, folder: Path) -> None:
        """Use this folder, which need not exist yet."""
        self._folder = folder
        # What could not be written: without it a supplier would be asked for every answer.
        self._unwritten: dict[Path, Record] = {}

    def get(self, place: str, number: str | None = None) -> Record:
        """The record of a place, an empty one when there is none or it is damaged."""
        path = self._path(place, number)
        if path in self._unwritten:
            return self._unwritten[path]
        try:
            return msgspec.msgpack.decode(path.read_bytes(), type=Record)
        except (FileNotFoundError, NotADirectoryError):
            return NOTHING
        except (OSError, msgspec.MsgspecError) as error:
            logger.warning("A kept calendar cannot be read: %s", type(error).__name__)
            return NOTHING

    def put(self, place: str, number: str | None, record: Record) -> None:
        """Replace the record of a place; for this process only where it cannot be written."""
        path = self._path(place, number)
        try:
            write_whole(path, msgspec.msgpack.encode(record))
        except OSError as error:
            if not self._unwritten:
                logger.warning("Calendars cannot be kept: %s", error.strerror)
            self._unwritten[path] = record
        else:
            self._unwritten.pop(path, None)

    @contextmanager
    def asking(self, place: str, number: str | None, seconds: float) -> Iterator[bool]:
        """Let only one process at a time ask about a place; False when another did not end in time.

        Where nothing can be written, each process asks for itself.
        """
        lock = FileLock(self._path(place, number).with_suffix(".lock"))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=seconds)
        except Timeout:
            yield False
            return
        except OSError:
            yield True
            return
        try:
            yield True
        finally:
            lock.release()

    def _path(self, place: str, number: str | None) -> Path:
        name = hashlib.sha256(repr((street_key(place), number)).encode()).hexdigest()[:32]
        return self._folder / f"{name}.msgpack"
