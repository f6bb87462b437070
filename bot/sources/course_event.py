"""What the properties of a calendar event say about a course: topic, people, place, price, and whom to ask."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from icalendar import Component

from bot.offer_terms import says, terms
from bot.sources.offer_reading import Surroundings
from bot.sources.sheet_cells import euro

# Which property a value comes from, to point to its line.
PROPERTIES = {
    "title": "SUMMARY",
    "topic": "CATEGORIES",
    "district": "LOCATION",
    "quarter": "LOCATION",
    "dates": "DTSTART",
    "price_eur": "X-COST",
    "phone": "CONTACT",
    "email": "ORGANIZER",
    "url": "URL",
}

_FEE = re.compile(
    r"\b(?:Kursgebühr|Teilnahmegebühr|Gebühr|Kosten|Preis|Entgelt|Beitrag|Eintritt)\w*\s*:?\s*"
    r"((?:€|EUR)?\s*\d{1,4}(?:[.,]\d{1,2}|,-)?\s*(?:€|EUR(?:O)?)?|kostenlos|kostenfrei|frei)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^\s,;:<>()]+@[^\s,;:<>()]+")
_PHONE = re.compile(r"\+?\d[\d\s()/.–-]{2,}\d")
_TRIMMED = " ,;:|-–/"


def course_values(event: Component, complain: Callable[..., None], around: Surroundings) -> dict[str, Any]:
    """The values of an offer that an event gives; without a topic when none can be found."""
    title, location = _text(event, "SUMMARY") or "", _text(event, "LOCATION")
    description = _text(event, "DESCRIPTION")
    categories = list(_categories(event))
    values: dict[str, Any] = {"title": title, "description": description}
    values |= _sorted_out(categories)
    topic = values.get("topic") or around.topics.of(title, " ".join(categories), description or "")
    said = " ".join([*categories, location or ""])
    values |= {"topic": topic, **_place(location, said, around), **_ways(event)}
    values |= {"price_eur": _price(event, description, complain), "accessible": _accessible(said)}
    if says("certified", f"{' '.join(categories)} {description or ''}"):
        values["certified"] = True
    return {key: value for key, value in values.items() if value not in (None, ())}


def _text(event: Component, name: str) -> str | None:
    value = event.get(name)
    if isinstance(value, list):
        value = value[0]
    return " ".join(str(value).split()) or None if value is not None else None


def _categories(event: Component) -> Iterator[str]:
    value = event.get("CATEGORIES", [])
    for one in value if isinstance(value, list) else [value]:
        yield from (name for category in getattr(one, "cats", ()) if (name := " ".join(str(category).split())))


def _sorted_out(categories: list[str]) -> dict[str, Any]:
    """Categories by what they name; those that name nothing else are keywords."""
    found: dict[str, dict[str, None]] = {"topics": {}, "audiences": {}, "languages": {}, "keywords": {}}
    for category in categories:
        kind, value = next(_meanings(category), ("keywords", category))
        if not any(says(other, category) for other in ("online", "accessible", "certified")):
            found[kind][value] = None
    audience = tuple(value for value in terms("audiences").names if value in found["audiences"])
    values: dict[str, Any] = {"keywords": tuple(found["keywords"]), "languages": tuple(found["languages"])}
    values |= {"audience": audience, "topic": next(iter(found["topics"]), None)}
    return values


def _meanings(category: str) -> Iterator[tuple[str, str]]:
    for kind in ("topics", "audiences", "languages"):
        if value := terms(kind).value(category):
            yield kind, value


def _place(location: str | None, said: str, around: Surroundings) -> dict[str, Any]:
    online = says("online", said)
    found = around.register.spot(location) if location else None
    venue = None if location and says("online", location) else location
    place = {"district": found.district, "quarter": found.quarter} if found else {}
    return {"venue": venue, "online": online or None, **place}


def _accessible(said: str) -> bool | None:
    return not says("not", said) if says("accessible", said) else None


def _price(event: Component, description: str | None, complain: Callable[..., None]) -> float | None:
    """The price: the property X-COST, else what the description calls a fee."""
    if written := _text(event, "X-COST"):
        # Of properties that it does not know, icalendar leaves commas as they are escaped.
        price = euro(written.replace("\\,", ","))
        if price is None:
            complain("course_price", "price_eur", value=written)
        return price
    found = _FEE.search(description or "")
    return euro(found[1].strip()) if found else None


def _ways(event: Component) -> dict[str, str | None]:
    """How to reach whom: CONTACT taken apart, the mail address and name of ORGANIZER, URL."""
    contact = _text(event, "CONTACT") or ""
    email, phone = _EMAIL.search(contact), _PHONE.search(_EMAIL.sub(" ", contact))
    rest = _PHONE.sub(" ", _EMAIL.sub(" ", contact))
    organizer = event.get("ORGANIZER")
    address = str(organizer or "")
    mail = address[len("mailto:") :] if address.lower().startswith("mailto:") else None
    name = getattr(organizer, "params", {}).get("CN")
    return {
        "provider": " ".join(str(name).split()) if name else None,
        "contact": " ".join(rest.split()).strip(_TRIMMED) or None,
        "phone": phone[0].strip(_TRIMMED) if phone else None,
        "email": email[0] if email else mail,
        "url": _text(event, "URL"),
    }
