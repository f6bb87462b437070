"""German sentences outside the conversation, by key: for operators and editors, and in the calendars of residents.

What residents read in a chat is not here but in domain.yml.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

STRINGS_FILE = Path(__file__).with_name("strings.de.yml")


class TextMissing(KeyError):
    """There is no sentence under this key; the message names the key."""


def text(key: str, /, **values: object) -> str:
    """Give the sentence under a dotted key ("faults.tab") with its values filled in.

    Raises:
        TextMissing: the key names no sentence.
        KeyError: the sentence needs a value that was not given.
    """
    node: Any = _strings()
    for part in key.split("."):
        node = node.get(part) if isinstance(node, dict) else None
    if not isinstance(node, str):
        raise TextMissing(key)
    return node.strip().format(**values)


def has_text(key: str) -> bool:
    """Tell whether there is a sentence under this dotted key."""
    try:
        text(key)
    except TextMissing:
        return False
    except KeyError:
        return True
    return True


def table(key: str) -> dict[str, str]:
    """Give all sentences that stand under this dotted key, by the last part of theirs, in order.

    Raises:
        TextMissing: nothing but sentences must stand there.
    """
    node: Any = _strings()
    for part in key.split("."):
        node = node.get(part) if isinstance(node, dict) else None
    if not isinstance(node, dict) or not all(isinstance(value, str) for value in node.values()):
        raise TextMissing(key)
    return dict(node)


@lru_cache(maxsize=1)
def _strings() -> dict[str, Any]:
    loaded = yaml.safe_load(STRINGS_FILE.read_text(encoding="utf-8"))
    return dict(loaded)
