"""Finds prevention offers: what meets every wish, else what comes nearest and which wish is in the way.

Never an empty list while there are offers at all. Wishes are read by `bot.city.offer_wishes`, places by
`bot.city.offer_place`; whether an offer meets a wish is `bot.city.offer_rank`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from bot.city.district import DistrictRegister
from bot.city.errors import DateImpossible
from bot.city.fragment import is_opening
from bot.city.lexicon import NO_LEXICON, Lexicon
from bot.city.offer import Offer
from bot.city.offer_place import PlaceReader, PlaceWish
from bot.city.offer_query import WISHES, OfferGroup, OfferQuery, OfferResult
from bot.city.offer_question import is_short
from bot.city.offer_rank import checks, is_everywhere, rank, unmet
from bot.city.offer_wishes import WishReader
from bot.city.offer_words import OfferVocabulary
from bot.city.position import Position
from bot.city.text import words
from bot.city.when_span import span

_MOST = 5
# So many wishes are named as being in the way; more would be a riddle.
_MOST_GROUPS = 3
_NEARBY = 2
_PLACE = frozenset(("district", "quarter"))
_ASKING = frozenset("wohin wann wo was wer wie welche welcher welches warum wieso".split())
# What nobody gives up lightly counts as many wishes.
_WEIGHT = {"topic": 100, "without": 50}

Missed = tuple[str, ...]


class OfferDirectory:
    """All offers, asked by wishes."""

    def __init__(
        self,
        offers: Iterable[Offer],
        vocabulary: OfferVocabulary,
        districts: DistrictRegister | None = None,
        lexicon: Lexicon = NO_LEXICON,
    ) -> None:
        self.offers = tuple(offers)
        self._by_id = {offer.id: offer for offer in self.offers}
        self._districts = districts or DistrictRegister(())
        self._wishes = WishReader(self.offers, vocabulary, lexicon)
        self._places = PlaceReader(self._districts, lexicon, self._wishes.knows)
        self._positions: dict[tuple[str, str | None], Position | None] = {}
        # Everyday words of a topic that only general offers carry ("Sport") say no more than the topic.
        keywords = {keyword for offer in self.offers for keyword in offer.keywords}
        telling = {keyword for offer in self.offers if offer.example for keyword in offer.keywords}
        self._broad = frozenset(k for k in keywords - telling if self._wishes.is_topic_word(k))

    def read_wishes(self, text: str) -> OfferQuery:
        """Read topic, people, price, times and access from everyday words; the place is `read_place`."""
        return self._wishes.read(text)

    def read_place(self, text: str) -> PlaceWish:
        """Read the district or quarter, or the name of a place that the city has not."""
        return self._places.read(text)

    def knows_word(self, word: str) -> bool:
        """Whether a word is one that offers are searched by."""
        return self._wishes.knows(word)

    def is_only_wishes(self, text: str) -> bool:
        """Whether a short text is nothing but wishes ("und am Wochenende?"), no question with a subject of its own."""
        if not is_short(text):
            return False
        asks = not is_opening(text) and any(word.folded in _ASKING for word in words(text))
        wishes = self.read_wishes(text)
        return not asks and wishes.topic is None and wishes.keywords == () and wishes != OfferQuery()

    def by_ids(self, ids: Iterable[str]) -> tuple[Offer, ...]:
        """The offers with these ids, in this order; those that are gone are left out."""
        return tuple(self._by_id[one] for one in ids if one in self._by_id)

    def distance(self, offer: Offer, query: OfferQuery) -> int | None:
        """Metres between where an offer is and where it is wished to be; None when one of them has no place."""
        if offer.district is None or query.district is None:
            return None
        here = self._position(query.district, query.quarter)
        there = self._position(offer.district, offer.quarter)
        return here.metres_to(there) if here and there else None

    def find(
        self, query: OfferQuery, today: date, *, most: int = _MOST, skip: Collection[str] = frozenset()
    ) -> OfferResult:
        """Find current offers.

        Args:
            most: so many offers in all groups together.
            skip: ids of offers that are known already ("noch andere?").

        Returns:
            First what meets every wish. Where nothing does, one group for each smallest set of wishes in the way.
            What is shown nearby, because in the place itself there is nothing, is a group without that wish.
        """
        missed = self._missed(query, today, skip)
        if not missed:
            return OfferResult()
        if missed.get(()) and ("keywords",) in missed and not self._real(query):
            # An invented course does not hide where real ones are found.
            missed[()] += [offer for offer in missed[("keywords",)] if not offer.example]
        least = min(map(_weight, missed))
        smallest = [given_up for given_up in missed if _weight(given_up) == least]
        smallest.sort(key=lambda given_up: [list(WISHES).index(wish) for wish in given_up])
        groups = smallest[:_MOST_GROUPS]
        shares = _shares(most, [len(missed[given_up]) for given_up in groups])
        found = [self._group(missed[g], query, g, n, today) for g, n in zip(groups, shares, strict=True)]
        if smallest == [()]:
            found = self._with_nearby(found[0], missed, query, most, today)
        shown = {offer.id for group in found for offer in group.offers}
        more = sum(offer.id not in shown for given_up in smallest for offer in missed[given_up])
        return OfferResult(tuple(found), more)

    def _missed(self, query: OfferQuery, today: date, skip: Collection[str]) -> dict[Missed, list[Offer]]:
        """All offers by the wishes they do not meet."""
        current = [o for o in self.offers if not o.is_over(today) and o.id not in skip]
        wished = checks(query, _days(query.when, today), today)
        narrow = self._narrow(query)
        missed: dict[Missed, list[Offer]] = defaultdict(list)
        for offer in current:
            subject = _off_subject(offer, query, narrow)
            missed[(*unmet(offer, wished), *subject)].append(offer)
        return missed

    def _narrow(self, query: OfferQuery) -> set[str]:
        return {keyword for keyword in query.keywords if keyword not in self._broad}

    def _real(self, query: OfferQuery) -> bool:
        """Whether a real offer has one of the keywords; then nothing else needs to stay in sight."""
        narrow = self._narrow(query)
        return any(narrow & set(offer.keywords) and not offer.example for offer in self.offers)

    def _group(self, offers: list[Offer], query: OfferQuery, dropped: Missed, most: int, today: date) -> OfferGroup:
        away = {offer.id: self.distance(offer, query) for offer in offers}
        best = sorted(offers, key=lambda offer: rank(offer, query, dropped, away[offer.id], today))[:most]
        return OfferGroup(tuple(best), dropped, tuple(away[offer.id] for offer in best))

    def _with_nearby(
        self, met: OfferGroup, missed: dict[Missed, list[Offer]], query: OfferQuery, most: int, today: date
    ) -> list[OfferGroup]:
        """Where only offers for the whole city fit, what else would is shown with its distance."""
        if query.district is None or not all(is_everywhere(offer) for offer in missed[()]):
            return [met]
        away = {given_up: offers for given_up, offers in missed.items() if given_up and _PLACE.issuperset(given_up)}
        near = [offer for offers in away.values() for offer in offers]
        if not near:
            return [met]
        dropped = tuple(w for w in WISHES if any(w in given_up for given_up in away))
        group = self._group(near, query, dropped, _NEARBY, today)
        kept = most - len(group.offers)
        return [OfferGroup(met.offers[:kept], (), met.distances[:kept]), group]

    def _position(self, district: str, quarter: str | None) -> Position | None:
        where = (district, quarter)
        if where not in self._positions:
            self._positions[where] = self._districts.position(*where)
        return self._positions[where]


def _off_subject(offer: Offer, query: OfferQuery, narrow: set[str]) -> Missed:
    """Whether an offer misses the topic, or the keywords that were named."""
    of_topic = query.topic in (None, offer.topic)
    if not narrow:
        return () if of_topic else ("topic",)
    if not narrow.isdisjoint(offer.keywords):
        return ()
    return ("keywords",) if of_topic else ("keywords", "topic")


def _weight(given_up: Missed) -> int:
    return sum(_WEIGHT.get(wish, 1) for wish in given_up)


def _shares(most: int, sizes: list[int]) -> list[int]:
    """How many of each group are shown: one of each in turn, until there are enough."""
    shares = [0] * len(sizes)
    while sum(shares) < most and shares != sizes:
        for index, size in enumerate(sizes):
            if shares[index] < size and sum(shares) < most:
                shares[index] += 1
    return shares


def _days(code: str | None, today: date) -> tuple[date, date] | None:
    """The days that a code of time means; none for a day that does not exist."""
    if code is None:
        return None
    try:
        days = span(code, today)
    except DateImpossible:
        return None
    return (days.first, days.last)
