"""Turns one service of HSDS, known to fit its schema, into offers. The format is described in docs/offers.md."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.city.offer import AUDIENCES, TIMES, TOPICS
from bot.city.source import Source
from bot.offer_terms import says, several, terms
from bot.sources.hsds_places import Place, places_of
from bot.sources.hsds_schedule import Plan, read_plan
from bot.sources.json_file import JsonFile
from bot.sources.offer_draft import Draft, FoundOffer, build_offer, stable_id
from bot.sources.offer_reading import Surroundings
from bot.sources.series import SeriesInvalid

OWN = "talbot:"

_CHILD, _YOUTH, _GROWN, _OLD = 13, 20, 18, 55
_NO_VOICE = ("fax", "pager", "text", "textphone")


class ServiceReader:
    """Reads one service."""

    def __init__(self, file: JsonFile, around: Surroundings) -> None:
        self._service: dict[str, Any] = file.data
        self._file = file
        self._around = around
        self._title = _line(self._service["name"]) or ""
        self._own = _own(self._service)
        # Written by Talbot itself: what is not there is not so, and nothing has to be guessed from words.
        self._exact = "topic" in self._own
        self._draft = Draft({}, file.name, around.faults, spot=file.spot())

    def offers(self) -> Iterator[FoundOffer]:
        """An offer for each place; none when something cannot be understood, then noted."""
        faults = self._around.faults
        before = len(faults)
        source, checked = self._source()
        topic = self._topic()
        if source is None or topic is None or len(faults) > before:
            return
        common = self._common(topic, checked, source)
        places, online = places_of(self._service, self._own, self._around.register)
        for place in places:
            one = len(places) == 1
            values = common | place.values() | {"online": online}
            values["id"] = self._service["id"] if one else stable_id(self._service["id"], place.id)
            plan = self._plan(place, checked or source.as_of)
            if plan and len(faults) == before:
                values |= self._planned(plan)
                yield build_offer(self._at({k: v for k, v in values.items() if v not in (None, ())}), source,
                                  self._around.districts)  # fmt: skip

    def _at(self, values: dict[str, Any]) -> Draft:
        """The values with the pointers to those that may be wrong."""
        spots = {
            "phone": self._spot("phones", 0, "number"),
            "email": self._spot("email"),
            "url": self._spot("url"),
            "district": self._spot("attributes"),
            "quarter": self._spot("attributes"),
            "valid_until": self._spot("schedules"),
            "dates": self._spot("schedules"),
        }
        return Draft(values, self._file.name, self._around.faults, spot=self._file.spot(), spots=spots)

    def _spot(self, *path: str | int) -> str:
        """The pointer to a value, or to what is there of the way to it."""
        value: Any = self._service
        for depth, step in enumerate(path):
            try:
                value = value[step]
            except (KeyError, IndexError):
                return self._file.spot(*path[:depth]) or ""
        return self._file.spot(*path) or ""

    def _common(self, topic: str, checked: date | None, source: Source) -> dict[str, Any]:
        service, certified = self._service, self._truth("certified")
        if certified is None and says("certified", service.get("accreditations", "")):
            certified = True
        return {
            "title": self._title,
            "topic": topic,
            "description": _line(service.get("description")),
            "keywords": tuple(self._own.get("keyword", ())),
            "price_eur": self._price(),
            "audience": self._audience(),
            "languages": self._languages(),
            "provider": _line(service.get("organization", {}).get("name")),
            "certified": certified,
            "checked_on": checked.isoformat() if checked and checked != source.as_of else None,
            "example": self._truth("example"),
            **self._ways(),
        }

    def _planned(self, plan: Plan) -> dict[str, Any]:
        own_times = self._choices("time", TIMES)
        return {
            "when": plan.when if self._scheduled("description") or not self._exact else None,
            "weekdays": plan.weekdays if self._scheduled("byday") or not self._exact else (),
            "times": own_times if self._exact else plan.times,
            "dates": [day.isoformat() for day in plan.dates],
            "valid_until": plan.valid_until.isoformat() if plan.valid_until else None,
        }

    def _scheduled(self, key: str) -> bool:
        return any(schedule.get(key) for schedule in self._service.get("schedules", ()))

    def _plan(self, place: Place, around: date) -> Plan | None:
        schedules = [*self._service.get("schedules", ()), *place.schedules]
        try:
            return read_plan(schedules, around)
        except SeriesInvalid:
            spot = self._spot("schedules")
            self._around.faults.add_at(self._file.name, None, spot, "hsds_rule", title=self._title)
            return None

    def _source(self) -> tuple[Source | None, date | None]:
        """Where the facts are from, and the day they were checked."""
        service, organization = self._service, self._service.get("organization", {})
        written = service.get("assured_date") or service.get("last_modified", "")[:10]
        checked = _day(written)
        name, url, as_of = (self._first(key) for key in ("source", "source_url", "source_as_of"))
        if name and (day := _day(as_of or "") or checked):
            return Source(name, url, day), checked
        if checked is None:
            self._draft.complain("hsds_checked", title=self._title)
            return None, None
        if self._truth("example") and (source := self._around.example_source()):
            return source, checked
        url = service.get("url") or organization.get("website")
        return Source(_line(organization.get("name")) or self._title, url, checked), checked

    def _topic(self) -> str | None:
        """Talbot's own topic, else one that an attribute names, else the one the words speak of."""
        if own := self._first("topic"):
            return next(iter(self._choices("topic", TOPICS)), None) if own else None
        named = [topic for word in _attribute_words(self._service) if (topic := terms("topics").value(word))]
        words = " ".join(_attribute_words(self._service))
        topic = next(iter(named), None)
        topic = topic or self._around.topics.of(self._title, words, self._service.get("description", ""))
        if topic is None:
            self._draft.complain("hsds_topic", title=self._title, allowed=terms("topics").allowed)
        return topic

    def _price(self) -> float | None:
        """The price for most: the highest; reductions have conditions that nobody reads here."""
        amounts = []
        for number, option in enumerate(self._service.get("cost_options", ())):
            currency = option.get("currency", "EUR")
            if "amount" not in option:
                continue
            if currency.strip().upper() not in ("EUR", "€", ""):
                spot = self._spot("cost_options", number, "currency")
                values = {"title": self._title, "currency": currency}
                self._around.faults.add_at(self._file.name, None, spot, "hsds_currency", **values)
            amounts.append(option["amount"])
        if not amounts and says("free", self._service.get("fees_description", "")):
            return 0
        return max(amounts, default=None)

    def _audience(self) -> tuple[str, ...] | None:
        if self._exact:
            return self._choices("audience", AUDIENCES) or None
        words = [*_attribute_words(self._service), *several(self._service.get("eligibility_description", ""))]
        found = {value for word in words if (value := terms("audiences").value(word))} | set(self._by_age())
        return tuple(value for value in AUDIENCES if value in found) or None

    def _by_age(self) -> Iterator[str]:
        youngest, oldest = self._service.get("minimum_age", 0), self._service.get("maximum_age", 200)
        if oldest <= _CHILD:
            yield "children"
        elif youngest >= _OLD:
            yield "seniors"
        elif youngest >= _GROWN:
            yield "adults"
        elif youngest > 0 and oldest <= _YOUTH:
            yield "teenagers"

    def _languages(self) -> tuple[str, ...]:
        """The codes of two letters; of languages without one the name decides."""
        known = terms("languages")
        found: dict[str, None] = {}
        for language in self._service.get("languages", ()):
            code = language.get("code", "").lower()
            by_name = known.value(language.get("name", "")) or known.value(code)
            if value := code if len(code) == 2 and code.isascii() and code.isalpha() else by_name:
                found[value] = None
        return tuple(found)

    def _ways(self) -> dict[str, str | None]:
        """How to reach whom: what the service says, else its contacts, its places, the organization."""
        service, organization = self._service, self._service.get("organization", {})
        contacts = [*service.get("contacts", ()), *organization.get("contacts", ())]
        at = [link.get("location", {}) for link in service.get("service_at_locations", ())]
        holders = [service, *contacts, *service.get("service_at_locations", ()), *at, organization]
        phones = (phone for holder in holders for phone in holder.get("phones", ()))
        voice = (p for p in phones if p.get("type", "voice").lower() not in _NO_VOICE)
        emails = (holder.get("email") for holder in holders)
        named = (_line(", ".join(filter(None, (c.get("name"), c.get("title"))))) for c in service.get("contacts", ()))
        return {
            "phone": next((_line(phone["number"]) for phone in voice), None),
            "email": next(filter(None, emails), None),
            "url": service.get("url") or organization.get("website"),
            "contact": next(filter(None, named), None),
        }

    def _first(self, key: str) -> str | None:
        return next(iter(self._own.get(key, ())), None)

    def _truth(self, key: str) -> bool | None:
        value = self._first(key)
        return None if value is None else value == "true"

    def _choices(self, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """The values of our own attributes, which somebody may have changed."""
        for value in self._own.get(key, ()):
            if value not in allowed:
                spot = self._spot("attributes")
                values = {"value": value, "field": OWN + key, "allowed": ", ".join(allowed)}
                self._around.faults.add_at(self._file.name, None, spot, "hsds_value", **values)
        given = self._own.get(key, ())
        return tuple(value for value in given if value in allowed)


def _own(service: Mapping[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for attribute in service.get("attributes", ()):
        kind = attribute.get("link_type", "")
        if kind.startswith(OWN) and attribute.get("value"):
            found.setdefault(kind.removeprefix(OWN), []).append(attribute["value"])
    return found


def _attribute_words(service: Mapping[str, Any]) -> list[str]:
    """What the attributes of a service call it."""
    attributes = service.get("attributes", ())
    named = [word for a in attributes for word in (a.get("value"), a.get("label")) if word]
    return [*named, *(a["taxonomy_term"]["name"] for a in attributes if "taxonomy_term" in a)]


def _line(written: str | None) -> str | None:
    """A text on one line."""
    return " ".join(written.split()) or None if written else None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
