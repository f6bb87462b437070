"""Unlisted compounds: which known thing a long German word names by its end ("Designer|sofa", "Käse|reste").

Works on folded words and only proposes; whether a proposal is good enough to be answered is decided in
`bot.city.waste_search`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.city.lexicon import Lexicon
from bot.city.stopwords import VERBS, word_set
from bot.city.text import Word

SHORTEST_HEAD = 4
_PLURALS = ("ern", "en", "er", "es", "e", "n", "s")
_SHORTEST_MODIFIER = 3
# Shorter words are parts of longer ones by chance.
_SHORTEST_WORD = 4
_UMLAUT = re.compile("([aou])e")
_VOWEL = re.compile("[aeiouy]")
# No German word, so no first part of a compound either, ends like this: "beschw|erde", "vertroc|knete".
_NO_WORD_END = re.compile(r"(?:[cjqw]|[bdfgkpqtvxz][lrmnw]|[bdfgkpqvwxz]h|ssch|sch[lmnrw]|.(?:ver|ent|zer))$")
# "Bekleidung" and "Beispiel" are no kinds of "Kleidung" and "Spiel" by their form.
_BOUND = word_set("be bei ge ver er ent emp zer miss")
_VERB_START = re.compile(
    r"(?:ab|an|auf|aus|be|bei|durch|ein|ent|er|fest|fort|her|hin|hoch|los|mit|nach|raus|rein|rum|runter|um|ver"
    r"|vor|weg|zer|zurueck|zusammen|zu)*(?:ge|zu)?"
)
# Compounds with these are about the collection itself: "Abfallkalender", "Papiertonne".
_BIN_TALK_START = re.compile(r"(?:rest|bio|sperr|gift)?(?:muell|abfall|abfaelle)|abfuhr|entsorgung")
# Short ends are in many words by chance ("Kont|rolle").
_SHORT_HEAD = 5
_STOPS = "bdfgkpt"
_LINKED = re.compile(r"[a-z]{3}(?:er|en|s)$")
# What may stand between the parts ("Kind|er|bett", "Hund|e|leine"), and what a verb has lost ("Koch|löffel").
_LINKS = ("", "s", "es", "n", "en", "er", "e", "ns")
_LOST = ("", "e", "n", "en")
# "Käsereste" are cheese: the end only says that it is little.
_REMAINS = re.compile(r"(?:n|s|en)?(?:rest(?:e|en|es)?|abfall|abfaelle[n]?|stueck(?:e|en|chen)?|kruemel|chen|lein)$")


@dataclass(frozen=True)
class Split:
    """One way to read a compound.

    Attributes:
        modifier: the first part, folded ("designer").
        head: the key of the known name at the end ("sofa").
        plausible: the first part is a German word, as far as known, or begins other names.
    """

    modifier: str
    head: str
    plausible: bool


class Compounds:
    """Splits words by the names that are known."""

    def __init__(self, keys: Iterable[str], lexicon: Lexicon) -> None:
        """Learn from all folded names; the lexicon tells whether a folded word is German."""
        self._keys = frozenset(keys)
        self._lexicon = lexicon
        self._first_parts = frozenset(self._parts_of_names())

    def remains_of(self, folded: str) -> str | None:
        """What a word for little of something is made of: "kaesereste" -> "kaese"."""
        remains = _REMAINS.search(folded)
        return folded[: remains.start()] if remains and remains.start() >= SHORTEST_HEAD else None

    def splits(self, word: Word) -> Iterator[Split]:
        """All readings of a word, the one with the longest end first."""
        folded, verbal = word.folded, word.text[:1].islower()
        for cut in range(_SHORTEST_MODIFIER, len(folded) - SHORTEST_HEAD + 1):
            modifier, head = folded[:cut], folded[cut:]
            key = self._head(head)
            if not key or not _may_be_modifier(modifier, head, verbal=verbal):
                continue
            # In "Park|streifen" and "Auf|preis" the joint could as well be elsewhere.
            doubtful = len(key) <= _SHORT_HEAD or (modifier[-1] in _STOPS and head[0] in "lr")
            if not doubtful or modifier in self._first_parts or _linked(modifier, head):
                yield Split(modifier, key, self.is_word(modifier))

    def stems(self, modifier: str) -> Iterator[str]:
        """What a first part may be without the sound that links it: "kinder", "kind"."""
        for link in _LINKS:
            if modifier.endswith(link) and len(modifier) - len(link) >= _SHORTEST_MODIFIER:
                yield modifier.removesuffix(link)

    def is_german(self, folded: str) -> bool:
        """Whether a word falls into two German ones, so that it may be right as it stands ("Drucker|band")."""
        cuts = range(_SHORTEST_WORD, len(folded) - _SHORTEST_WORD + 1)
        nouns = self._lexicon.nouns
        return any(folded[cut:] in nouns and self._is_first_part(folded[:cut]) for cut in cuts)

    def _is_first_part(self, part: str) -> bool:
        return part in self._first_parts or part in self._lexicon.nouns

    def is_word(self, modifier: str) -> bool:
        """Whether a first part is German as far as known, maybe a compound itself."""
        if self._is_simple(modifier):
            return True
        cuts = range(_SHORTEST_WORD, len(modifier) - _SHORTEST_WORD + 1)
        return any(self._is_simple(modifier[:cut]) and self._is_simple(modifier[cut:]) for cut in cuts)

    def _is_simple(self, part: str) -> bool:
        if part in self._first_parts:
            return True
        stems = (stem + lost for stem in self.stems(part) for lost in _LOST)
        return any(stem in self._keys or stem in self._lexicon.words for stem in stems)

    def _head(self, head: str) -> str | None:
        """The key of a name or its plural; stricter than other look-ups, for every end of a word is tried."""
        if head in self._keys:
            return head
        stems = (head.removesuffix(ending) for ending in _PLURALS if head.endswith(ending))
        keys = (key for cut in stems for key in (cut, _UMLAUT.sub(r"\1", cut)) if len(key) >= SHORTEST_HEAD)
        known = next((key for key in keys if key in self._keys), None)
        if known is None and len(head) > _SHORT_HEAD:
            return next((head + ending for ending in _PLURALS if head + ending in self._keys), None)
        return known

    def _parts_of_names(self) -> Iterator[str]:
        """What the names themselves show to be first parts of compounds: "Kinder" in "Kinderbett"."""
        for key in self._keys:
            for cut in range(_SHORTEST_MODIFIER, len(key) - SHORTEST_HEAD + 1):
                if key[cut:] in self._keys:
                    yield key[:cut]
                    break
            yield key


def _may_be_modifier(modifier: str, head: str, *, verbal: bool) -> bool:
    if modifier in _BOUND or _NO_WORD_END.search(modifier) or _BIN_TALK_START.match(modifier):
        return False
    if head.startswith("ch") and modifier.endswith("s"):
        return False
    # What is left of a verb's beginning must still be a syllable: not so in "besp|rechen", "auf|rollen".
    rest = modifier[_verb_start(modifier) :]
    if verbal and (not rest or head in VERBS):
        return False
    return bool(_VOWEL.search(rest or modifier))


def _linked(modifier: str, head: str) -> bool:
    """Whether the first part ends as first parts do ("Abschieds|brief", but not "Bürgers|teig")."""
    return bool(_LINKED.search(modifier)) and not (modifier.endswith("s") and head[0] in "tpc")


def _verb_start(modifier: str) -> int:
    match = _VERB_START.match(modifier)
    return match.end() if match else 0
