"""What the readers of offers share beside the offer itself: what they look names up in, and words of people."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.city.district import DistrictRegister
from bot.city.offer_words import OfferVocabulary
from bot.city.source import Source
from bot.city.text import stem, words
from bot.sources.district_file import DistrictBook
from bot.sources.faults import Faults
from bot.sources.source_file import SourceBook
from bot.sources.text_file import with_line_feeds

# The source of made-up offers in sources.yml.
EXAMPLE = "example"
# More is no list of offers of one city: 5,000 of them take 1 MB as a table and 20 MB as HSDS.
MOST_BYTES = 40_000_000

_WEIGHTS = (4, 2, 1)
_SHORTEST_START = 5


@dataclass(frozen=True)
class Surroundings:
    """What an offer is looked up in, and where faults go."""

    sources: SourceBook
    districts: DistrictBook
    words: OfferVocabulary
    faults: Faults

    @cached_property
    def register(self) -> DistrictRegister:
        """The districts, found by the names people use."""
        return DistrictRegister(self.districts.districts)

    @cached_property
    def topics(self) -> "TopicWords":
        """The everyday words for topics."""
        return TopicWords(self.words)

    def example_source(self) -> Source | None:
        """The source of made-up offers; None when sources.yml has none."""
        return self.sources.sources.get(EXAMPLE)


class TopicWords:
    """Which topic some words speak of, for offers whose file does not say."""

    def __init__(self, vocabulary: OfferVocabulary) -> None:
        # By the first word of an entry: its other words, and the topic.
        self._entries: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for topic, entries in vocabulary.topics.items():
            for first, *others in filter(None, map(_stems, entries)):
                self._entries.setdefault(first, []).append((tuple(others), topic))

    def of(self, *texts: str) -> str | None:
        """The topic most words stand for; of texts the first count most (title, keywords, description)."""
        points: Counter[str] = Counter()
        for text, weight in zip(texts, _WEIGHTS, strict=False):
            for topic in self._topics(_stems(text)):
                points[topic] += weight
        return points.most_common(1)[0][0] if points else None

    def _topics(self, found: list[str]) -> Iterator[str]:
        """The topic of every entry that stands in a text; a single word also as the beginning of a longer one."""
        for at, word in enumerate(found):
            for others, topic in self._entries.get(word, ()):
                if tuple(found[at + 1 : at + 1 + len(others)]) == others:
                    yield topic
            # "Rückenkurs" begins with "Rücken".
            for end in range(_SHORTEST_START, len(word)):
                yield from (topic for others, topic in self._entries.get(word[:end], ()) if not others)


def _stems(text: str) -> list[str]:
    return [stem(word.folded) for word in words(text)]


def read_bytes(path: Path, name: str, faults: Faults) -> bytes | None:
    """The content of a file; None when it cannot be read or is far too large, then noted."""
    try:
        if path.stat().st_size > MOST_BYTES:
            faults.add(name, None, "file_huge", most=MOST_BYTES // 1_000_000)
            return None
        return path.read_bytes()
    except OSError as error:
        faults.add(name, None, "file_unreadable", reason=error.strerror)
        return None


def decoded(content: bytes, name: str, faults: Faults) -> str | None:
    """The text of a file with plain line feeds; None when it is not UTF-8, then noted with what it seems to be."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        faults.add(name, None, "encoding_utf16")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(b"\r\n|\r|\n", content[: error.start])) + 1
        faults.add(name, line, "encoding_windows", byte=f"{content[error.start]:02X}")
        return None
    return with_line_feeds(text)
