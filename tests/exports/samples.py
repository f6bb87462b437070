"""Offers of every kind for the exports: made by hypothesis, as odd as the model lets them be."""

from datetime import date
from uuid import UUID

from hypothesis import strategies as st

from bot.city.offer import AUDIENCES, TIMES, TOPICS, WEEKDAYS, Offer
from bot.city.source import Source

DAYS = st.dates(date(2026, 11, 23), date(2028, 1, 1))
# Texts of one line, as all readers give them.
TEXTS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12) | st.sampled_from(
    ["Yoga & Co. <b>", '"Rücken"', "</script>", "montags 18 bis 19.30 Uhr", "=cmd()", "{title}", "中文"]
)


def some(values):
    """Some values of a closed list, in its order."""
    return st.sets(st.sampled_from(values)).map(lambda found: tuple(value for value in values if value in found))


def maybe(values):
    """One of them, or nothing."""
    return st.none() | values


@st.composite
def offers(draw) -> Offer:
    """An offer that can be taken up on 23 November 2026."""
    district, quarter = draw(st.sampled_from([(None, None), ("Nord", None), ("Nord", "Hafen"), ("Süd", "Heide")]))
    dates = tuple(sorted(draw(st.sets(DAYS, max_size=4))))
    ends = draw(maybe(DAYS))
    source = Source(draw(TEXTS), draw(maybe(st.just("https://probe.example"))), date(2026, 11, 22))
    return Offer(
        id=str(UUID(int=draw(st.integers(1, 2**128 - 1)))),
        title=draw(TEXTS),
        topic=draw(st.sampled_from(TOPICS)),
        source=source,
        description=draw(maybe(TEXTS)),
        keywords=tuple(draw(st.lists(TEXTS, max_size=3, unique=True))),
        district=district,
        quarter=quarter,
        venue=draw(maybe(TEXTS)),
        when=draw(maybe(TEXTS)),
        weekdays=draw(some(WEEKDAYS)),
        times=draw(some(TIMES)),
        dates=dates,
        price_eur=draw(maybe(st.integers(0, 200000).map(lambda cents: cents / 100))),
        audience=draw(some(AUDIENCES)) or ("everyone",),
        accessible=draw(maybe(st.booleans())),
        online=draw(st.booleans()),
        languages=tuple(draw(st.lists(st.sampled_from(["de", "tr", "ar", "xx"]), max_size=3, unique=True))),
        provider=draw(maybe(TEXTS)),
        contact=draw(TEXTS),
        phone=draw(maybe(st.sampled_from(["0202 563-0", "116117"]))),
        email=draw(maybe(st.just("a@b.example"))),
        url=draw(maybe(st.just("https://b.example/kurs"))),
        certified=draw(maybe(st.booleans())),
        checked_on=draw(maybe(st.just(date(2026, 11, 23)))),
        valid_until=max([ends, *dates[-1:], date(2026, 11, 23)]) if ends else None,
        example=draw(st.booleans()),
    )
