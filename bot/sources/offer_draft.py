"""An offer as a file of any format gives it, and how it becomes one of the core: the checks all formats share.

The values are those of offers.yml, with days as ISO texts. What only one format can get wrong is checked by its reader.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol
from uuid import NAMESPACE_URL, uuid5

from bot.city.offer import Offer
from bot.city.source import Source
from bot.sources.contact import as_dialled, is_email, is_web_address, phone_fault
from bot.sources.data_file import Complaining
from bot.sources.district_file import DistrictBook
from bot.sources.faults import Faults
from bot.strings import has_text, text

WAYS = ("phone", "email", "url", "contact")
MOST_DATES = 400

_TUPLES = ("keywords", "weekdays", "times", "audience", "languages")
_DATES = ("checked_on", "valid_until")
_OTHERWISE_READ = ("id", "source", "district", "quarter", "dates", "phone", *_TUPLES, *_DATES)
# Control characters, and those that change the direction of writing.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_IDS = uuid5(NAMESPACE_URL, "urn:talbot:offer")


class OfferEntry(Complaining, Protocol):
    """The values of one offer in a file, and the way to complain about them."""

    def label(self, key: str) -> str:
        """How whoever keeps the file calls a value."""

    def place(self) -> tuple[str, int | None]:
        """File and line."""


@dataclass(frozen=True)
class Draft:
    """An offer of a format other than YAML.

    Attributes:
        line, spot: where it is in the file, as in `Fault`.
        lines, spots: where single values are, by their key.
        names: how the format calls the values, by their key; else it is their German name.
    """

    values: dict[str, Any]
    file: str
    faults: Faults
    line: int | None = None
    spot: str | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    spots: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def complain(self, code: str, *path: str | int, **values: object) -> None:
        """Note a fault at a value, or at the whole offer."""
        key = str(path[0]) if path else ""
        line, spot = self.lines.get(key, self.line), self.spots.get(key, self.spot)
        self.faults.add_at(self.file, line, spot, code, **values)

    def label(self, key: str) -> str:
        """How the format calls a value."""
        named = self.names.get(key) or (text(f"fields.{key}") if has_text(f"fields.{key}") else key)
        return text("faults.field", key=named)

    def place(self) -> tuple[str, int | None]:
        """File and line."""
        return self.file, self.line


@dataclass(frozen=True)
class FoundOffer:
    """An offer and where it was found."""

    offer: Offer
    entry: OfferEntry

    def complain_if_over(self, today: date) -> None:
        """Note it as a fault when nobody can take the offer up any more."""
        if self.offer.is_over(today):
            key = "valid_until" if self.offer.valid_until else "dates"
            last = min(day for day in (self.offer.valid_until, *self.offer.dates[-1:]) if day)
            self.entry.complain("offer_over", key, title=self.offer.title, last=_german(last))


def build_offer(entry: OfferEntry, source: Source, districts: DistrictBook) -> FoundOffer:
    """Check what all formats have in common, complain, and make the offer."""
    district, quarter = districts.place(entry)
    _check_signs(entry)
    _check_contact(entry)
    _check_dates(entry, source)
    values = entry.values
    plain = {key: value for key, value in values.items() if key not in _OTHERWISE_READ}
    if "phone" in values:
        plain["phone"] = as_dialled(values["phone"])
    made_of = (str(values.get(key) or "") for key in ("title", "district", "quarter", "venue", "when"))
    given = values.get("id") or stable_id(*made_of)
    offer = Offer(id=given, source=source, district=district, quarter=quarter, **plain, **_converted(values))
    # The day of the source needs no saying twice.
    return FoundOffer(replace(offer, checked_on=None) if offer.checked_on == source.as_of else offer, entry)


def stable_id(*made_of: str) -> str:
    """A UUID that stays while what it is made of does."""
    return str(uuid5(_IDS, "\n".join(made_of)))


def _converted(values: Mapping[str, Any]) -> dict[str, Any]:
    tuples = {key: tuple(values[key]) for key in _TUPLES if key in values}
    dates = {key: date.fromisoformat(values[key]) for key in _DATES if key in values}
    return {**tuples, **dates, "dates": _days(values)}


def _days(values: Mapping[str, Any]) -> tuple[date, ...]:
    return tuple(sorted({date.fromisoformat(day) for day in values.get("dates", ())}))


def _check_signs(entry: OfferEntry) -> None:
    """Complain about signs that nobody sees and that could turn a text around."""
    for key, value in entry.values.items():
        for written in value if isinstance(value, (list, tuple)) else (value,):
            if isinstance(written, str) and _UNSEEN.search(written):
                entry.complain("control_character", key)


def _check_contact(entry: OfferEntry) -> None:
    values = entry.values
    if not any(values.get(way) for way in WAYS):
        entry.complain("contact_missing", ways=", ".join(entry.label(way) for way in WAYS))
    if (phone := values.get("phone")) and (reason := phone_fault(phone)):
        reason = text(f"faults.phone_reasons.{reason}")
        entry.complain("phone_invalid", "phone", field=entry.label("phone"), value=phone, reason=reason)
    if (email := values.get("email")) and not is_email(email):
        entry.complain("email_invalid", "email", field=entry.label("email"), value=email)
    if (url := values.get("url")) and not is_web_address(url):
        entry.complain("url_invalid", "url", field=entry.label("url"), value=url)


def _check_dates(entry: OfferEntry, source: Source) -> None:
    """Hold dates against the day the offer was checked, so that the result is the same on every day."""
    values = entry.values
    checked, ends = (date.fromisoformat(values[key]) if key in values else None for key in _DATES)
    as_of = checked or source.as_of
    if ends and ends < as_of:
        entry.complain("date_past", "valid_until", field=entry.label("valid_until"), date=ends, as_of=as_of)
    days = _days(values)
    if len(days) > MOST_DATES:
        entry.complain("dates_many", "dates", most=MOST_DATES)
    if days and days[-1] < as_of:
        entry.complain("date_past", "dates", field=entry.label("dates"), date=days[-1], as_of=as_of)
    if days and ends and days[-1] > ends:
        entry.complain("date_order", "dates", dates=entry.label("dates"), next=days[-1], until=ends)


def _german(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
