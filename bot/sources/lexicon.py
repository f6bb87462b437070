"""German words that exist, as hashes: what is a word is no misspelled waste item ("laufen", "Schüssel").

Built from the tables of lemmas and of frequent words in spacy-lookups-data and kept as 4 bytes a word instead
of the tables' hundreds of megabytes. A false "known" happens about once in 11,000 unknown words and only costs
typo tolerance.
"""

import gzip
import importlib.metadata
import json
import logging
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any
from zlib import crc32

from bot.city.lexicon import Lexicon
from bot.city.text import fold_word
from bot.whole_file import write_whole

logger = logging.getLogger(__name__)

_PACKAGE = "spacy-lookups-data"
# Counts up when words are folded or hashed in another way.
_EDITION = 5
# Among the most frequent words hardly any is misspelled; the first misspelled items stand at rank 116,000.
_FREQUENT = 100_000


class WordHashes:
    """A set of folded words that only knows their hashes."""

    def __init__(self, words: Iterable[str]) -> None:
        """Know some folded words."""
        self._hashes = array("I", sorted({crc32(word.encode()) for word in words}))

    def __contains__(self, folded: object) -> bool:
        """Whether a folded word is known."""
        value = crc32(str(folded).encode())
        at = bisect_left(self._hashes, value)
        return at < len(self._hashes) and self._hashes[at] == value

    def save(self, path: Path) -> None:
        """Write to a file.

        Raises:
            OSError: it cannot be written.
        """
        write_whole(path, self._hashes.tobytes())

    @classmethod
    def load(cls, path: Path) -> "WordHashes":
        """Read a file that `save` wrote.

        Raises:
            OSError: it cannot be read.
        """
        known = cls(())
        known._hashes.frombytes(path.read_bytes())
        return known


def read_lexicon(state_dir: Path) -> Lexicon:
    """Give the German words, from files kept in the state folder; where one is missing, both are made there."""
    edition = f"{importlib.metadata.version(_PACKAGE)}-{_EDITION}"
    kept = [state_dir / f"lexicon-{part}-{edition}.bin" for part in ("words", "nouns")]
    if all(path.is_file() for path in kept):
        return Lexicon(*map(WordHashes.load, kept))
    known = [WordHashes(words) for words in _german_words()]
    try:
        for hashes, path in zip(known, kept, strict=True):
            hashes.save(path)
    except OSError as error:
        # Only slower then: the next start makes them again.
        logger.warning("%s: %s", state_dir.name, error)
    return Lexicon(*known)


def _german_words() -> tuple[set[str], set[str]]:
    """Every form and lemma of the installed German lemma table with the most frequent words; the frequent nouns."""
    lemmas = _table("de_lemma_lookup.json.gz")
    forms = {form for pair in lemmas.items() for form in pair}
    likelihood = _table("de_lexeme_prob.json.gz")
    frequent = set(sorted(filter(str.isalpha, likelihood), key=lambda word: -likelihood[word])[:_FREQUENT])
    # Folding leaves nothing of other scripts.
    words = {fold_word(word) for word in (*forms, *frequent)} - {""}
    return words, {fold_word(form) for form in forms & frequent if form[:1].isupper()} - {""}


def _table(name: str) -> dict[str, Any]:
    packed = files(_PACKAGE.replace("-", "_")) / "data" / name
    return dict(json.loads(gzip.decompress(packed.read_bytes())))
