"""What is known of German words in general; where they come from is a source's business."""

from collections.abc import Container
from dataclasses import dataclass


@dataclass(frozen=True)
class Lexicon:
    """Folded German words: none of them is a misspelling.

    Attributes:
        words: all that are known, in every form.
        nouns: those of them that name a thing.
    """

    words: Container[str] = frozenset()
    nouns: Container[str] = frozenset()


NO_LEXICON = Lexicon()
