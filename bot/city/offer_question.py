"""Follow-ups on offers that were shown: what is asked about them ("was kostet das?"), which one is meant ("das
zweite"), what no longer matters ("egal wo"), whether there are others ("mehr davon").

Only reads; which offers were shown and what is known of them is the business of whoever asks.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.city import offer_question_words as say
from bot.city.offer import Offer
from bot.city.text import normalise, stem, words

_LONGEST_QUESTION = 12
_LONGEST_FRAGMENT = 8


@dataclass(frozen=True)
class OfferQuestion:
    """A question about offers that were shown.

    Attributes:
        aspect: what it asks for ("price", "refund", "signup", "start", "when", "access", "provider", "place",
            "audience", "language", "details"); None where it only names an offer ("und das zweite?").
        ordinal: which one of the list is meant, counted from 0, -1 for the last.
        rest: folded words that belong to neither.
    """

    aspect: str | None = None
    ordinal: int | None = None
    rest: tuple[str, ...] = ()


def read_question(text: str) -> OfferQuestion | None:
    """Read a question about shown offers; None when it asks nothing and names no place in the list."""
    plain = normalise(text)
    if len(plain.split()) > _LONGEST_QUESTION:
        return None
    found = say.ORDINAL.search(plain)
    asked = _cut_out(plain, found)
    aspect, match = next(
        ((name, m) for name, pattern in say.ASPECTS.items() if (m := pattern.search(asked))), (None, None)
    )
    if match is None and found is None and not say.POINTS.search(plain):
        return None
    rest = _cut_out(asked, match)
    left = tuple(word for word in rest.split() if word not in say.FILLERS and not word.isdigit())
    return OfferQuestion(aspect, _ordinal(found) if found else None, left)


def is_about_shown(text: str, names: Callable[[str], bool]) -> bool:
    """Whether a text can only mean the offers shown before: nothing in it names anything else.

    Args:
        names: whether a folded word belongs to one of them, or to a place.
    """
    if wants_more(text) or forgotten(text):
        return True
    question = read_question(text)
    if question is None or (question.aspect == "place" and say.SEARCHES.search(normalise(text))):
        return False
    return all(names(word) for word in question.rest)


def meant(question: OfferQuestion, offers: Sequence[Offer], place: tuple[str | None, str | None]) -> tuple[Offer, ...]:
    """Which of the offers a question is about: one by its number, some by place or name, else all.

    Args:
        place: the district and quarter that the question names.
    """
    if question.ordinal is not None:
        return tuple(offers[question.ordinal :][:1]) if question.ordinal < len(offers) else ()
    district, quarter = place
    if district:
        there = [o for o in offers if o.district == district and (quarter is None or o.quarter in (None, quarter))]
        return tuple(there)
    named = {offer.id: sum(stem(word) in name_stems(offer) for word in question.rest) for offer in offers}
    most = max(named.values(), default=0)
    return tuple(offer for offer in offers if named[offer.id] == most)


def name_stems(offer: Offer) -> frozenset[str]:
    """Stems of the words that an offer can be called by."""
    text = " ".join((offer.title, *offer.keywords, offer.provider or "", offer.venue or ""))
    return frozenset(stem(word.folded) for word in words(text) if word.folded not in say.FILLERS)


def wants_more(text: str) -> bool:
    """Whether a text asks for further offers of the same kind ("noch andere?")."""
    return bool(say.MORE.match(normalise(text)))


def forgotten(text: str) -> tuple[str, ...]:
    """The wishes that no longer matter ("egal wo", "muss nicht kostenlos sein")."""
    plain = normalise(text)
    return tuple(dict.fromkeys(wish for wishes, pattern in say.FORGOTTEN if pattern.search(plain) for wish in wishes))


def is_short(text: str) -> bool:
    """Whether a text is short enough to be nothing but a wish that refines a search."""
    return 0 < len(words(text)) <= _LONGEST_FRAGMENT


def _cut_out(text: str, found: re.Match[str] | None) -> str:
    return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()) if found else text


def _ordinal(found: re.Match[str]) -> int:
    number = found.group("number") or found.group("short")
    if number:
        return int(number) - 1
    word = found.group("word")
    return -1 if word == "letzt" else say.ORDINALS.index(word)
