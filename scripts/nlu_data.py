"""What `make bench-nlu` learns from and asks: examples in groups of variants, questions held out, noise, annotation."""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import yaml
from benchmark import ROOT
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.bootstrap import load_city
from bot.city.mention import Spotter, mask
from bot.city.text import normalise
from bot.settings import load_settings

EXAMPLES = ROOT / "data" / "nlu.yml"
ANNOTATED = ROOT / "tests" / "nlu" / "annotated.txt"
HELD_OUT = ROOT / "tests" / "nlu" / "questions.jsonl"

SEED = 7
# As like as this, two examples of an intent are variants of one message.
ALIKE = 0.7
_MARK = re.compile(r"\[([^\]]+)\]\((\w+)\)")
# Whether "am" belongs to "am Montag" is a matter of taste; a time begins after it.
_BEFORE_TIMES = re.compile(
    r"(?:(?:am|an|im|in|nach|vor|zu|zum|bis|ab|für|seit|der|den|die|das|dem)\s+)+", re.IGNORECASE
)

Span = tuple[str, int, int]


@dataclass(frozen=True)
class Message:
    """A message, what is meant by it, and the group of its variants.

    Attributes:
        origin: `learned` from data/nlu.yml, or `apart`.
        spans: its entities as Talbot spots them, because Rasa's pipelines need some to learn from.
        gold: its entities as annotated by hand, None where nobody did.
        scope: `in`, `near` or `far`.
    """

    text: str
    intent: str
    group: int
    origin: str
    spans: tuple[Span, ...]
    gold: tuple[Span, ...] | None
    scope: str

    def annotated(self) -> str:
        """The text in Rasa's notation."""
        text = self.text
        for kind, start, end in sorted(self.spans, key=lambda span: -span[1]):
            text = f"{text[:start]}[{text[start:end]}]({kind}){text[end:]}"
        return text


def learned(per_intent: int = 0) -> list[Message]:
    """The examples of data/nlu.yml, of each intent a random sample of so many, or all."""
    gold = dict(map(unmark, ANNOTATED.read_text("utf-8").splitlines()))
    pairs = [
        (line.removeprefix("- "), block["intent"])
        for block in yaml.safe_load(EXAMPLES.read_text("utf-8"))["nlu"]
        for line in block["examples"].splitlines()
        if line
    ]
    random.Random(SEED).shuffle(pairs)  # noqa: S311 - a sample, nothing secret
    seen: Counter[str] = Counter()
    pairs = [pair for pair in pairs if not per_intent or (seen.update([pair[1]]) or seen[pair[1]] <= per_intent)]
    groups = variants([text for text, _ in pairs], [intent for _, intent in pairs])
    return [
        Message(text, intent, group, "learned", spotted(text), gold.get(text), scope_of(intent))
        for (text, intent), group in zip(pairs, groups, strict=True)
    ]


def held_out() -> list[Message]:
    """The questions that were written apart from the examples, without those about danger."""
    rows = [json.loads(line) for line in HELD_OUT.read_text("utf-8").splitlines()]
    return [
        Message(row["text"], row["intent"], -1, "apart", (), None, scope_of(row["intent"]))
        for row in rows
        if not row["intent"].startswith("safety_") and not row.get("harmless")
    ]


def scope_of(intent: str) -> str:
    """Which intents are out of scope, and whether they lie near."""
    if intent == "out_of_scope_general":
        return "far"
    return "near" if intent.startswith("out_of_scope_") else "in"


def variants(texts: Sequence[str], intents: Sequence[str]) -> list[int]:
    """Number the groups of texts that are variants of each other: of one intent and nearly the same, names aside."""
    masked = [normalise(mask(text, spotter().spot(text))) or text for text in texts]
    matrix = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True).fit_transform(masked)
    alike = matrix @ matrix.T
    alike.data[alike.data < ALIKE] = 0
    alike.eliminate_zeros()
    rows, columns = alike.nonzero()
    same = np.asarray(intents)[rows] == np.asarray(intents)[columns]
    alike = alike.tocoo()
    alike.data = np.where(same, alike.data, 0)
    _, groups = connected_components(alike.tocsr(), directed=False)
    return [int(group) for group in groups]


def unmark(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Take the notation "in der [Hofaue](street)" apart: text and spans."""
    text, spans, position = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        spans.append(trimmed(mark[2], len(text), mark[1]))
        text += mark[1]
        position = mark.end()
    return text + marked[position:], tuple(spans)


def spotted(text: str) -> tuple[Span, ...]:
    """What Talbot itself spots, in the kinds of the annotation."""
    spans: list[Span] = []
    for mention in spotter().spot(text):
        span = trimmed(mention.kind, mention.start, text[mention.start : mention.end])
        if all(span[2] <= start or end <= span[1] for _, start, end in spans):
            spans.append(span)
    return tuple(spans)


def trimmed(kind: str, start: int, surface: str) -> Span:
    """A span as it is compared: a quarter is a district, times without the words before them, no sign at the end."""
    before = _BEFORE_TIMES.match(surface) if kind == "when" else None
    skip = before.end() if before and before.end() < len(surface) else 0
    return "district" if kind == "quarter" else kind, start + skip, start + len(surface.rstrip(" .,;:!?"))


@cache
def spotter() -> Spotter:
    """The city's names."""
    return load_city(load_settings()).spotter


# --- noise ---------------------------------------------------------------------------------------------------


def _typos(count: int) -> Callable[[str, random.Random], str]:
    def type_badly(text: str, rng: random.Random) -> str:
        for _ in range(count):
            text = _typo(text, rng)
        return text

    return type_badly


def _typo(text: str, rng: random.Random) -> str:
    """A letter of any word lost, doubled, wrong, or in its neighbour's place."""
    places = [at for at, letter in enumerate(text[:-1]) if letter.isalpha() and text[at + 1].isalpha()]
    if not places:
        return text
    at = rng.choice(places)
    return rng.choice((
        text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:],
        text[:at] + rng.choice("abcdefghijklmnoprstuvwyz") + text[at + 1 :],
        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
    ))  # fmt: skip


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})

NOISES: dict[str, Callable[[str, random.Random], str]] = {
    "as_written": lambda text, _: text,
    "lower_case": lambda text, _: text.lower(),
    "ae_oe_ue_ss": lambda text, _: text.translate(_UMLAUTS),
    "no_punctuation": lambda text, _: " ".join(re.sub(r"[^\w\s]", " ", text).split()) or text,
    "one_typo": _typos(1),
    "two_typos": _typos(2),
}
