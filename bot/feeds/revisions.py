"""Remembers what calendar feeds said about each date, so that calendar programs hear of a change (SEQUENCE, RFC 5545).

Kept by area, not by address: it tells nothing about anybody. What is said about a date is decided in `entries`.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import msgspec
from filelock import FileLock

from bot.whole_file import write_whole

FOLDER = "feeds"

# A date that is said no more is remembered so long, in case it comes back.
_MEMORY = timedelta(days=400)
_LOCK_SECONDS = 5

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Revision:
    """What was said last about one date.

    Attributes:
        said: None = it is not said any more.
        sequence: how often that changed.
        changed_at: when it changed last, or was said first.
    """

    said: str | None
    sequence: int
    changed_at: Annotated[datetime, msgspec.Meta(tz=True)]


Revisions = dict[str, Revision]


class RevisionBook:
    """The revisions of all areas, in a folder that several processes may share."""

    def __init__(self, folder: Path) -> None:
        """Use this folder, which need not exist yet."""
        self._folder = folder
        # What could not be written, so that at least this process goes on saying the same.
        self._unwritten: dict[Path, Revisions] = {}

    def revise(self, area: str, said: Mapping[str, str], since: datetime, now: datetime) -> Revisions:
        """Note what an area's calendar says now, and give the revision of each date, also of those not said any more.

        Args:
            said: what is said about each date, by its key.
            since: when the dates of an area count as said first that is not known here yet; equal for equal calendars,
                so that a lost folder changes nothing that did not move.
        """
        # A name of any letters, and a street's would tell something.
        place = self._folder / f"{sha256(area.encode()).hexdigest()[:24]}.msgpack"
        known = self._known(place)
        if known is not None and _says(known, said):
            return known
        try:
            return self._written(place, said, since, now)
        except OSError as error:
            logger.warning("%s: %s", place.name, error)
            self._unwritten[place] = _revised(known, said, since, now)
            return self._unwritten[place]

    def _known(self, place: Path) -> Revisions | None:
        return self._unwritten.get(place) or _read(place)

    def _written(self, place: Path, said: Mapping[str, str], since: datetime, now: datetime) -> Revisions:
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(place.with_suffix(".lock"), timeout=_LOCK_SECONDS):
            # Read anew: another one may have been faster, and then nothing is left to change.
            revised = _revised(self._known(place), said, since, now)
            write_whole(place, msgspec.msgpack.encode(revised))
            self._unwritten.pop(place, None)
        return revised


def _read(place: Path) -> Revisions | None:
    try:
        return msgspec.msgpack.decode(place.read_bytes(), type=Revisions)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        logger.warning("%s: %s", place.name, error)
        return None


def _says(known: Revisions, said: Mapping[str, str]) -> bool:
    return {key: revision.said for key, revision in known.items() if revision.said is not None} == said


def _revised(known: Revisions | None, said: Mapping[str, str], since: datetime, now: datetime) -> Revisions:
    if known is None:
        return {key: Revision(what, 0, since) for key, what in said.items()}
    kept = {key for key, revision in known.items() if revision.said is not None or now - revision.changed_at < _MEMORY}
    return {key: _next(known.get(key), said.get(key), now) for key in sorted(kept | said.keys())}


def _next(known: Revision | None, said: str | None, now: datetime) -> Revision:
    if known is None:
        return Revision(said, 0, now)
    return known if known.said == said else Revision(said, known.sequence + 1, now)
