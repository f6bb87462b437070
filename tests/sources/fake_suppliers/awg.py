"""The website of AWG Wuppertal, as far as its calendar goes: TYPO3 with the extension bw_wastecalendar."""

import hashlib
import html
import json
from collections.abc import Iterable, Mapping
from itertools import count
from urllib.parse import urlencode

from bot.city.pickup import Pickup
from tests.sources.fake_suppliers.ics import awg_ics
from tests.sources.fake_suppliers.server import JSON, Answer, Asked, FakeServer

PLUGIN = "tx_bwwastecalendar_pi1"
PATH = "/privatkunden/abfallkalender.html"
Dates = tuple[Pickup, ...]


class FakeAwg(FakeServer):
    """The site with these streets; a street with several calendars has them by house number."""

    def __init__(self, streets: Mapping[str, Dates | Mapping[str, Dates]], years: Iterable[int] = (2026, 2027)) -> None:
        super().__init__()
        self.streets = dict(streets)
        self.years = set(years)
        self._visits = count(1)
        self._tokens: set[str] = set()

    @property
    def url(self) -> str:
        """The page of the calendar."""
        return self.root + PATH

    def answer(self, asked: Asked) -> Answer:
        """What the site does."""
        if asked.path != PATH:
            return _page("Nicht gefunden", 404)
        if asked.one("eID") == "wastecalendar_autocomplete":
            term = asked.one("term").casefold()
            names = [name for name in self.streets if name.casefold().startswith(term)] if len(term) > 2 else []
            return Answer(json.dumps(names).encode(), JSON)
        action = asked.one(f"{PLUGIN}[action]")
        if action and not _is_signed(asked):
            return _page("Seite nicht gefunden", 404)
        if asked.method == "POST":
            return self._submitted(asked)
        if action in ("list", "month"):
            return self._calendar_page(asked.one(f"{PLUGIN}[streetname]"))
        if action == "street":
            return self._number_page(asked.one(f"{PLUGIN}[streetname]"))
        return self._ics(asked) if action == "ics" else self._form()

    def _calendars(self) -> dict[str, Dates]:
        """All calendars by their id."""
        found: dict[str, Dates] = {}
        for index, entry in enumerate(self.streets.values()):
            parts = entry.values() if isinstance(entry, Mapping) else (entry,)
            found |= {str(1000 + 100 * index + part): dates for part, dates in enumerate(parts)}
        return found

    def _form(self) -> Answer:
        token = hashlib.sha1(f"visit {next(self._visits)}".encode()).hexdigest()
        self._tokens.add(token)
        action = html.escape(_link("submit", demand="1"))
        return _page(f"""
            <form name="suche" action="/suche.html"><input type="hidden" name="q" value=""></form>
            <form method="post" name="demand" action="{action}">
            <div><input type="hidden" name="{PLUGIN}[__referrer][@extension]" value="BwWastecalendar" />
            <input type="hidden" name="{PLUGIN}[__trustedProperties]" value="{html.escape('{"demand":{"streetname":1}}')}{token}" /></div>
            <label>Stra&szlig;e <input type="text" name="{PLUGIN}[demand][streetname]" value=""></label>
            <button type="submit">Kalender anzeigen</button></form>""")

    def _submitted(self, asked: Asked) -> Answer:
        sent = {name: values[0] for name, values in asked.fields.items()}
        trusted = sent.get(f"{PLUGIN}[__trustedProperties]", "")
        if trusted[-40:] not in self._tokens or sent.get(f"{PLUGIN}[__referrer][@extension]") != "BwWastecalendar":
            return _page("Oops, an error occurred!", 400)
        self._tokens.discard(trusted[-40:])
        name = sent.get(f"{PLUGIN}[demand][streetname]", "")
        if name not in self.streets:
            return _page("Bitte wählen Sie eine Straße aus der Liste.")
        street = str(1000 + 100 * list(self.streets).index(name))
        action = "street" if isinstance(self.streets[name], Mapping) else "list"
        return Answer(status=303, headers={"Location": _link(action, streetname=street)})

    def _number_page(self, street: str) -> Answer:
        numbers = list(self.streets.values())[int(street) // 100 - 10]
        links = "".join(
            f'<li><a href="{html.escape(_link("month", streetname=str(int(street) + part)))}"> {number} </a></li>'
            for part, number in enumerate(numbers)
        )
        other = html.escape(_link("list", streetname=street))
        return _page(f"""<p>Auf dieser Straße gibt es mehrere Abfallkalender</p>
            <a href="{other}">2</a> <a href="/seite-3.html">3</a> <ul>{links}</ul> <a href="#top">nach oben</a>""")

    def _calendar_page(self, calendar: str) -> Answer:
        if calendar not in self._calendars():
            return _page("Seite nicht gefunden", 404)
        month = html.escape(_link("month", streetname=calendar))
        icals = "".join(
            f'<li><a href="{html.escape(_link("ics", streetname=calendar, year=str(year)))}">'
            f'<span>f&uuml;r {year}</span> als&nbsp;iCal</a> <a href="/kalender-{year}.pdf">für {year} als PDF</a></li>'
            for year in sorted(self.years)
        )
        return _page(f"""<a href="{month}">Als Monat</a> <a href="{month}">11</a> <a href="{month}">2026</a>
            <div class="month"><h3><span>November 2026</span></h3><table><tr><td class="exception">24
            <i title="Sperrm&uuml;ll"></i></td></tr></table></div><ul>{icals}</ul>""")

    def _ics(self, asked: Asked) -> Answer:
        dates = self._calendars().get(asked.one(f"{PLUGIN}[streetname]"))
        year = int(asked.one(f"{PLUGIN}[year]") or 0)
        if dates is None or year not in self.years:
            return _page("Seite nicht gefunden", 404)
        return Answer(awg_ics(p for p in dates if p.date.year == year), "text/calendar; charset=utf-8")


def is_ics(asked: Asked) -> bool:
    """Whether the file of a year is asked for."""
    return asked.one(f"{PLUGIN}[action]") == "ics"


def _link(action: str, **arguments: str) -> str:
    query = {f"{PLUGIN}[controller]": "Calendar", f"{PLUGIN}[action]": action}
    query |= {f"{PLUGIN}[{name}]": value for name, value in arguments.items()}
    return f"{PATH}?{urlencode({**query, 'cHash': _signature(query)})}"


def _is_signed(asked: Asked) -> bool:
    query = {name: values[0] for name, values in asked.query.items() if name != "cHash"}
    return asked.one("cHash") == _signature(query)


def _signature(query: Mapping[str, str]) -> str:
    return hashlib.sha1(repr(("secret", sorted(query.items()))).encode()).hexdigest()


def _page(content: str, status: int = 200) -> Answer:
    head = (
        '<!DOCTYPE html>\n<html lang="de"><head><meta charset="utf-8"><title>Abfallkalender &ndash; AWG</title></head>'
    )
    return Answer(f"{head}<body><nav><a href='/'>Start</a></nav>{content}</body></html>".encode(), status=status)
