"""Reads streams.yml: the ways waste can take, with the words residents use for them."""

from pathlib import Path

from bot.city.stream import Stream, StreamInfo
from bot.sources.data_file import DataFile, Entry, read_data
from bot.sources.faults import Faults
from bot.sources.name_book import NameBook
from bot.sources.source_file import SourceBook

FILE = "streams.yml"


def read_streams(data_dir: Path, sources: SourceBook, faults: Faults) -> dict[Stream, StreamInfo]:
    """Read all streams; what is wrong with them is in `faults`."""
    file = read_data(data_dir, FILE, "streams", faults)
    if file is None:
        return {}
    _check_each_once(file)
    _check_names(file)
    found = (_stream(entry, file, sources) for entry in file.entries("streams") if entry.sound)
    return {info.stream: info for info in found if info}


def _check_each_once(file: DataFile) -> None:
    first: dict[str, int] = {}
    for entry in file.entries("streams"):
        stream = entry.name("stream")
        if stream in first:
            entry.complain("stream_twice", "stream", stream=stream, first=first[stream])
        elif stream:
            first[stream] = entry.line("stream")
    for stream in Stream:
        if stream not in first:
            file.complain("stream_missing", stream=stream)


def _check_names(file: DataFile) -> None:
    names = NameBook()
    for entry in file.entries("streams"):
        if entry.sound:
            names.claim_all(entry.values["label"], entry, "names")


def _stream(entry: Entry, file: DataFile, sources: SourceBook) -> StreamInfo | None:
    values = entry.values
    source = sources.of(entry, values["label"], file)
    if source is None:
        return None
    return StreamInfo(
        Stream(values["stream"]),
        values["label"],
        values["goes_to"],
        entry.words("names"),
        entry.words("belongs"),
        entry.words("never"),
        source,
    )
