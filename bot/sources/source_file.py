"""Reads sources.yml: where the facts come from, and finds the source of an entry in other files."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bot.city.source import Source
from bot.sources.data_file import Complaining, DataFile, Entry, read_data
from bot.sources.faults import Faults

FILE = "sources.yml"


class SourceBook:
    """The sources by id."""

    def __init__(self, sources: Mapping[str, Source], ids: frozenset[str] | None) -> None:
        """Keep sources; `ids` also has those that could not be read, None means nobody knows."""
        self.sources = dict(sources)
        self._ids = ids

    def of(self, entry: Complaining, label: str, file: DataFile) -> Source | None:
        """Give the source of an entry or of its file; None when there is none, then noted as a fault."""
        source_id = entry.values.get("source", file.default_source)
        if source_id is None:
            entry.complain("source_missing", name=label)
            return None
        return self.find(entry, source_id)

    def find(self, entry: Complaining, source_id: str) -> Source | None:
        """Give the source of this id; None when there is none, then noted as a fault."""
        if self._ids is not None and source_id not in self._ids:
            entry.complain("source_unknown", "source", source=source_id)
        return self.sources.get(source_id)


def read_sources(data_dir: Path, faults: Faults) -> SourceBook:
    """Read all sources; what is wrong with them is in `faults`."""
    file = read_data(data_dir, FILE, "sources", faults)
    if file is None:
        return SourceBook({}, None)
    sources = {entry.key: _source(entry) for entry in file.entries("sources") if entry.sound}
    return SourceBook(sources, frozenset(file.keys("sources")))


def _source(entry: Entry) -> Source:
    values = entry.values
    return Source(values["name"], values.get("url"), date.fromisoformat(values["as_of"]))
