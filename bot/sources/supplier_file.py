"""Reads suppliers.yml: who delivers the pickup dates, and how suppliers call the bins."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.city.street import street_key
from bot.sources.data_file import Entry, read_data
from bot.sources.faults import Faults
from bot.sources.pickup_labels import Labels, folded

FILE = "suppliers.yml"
DEFAULT = "example"

# What a supplier of a kind cannot do without.
_NEEDS = {"folder": ("path",), "ics": ("calendars",), "awg": ("url",), "abfallnavi": ("url", "place")}


@dataclass(frozen=True)
class CalendarLink:
    """Where the calendar of an area or a street lies; `{year}` in the address stands for the year."""

    place: str
    url: str
    is_street: bool = False


@dataclass(frozen=True)
class SupplierEntry:
    """One supplier as suppliers.yml describes it.

    Attributes:
        kind: "folder", "ics", "awg" or "abfallnavi".
        name: how answers call it.
        place: the town, for suppliers of several.
        max_age_days: how old a calendar may be without a warning; None = any age.
    """

    id: str
    kind: str
    name: str
    url: str | None = None
    path: str | None = None
    place: str | None = None
    calendars: tuple[CalendarLink, ...] = ()
    max_age_days: int | None = None


@dataclass(frozen=True)
class Suppliers:
    """All suppliers by their id, and the words all of them use."""

    by_id: Mapping[str, SupplierEntry]
    labels: Labels


def read_suppliers(data_dir: Path, faults: Faults) -> Suppliers:
    """Read the file; what is wrong with it is in `faults`."""
    file = read_data(data_dir, FILE, "suppliers", faults)
    if file is None:
        return Suppliers({}, Labels({}))
    entries = {entry.key: _supplier(entry) for entry in file.entries("suppliers") if entry.sound}
    words = file.entry("labels")
    labels = {key: words.words(key) for key in words.values} if words and words.sound else {}
    _check_words_once(words)
    return Suppliers(entries, Labels(labels, file.texts("ignored"), file.texts("shift_marks")))


def _check_words_once(entry: Entry | None) -> None:
    if entry is None or not entry.sound:
        return
    first: dict[str, str] = {}
    for key in entry.values:
        for index, word in enumerate(entry.words(key)):
            other = first.setdefault(folded(word), key)
            if other != key:
                entry.complain("word_twice", key, index, word=word, key=key, other=other)


def _supplier(entry: Entry) -> SupplierEntry:
    values = entry.values
    for key in _NEEDS[values["kind"]]:
        if key not in values:
            entry.complain("supplier_needs", supplier=entry.key, kind=values["kind"], key=key)
    # Only what lies in the folder of the city is watched for changes and kept as its last good state.
    if "path" in values and (Path(values["path"]).is_absolute() or ".." in Path(values["path"]).parts):
        entry.complain("supplier_path", "path", path=values["path"])
    return SupplierEntry(
        id=entry.key,
        kind=values["kind"],
        name=values["name"],
        url=values.get("url"),
        path=values.get("path"),
        place=values.get("place"),
        calendars=_links(entry),
        max_age_days=values.get("max_age_days"),
    )


def _links(entry: Entry) -> tuple[CalendarLink, ...]:
    """The links, of each place one."""
    links: dict[str, CalendarLink] = {}
    for inner in entry.inner("calendars"):
        values = inner.values
        if ("area" in values) == ("street" in values):
            inner.complain("supplier_link")
        link = CalendarLink(values.get("street") or values.get("area") or "", values["url"], "street" in values)
        other = links.setdefault(street_key(link.place), link)
        if other is not link:
            inner.complain("word_twice", word=link.place, key=link.url, other=other.url)
    return tuple(links.values())
