"""Searching prevention offers: reading wishes from everyday words, and finding what meets them.

When nothing meets every wish the search drops as few as possible and says which; it never returns an
empty list while there are offers at all.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date

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
    ("morning", re.compile(r"\b(vormittags?|morgens|frueh|in der frueh|\w+morgens?)\b")),
    ("afternoon", re.compile(r"\b(nachmittags?|\w+nachmittags?|mittags?)\b")),
    ("evening", re.compile(r"\b(abends?|\w+abends?|nach (der arbeit|feierabend))\b")),
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


@dataclass(frozen=True)
class OfferVocabulary:
    """Everyday words and the filter they mean: filter value -> words, folded for comparison."""

    topics: dict[str, tuple[str, ...]]
    audiences: dict[str, tuple[str, ...]]


class OfferDirectory:
    """All offers, asked by wishes."""

    def __init__(self, offers: Iterable[Offer], vocabulary: OfferVocabulary) -> None:
        self.offers = tuple(offers)
        self._topics = _word_table(vocabulary.topics)
        self._audiences = _word_table(vocabulary.audiences)
        self._keywords = {
            stem(word.folded): keyword
            for offer in self.offers
            for keyword in offer.keywords
            for word in words(keyword)[:1]
            if len(words(keyword)) == 1 and len(word.folded) > 3
        }

    def read_wishes(self, text: str) -> OfferQuery:
        """Read topic, audience, price, time and access from everyday words; place is not read here."""
        plain = normalise(text)
        stems = [stem(word.folded) for word in words(text)]
        topics = [t for t, table in self._topics.items() if _says(table, stems, plain)]
        keywords = tuple(dict.fromkeys(self._keywords[s] for s in stems if s in self._keywords))
        audience = tuple(a for a, table in self._audiences.items() if _says(table, stems, plain))
        price = _PRICE.search(plain)
        return OfferQuery(
            topic=_best_topic(topics, keywords, self.offers),
            keywords=keywords,
            audience=audience,
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
        dropped: list[str] = []
        while True:
            hits = [offer for offer in current if _meets(offer, query)]
            if hits:
                ranked = sorted(hits, key=lambda offer: _rank(offer, query))
                return OfferResult(tuple(ranked[:most]), tuple(dropped))
            wish = self._cheapest_drop(current, query)
            if wish is None:
                return OfferResult((), tuple(dropped))
            dropped.append(wish)
            query = _without(query, wish)

    def _cheapest_drop(self, current: list[Offer], query: OfferQuery) -> str | None:
        wishes = [name for name in _DROP_ORDER if getattr(query, name) not in (None, ())]
        for name in wishes:
            if any(_meets(offer, _without(query, name)) for offer in current):
                return name
        return wishes[0] if wishes else ("topic" if query.topic else None)


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


def _word_table(source: dict[str, tuple[str, ...]]) -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Filter value -> (stems of its single words, its phrases)."""
    table = {}
    for value, vocabulary in source.items():
        single = frozenset(stem(fold(entry)) for entry in vocabulary if len(words(entry)) == 1)
        phrases = tuple(normalise(entry) for entry in vocabulary if len(words(entry)) > 1)
        table[value] = (single, phrases)
    return table


def _says(table: tuple[frozenset[str], tuple[str, ...]], stems: list[str], plain: str) -> bool:
    single, phrases = table
    if any(s in single for s in stems) or any(phrase in plain for phrase in phrases):
        return True
    # Compounds count by their beginning: "Rückenkurs", "Schlafstörung", "Seniorensport".
    return any(s.startswith(entry) for entry in single if len(entry) >= 5 for s in stems)


def _best_topic(topics: list[str], keywords: tuple[str, ...], offers: tuple[Offer, ...]) -> str | None:
    """A narrow keyword decides between several topics ("Yoga gegen Stress" finds the yoga courses)."""
    if len(topics) == 1:
        return topics[0]
    by_keyword = {o.topic for o in offers if set(keywords) & set(o.keywords)}
    return next((topic for topic in topics if topic in by_keyword), topics[0] if topics else None)


def _weekdays(plain: str) -> tuple[str, ...]:
    if _WEEKEND.search(plain):
        return ("sat", "sun")
    return tuple(dict.fromkeys(code for word, code in _WEEKDAYS.items() if re.search(rf"\b{word}", plain)))


def _without(query: OfferQuery, name: str) -> OfferQuery:
    return replace(query, **{name: () if isinstance(getattr(query, name), tuple) else None})


def _meets(offer: Offer, query: OfferQuery) -> bool:
    return (
        (query.topic is None or offer.topic == query.topic or bool(set(query.keywords) & set(offer.keywords)))
        and (not query.keywords or bool(set(query.keywords) & set(offer.keywords)))
        and (query.district is None or offer.online or offer.district in (None, query.district))
        and (query.quarter is None or offer.quarter in (None, query.quarter))
        and (not query.audience or offer.audience == ("everyone",) or bool(set(query.audience) & set(offer.audience)))
        and (not query.weekdays or bool(set(query.weekdays) & set(offer.weekdays)))
        and (query.time is None or offer.time == query.time)
        and (query.max_price_eur is None or (offer.price_eur is not None and offer.price_eur <= query.max_price_eur))
        and (query.online is None or offer.online == query.online)
        and (query.wheelchair is None or offer.accessible is True)
        and (query.certified is None or offer.certified is True)
    )


def _rank(offer: Offer, query: OfferQuery) -> tuple[bool, bool, bool, str]:
    """Real before example, in the district before citywide, made for the audience before for everyone."""
    return (
        offer.example,
        query.district is not None and offer.district != query.district,
        bool(query.audience) and not set(query.audience) & set(offer.audience),
        offer.title,
    )
