"""Reads vaccinations.yml: what is recommended at which age."""

from pathlib import Path

from bot.city.vaccination import Vaccination
from bot.sources.data_file import DataFile, Entry, read_data
from bot.sources.faults import Faults
from bot.sources.rule_entry import check_keys, read_validity, read_window
from bot.sources.source_file import SourceBook

FILE = "vaccinations.yml"


def read_vaccinations(data_dir: Path, sources: SourceBook, faults: Faults) -> tuple[Vaccination, ...]:
    """Read all recommendations; what is wrong with them is in `faults`."""
    file = read_data(data_dir, FILE, "vaccinations", faults)
    if file is None:
        return ()
    check_keys(file.entries("vaccinations"))
    found = (_vaccination(entry, file, sources) for entry in file.entries("vaccinations") if entry.sound)
    return tuple(vaccination for vaccination in found if vaccination)


def _vaccination(entry: Entry, file: DataFile, sources: SourceBook) -> Vaccination | None:
    values = entry.values
    source = sources.of(entry, values["name"], file)
    window = read_window(entry)
    valid_from, valid_until = read_validity(entry)
    _check_indication(entry)
    _check_catch_up(entry)
    if source is None:
        return None
    return Vaccination(
        key=values["key"],
        name=values["name"],
        names=(values["name"], *entry.words("names")),
        what=values["what"],
        interval=values["interval"],
        window=window,
        law=values["law"],
        source=source,
        indication=values.get("indication", "standard"),
        catch_up_to=values.get("catch_up_to_months"),
        only=values.get("only"),
        born_from=values.get("born_from"),
        valid_from=valid_from,
        valid_until=valid_until,
    )


def _check_indication(entry: Entry) -> None:
    """What is not for everybody has to say for whom."""
    if entry.values.get("indication", "standard") != "standard" and "only" not in entry.values:
        entry.complain("indication_without_only", "indication", name=entry.values["name"])


def _check_catch_up(entry: Entry) -> None:
    last, catch_up = entry.values.get("to_months"), entry.values.get("catch_up_to_months")
    if catch_up is not None and (last is None or catch_up <= last):
        entry.complain("catch_up_order", "catch_up_to_months", name=entry.values["name"])
