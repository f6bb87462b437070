"""Reads checkups.yml: statutory early detection."""

from pathlib import Path

from bot.city.checkup import Checkup
from bot.sources.data_file import DataFile, Entry, read_data
from bot.sources.faults import Faults
from bot.sources.source_file import SourceBook

FILE = "checkups.yml"


def read_checkups(data_dir: Path, sources: SourceBook, faults: Faults) -> tuple[Checkup, ...]:
    """Read all entitlements; what is wrong with them is in `faults`."""
    file = read_data(data_dir, FILE, "checkups", faults)
    if file is None:
        return ()
    checkups = (_checkup(entry, file, sources) for entry in file.entries("checkups") if entry.sound)
    return tuple(checkup for checkup in checkups if checkup)


def _checkup(entry: Entry, file: DataFile, sources: SourceBook) -> Checkup | None:
    values = entry.values
    source = sources.of(entry, values["name"], file)
    first, last = values["from_months"], values.get("to_months")
    if last is not None and first > last:
        entry.complain("months_order", "from_months", first=first, last=last)
    if source is None:
        return None
    return Checkup(values["name"], values["what"], values["interval"], first, last, values.get("sex"), source)
