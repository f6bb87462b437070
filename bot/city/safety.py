"""Recognising danger: patterns that see emergencies, crises, poisonings and violence in a text.

Works on normalised text, before and independent of any learned classifier; the answers with the numbers
are in `domain.yml`, so that they come even when everything else is down.
"""

import re
from collections.abc import Iterable, Mapping

from bot.city.text import normalise

# The gravest first: when several fit, the first one answers.
LEVELS = ("emergency", "poisoning", "crisis", "violence", "on_call", "addiction")


# After one of these a short reply still belongs to it ("ja heute", "nein, niemand ist da").
_LASTING = frozenset(("safety_crisis", "safety_emergency", "safety_poisoning", "safety_violence"))
_REPLIES = frozenset(("talk_affirm", "talk_deny", "inform", "nlu_fallback", ""))
_LONGEST_REPLY = 7


def goes_on(before: str, now: str, text: str, *, names_something: bool = False) -> str | None:
    """The intent of a message after danger was spoken of, where it is not what it looks like alone.

    Args:
        before: the intent of the resident's message before this one.
        now: the intent this message has by itself, "" when it has none.
        names_something: whether it mentions an address, a bin, a district, …: then it is about that.
    """
    if before == "safety_crisis" and now == "safety_poisoning":
        # Somebody in a crisis who has taken something needs the ambulance, not a hotline.
        return "safety_emergency"
    short = len(normalise(text).split()) <= _LONGEST_REPLY
    return before if before in _LASTING and now in _REPLIES and short and not names_something else None


class SafetyPatterns:
    """Compiled patterns by level, with patterns that veto them (figures of speech, waste questions)."""

    def __init__(self, patterns: Mapping[str, Iterable[str]], harmless: Iterable[str]) -> None:
        """Compile the patterns.

        Raises:
            re.error: a pattern is no regular expression.
            KeyError: a level is unknown.
        """
        self.levels = {level: [re.compile(p) for p in patterns.get(level, ())] for level in LEVELS}
        unknown = set(patterns) - set(LEVELS)
        if unknown:
            raise KeyError(f"unknown safety levels {sorted(unknown)}")
        self.harmless = [re.compile(p) for p in harmless]

    def level(self, text: str) -> str | None:
        """The gravest level a text speaks of; None when it speaks of none."""
        plain = normalise(text)
        for level, patterns in self.levels.items():
            if any(p.search(plain) for p in patterns):
                return None if self.is_harmless(text) else level
        return None

    def is_harmless(self, text: str) -> bool:
        """Whether a text is known for only sounding dangerous ("ich sterbe vor Lachen")."""
        plain = normalise(text)
        return any(p.search(plain) for p in self.harmless)
