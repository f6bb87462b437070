"""Writes offers as JSON-LD in the vocabulary of schema.org, for web pages and whatever searches them.

What has days or weekdays is an Event, everything else a Service. Examples say so in their description.
"""

import json
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from bot.city.offer import WEEKDAYS, Offer
from bot.exports.hours import hours_of
from bot.offer_terms import terms
from bot.strings import text

Node = dict[str, Any]

CONTEXT = "https://schema.org"
ZONE = "Europe/Berlin"

_DAYS = dict(zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))
_ATTENDANCE = {
    (True, True): "MixedEventAttendanceMode",
    (True, False): "OnlineEventAttendanceMode",
    (False, True): "OfflineEventAttendanceMode",
}


def jsonld(offers: Iterable[Offer], today: date) -> Node:
    """All offers as one graph.

    Args:
        today: events say when they take place next from then on.
    """
    graph = [jsonld_node(offer, today) for offer in offers]
    return {"@context": CONTEXT, "@graph": graph}


def jsonld_bytes(offers: Iterable[Offer], today: date) -> bytes:
    """The same as a file, also safe inside a web page's script element."""
    written = json.dumps(jsonld(offers, today), ensure_ascii=False)
    for sign in "<>&":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written.encode()


def jsonld_node(offer: Offer, today: date) -> Node:
    """One offer."""
    takes_place = bool(offer.weekdays or offer.dates)
    node: Node = {
        "@type": "Event" if takes_place else "Service",
        "@id": f"urn:uuid:{offer.id}",
        "name": offer.title,
        "description": _description(offer),
        "url": offer.url,
        "audience": [_audience(value) for value in offer.audience],
        "offers": _price(offer),
        **(_event(offer, today) if takes_place else _service(offer)),
    }
    return _full(node)


def _description(offer: Offer) -> str | None:
    said = ". ".join(filter(None, (offer.description, offer.when))) or ""
    return text("offer_text.example_description", description=said) if offer.example else said or None


def _event(offer: Offer, today: date) -> Node:
    hours = hours_of(offer.when)
    following = offer.next_date(today)
    start = _moment(following, hours[0] if hours else None) if following else None
    end = _moment(following, hours[1]) if following and hours else None
    return {
        "keywords": _keywords(offer),
        "isAccessibleForFree": None if offer.price_eur is None else offer.price_eur == 0,
        "inLanguage": list(offer.languages) or ["de"],
        "eventStatus": f"{CONTEXT}/EventScheduled",
        "eventAttendanceMode": f"{CONTEXT}/{_ATTENDANCE[offer.online, offer.on_site]}",
        "startDate": start,
        "endDate": end,
        "eventSchedule": _schedules(offer, hours),
        "location": _locations(offer),
        "organizer": _organization(offer),
    }


def _service(offer: Offer) -> Node:
    place = _locations(offer)
    channel = {
        "@type": "ServiceChannel",
        "serviceLocation": place[0] if place else None,
        "serviceUrl": offer.url,
        "availableLanguage": list(offer.languages) or ["de"],
    }
    return {
        "serviceType": terms("topics").names[offer.topic],
        "areaServed": _area(offer),
        "provider": _organization(offer),
        "availableChannel": _full(channel),
    }


def _schedules(offer: Offer, hours: tuple[time, time] | None) -> list[Node]:
    """The weekly rhythm, with the days between which it is known; without one each day by itself."""
    clock: Node = {"startTime": f"{hours[0]:%H:%M}:00", "endTime": f"{hours[1]:%H:%M}:00"} if hours else {}
    always: Node = {"@type": "Schedule", "scheduleTimezone": ZONE, **clock}
    if not offer.weekdays:
        return [{**always, "startDate": day.isoformat(), "endDate": day.isoformat()} for day in offer.dates]
    last = offer.valid_until or (offer.dates[-1] if offer.dates else None)
    span: Node = {
        "startDate": offer.dates[0].isoformat() if offer.dates else None,
        "endDate": last.isoformat() if last else None,
    }
    days = [f"{CONTEXT}/{_DAYS[day]}" for day in offer.weekdays]
    return [_full({**always, "repeatFrequency": "P1W", "byDay": days, **span})]


def _locations(offer: Offer) -> list[Node]:
    found: list[Node] = []
    if offer.on_site:
        found.append(_full({
            "@type": "Place",
            "name": offer.venue or offer.quarter or offer.district or text("offer_text.city"),
            "address": {"@type": "PostalAddress", "addressLocality": text("offer_text.city"), "addressCountry": "DE"},
            "containedInPlace": _area(offer),
            "amenityFeature": _access(offer),
        }))  # fmt: skip
    if offer.online:
        found.append(_full({"@type": "VirtualLocation", "url": offer.url}))
    return found


def _area(offer: Offer) -> Node:
    """The quarter in its district in the city, as far as it is known."""
    node: Node = {"@type": "City", "name": text("offer_text.city")}
    for name in filter(None, (offer.district, offer.quarter)):
        node = {"@type": "AdministrativeArea", "name": name, "containedInPlace": node}
    return node


def _access(offer: Offer) -> Node | None:
    if offer.accessible is None:
        return None
    named = {"name": text("offer_text.wheelchair"), "value": offer.accessible}
    return {"@type": "LocationFeatureSpecification", **named}


def _organization(offer: Offer) -> Node | None:
    contact = _full({
        "@type": "ContactPoint", "name": offer.contact, "telephone": offer.phone, "email": offer.email,
    })  # fmt: skip
    if len(contact) == 1 and not offer.provider:
        return None
    return _full({
        "@type": "Organization",
        "name": offer.provider or offer.source.name,
        "contactPoint": contact if len(contact) > 1 else None,
    })  # fmt: skip


def _audience(value: str) -> Node:
    return {"@type": "Audience", "audienceType": terms("audiences").names[value]}


def _price(offer: Offer) -> Node | None:
    """The price and what can be said of the offer in no other property: all under the name of a property of ours."""
    properties = {
        "topic": offer.topic,
        "certified": offer.certified,
        "checkedOn": offer.as_of.isoformat(),
        "source": offer.source.name,
        "example": offer.example or None,
    }
    node: Node = {
        "@type": "Offer",
        "price": offer.price_eur,
        "priceCurrency": None if offer.price_eur is None else text("offer_text.currency"),
        "validThrough": offer.valid_until.isoformat() if offer.valid_until else None,
        "additionalProperty": [
            {"@type": "PropertyValue", "propertyID": f"talbot:{name}", "value": value}
            for name, value in properties.items()
            if value is not None
        ],
    }
    return _full(node)


def _keywords(offer: Offer) -> list[str]:
    return list(dict.fromkeys((terms("topics").names[offer.topic], *offer.keywords)))


def _moment(day: date, at: time | None) -> str:
    """A day, with the local time on it where that is known; the zone is the one of the schedule."""
    return f"{day.isoformat()}T{at:%H:%M}:00" if at else day.isoformat()


def _full(node: Node) -> Node:
    """The node without properties that have no value."""
    return {key: value for key, value in node.items() if value not in (None, [], {})}
