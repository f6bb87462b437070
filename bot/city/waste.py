"""The sorting knowledge: items with options by condition. Finding them in text is `bot.city.waste_search`."""

from dataclasses import dataclass, replace

from bot.city.source import Source
from bot.city.stream import Stream
from bot.city.waste_state import State


@dataclass(frozen=True)
class WasteOption:
    """One way for an item to go.

    Attributes:
        condition: German text, when this option holds ("sauber, ohne Essensreste"); None = always.
        cues: words in a question that choose this option ("sauber", "leer").
        note: a German sentence worth knowing for this option.
        goes_to: the German phrase that completes "this goes …", where that of the stream does not fit.
    """

    stream: Stream
    condition: str | None = None
    cues: tuple[str, ...] = ()
    note: str | None = None
    goes_to: str | None = None


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
        state = State(text)
        return replace(self, options=tuple(sorted(self.options, key=lambda o: -state.weigh(o.cues))))

    def chosen_option(self, text: str) -> WasteOption | None:
        """The one option that the text's words choose; None when they choose none or several.

        What is denied ("nicht leer") rules an option out; the only one left then counts as chosen.
        """
        state = State(text)
        weights = [(state.weigh(option.cues), option) for option in self.options]
        chosen = [option for weight, option in weights if weight > 0]
        if not chosen and any(weight < 0 for weight, _ in weights):
            chosen = [option for weight, option in weights if weight == 0]
        return chosen[0] if len(chosen) == 1 else None


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
