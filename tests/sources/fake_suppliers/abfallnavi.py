"""The REST service of regio iT behind the waste apps of many towns."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.city.pickup import Pickup
from bot.city.stream import Stream
from tests.sources.fake_suppliers.server import Answer, Asked, FakeServer

BASE = "/abfall-app-probe/rest"
FRACTIONS = {
    1: "Restabfall",
    2: "Restabfall 14-täglich",
    3: "Biotonne (braun)",
    4: "Altpapier",
    5: "Gelber Sack",
    6: "Sperrmüll",
    7: "Weihnachtsbäume",
    8: "Schadstoffmobil",
    9: "Windeltonne",
}
_IDS = {
    Stream.RESIDUAL: 1,
    Stream.ORGANIC: 3,
    Stream.PAPER: 4,
    Stream.PACKAGING: 5,
    Stream.BULKY: 6,
    Stream.CHRISTMAS_TREE: 7,
}
Dates = tuple[Pickup, ...]


@dataclass(frozen=True)
class Entry:
    """A street in the list: its dates, or those of its house numbers. A name may be there several times."""

    name: str
    dates: Dates = ()
    houses: dict[str, Dates] = field(default_factory=dict)


class FakeAbfallnavi(FakeServer):
    """The service of the town "Probe"."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.entries = list(entries)

    @property
    def url(self) -> str:
        """The folder of the service."""
        return f"{self.root}{BASE}/"

    def answer(self, asked: Asked) -> Answer:
        """What the service does; it never says that its JSON is UTF-8."""
        found = self._found(asked.path.removeprefix(BASE), asked)
        if found is None:
            return Answer(b'{"status": 404}', "application/json", 404)
        return Answer(json.dumps(found, ensure_ascii=False).encode(), "application/json")

    def _found(self, path: str, asked: Asked) -> Any:
        if path == "/orte":
            return [{"id": 3, "name": "Nebenan"}, {"id": 4, "name": "Probe"}]
        if path == "/orte/4/strassen":
            return [{"id": 100 * i, "name": e.name} for i, e in enumerate(self.entries, start=1)]
        if path == "/fraktionen":
            return [{"id": key, "name": name} for key, name in FRACTIONS.items()]
        parts = re.fullmatch(r"/(strassen|hausnummern)/(\d+)(/termine)?", path)
        entry = self.entries[int(parts[2]) // 100 - 1] if parts else None
        if parts is None or entry is None:
            return None
        if parts[3]:
            place = int(parts[2]) % 100
            dates = list(entry.houses.values())[place - 1] if place else entry.dates
            return _dates(dates, set(map(int, asked.query.get("fraktion", ()))))
        houses = [{"id": int(parts[2]) + i, "nr": nr} for i, nr in enumerate(entry.houses, start=1)]
        return {"id": int(parts[2]), "name": entry.name, "hausNrList": houses}


def _dates(dates: Dates, wanted: set[int]) -> list[dict[str, Any]]:
    """Dates of the fractions asked for, and of no others."""
    rows = [(p.date, _IDS[p.stream]) for p in dates] + [(p.date, 2) for p in dates if p.fortnightly]
    rows += [(p.date, 9) for p in dates[:3]]
    return [
        {"id": i, "bezirk": {"id": 7, "name": "B", "fraktionId": f}, "datum": day.isoformat()}
        for i, (day, f) in enumerate(sorted(rows))
        if f in wanted
    ]
