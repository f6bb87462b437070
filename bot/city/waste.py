"""The sorting knowledge: items with options by condition. Finding them in text is `bot.city.waste_search`."""

from dataclasses import dataclass, replace

from bot.city.source import Source
from bot.city.stream import Stream
from bot.city.text import stem, words


@dataclass(frozen=True)
class WasteOption:
    """One way for an item to go.

    Attributes:
        condition: German text, when this option holds ("sauber, ohne Essensreste"); None = always.
        cues: words in a question that choose this option ("sauber", "leer").
        note: a German sentence worth knowing for this option.
    """

    stream: Stream
    condition: str | None = None
    cues: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class WasteItem:
    """A thing people want to get rid of.

    Attributes:
        name: its German name, unique in the catalogue.
        synonyms: other names, brands used as words, regional words, irregular plurals.
        warning: a German sentence about a danger or a common mistake.
        avoid: a German sentence how not to have this waste (repair, give away, refill).
    """

    name: str
    synonyms: tuple[str, ...]
    options: tuple[WasteOption, ...]
    source: Source
    warning: str | None = None
    avoid: str | None = None

    def for_text(self, text: str) -> "WasteItem":
        """The same item with the options first that the text's words choose ("fettiger", "leere")."""
        said = {stem(word.folded) for word in words(text)}
        glued = f" {' '.join(word.folded for word in words(text))} "

        def chosen(option: WasteOption) -> int:
            return -sum(_cue_said(cue, said, glued) for cue in option.cues)

        return replace(self, options=tuple(sorted(self.options, key=chosen)))

    def chosen_option(self, text: str) -> WasteOption | None:
        """The one option that the text's words choose; None when they choose none or several."""
        said = {stem(word.folded) for word in words(text)}
        glued = f" {' '.join(word.folded for word in words(text))} "
        chosen = [o for o in self.options if any(_cue_said(cue, said, glued) for cue in o.cues)]
        return chosen[0] if len(chosen) == 1 else None


def _cue_said(cue: str, said: set[str], glued: str) -> bool:
    parts = words(cue)
    if len(parts) == 1:
        return stem(parts[0].folded) in said
    return f" {' '.join(part.folded for part in parts)} " in glued


@dataclass(frozen=True)
class WasteChoice:
    """A word that means several items ("Lampe"): the resident is asked which."""

    names: tuple[str, ...]
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class WasteMaterial:
    """A material word ("Plastik", "aus Holz") and the item that stands for unknown things made of it."""

    words: tuple[str, ...]
    item: str
