"""Reads checkups.yml: statutory early detection."""

from pathlib import Path

from bot.city.age_window import AgeWindow
from bot.city.checkup import Checkup
from bot.sources.data_file import DataFile, Entry, read_data
from bot.sources.faults import Faults
from bot.sources.rule_entry import check_keys, read_validity, read_window
from bot.sources.source_file import SourceBook

FILE = "checkups.yml"


def read_checkups(data_dir: Path, sources: SourceBook, faults: Faults) -> tuple[Checkup, ...]:
    """Read all entitlements; what is wrong with them is in `faults`."""
    file = read_data(data_dir, FILE, "checkups", faults)
    if file is None:
        return ()
    check_keys(file.entries("checkups"))
    checkups = (_checkup(entry, file, sources) for entry in file.entries("checkups") if entry.sound)
    return tuple(checkup for checkup in checkups if checkup)


def _checkup(entry: Entry, file: DataFile, sources: SourceBook) -> Checkup | None:
    values = entry.values
    source = sources.of(entry, values["name"], file)
    window = read_window(entry)
    usual = read_window(entry, "usual_") if "usual_from_months" in values else None
    valid_from, valid_until = read_validity(entry)
    if usual and not _inside(usual, window):
        entry.complain("usual_outside", "usual_from_months", name=values["name"])
    if source is None:
        return None
    return Checkup(
        key=values["key"],
        name=values["name"],
        names=(values["name"], *entry.words("names")),
        what=values["what"],
        interval=values["interval"],
        window=window,
        law=values["law"],
        source=source,
        usual=usual,
        latest=values.get("latest"),
        sex=values.get("sex"),
        only=values.get("only"),
        valid_from=valid_from,
        valid_until=valid_until,
    )


def _inside(usual: AgeWindow, window: AgeWindow) -> bool:
    """Whether the usual time lies within what the tolerance allows."""
    if usual.from_months < window.from_months:
        return False
    return window.to_months is None or (usual.to_months is not None and usual.to_months <= window.to_months)
