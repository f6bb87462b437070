"""Recognising danger: patterns that see emergencies, crises, poisonings and violence in a text.

Works on normalised text, before and independent of any learned classifier; the answers with the numbers
are in `domain.yml`, so that they come even when everything else is down.
"""

import re
from collections.abc import Iterable, Mapping

from bot.city.text import normalise

# The gravest first: when several fit, the first one answers.
LEVELS = ("emergency", "poisoning", "crisis", "violence", "on_call", "addiction")


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
