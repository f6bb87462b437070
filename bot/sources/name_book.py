"""Notices when one name is claimed twice, by two owners or by one, however it is spelled."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.city.text import fold
from bot.sources.data_file import Entry


@dataclass(frozen=True)
class _Claim:
    """Who has a name, and where: the line of the name and the line where its owner begins."""

    name: str
    owner: str
    file: str
    line: int
    owner_line: int

    def same_owner(self, other: "_Claim") -> bool:
        return (self.file, self.owner_line) == (other.file, other.owner_line)


class NameBook:
    """The names given away so far."""

    def __init__(self, key: Callable[[str], str] = fold) -> None:
        """Start empty; two names are the same when their keys are."""
        self._key = key
        self._claims: dict[str, _Claim] = {}

    def claim(self, name: str, owner: str, entry: Entry, *path: str | int) -> None:
        """Give a name to an owner; a fault when it is taken already, or when nothing is left of it."""
        key = self._key(name)
        if not key:
            entry.complain("name_blank", *path, name=name)
            return
        claim = _Claim(name, owner, entry.file, entry.line(*path), entry.line())
        first = self._claims.setdefault(key, claim)
        if first is claim:
            return
        if first.same_owner(claim):
            entry.complain("name_repeated", *path, name=name, owner=owner, other=first.name, other_line=first.line)
        else:
            other = {"other": first.owner, "other_file": first.file, "other_line": first.line}
            entry.complain("name_twice", *path, name=name, owner=owner, **other)

    def claim_all(self, owner: str, entry: Entry, key: str) -> None:
        """Give every name of a list to an owner."""
        for index, name in enumerate(entry.words(key)):
            self.claim(name, owner, entry, key, index)
