"""What a question says of a thing's state: which cue words it holds, and which of them it denies.

"leere Dose" says the cue "leer", "nicht ganz leer" and "halb leer" deny it. Knows no items.
"""

from collections.abc import Iterable

from bot.city.stopwords import word_set
from bot.city.text import Word, forms, stem, words

_DENYING = word_set(
    """
    nicht nich nie niemals kein keine keinen keiner keinem keines kaum ohne weder nix
    """
)
# What may stand between a denial and what is denied: "nicht mehr ganz leer", "ohne die Batterien".
_BETWEEN = word_set(
    """
    mehr ganz noch so richtig wirklich komplett vollstaendig voellig total sehr wieder restlos gut der
    die das den dem ein eine einen einem einer
    """
)
_DENYING_PREFIXES = ("un", "nicht", "halb", "fast")
# Nearly empty is not empty, while nearly new is as good as new; half full is not empty either.
_NEARLY = frozenset(("fast", "beinahe"))
_HALF = "halb"
_EMPTY, _FULL = "leer", "voll"
# With these a word is another one: "gebraucht" is not "braucht".
_MEANINGLESS = word_set("ab an auf aus be ein ent er ge ver zer zu")
_SHORTEST_PART = 4
_OPPOSITES = {"mit": "ohne", "ohne": "mit"}


class State:
    """The state a text speaks of."""

    def __init__(self, text: str) -> None:
        self._words = words(text)
        self._stems = [stem(word.folded) for word in self._words]

    def weigh(self, cues: Iterable[str]) -> int:
        """How much the text speaks for (positive) or against (negative) what the cues stand for."""
        different = {tuple(stem(w.folded) for w in words(cue)): words(cue) for cue in cues}
        return sum(self._phrase(cue) if len(cue) > 1 else self._single(cue[0]) for cue in different.values() if cue)

    def _single(self, cue: Word) -> int:
        found = [self._meets(index, cue) for index in range(len(self._words))]
        return 1 if 1 in found else min(found, default=0)

    def _meets(self, index: int, cue: Word) -> int:
        wanted = stem(cue.folded)
        prefix = self._prefix(index, cue, wanted)
        if prefix is None:
            return 0
        denied = prefix in _DENYING_PREFIXES and not (prefix == _HALF and wanted == _FULL)
        return -1 if denied or self._denied(index, wanted) else 1

    def _prefix(self, index: int, cue: Word, wanted: str) -> str | None:
        """What stands before the cue within a word ("öl|verschmutzt"); None when the cue is not in it."""
        folded = self._words[index].folded
        if self._stems[index] == wanted:
            return ""
        if len(wanted) >= _SHORTEST_PART:
            ends = [form for form in forms(folded) for form in (form, form.removesuffix("t")) if form.endswith(wanted)]
            prefix = min(ends, key=len).removesuffix(wanted) if ends else ""
            if prefix and prefix not in _MEANINGLESS:
                return prefix
        # Participles are about their end: "restentleert" has no "Reste".
        if len(cue.folded) >= _SHORTEST_PART and folded.startswith(cue.folded) and not folded.endswith("t"):
            return ""
        return None

    def _denied(self, index: int, wanted: str) -> bool:
        before = index - 1
        while before >= 0 and self._words[before].folded in _BETWEEN:
            before -= 1
        word = self._words[before].folded if before >= 0 else ""
        half = stem(word) == _HALF and wanted != _FULL
        return word in _DENYING or half or (word in _NEARLY and wanted == _EMPTY)

    def _phrase(self, cue: list[Word]) -> int:
        wanted = [stem(word.folded) for word in cue]
        at = self._find(wanted)
        if at is not None:
            return -1 if self._denied(at, wanted[0]) else 1
        opposite = _OPPOSITES.get(cue[0].folded)
        return -1 if opposite and self._find([stem(opposite), *wanted[1:]]) is not None else 0

    def _find(self, wanted: list[str]) -> int | None:
        size = len(wanted)
        starts = range(len(self._stems) - size + 1)
        return next((at for at in starts if self._stems[at : at + size] == wanted), None)
