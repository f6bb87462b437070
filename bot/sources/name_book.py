"""Notices when one name is claimed by two owners, however it is spelled."""

from dataclasses import dataclass

from bot.city.text import fold
from bot.sources.data_file import Entry


@dataclass(frozen=True)
class _Claim:
    """Who has a name, and where: the line of the name and the line where its owner begins."""

    owner: str
    file: str
    line: int
    owner_line: int

    def same_owner(self, other: "_Claim") -> bool:
        return (self.file, self.owner_line) == (other.file, other.owner_line)


class NameBook:
    """The names given away so far."""

    def __init__(self) -> None:
        self._claims: dict[str, _Claim] = {}

    def claim(self, name: str, owner: str, entry: Entry, *path: str | int) -> None:
        """Give a name to an owner; a fault when another has it, or when nothing is left of it."""
        key = fold(name)
        if not key:
            entry.complain("name_blank", *path, name=name)
            return
        claim = _Claim(owner, entry.file, entry.line(*path), entry.line())
        first = self._claims.setdefault(key, claim)
        if not first.same_owner(claim):
            other = {"other": first.owner, "other_file": first.file, "other_line": first.line}
            entry.complain("name_twice", *path, name=name, owner=owner, **other)

    def claim_all(self, owner: str, entry: Entry, key: str) -> None:
        """Give every name of a list to an owner."""
        for index, name in enumerate(entry.words(key)):
            self.claim(name, owner, entry, key, index)
