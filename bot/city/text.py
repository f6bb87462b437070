"""How German text is made comparable: folding, word splitting, stems. Knows no vocabulary.

One folding for everything that is compared (streets, items, bins), so that "Strasse", "STRASSE" and
"Straße" or "Muell" and "Müll" are the same word in every part of the assistant.
"""

import re
import unicodedata
from dataclasses import dataclass

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})
_WORD = re.compile(r"\w+")
_ELONGATED = re.compile(r"([a-z])\1{2,}")
# Longest first: what German adds to nouns and adjectives when it inflects them.
ENDINGS = ("innen", "ern", "nen", "en", "er", "es", "em", "e", "n", "s")
# The shortest first, by their last letter.
_BY_LAST_LETTER = {letter: [e for e in reversed(ENDINGS) if e[-1] == letter] for letter in "nrsme"}
SHORTEST_STEM = 3


@dataclass(frozen=True)
class Word:
    """A word with its place in the original text; `folded` is what comparisons use."""

    text: str
    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Reduce a name to the letters and digits that identify it: "Fr.-Ebert-Str." -> "frebertstr"."""
    # Most names are one word, and there are thousands of them.
    return fold_word(text) if text.isalnum() else "".join(word.folded for word in words(text))


def fold_word(text: str) -> str:
    """Fold one word: lower case, umlauts written out, accents dropped, drawn-out letters shortened."""
    if text.isascii() and text.isalnum():
        return _shorten(text.lower())
    lowered = unicodedata.normalize("NFC", text).lower().translate(_UMLAUTS)
    if lowered.isascii() and lowered.isalnum():
        return _shorten(lowered)
    # Taking compatibility signs apart can bring capitals back ("㎀" is "pA").
    plain = unicodedata.normalize("NFKD", lowered).lower()
    return _shorten("".join(c for c in plain if c.isalnum() and c.isascii()))


def _shorten(text: str) -> str:
    """Two letters for three or more: "Muuuuell". Searched first, because few words have any."""
    return _ELONGATED.sub(r"\1\1", text) if _ELONGATED.search(text) else text


def words(text: str) -> list[Word]:
    """Split into words with their places; hyphens and all other signs separate.

    Words without a single Latin letter or digit (other scripts, emoji) are left out.
    """
    if text.isalnum():
        folded = fold_word(text)
        return [Word(text, folded, 0, len(text))] if folded else []
    found = (Word(m.group(), fold_word(m.group()), m.start(), m.end()) for m in _WORD.finditer(text))
    return [word for word in found if word.folded]


def normalise(text: str) -> str:
    """The folded words joined by single spaces: what patterns are matched against."""
    return " ".join(word.folded for word in words(text))


def without_umlauts(folded: str) -> str:
    """Reduce written-out umlauts to their vowels, as people without the keys type them: "muell" -> "mull"."""
    return folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def bare(text: str) -> str:
    """The folded words without umlauts, joined by single spaces: what is left of a text however it is typed."""
    return without_umlauts(normalise(text))


def stem(folded: str) -> str:
    """Reduce a folded word to what its inflected forms share: "Kartons", "Karton" -> "karto".

    A rough rule, not a dictionary: only ever compare stems with stems.
    """
    base = without_umlauts(folded)
    while (ending := _ending(base)) is not None:
        base = base.removesuffix(ending)
    return base


def forms(folded: str) -> tuple[str, ...]:
    """The word without umlauts and what is left without each possible ending, the longest first.

    Two words with a form in common are inflections of one noun ("kartons", "karton"); surer than `stem`.
    """
    base = without_umlauts(folded)
    most = len(base) - SHORTEST_STEM - 1
    shorter = (base[: -len(e)] for e in _BY_LAST_LETTER.get(base[-1:], ()) if len(e) <= most and base.endswith(e))
    return (base, *shorter)


def _ending(base: str) -> str | None:
    if not base.endswith(ENDINGS):
        return None
    return next((e for e in ENDINGS if base.endswith(e) and len(base) - len(e) >= SHORTEST_STEM), None)
