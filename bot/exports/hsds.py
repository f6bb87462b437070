"""Writes offers in HSDS 3 (Human Services Data Specification of Open Referral): an answer of `GET /services`.

Read back by `bot.sources.offer_hsds` they are the same offers. What HSDS has no field for stands in attributes whose
`link_type` begins with "talbot:"; docs/offers.md lists them.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from bot.city.offer import DAY_CODES, Offer
from bot.exports.hours import hours_of
from bot.offer_terms import terms
from bot.strings import text

Table = dict[str, Any]

OWN = "talbot:"
TAXONOMY = "urn:talbot:offers"
_TAXONOMY_IDS = uuid5(NAMESPACE_URL, TAXONOMY)


def hsds_services(offers: Iterable[Offer]) -> Table:
    """All offers as one page of services."""
    services = [hsds_service(offer) for offer in offers]
    count = len(services)
    return {
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }


def hsds_json(offers: Iterable[Offer]) -> bytes:
    """The same as a file."""
    return json.dumps(hsds_services(offers), ensure_ascii=False).encode()


def hsds_service(offer: Offer) -> Table:
    """One offer as a service with all its tables inside."""
    ids = _Ids(offer.id)
    service: Table = {
        "id": offer.id,
        "name": offer.title,
        "status": "active",
        "description": offer.description,
        "url": offer.url,
        "email": offer.email,
        "alert": text("offer_text.example") if offer.example else None,
        "eligibility_description": ", ".join(terms("audiences").names[value] for value in offer.audience),
        "accreditations": text("offer_text.certified") if offer.certified else None,
        "assured_date": offer.as_of.isoformat(),
        "last_modified": f"{offer.as_of.isoformat()}T00:00:00.000Z",
        "phones": [{"id": ids.of("phone"), "number": offer.phone, "type": "voice"}] if offer.phone else [],
        "contacts": [{"id": ids.of("contact"), "name": offer.contact}] if offer.contact else [],
        "languages": [_language(ids, code) for code in offer.languages],
        "schedules": list(_schedules(ids, offer)),
        "service_areas": _areas(ids, offer),
        "service_at_locations": list(_locations(ids, offer)),
        "cost_options": _costs(ids, offer),
        "attributes": list(_attributes(ids, offer)),
    }
    if offer.provider:
        organization = {"id": str(uuid5(_TAXONOMY_IDS, f"organization\n{offer.provider}")), "name": offer.provider}
        service |= {"organization_id": organization["id"]}
        service |= {"organization": {**organization, "description": offer.provider}}
    return {key: value for key, value in service.items() if value not in (None, [])}


class _Ids:
    """Identifiers of the tables around a service; they stay while its own does."""

    def __init__(self, service: str) -> None:
        self.service = service
        self._within = UUID(service)

    def of(self, table: str, number: object = 0) -> str:
        return str(uuid5(self._within, f"{table}\n{number}"))


def _language(ids: _Ids, code: str) -> Table:
    return {"id": ids.of("language", code), "code": code, "name": terms("languages").names.get(code, code)}


def _schedules(ids: _Ids, offer: Offer) -> Iterator[Table]:
    """One for the rhythm and its words, one for each known day."""
    hours = hours_of(offer.when)
    clock: Table = {"opens_at": f"{hours[0]:%H:%M}", "closes_at": f"{hours[1]:%H:%M}"} if hours else {}
    days = ",".join(DAY_CODES[day] for day in offer.weekdays)
    rhythm: Table = {"freq": "WEEKLY", "byday": days} if days else {}
    ends: Table = {"valid_to": offer.valid_until.isoformat()} if offer.valid_until else {}
    words: Table = {"description": offer.when} if offer.when else {}
    if rhythm or ends or words:
        yield {"id": ids.of("schedule"), "service_id": ids.service, **rhythm, **clock, **ends, **words}
    for day in offer.dates:
        yield _single(ids, day, clock)


def _single(ids: _Ids, day: date, clock: Table) -> Table:
    on = day.isoformat()
    span = {"valid_from": on, "valid_to": on, "dtstart": on, "until": on}
    return {"id": ids.of("schedule", on), "service_id": ids.service, **span, **clock}


def _areas(ids: _Ids, offer: Offer) -> list[Table]:
    """Whom it serves, where it does not say by its place."""
    if offer.district or offer.quarter:
        return []
    return [{"id": ids.of("service_area"), "service_id": ids.service, "name": text("offer_text.city")}]


def _locations(ids: _Ids, offer: Offer) -> Iterator[Table]:
    if offer.venue or offer.district or offer.accessible is not None:
        place = ", ".join(filter(None, (offer.quarter, offer.district, text("offer_text.city"))))
        location: Table = {"location_type": "physical", "description": place}
        location |= {"name": offer.venue} if offer.venue else {}
        if offer.accessible is not None:
            said = text("offer_text.accessible" if offer.accessible else "offer_text.not_accessible")
            location["accessibility"] = [{"id": ids.of("accessibility"), "description": said}]
        yield _at(ids, "physical", location)
    if offer.online:
        yield _at(ids, "virtual", {"location_type": "virtual"})


def _at(ids: _Ids, kind: str, location: Table) -> Table:
    place = ids.of("location", kind)
    link = {"id": ids.of("service_at_location", kind), "service_id": ids.service, "location_id": place}
    return {**link, "location": {"id": place, **location}}


def _costs(ids: _Ids, offer: Offer) -> list[Table]:
    if offer.price_eur is None:
        return []
    return [{"id": ids.of("cost_option"), "service_id": ids.service, "currency": "EUR", "amount": offer.price_eur}]


def _attributes(ids: _Ids, offer: Offer) -> Iterator[Table]:
    """What HSDS has no field for, or only one for words."""
    yield _attribute(ids, "topic", offer.topic, terms("topics").names[offer.topic])
    for value in offer.audience:
        yield _attribute(ids, "audience", value, terms("audiences").names[value])
    for value in offer.times:
        yield _attribute(ids, "time", value, terms("times").names[value])
    for number, value in enumerate(offer.keywords):
        yield _attribute(ids, "keyword", value, number=number)
    truths = {"accessible": offer.accessible, "certified": offer.certified, "example": offer.example or None}
    plain = {key: str(value).lower() if value is not None else None for key, value in truths.items()}
    plain |= {"district": offer.district, "quarter": offer.quarter, "source": offer.source.name}
    plain |= {"source_url": offer.source.url, "source_as_of": offer.source.as_of.isoformat()}
    for key, given in plain.items():
        if given:
            yield _attribute(ids, key, given)


def _attribute(ids: _Ids, key: str, value: str, name: str | None = None, number: int = 0) -> Table:
    found: Table = {"id": ids.of(key, f"{value}\n{number}"), "link_id": ids.service, "link_entity": "service"}
    found |= {"link_type": OWN + key, "value": value}
    if name is not None:
        # A value of a closed list is a term of Talbot's own taxonomy.
        term: Table = {"id": str(uuid5(_TAXONOMY_IDS, f"{key}:{value}")), "code": f"{key}:{value}", "name": name}
        term |= {"description": name, "taxonomy": TAXONOMY, "language": "de"}
        found |= {"label": name, "taxonomy_term_id": term["id"], "taxonomy_term": term}
    return found
