"""Reads waste/*.yml: things people want to get rid of, words that mean several of them, materials, state words."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from bot.city.stream import Stream
from bot.city.waste import WasteChoice, WasteItem, WasteMaterial, WasteOption
from bot.sources import source_file
from bot.sources.data_file import DataFile, Entry, read_data
from bot.sources.faults import Faults
from bot.sources.kept import kept_or_read
from bot.sources.name_book import NameBook
from bot.sources.source_file import SourceBook
from bot.sources.state_words import StateWords

FOLDER = "waste"


@dataclass(frozen=True)
class WasteData:
    """Everything of the waste files."""

    items: tuple[WasteItem, ...]
    choices: tuple[WasteChoice, ...]
    materials: tuple[WasteMaterial, ...]


def read_waste(data_dir: Path, sources: SourceBook, faults: Faults, kept_in: Path | None = None) -> WasteData:
    """Read all waste files, or take what is kept of them; what is wrong with them is in `faults`."""
    files = [*(data_dir / FOLDER).glob("*.yml"), data_dir / source_file.FILE]
    return kept_or_read(kept_in, FOLDER, WasteData, files, faults, lambda: _read(data_dir, sources, faults))


def _read(data_dir: Path, sources: SourceBook, faults: Faults) -> WasteData:
    names = [f"{FOLDER}/{path.name}" for path in sorted((data_dir / FOLDER).glob("*.yml"))]
    if not names:
        faults.add(f"{FOLDER}/*.yml", None, "file_missing")
    read = [read_data(data_dir, name, "waste", faults) for name in names]
    files = [file for file in read if file]
    _check_names(files)
    if len(files) == len(names):
        _check_references(files)
    states = StateWords(_sound_entries(files, "states"))
    return WasteData(
        tuple(item for file in files for item in _items(file, sources, states)),
        tuple(WasteChoice(e.words("names"), e.words("candidates")) for e in _sound_entries(files, "choices")),
        tuple(WasteMaterial(e.words("words"), e.values["item"]) for e in _sound_entries(files, "materials")),
    )


def _sound_entries(files: list[DataFile], key: str) -> Iterator[Entry]:
    return (entry for file in files for entry in file.entries(key) if entry.sound)


def _check_names(files: list[DataFile]) -> None:
    names, materials = NameBook(), NameBook()
    for entry in _sound_entries(files, "items"):
        names.claim(entry.values["name"], entry.values["name"], entry, "name")
        names.claim_all(entry.values["name"], entry, "synonyms")
    for entry in _sound_entries(files, "choices"):
        names.claim_all(entry.words("names")[0], entry, "names")
    for entry in _sound_entries(files, "materials"):
        materials.claim_all(entry.words("words")[0], entry, "words")


def _check_references(files: list[DataFile]) -> None:
    """Hold candidates against all names of items, also of items that have other faults."""
    known = [name for file in files for entry in file.entries("items") if (name := entry.name())]
    for entry in _sound_entries(files, "choices"):
        for index, candidate in enumerate(entry.words("candidates")):
            if candidate not in known:
                _complain_candidate(entry, index, candidate, known)
    for entry in _sound_entries(files, "materials"):
        if entry.values["item"] not in known:
            entry.complain("material_item_unknown", "item", item=entry.values["item"])


def _complain_candidate(entry: Entry, index: int, candidate: str, known: list[str]) -> None:
    hints = get_close_matches(candidate, known, 1)
    if hints:
        entry.complain("candidate_unknown_hint", "candidates", index, candidate=candidate, hint=hints[0])
    else:
        entry.complain("candidate_unknown", "candidates", index, candidate=candidate)


def _items(file: DataFile, sources: SourceBook, states: StateWords) -> Iterator[WasteItem]:
    for entry in file.entries("items"):
        source = sources.of(entry, entry.name() or "", file) if entry.sound else None
        if entry.sound:
            _check_conditions(entry)
            _check_cues(entry, states)
        if source:
            yield WasteItem(
                entry.values["name"],
                entry.words("synonyms"),
                tuple(_option(option, states) for option in entry.inner("options")),
                source,
                entry.values.get("warning"),
                entry.values.get("avoid"),
            )


def _check_conditions(entry: Entry) -> None:
    """One way without a condition, or several that all have one: else nobody could choose."""
    item = entry.values["name"]
    options = list(entry.inner("options"))
    if len(options) == 1 and "condition" in options[0].values:
        options[0].complain("option_condition_alone", "condition", item=item)
    seen = set()
    for option in options if len(options) > 1 else ():
        condition = option.values.get("condition")
        if condition is None:
            option.complain("option_unconditional", item=item, stream=option.values["stream"])
        elif condition in seen:
            option.complain("option_condition_twice", "condition", item=item, condition=condition)
        seen.add(condition)


def _check_cues(entry: Entry, states: StateWords) -> None:
    """A word that speaks for two ways of one thing chooses none of them."""
    given: dict[str, str] = {}
    for option in entry.inner("options"):
        own = set()
        for index, cue in enumerate(option.words("cues")):
            key = states.key(cue)
            if key in given:
                option.complain("cue_twice", "cues", index, item=entry.values["name"], cue=cue, other=given[key])
            own.add(key)
        condition = option.values.get("condition") or option.values["stream"]
        given.update(dict.fromkeys(own, condition))


def _option(entry: Entry, states: StateWords) -> WasteOption:
    values = entry.values
    cues = states.expand(entry.words("cues"))
    return WasteOption(
        Stream(values["stream"]), values.get("condition"), cues, values.get("note"), values.get("goes_to")
    )
