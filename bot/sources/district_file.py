"""Reads districts.yml, and checks districts and quarters that other files name."""

from collections.abc import Iterable
from pathlib import Path

from bot.city.district import District, Quarter
from bot.sources.data_file import Complaining, Entry, read_data
from bot.sources.faults import Faults
from bot.sources.name_book import NameBook
from bot.sources.position import read_position

FILE = "districts.yml"


class DistrictBook:
    """Which districts there are, and which quarter belongs to which."""

    def __init__(self, districts: Iterable[District], *, complete: bool) -> None:
        """Keep districts; while they are not complete, nothing can be called unknown."""
        self.districts = tuple(districts)
        self.district_of = {q.name: d.name for d in self.districts for q in d.quarters}
        self.complete = complete
        self._names = [district.name for district in self.districts]

    def place(self, entry: Complaining) -> tuple[str | None, str | None]:
        """Give district and quarter of an entry; a quarter alone brings its district along."""
        district, quarter = entry.values.get("district"), entry.values.get("quarter")
        right = self.district_of.get(quarter) if quarter else None
        if self.complete:
            self._check(entry, district, quarter, right)
        return district or right, quarter

    def require(self, entry: Entry, key: str) -> None:
        """Complain about every district in a list of an entry that does not exist."""
        for index, district in enumerate(entry.words(key) if self.complete else ()):
            if district not in self._names:
                entry.complain("district_unknown", key, index, district=district, allowed=", ".join(self._names))

    def _check(self, entry: Complaining, district: str | None, quarter: str | None, right: str | None) -> None:
        if district and district not in self._names:
            allowed = ", ".join(self._names)
            entry.complain("district_unknown", "district", district=district, allowed=allowed)
        elif quarter and right is None:
            entry.complain("quarter_unknown", "quarter", quarter=quarter)
        elif district and right and right != district:
            entry.complain("quarter_elsewhere", "quarter", quarter=quarter, district=district, right=right)


def read_districts(data_dir: Path, faults: Faults) -> DistrictBook:
    """Read all districts; what is wrong with them is in `faults`."""
    file = read_data(data_dir, FILE, "districts", faults)
    if file is None:
        return DistrictBook((), complete=False)
    entries = list(file.entries("districts"))
    sound = [entry for entry in entries if entry.sound]
    _check_names(sound)
    return DistrictBook(map(_district, sound), complete=bool(sound) and len(sound) == len(entries))


def _check_names(entries: list[Entry]) -> None:
    # A quarter may be called like a district (Heckinghausen), so each kind has its own book.
    districts, quarters = NameBook(), NameBook()
    for entry in entries:
        districts.claim(entry.values["name"], entry.values["name"], entry, "name")
        districts.claim_all(entry.values["name"], entry, "nicknames")
        for quarter in entry.inner("quarters"):
            quarters.claim(quarter.values["name"], quarter.values["name"], quarter, "name")
            quarters.claim_all(quarter.values["name"], quarter, "nicknames")


def _district(entry: Entry) -> District:
    quarters = tuple(
        Quarter(q.values["name"], q.words("nicknames"), read_position(q.values)) for q in entry.inner("quarters")
    )
    return District(entry.values["name"], quarters, entry.words("nicknames"))
