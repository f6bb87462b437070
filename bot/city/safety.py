"""Recognising danger: phrases that are danger in themselves, and what a short reply after danger still means.

The trained part is `bot.nlu.safety_model`; the answers with the numbers are in `domain.yml`, so that they
come even when everything else is down.
"""

from collections.abc import Iterable, Mapping

from bot.city.phrase import Phrases
from bot.city.text import normalise

# The gravest first: when several fit, the first one answers.
LEVELS = ("emergency", "poisoning", "crisis", "violence", "on_call", "addiction")
# What examples are labelled with that are of no level.
HARMLESS = "harmless"

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
    """Phrases by level, and phrases that veto them (figures of speech)."""

    def __init__(
        self, levels: Mapping[str, Iterable[str]], harmless: Iterable[str], fields: Mapping[str, Iterable[str]]
    ) -> None:
        """Compile the phrases, see `bot.city.phrase`.

        Raises:
            ValueError: a phrase is not written as it should be.
            KeyError: a level is unknown.
        """
        unknown = set(levels) - set(LEVELS)
        if unknown:
            raise KeyError(f"unknown safety levels {sorted(unknown)}")
        self._levels = {level: Phrases(levels.get(level, ()), fields) for level in LEVELS}
        self._harmless = Phrases(harmless, fields)

    def level(self, text: str) -> str | None:
        """The gravest level a text speaks of; None when it speaks of none."""
        if self.is_harmless(text):
            return None
        return next((level for level, phrases in self._levels.items() if phrases.match(text)), None)

    def is_harmless(self, text: str) -> bool:
        """Whether a text is known for only sounding dangerous ("ich sterbe vor Lachen")."""
        return self._harmless.match(text)
