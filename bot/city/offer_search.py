"""Searching prevention offers: reading wishes from everyday words, and finding what meets them.

When nothing meets every wish the search drops as few as possible and says which; it never returns an
empty list while there are offers at all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import combinations
from typing import Any

from bot.city.offer import Offer, OfferQuery, OfferResult
from bot.city.text import fold, normalise, stem, words

# The first to be given up when nothing fits; the topic is never given up.
_DROP_ORDER = (
    "time",
    "weekdays",
    "quarter",
    "certified",
    "online",
    "audience",
    "max_price_eur",
    "district",
    "wheelchair",
    "keywords",
)
_WEEKDAYS = {
    "montag": "mon",
    "dienstag": "tue",
    "mittwoch": "wed",
    "donnerstag": "thu",
    "freitag": "fri",
    "samstag": "sat",
    "sonnabend": "sat",
    "sonntag": "sun",
}
_TIMES = (
    ("morning", re.compile(r"\b(vormittag\w*|morgens|frueh|in der frueh|\w+morgens?)\b")),
    ("afternoon", re.compile(r"\b(\w*nachmittag\w*|mittags?)\b")),
    ("evening", re.compile(r"(?<!guten )(?<!schoenen )\b((?!sonn)\w*abend\w*|nach der arbeit)\b")),
)
_FREE = re.compile(
    r"\b(kostenlos\w*|kostenfrei\w*|gratis|umsonst|ohne (kosten|geld|gebuehr)|nix kosten|nichts kosten)\b"
)
_PRICE = re.compile(r"\b(?:bis|unter|maximal|hoechstens|max)\s?(?:zu )?(\d{1,3})\s?(?:eur|euro)\b")
_ONLINE = re.compile(r"\b(online|digital\w*|von zu ?hause|per video|videokurs\w*|zoom|im internet)\b")
_ON_SITE = re.compile(r"\b(vor ort|nicht online|praesenz\w*|in echt)\b")
_WHEELCHAIR = re.compile(
    r"\b(rollstuhl\w*|rollator\w*|barrierefrei\w*|gehbehindert\w*|ohne (treppen|stufen)|gehhilfe)\b"
)
_CERTIFIED = re.compile(
    r"\b(zertifiziert\w*|zpp|praeventionskurs\w*|von der kasse anerkannt\w*|erstattungsfaehig\w*)\b"
)
_WEEKEND = re.compile(r"\b(wochenende\w*|samstags? (und|oder) sonntags?)\b")
# "mein Mann trinkt": a relative, not for whom the offer should be.
_RELATIVE = re.compile(r"\b(?:mein|dein|sein|ihr|unser)\w* (?:mann|frau)\b")
_TELLING_TOPICS = 2
_SHORTEST_START = 5
_COURSE = re.compile(r"s?(?:kurse?|kursen|gruppen?|treffs?|stunden?|angebote?n?|training|abend)$")


class WordTable:
    """Some words and phrases, recognised in text however they are inflected or compounded."""

    def __init__(self, entries: Iterable[str]) -> None:
        split = [words(entry) for entry in entries]
        self._stems = frozenset(stem(entry[0].folded) for entry in split if len(entry) == 1)
        starts = {form for e in split if len(e) == 1 for form in (e[0].folded, stem(e[0].folded))}
        self._starts = tuple(form for form in starts if len(form) >= _SHORTEST_START)
        several = [[word.folded for word in entry] for entry in split if len(entry) > 1]
        self._phrases = tuple(f" {' '.join(entry)} " for entry in several)
        self._glued = frozenset("".join(entry) for entry in several)

    def says(self, text: str) -> bool:
        """Whether a text has one of the words; compounds count by their beginning ("Rückenkurs")."""
        found = [word.folded for word in words(text)]
        plain = f" {' '.join(found)} "
        return any(map(self._is, found)) or any(phrase in plain for phrase in self._phrases)

    def _is(self, word: str) -> bool:
        if word in self._glued or stem(word) in self._stems or word.startswith(self._starts):
            return True
        course = _COURSE.search(word)
        return course is not None and course.start() > 2 and stem(word[: course.start()]) in self._stems


@dataclass(frozen=True)
class OfferVocabulary:
    """Everyday words and the filter they mean: filter value -> words, folded for comparison."""

    topics: dict[str, tuple[str, ...]]
    audiences: dict[str, tuple[str, ...]]


class OfferDirectory:
    """All offers, asked by wishes."""

    def __init__(self, offers: Iterable[Offer], vocabulary: OfferVocabulary) -> None:
        self.offers = tuple(offers)
        self._topics = {value: WordTable(entries) for value, entries in vocabulary.topics.items()}
        self._audiences = {value: WordTable(entries) for value, entries in vocabulary.audiences.items()}
        keywords = dict.fromkeys(keyword for offer in self.offers for keyword in offer.keywords)
        self._keywords = {keyword: WordTable((keyword,)) for keyword in keywords}
        # Everyday words of a topic that only general offers carry ("Sport") say no more than the topic.
        telling = {keyword for offer in self.offers if offer.example for keyword in offer.keywords}
        self._broad = frozenset(
            k for k in keywords if k not in telling and any(t.says(k) for t in self._topics.values())
        )

    def read_wishes(self, text: str) -> OfferQuery:
        """Read topic, audience, price, time and access from everyday words; place is not read here."""
        plain = normalise(text.replace("€", " euro "))
        keywords = _longest([k for k, table in self._keywords.items() if table.says(plain)])
        topics = [topic for topic, table in self._topics.items() if table.says(plain)]
        people = _RELATIVE.sub(" ", plain)
        price = _PRICE.search(plain)
        return OfferQuery(
            topic=self._best_topic(topics, keywords),
            keywords=keywords,
            audience=tuple(a for a, table in self._audiences.items() if table.says(people)),
            weekdays=_weekdays(plain),
            time=next((name for name, pattern in _TIMES if pattern.search(plain)), None),
            max_price_eur=0.0 if _FREE.search(plain) else float(price.group(1)) if price else None,
            online=False if _ON_SITE.search(plain) else True if _ONLINE.search(plain) else None,
            wheelchair=True if _WHEELCHAIR.search(plain) else None,
            certified=True if _CERTIFIED.search(plain) else None,
        )

    def find(self, query: OfferQuery, today: date, *, most: int = 5) -> OfferResult:
        """Find current offers; `dropped` names the wishes that no offer could meet together."""
        current = [o for o in self.offers if o.valid_until is None or o.valid_until >= today]
        for dropped in _droppable(query):
            fewer = _without(query, dropped)
            if hits := self._hits(current, fewer):
                ranked = sorted(hits, key=lambda offer: _rank(offer, fewer))
                return OfferResult(tuple(ranked[:most]), dropped)
        return OfferResult((), ())

    def _hits(self, current: list[Offer], query: OfferQuery) -> list[Offer]:
        hits = [offer for offer in current if _meets(offer, query)]
        of_topic = [offer for offer in hits if query.topic in (None, offer.topic)]
        narrow = {keyword for keyword in query.keywords if keyword not in self._broad}
        if not narrow:
            return of_topic
        named = [offer for offer in hits if narrow & set(offer.keywords)]
        if any(narrow & set(offer.keywords) and not offer.example for offer in current):
            return named
        # Where only examples have the keyword, what is real for the topic stays in sight.
        return named + [offer for offer in of_topic if not offer.example]

    def _best_topic(self, topics: list[str], keywords: tuple[str, ...]) -> str | None:
        """Between several topics a keyword decides ("Yoga gegen Stress" finds the yoga courses)."""
        if len(topics) == 1:
            return topics[0]
        by_keyword = Counter(o.topic for o in self.offers if set(keywords) & set(o.keywords))
        ranked = [topic for topic, _ in by_keyword.most_common()]
        if not topics:
            return ranked[0] if ranked and not self._in_many(keywords) else None
        return next((topic for topic in topics if topic in ranked), topics[0])

    def _in_many(self, keywords: tuple[str, ...]) -> bool:
        """Whether keywords are of offers of so many topics that they tell none ("Krankenkasse")."""
        return len({o.topic for o in self.offers if set(keywords) & set(o.keywords)}) > _TELLING_TOPICS


def merge(old: OfferQuery, new: OfferQuery) -> OfferQuery:
    """Refine an earlier search: what is said now replaces, what is not said stays.

    A new topic starts the keywords over; a new district forgets the old quarter.
    """
    said = {f.name: getattr(new, f.name) for f in fields(new) if getattr(new, f.name) not in (None, ())}
    if "topic" in said and "keywords" not in said:
        said["keywords"] = ()
    if "district" in said and "quarter" not in said:
        said["quarter"] = None
    return replace(old, **said)


def _weekdays(plain: str) -> tuple[str, ...]:
    if _WEEKEND.search(plain):
        return ("sat", "sun")
    return tuple(dict.fromkeys(code for word, code in _WEEKDAYS.items() if re.search(rf"\b{word}", plain)))


def _longest(keywords: list[str]) -> tuple[str, ...]:
    """Those that are not the beginning of another: "Pflegeberatung" is more than "Pflege"."""
    folded = {keyword: fold(keyword) for keyword in keywords}
    return tuple(k for k in keywords if not any(k != o and folded[o].startswith(folded[k]) for o in keywords))


def _droppable(query: OfferQuery) -> Iterator[tuple[str, ...]]:
    """Sets of wishes to give up, the fewest first; the topic only when nothing else helps."""
    wishes = [name for name in _DROP_ORDER if getattr(query, name) not in (None, ())]
    for count in range(len(wishes) + 1):
        yield from combinations(wishes, count)
    yield (*wishes, "topic")


def _without(query: OfferQuery, names: tuple[str, ...]) -> OfferQuery:
    empty: dict[str, Any] = {n: () if isinstance(getattr(query, n), tuple) else None for n in names}
    return replace(query, **empty)


def _meets(offer: Offer, query: OfferQuery) -> bool:
    """Whether an offer meets every wish but topic and keywords."""
    audience = not query.audience or offer.audience == ("everyone",) or set(query.audience) & set(offer.audience)
    affordable = offer.price_eur is not None and offer.price_eur <= (query.max_price_eur or 0)
    return (
        bool(audience)
        and (query.district is None or offer.online or offer.district in (None, query.district))
        and (query.quarter is None or offer.quarter in (None, query.quarter))
        and (not query.weekdays or bool(set(query.weekdays) & set(offer.weekdays)))
        and (query.time is None or offer.time == query.time)
        and (query.max_price_eur is None or affordable)
        and (query.online is None or offer.online == query.online)
        and (query.wheelchair is None or offer.accessible is True)
        and (query.certified is None or offer.certified is True)
    )


def _rank(offer: Offer, query: OfferQuery) -> tuple[bool, int, bool, bool, str]:
    """Real before example, named before general, in the district before citywide, for them before for all."""
    return (
        offer.example,
        -max((len(keyword) for keyword in set(query.keywords) & set(offer.keywords)), default=0),
        query.district is not None and offer.district != query.district,
        bool(query.audience) and not set(query.audience) & set(offer.audience),
        offer.title,
    )
