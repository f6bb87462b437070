"""Reads the pickup calendars that lie ready as ICS files: a folder with one per area, street or year, or one file."""

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from bot.city.pickup import AreaCalendar, merged
from bot.city.pickup_shift import with_regular_days
from bot.sources.faults import Faults
from bot.sources.kept import code_fingerprint
from bot.sources.kept_calendars import (
    FileState,
    KeptCalendars,
    PackedFile,
    file_state,
    fingerprint,
    open_kept,
    packed,
    packed_together,
)
from bot.sources.pickup_ics import read_ics
from bot.sources.pickup_labels import Labels
from bot.whole_file import write_whole

SUFFIX = ".ics"

# Enough for the streets that are asked for in an hour; each takes about 100 kB.
_MOST_AT_HAND = 500

logger = logging.getLogger(__name__)


def read_calendars(
    place: Path, labels: Labels, faults: Faults, kept_in: Path | None = None
) -> Mapping[str, AreaCalendar]:
    """Read all calendars; several files of one area, such as one per year, become one calendar.

    A place without a calendar is a fault: it never means that nothing is collected.

    Args:
        place: a folder, or a single ICS file.
        kept_in: a folder that keeps what was read, so that unchanged files are not read again.

    Returns:
        The calendars by area; with faults, those of the files without.
    """
    files = _states(place)
    if not files:
        faults.add(place.name, None, "ics_none")
    made_by = fingerprint(code_fingerprint(), sorted(labels.words.items()), labels.ignored, labels.shift_marks)
    keeper = kept_in / f"calendars-{fingerprint(str(place))}.bin" if kept_in else None
    kept = open_kept(keeper, made_by)
    if kept.states == files:
        return _Areas(kept)
    before = len(faults)
    contents = packed_together(made_by, _contents(place, files, kept, labels, faults))
    if keeper and len(faults) == before:
        _keep(keeper, contents)
    return _Areas(KeptCalendars(contents))


def _states(place: Path) -> dict[str, FileState]:
    """The calendar files of a place by name, with how they are now."""
    files = [place] if place.is_file() else sorted(place.glob("*"))
    states = ((file.name, file_state(file)) for file in files if file.suffix.lower() == SUFFIX)
    # Without a state it is gone since it was listed.
    return {name: state for name, state in states if state}


def _contents(
    place: Path, files: Mapping[str, FileState], kept: KeptCalendars, labels: Labels, faults: Faults
) -> Iterator[PackedFile]:
    """All files, read anew where they are not what is kept."""
    folder = place.parent if place.is_file() else place
    for name, state in files.items():
        if kept.states.get(name) == state:
            yield kept.packed(name)
        elif calendar := read_ics(folder / name, f"{folder.name}/{name}", labels, faults):
            yield packed(name, state, calendar)


def _keep(keeper: Path, contents: bytes) -> None:
    try:
        write_whole(keeper, contents)
    except OSError as error:
        # Only slower then: the next start reads the files again.
        logger.warning("%s: %s", keeper.name, error)


class _Areas(Mapping[str, AreaCalendar]):
    """The calendars by area, joined from their files when they are asked for."""

    def __init__(self, kept: KeptCalendars) -> None:
        self._kept = kept
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        for name, file in kept.files.items():
            self._names[file.area].append(name)
        self._calendar = lru_cache(maxsize=_MOST_AT_HAND)(self._joined)

    def __getitem__(self, area: str) -> AreaCalendar:
        if area not in self._names:
            raise KeyError(area)
        return self._calendar(area)

    def __contains__(self, area: object) -> bool:
        return area in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def _joined(self, area: str) -> AreaCalendar:
        """One calendar of several files; it is as old as the oldest and an example as soon as one part is."""
        names = self._names[area]
        if len(names) == 1:
            return self._kept.explained(names[0])
        parts = [self._kept.calendar(name) for name in names]
        return AreaCalendar(
            area,
            with_regular_days(merged(pickup for part in parts for pickup in part.pickups)),
            min(part.first_day for part in parts),
            max(part.last_day for part in parts),
            min((part.source for part in parts), key=lambda source: source.as_of),
            any(part.example for part in parts),
        )
