"""Reads notices.yml: what editors publish about disturbed pickups."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bot.city.notice import Notice
from bot.city.stream import Stream
from bot.city.street import Street
from bot.sources.data_file import DataFile, Entry, read_data
from bot.sources.district_file import DistrictBook
from bot.sources.faults import Faults
from bot.sources.source_file import SourceBook

FILE = "notices.yml"


def read_notices(
    data_dir: Path, sources: SourceBook, districts: DistrictBook, streets: Iterable[Street], faults: Faults
) -> tuple[Notice, ...]:
    """Read all notices, the soonest first; what is wrong with them is in `faults`. Without the file there are none."""
    if not (data_dir / FILE).exists():
        return ()
    file = read_data(data_dir, FILE, "notices", faults)
    if file is None:
        return ()
    names = frozenset(street.name for street in streets)
    read = [_notice(entry, file, sources, districts, names) for entry in file.entries("notices") if entry.sound]
    return tuple(sorted((notice for notice in read if notice), key=lambda notice: notice.first_day))


def _notice(
    entry: Entry, file: DataFile, sources: SourceBook, districts: DistrictBook, streets: frozenset[str]
) -> Notice | None:
    values = entry.values
    first, last = date.fromisoformat(values["first_day"]), date.fromisoformat(values["last_day"])
    if first > last:
        entry.complain("notice_order", "last_day", first=first, last=last)
    districts.require(entry, "districts")
    for index, street in enumerate(entry.words("streets")):
        if streets and street not in streets:
            entry.complain("street_unknown", "streets", index, street=street)
    source = sources.of(entry, values["text"], file)
    if source is None:
        return None
    return Notice(
        text=values["text"],
        first_day=first,
        last_day=last,
        districts=entry.words("districts"),
        streets=entry.words("streets"),
        streams=tuple(Stream(stream) for stream in entry.words("streams")),
        source=source,
        example=values.get("example", False),
    )
