"""Writes a text as the examples would: with their capitals and umlauts, and misspelled words as the ones they mean.

However a resident types, what is learned from then looks the same. Only words that nobody knows are corrected,
so that a name or a rarer German word never becomes another one.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import partial

from bot.city.text import normalise, words
from bot.nlu.spelling import Spelling

# A word that occurs once may be a slip itself.
_OFTEN = 2
_SHORTEST = 4
_TWO_SLIPS_FROM = 8


class Wording:
    """The words of the examples as they are mostly written, by their folded form."""

    def __init__(self, written: Mapping[str, str], often: Iterable[str]) -> None:
        """Know how words are written; `often` are those that a misspelled one may mean."""
        self.written = dict(written)
        self.often = sorted(often)
        self._spelling = Spelling(self.written, self.often, shortest=_SHORTEST, two_slips_from=_TWO_SLIPS_FROM)

    @classmethod
    def learn(cls, texts: Iterable[str]) -> "Wording":
        """Know the words of texts as they were typed."""
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for text in texts:
            for word in words(text):
                forms[word.folded][word.text] += 1
        often = (word for word, count in forms.items() if count.total() >= _OFTEN and len(word) >= _SHORTEST)
        return cls({word: count.most_common(1)[0][0] for word, count in forms.items()}, often)

    def fold(self, text: str, strange: Collection[str] = ()) -> str:
        """The folded words of a text; those of them that are `strange` are corrected."""
        folded = normalise(text)
        return " ".join(map(partial(self._read, strange=strange), folded.split())) if strange else folded

    def write(self, text: str, strange: Collection[str] = (), *, signs: bool = True) -> str:
        """The text in the examples' writing; without `signs`, only its words."""
        parts, position = [], 0
        for word in words(text):
            read = self._read(word.folded, strange)
            parts += [
                text[position : word.start] if signs else " ",
                self.written.get(read, word.text if read == word.folded else read),
            ]
            position = word.end
        return "".join([*parts, text[position:] if signs else ""]).strip()

    def _read(self, folded: str, strange: Collection[str]) -> str:
        return self._spelling.word(folded) if folded in strange else folded
