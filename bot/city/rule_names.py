"""Finds which rules on health care a question names ("Mammographie", "U 7a", "Gürtelrose"), misspelled or not."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from rapidfuzz.distance import OSA

from bot.city.text import fold, words

_LONGEST_NAME_WORDS = 3
# Shorter ones are codes ("U6", "PSA") and have to be exact.
_SHORTEST_BEGINNING = 6
_ONE_SLIP, _TWO_SLIPS = 6, 10


class Named(Protocol):
    """A rule with the words that people ask it by."""

    @property
    def key(self) -> str:
        """Which rule it is."""

    @property
    def names(self) -> tuple[str, ...]:
        """The words."""


R = TypeVar("R", bound=Named)


def rules_named(text: str, rules: Iterable[R]) -> tuple[R, ...]:
    """The rules that a text names; several when one word stands for several ("Brustkrebs")."""
    runs = _runs(text)
    best: dict[int, int] = {}
    found: list[tuple[R, int, int]] = []
    for rule in rules:
        for start, length in _matches(rule, runs):
            found.append((rule, start, length))
            best[start] = max(best.get(start, 0), length)
    # "U7 a" is the U7a, not the U7; an exact name outweighs a longer word that only begins like it.
    kept = [rule for rule, start, length in found if length == best[start]]
    return tuple(dict.fromkeys(kept))


def _runs(text: str) -> list[tuple[int, int, str]]:
    """One to three words written as one, with position and length."""
    folded = [word.folded for word in words(text)]
    return [
        (start, length, "".join(folded[start : start + length]))
        for start in range(len(folded))
        for length in range(1, _LONGEST_NAME_WORDS + 1)
        if start + length <= len(folded)
    ]


def _matches(rule: Named, runs: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """Where a rule is named, and how long the match is in letters."""
    for name in rule.names:
        wanted = fold(name)
        for start, length, run in runs:
            if run == wanted or (length == 1 and _begins(run, wanted)) or _misspelled(run, wanted):
                yield start, len(wanted)


def _begins(run: str, wanted: str) -> bool:
    return len(wanted) >= _SHORTEST_BEGINNING and run.startswith(wanted)


def _misspelled(run: str, wanted: str) -> bool:
    if len(wanted) < _ONE_SLIP or run[:1] != wanted[:1]:
        return False
    most = 2 if len(wanted) >= _TWO_SLIPS else 1
    return OSA.distance(run, wanted, score_cutoff=most) <= most
