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
    _check_order(entry, "months")
    _check_order(entry, "days")
    if source is None:
        return None
    return Checkup(
        name=values["name"],
        what=values["what"],
        interval=values["interval"],
        from_months=values["from_months"],
        to_months=values.get("to_months"),
        sex=values.get("sex"),
        source=source,
        from_days=values.get("from_days"),
        to_days=values.get("to_days"),
    )


def _check_order(entry: Entry, unit: str) -> None:
    first, last = entry.values.get(f"from_{unit}", 0), entry.values.get(f"to_{unit}")
    if last is not None and first > last:
        entry.complain(f"{unit}_order", f"from_{unit}", first=first, last=last)
