"""Makes typed text safe before any other part of the NLU sees it. What the words mean is not decided here."""

import re
import unicodedata

MAX_CHARACTERS = 1000

# Joins the parts of one emoji; the other invisible format characters only break words apart or reorder them.
_ZERO_WIDTH_JOINER = "\u200d"

_COMMAND = re.compile(r"[/ ]*/\w+( ?\{.*|$)")


def clean_typed_text(text: str) -> str:
    """Give the text as one line of at most 1,000 characters that Rasa cannot take for a command.

    Rasa executes any message that begins with "/" ("/restart", "/intent{"slot": …}"). Such a command has
    nothing to ask, so it becomes an empty text; any other leading slash is dropped.
    """
    visible = "".join(_replacement(character) for character in text[: 4 * MAX_CHARACTERS])
    one_line = re.sub(r"\s+", " ", unicodedata.normalize("NFC", visible))
    return "" if _COMMAND.match(one_line) else one_line.lstrip("/ ")[:MAX_CHARACTERS].rstrip()


def _replacement(character: str) -> str:
    category = unicodedata.category(character)
    # Cs are halves of a character, which a broken client can send and no encoder accepts.
    if category in {"Cc", "Cs"}:
        return " "
    if category == "Cf" and character != _ZERO_WIDTH_JOINER:
        return ""
    return character
