"""Notices when one name is claimed twice, by two owners or by one, however it is spelled."""

from collections.abc import Callable
from typing import NamedTuple

from bot.city.text import fold
from bot.sources.data_file import Entry


class _Claim(NamedTuple):
    """Who has a name, and where; lines are looked up only when somebody else wants it."""

    name: str
    owner: str
    entry: Entry
    path: tuple[str | int, ...]

    @property
    def line(self) -> int:
        return self.entry.line(*self.path)

    def same_owner(self, other: "_Claim") -> bool:
        return (self.entry.file, self.entry.line()) == (other.entry.file, other.entry.line())


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
        claim = _Claim(name, owner, entry, path)
        first = self._claims.setdefault(key, claim)
        if first is claim:
            return
        if first.same_owner(claim):
            entry.complain("name_repeated", *path, name=name, owner=owner, other=first.name, other_line=first.line)
        else:
            other = {"other": first.owner, "other_file": first.entry.file, "other_line": first.line}
            entry.complain("name_twice", *path, name=name, owner=owner, **other)

    def claim_all(self, owner: str, entry: Entry, key: str) -> None:
        """Give every name of a list to an owner."""
        for index, name in enumerate(entry.words(key)):
            self.claim(name, owner, entry, key, index)
