"""Opens the pickup calendar that the settings ask for: the only place that knows all kinds of suppliers."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.city.pickup_calendar import AreaCalendars, PickupCalendar
from bot.sources.faults import Faults
from bot.sources.pickup_abfallnavi import AbfallnaviCalendar
from bot.sources.pickup_awg import AwgCalendar
from bot.sources.pickup_calendars import read_calendars
from bot.sources.pickup_links import LinkedCalendars
from bot.sources.pickup_live import BUDGET_SECONDS, LiveCalendars, Terms
from bot.sources.pickup_store import PickupStore
from bot.sources.supplier import Supplier
from bot.sources.supplier_file import FILE, SupplierEntry, Suppliers
from bot.sources.web import PATIENCE, Patience, Web

STORE = "pickup"


@dataclass(frozen=True)
class Surroundings:
    """What suppliers need of the outside.

    Attributes:
        data_dir: the city's data; paths of suppliers.yml begin there.
        kept_in: where deliveries and what was read are kept; None = nothing is kept.
        now: tells the time.
        user_agent: how we present ourselves to suppliers.
        budget: how many seconds a resident may wait for a supplier.
        patience: how long a supplier's server may take.
        sleep: waits some seconds between two tries.
    """

    data_dir: Path
    kept_in: Path | None
    now: Callable[[], datetime]
    user_agent: str
    budget: float = BUDGET_SECONDS
    patience: Patience = PATIENCE
    sleep: Callable[[float], None] = time.sleep


def open_pickups(chosen: str, suppliers: Suppliers, around: Surroundings, faults: Faults) -> PickupCalendar | None:
    """Open the calendar of the supplier with this id; None when that is not possible, the reason is in `faults`."""
    entry = suppliers.by_id.get(chosen)
    if entry is None:
        faults.add(FILE, None, "supplier_unknown", supplier=chosen, allowed=", ".join(suppliers.by_id))
        return None
    if entry.kind == "folder":
        before = len(faults)
        place = around.data_dir / (entry.path or "")
        areas = read_calendars(place, suppliers.labels, faults, around.kept_in)
        return AreaCalendars(areas, _max_age(entry)) if len(faults) == before else None
    if around.kept_in is None:
        # Without a store a supplier would be asked for every answer.
        faults.add(FILE, None, "supplier_store", supplier=chosen)
        return None
    store = PickupStore(around.kept_in / STORE / entry.id)
    terms = Terms(entry.name, entry.url, _max_age(entry))
    return LiveCalendars(_supplier(entry, suppliers, around), store, terms, around.now, around.budget)


def _supplier(entry: SupplierEntry, suppliers: Suppliers, around: Surroundings) -> Supplier:
    def web(url: str) -> Web:
        return Web(url, around.user_agent, around.sleep, around.patience)

    if entry.kind == "awg":
        return AwgCalendar(web(entry.url or ""), suppliers.labels)
    if entry.kind == "abfallnavi":
        return AbfallnaviCalendar(web(entry.url or ""), entry.place or "", suppliers.labels)
    return LinkedCalendars(entry.calendars, suppliers.labels, web, around.now)


def _max_age(entry: SupplierEntry) -> timedelta | None:
    return timedelta(days=entry.max_age_days) if entry.max_age_days else None
