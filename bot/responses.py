"""The German answers of `domain.yml`, for whoever has to read them from the file: the action server.

Rasa would send them along with every call, 58 KB to be written, sent and read for each message.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import yaml

from bot.settings import ROOT

Responses = Mapping[str, Sequence[Mapping[str, Any]]]


@cache
def responses() -> Responses:
    """Every response with its variations, as written; read once, like the model that goes with it."""
    domain = yaml.load((ROOT / "domain.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return dict(domain["responses"])
