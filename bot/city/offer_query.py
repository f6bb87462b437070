"""What residents wish of an offer, how wishes are refined over a conversation, and what a search gives back."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from bot.city.offer import Offer

# The fields behind each wish; the first to be given up when nothing fits comes first, the topic last.
WISHES: dict[str, tuple[str, ...]] = {
    "time": ("times", "from_hour"),
    "weekdays": ("weekdays",),
    "dates": ("when",),
    "quarter": ("quarter",),
    "certified": ("certified",),
    "online": ("online",),
    "audience": ("audience", "only"),
    "max_price_eur": ("max_price_eur",),
    "district": ("district", "quarter"),
    "language": ("language",),
    "wheelchair": ("wheelchair",),
    "keywords": ("keywords",),
    "without": ("without",),
    "topic": ("topic",),
}


@dataclass(frozen=True)
class OfferQuery:
    """What a resident asked for; None, empty or False means "does not matter".

    Attributes:
        keywords: of offers, as their editors wrote them.
        audience: one of them suffices.
        only: nobody but this audience ("nur für Frauen").
        weekdays, times: those that suit, as in `bot.city.offer`.
        from_hour: not before this hour of the day ("ab 18 Uhr").
        when: days that were named, as a code of `bot.city.when.When`.
        without: keywords and topics that were ruled out ("kein Yoga").
    """

    topic: str | None = None
    keywords: tuple[str, ...] = ()
    district: str | None = None
    quarter: str | None = None
    audience: tuple[str, ...] = ()
    only: bool = False
    weekdays: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    from_hour: int | None = None
    when: str | None = None
    max_price_eur: float | None = None
    online: bool | None = None
    wheelchair: bool | None = None
    language: str | None = None
    certified: bool | None = None
    without: tuple[str, ...] = ()

    @property
    def wishes(self) -> tuple[str, ...]:
        """The names of `WISHES` that this says something about, in their order."""
        said = _said(self)
        return tuple(wish for wish, names in WISHES.items() if names[0] in said or (wish == "time" and said & {*names}))

    def give_up(self, wishes: Iterable[str]) -> "OfferQuery":
        """The same without some wishes; without its district a quarter means nothing."""
        empty = OfferQuery()
        return replace(self, **{name: getattr(empty, name) for wish in wishes for name in WISHES[wish]})


@dataclass(frozen=True)
class OfferGroup:
    """Offers that meet every wish but those in `dropped`, the best first; `distances` are metres, where known."""

    offers: tuple[Offer, ...]
    dropped: tuple[str, ...] = ()
    distances: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class OfferResult:
    """What was found, in groups: first what meets every wish, then what comes nearest.

    Attributes:
        more: how many offers meet as many wishes and are not shown.
    """

    groups: tuple[OfferGroup, ...] = ()
    more: int = 0

    @property
    def offers(self) -> tuple[Offer, ...]:
        """All offers of all groups."""
        return tuple(offer for group in self.groups for offer in group.offers)

    @property
    def dropped(self) -> tuple[str, ...]:
        """The wishes given up in any group, in the order of `WISHES`."""
        given_up = {wish for group in self.groups for wish in group.dropped}
        return tuple(wish for wish in WISHES if wish in given_up)


def merge(old: OfferQuery, new: OfferQuery) -> OfferQuery:
    """Refine an earlier search: what is said now replaces, what is not said stays.

    A new topic starts the keywords over; a new district forgets the old quarter; what is ruled out now adds to what
    was, and what is wished now is no longer ruled out.
    """
    said: dict[str, Any] = {name: getattr(new, name) for name in _said(new)}
    if "topic" in said:
        said.setdefault("keywords", ())
    if "district" in said:
        said.setdefault("quarter", None)
    if "audience" in said:
        said["only"] = new.only
    if {"times", "from_hour"} & said.keys():
        said |= {"times": new.times, "from_hour": new.from_hour}
    merged = replace(old, **said)
    wanted = {*new.keywords, new.topic}
    without = tuple(w for w in dict.fromkeys((*old.without, *new.without)) if w not in wanted)
    keywords = tuple(k for k in merged.keywords if k not in without)
    return replace(merged, without=without, keywords=keywords, topic=None if merged.topic in without else merged.topic)


def _said(query: OfferQuery) -> set[str]:
    return {f.name for f in fields(query) if getattr(query, f.name) not in (None, (), False) or _denied(query, f.name)}


def _denied(query: OfferQuery, name: str) -> bool:
    """Of "online" also the no is a wish; zero euros are no denial."""
    value = getattr(query, name)
    return (name == "online" and value is False) or (name == "max_price_eur" and value == 0)
