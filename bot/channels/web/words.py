"""The words of the chat window, for the form that stands in for it where there is no JavaScript."""

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "widget" / "strings.de.js"


@cache
def words() -> dict[str, Any]:
    """Give all words by key.

    Raises:
        ValueError: what stands between the braces of the file is no JSON.
    """
    script = _FILE.read_text(encoding="utf-8")
    return dict(json.loads(script[script.index("export const WORDS = {") + 21 : script.rindex("}") + 1]))
