"""Lists of dangerous and harmless texts, written by people who did not know what the guard learns from, and noise.

`safety_texts.csv` steered the development. Of `safety_texts_unseen.csv` and `safety_texts_elsewhere.csv` only figures were looked at.
"""

import csv
import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

DEVELOPMENT = Path(__file__).with_name("safety_texts.csv")
UNSEEN = Path(__file__).with_name("safety_texts_unseen.csv")
ELSEWHERE = Path(__file__).with_name("safety_texts_elsewhere.csv")
LISTS = (DEVELOPMENT, UNSEEN, ELSEWHERE)

_WITHOUT_UMLAUTS = str.maketrans("äöüÄÖÜß", "aouAOUs")
# Keys that lie beside each other on a German keyboard.
_ROWS = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
_SEED = 42


class Text(NamedTuple):
    """A text and the level of danger it speaks of, or `HARMLESS`."""

    level: str
    text: str


def read_list(path: Path) -> list[Text]:
    """Read the texts of a list."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Text(**row) for row in csv.DictReader(file, delimiter=";")]


def lower_case(text: str) -> str:
    """As on a phone, with neither capitals nor signs."""
    return "".join(c for c in text.lower() if c.isalnum() or c.isspace())


def bare_umlauts(text: str) -> str:
    """As on a foreign keyboard."""
    return text.translate(_WITHOUT_UMLAUTS)


def typos(text: str) -> str:
    """One slip in about every sixth word: a letter left out, doubled, swapped, or its neighbour on the keyboard."""
    rng = random.Random(f"{_SEED} {text}")
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    for index in rng.sample(long, min(len(long), max(1, len(words) // 6))):
        words[index] = _slip(words[index], rng)
    return " ".join(words)


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word))
    kind = rng.choice(("lost", "doubled", "swapped", "neighbour"))
    if kind == "lost":
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[:at] + word[at - 1] + word[at:]
    if kind == "swapped":
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    return word[:at] + _neighbour(word[at], rng) + word[at + 1 :]


def _neighbour(letter: str, rng: random.Random) -> str:
    for row in _ROWS:
        if (place := row.find(letter.lower())) >= 0:
            return rng.choice(row[max(0, place - 1) : place] + row[place + 1 : place + 2])
    return letter


NOISES: dict[str, Callable[[str], str]] = {
    "clean": str,
    "lower case": lower_case,
    "bare umlauts": bare_umlauts,
    "typos": typos,
}
