"""How suppliers call their bins: from the summary of an event to streams. The words are in suppliers.yml."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.city.stream import Stream

FORTNIGHTLY = "residual_fortnightly"

# The same few summaries come again and again.
_MOST_AT_HAND = 1000

_SEPARATORS = re.compile(r"\s*[/;|+]\s*|,\s+|\s+(?:und|&)\s+")
# "Abfuhr: Restmüll", "Leerung: Bio (braun)".
_BEFORE = re.compile(r"^[^:/]{1,40}:\s*")
_ASIDE = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class Summary:
    """What the summary of an event says.

    Attributes:
        bins: what is collected, each with whether only the fortnightly tariff is meant.
        marked: the summary says that the date moved.
        unknown: the parts that are no known bin, as written.
    """

    bins: tuple[tuple[Stream, bool], ...]
    marked: bool
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Labels:
    """The words of all suppliers.

    Attributes:
        words: the names of each stream, and under `FORTNIGHTLY` those of the residual bin's half tariff.
        ignored: names of what is no pickup at the door.
        shift_marks: what marks a moved date.
    """

    words: Mapping[str, tuple[str, ...]]
    ignored: tuple[str, ...] = ()
    shift_marks: tuple[str, ...] = ()
    _bins: dict[str, tuple[Stream, bool]] = field(init=False, default_factory=dict, repr=False, compare=False)
    _read: dict[str, Summary] = field(init=False, default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for key, names in self.words.items():
            bin_meant = (Stream.RESIDUAL, True) if key == FORTNIGHTLY else (Stream(key), False)
            self._bins.update((folded(name), bin_meant) for name in names)

    def name(self, key: str) -> str:
        """The first name of a stream or of `FORTNIGHTLY`, for writing calendars."""
        return self.words[key][0]

    @property
    def known(self) -> tuple[str, ...]:
        """The first name of every stream, for telling what is allowed."""
        return tuple(names[0] for names in self.words.values())

    def read(self, text: str) -> Summary:
        """Read a summary such as "Restmüll/Bio / !!! Terminverschiebung !!!"."""
        if text not in self._read:
            if len(self._read) >= _MOST_AT_HAND:
                self._read.clear()
            self._read[text] = self._summary(text)
        return self._read[text]

    def _summary(self, text: str) -> Summary:
        rest, marked = self._without_marks(text)
        bins: dict[tuple[Stream, bool], None] = {}
        unknown = []
        for part in self._parts(rest):
            found = self._bin(part)
            if found:
                bins[found] = None
            elif not self._is_ignored(part):
                unknown.append(part)
        return Summary(tuple(bins), marked, tuple(unknown))

    def _without_marks(self, text: str) -> tuple[str, bool]:
        rest = text
        for mark in self.shift_marks:
            rest = re.sub(rf"[\s(!*-]*{re.escape(mark)}[\s)!*-]*", " ", rest, flags=re.IGNORECASE)
        return rest, rest != text

    def _parts(self, text: str) -> Iterable[str]:
        """The labels in a text: the whole of it where it is one ("Papier, Pappe"), else what separators leave."""
        if self._bin(text):
            return (text,)
        return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]

    def _bin(self, part: str) -> tuple[Stream, bool] | None:
        """The bin of a label, with or without "Abfuhr:" before it and "(braun)" behind it."""
        bare = _BEFORE.sub("", part)
        forms = (part, bare, _ASIDE.sub("", bare))
        return next((self._bins[key] for key in map(folded, forms) if key in self._bins), None)

    def _is_ignored(self, part: str) -> bool:
        return folded(_ASIDE.sub("", part)) in set(map(folded, self.ignored))


def folded(label: str) -> str:
    """The label without case and spaces, as suppliers vary both."""
    return "".join(label.casefold().split())
