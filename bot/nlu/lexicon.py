"""German words that exist, as hashes: what is a word is not a misspelled waste item ("laufen", "Beschwerde").

Built from the lemma table of spacy-lookups-data; kept as 4 bytes a word instead of the table's hundreds
of megabytes. A false "known" happens about once in 12,000 unknown words and only costs typo tolerance.
"""

import gzip
import json
from importlib.resources import files
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bot.city.text import fold_word

_FILE = "lexicon.npy"


class Lexicon:
    """Tells whether a folded word is a German word."""

    def __init__(self, hashes: "npt.NDArray[np.uint32]") -> None:
        """Use `build` or `load` instead; the hashes are sorted."""
        self._hashes = hashes

    @classmethod
    def build(cls) -> "Lexicon":
        """Hash every form and lemma of the installed German lemma table."""
        table = files("spacy_lookups_data") / "data" / "de_lemma_lookup.json.gz"
        forms = json.loads(gzip.decompress(table.read_bytes()))
        folded = {fold_word(form) for pair in forms.items() for form in pair}
        hashes = np.fromiter((crc32(word.encode()) for word in folded), dtype=np.uint32)
        return cls(np.unique(hashes))

    def __contains__(self, folded: object) -> bool:
        """Whether a folded word is known."""
        value = crc32(str(folded).encode())
        at = int(np.searchsorted(self._hashes, np.uint32(value)))
        return at < len(self._hashes) and int(self._hashes[at]) == value

    def save(self, folder: Path) -> None:
        """Write into a folder."""
        np.save(folder / _FILE, self._hashes)

    @classmethod
    def load(cls, folder: Path) -> "Lexicon":
        """Read from a folder that `save` wrote."""
        return cls(np.load(folder / _FILE, allow_pickle=False))
