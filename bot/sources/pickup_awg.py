"""Asks the calendar of AWG Wuppertal: the TYPO3 extension `bw_wastecalendar` of its website.

A street is looked up by autocomplete and sent with the page's own form; the answer is its calendar, or a list of house
numbers where several calendars meet. Calendars are one ICS file per year, behind signed links that cannot be guessed.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urljoin, urlsplit

from bs4 import BeautifulSoup

from bot.city.pickup import Pickup, merged
from bot.city.street import Street, street_key
from bot.sources.pickup_ics import delivered_pickups
from bot.sources.pickup_labels import Labels
from bot.sources.supplier import FEWEST_DATES, Delivery, StreetNotDelivered, SupplierFailed
from bot.sources.web import Page, Visit, Web

_PLUGIN = "tx_bwwastecalendar_pi1"
_FIELD = f"{_PLUGIN}[demand][streetname]"
_SHORTEST_TERM = 3
_ICAL_LINK = re.compile(r"(20\d\d)\s+als\s+iCal\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}\s*[a-zA-Z]?(?:\s*[-–]\s*\d{1,4}\s*[a-zA-Z]?)?")


class AwgCalendar:
    """The waste company's calendar."""

    def __init__(self, web: Web, labels: Labels) -> None:
        """Ask over `web`, whose base is the page of the calendar."""
        self._web = web
        self._labels = labels

    def place_of(self, street: Street, house_number: str | None) -> str:  # noqa: ARG002  # as all suppliers
        """Calendars are kept by street; whether the number counts, the page tells."""
        return street.name

    def streets(self, beginning: str) -> tuple[str, ...]:
        """The streets of the page's autocomplete, with fewer letters until there are some."""
        with self._web.visit() as visit:
            found = (names for term in _terms(beginning) if (names := _autocomplete(visit, term)))
            return next(found, ())

    def deliver(self, place: str, number: str | None) -> Delivery:
        """All years of a street, or its list of house numbers."""
        with self._web.visit() as visit:
            name = _exact_name(visit, place)
            found = _links(visit.post(*_form(visit, name)))
            links, numbers = _calendars(found), _numbers(found)
            # A calendar's own navigation looks like a house number's link, so calendars come first.
            if not links and numbers:
                if number is None:
                    return Delivery(name, numbers=tuple(numbers))
                if number not in numbers:
                    raise StreetNotDelivered
                links = _calendars(_links(visit.get(numbers[number])))
            if not links:
                raise SupplierFailed("the page has no calendar")
            return Delivery(name, self._pickups(visit, links))

    def _pickups(self, visit: Visit, links: dict[int, str]) -> tuple[Pickup, ...]:
        """The dates of all years; a year that is hardly filled yet, or filled with another one, is left out."""
        pickups: list[Pickup] = []
        for year, link in sorted(links.items()):
            found = delivered_pickups(visit.get(link).content, f"AWG {year}", self._labels)
            dates = [pickup for pickup in found if pickup.date.year == year]
            pickups += dates if len(dates) >= FEWEST_DATES else []
        if not pickups:
            raise SupplierFailed("no calendar can be read")
        return merged(pickups)


def _terms(beginning: str) -> Iterator[str]:
    """What to ask the autocomplete for, one after the other: it knows how a name begins in its own spelling only."""
    term = beginning.strip()
    while len(term) > _SHORTEST_TERM:
        yield term
        term = term[: max(_SHORTEST_TERM, len(term) * 2 // 3)].strip()
    if len(term) == _SHORTEST_TERM:
        yield term


def _autocomplete(visit: Visit, term: str) -> tuple[str, ...]:
    names = visit.get(visit.base, {"eID": "wastecalendar_autocomplete", "term": term}).json()
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise SupplierFailed("the autocomplete gives no list of names")
    return tuple(names)


def _exact_name(visit: Visit, street: str) -> str:
    """The page's spelling of a street, for it takes nothing else.

    Raises:
        StreetNotDelivered: the autocomplete does not know it.
    """
    key = street_key(street)
    for term in _terms(street):
        for name in _autocomplete(visit, term):
            if street_key(name) == key:
                return name
    raise StreetNotDelivered


def _form(visit: Visit, name: str) -> tuple[str, dict[str, str]]:
    """Where the form goes and what it sends: its signed hidden fields change with every visit."""
    page = visit.get(visit.base)
    form = _soup(page).select_one('form[name="demand"]')
    if form is None:
        raise SupplierFailed("the page has no form")
    hidden = {str(field["name"]): str(field.get("value", "")) for field in form.select('input[type="hidden"][name]')}
    return urljoin(page.url, str(form.get("action", ""))), {**hidden, _FIELD: name}


def _links(page: Page) -> list[tuple[str, str]]:
    """The links of a page: text and address."""
    links = _soup(page).select("a[href]")
    return [(" ".join(link.get_text(" ").split()), urljoin(page.url, str(link["href"]))) for link in links]


def _calendars(links: list[tuple[str, str]]) -> dict[int, str]:
    """The addresses of the ICS files by year."""
    return {int(found[1]): url for text, url in links if (found := _ICAL_LINK.search(text))}


def _numbers(links: list[tuple[str, str]]) -> dict[str, str]:
    """The addresses of calendars by house number, where the page lists them."""
    return {text: url for text, url in links if _NUMBER.fullmatch(text) and _leads_to_a_calendar(url)}


def _leads_to_a_calendar(url: str) -> bool:
    query = parse_qs(urlsplit(url).query)
    return query.get(f"{_PLUGIN}[action]") == ["month"] and f"{_PLUGIN}[streetname]" in query


def _soup(page: Page) -> BeautifulSoup:
    if "<html" not in page.text[:2000].lower():
        raise SupplierFailed("no web page")
    return BeautifulSoup(page.text, "html.parser")
