"""What is true in the tests of suppliers: two areas, a plain street and a split one, and the day on which we ask."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.city.pickup import Pickup
from bot.city.pickup_calendar import PickupCalendar
from bot.city.pickup_rules import EXAMPLE_AREAS, example_pickups
from bot.city.street import Street, StreetPart
from bot.settings import CITY_ZONE, Settings
from bot.sources.faults import Faults
from bot.sources.pickups import Surroundings, open_pickups
from bot.sources.supplier_file import SupplierEntry, Suppliers, read_suppliers
from bot.sources.web import PATIENCE, Patience

YEARS = range(2026, 2028)
NORTH_AREA, SOUTH_AREA = EXAMPLE_AREAS[0], EXAMPLE_AREAS[5]
NORTH, SOUTH = example_pickups(NORTH_AREA, YEARS), example_pickups(SOUTH_AREA, YEARS)

PLAIN = Street("Friedrich-Ebert-Straße", "Mitte", "Elberfeld", (StreetPart(NORTH_AREA.area),))
SPLIT = Street(
    "Uellendahler Straße",
    "Mitte",
    "Elberfeld",
    (StreetPart(NORTH_AREA.area, 1, 99), StreetPart(SOUTH_AREA.area, 100, 300)),
)
# Somewhere the supplier's list of house numbers ends.
SPLIT_NUMBERS = {"1": NORTH, "12 a": NORTH, "14-20": NORTH, "100": SOUTH, "101": SOUTH}
NOWHERE = Street("Nirgendstraße", "", "", ())

NOW = datetime(2026, 11, 23, 8, tzinfo=CITY_ZONE)
# For servers that never answer; others may be slowed down by everything else on this machine.
SHORT = Patience(silence=0.1)
LABELS = read_suppliers(Settings().data_dir, Faults()).labels


class Clock:
    """The time, which only the test moves."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)


@dataclass(frozen=True)
class World:
    """Everything around a supplier."""

    folder: Path
    clock: Clock
    pauses: list[float]

    def around(self, budget: float = 10.0, patience: Patience = PATIENCE) -> Surroundings:
        """The surroundings of suppliers; pauses between tries are noted and not kept."""
        return Surroundings(
            self.folder, self.folder / "kept", self.clock, "Talbot/1 (probe)", budget, patience, self.pauses.append
        )

    def open(self, entry: SupplierEntry, budget: float = 10.0, patience: Patience = PATIENCE) -> PickupCalendar:
        """Open a supplier that must be without fault."""
        faults, suppliers = Faults(), Suppliers({entry.id: entry}, LABELS)
        found = open_pickups(entry.id, suppliers, self.around(budget, patience), faults)
        assert faults.all() == ()
        assert found is not None
        return found


def plain(pickups: Iterable[Pickup], *, marks: bool = True) -> list[Pickup]:
    """What every supplier can tell of dates: not from which day they moved, and perhaps not that they did."""
    return [replace(p, moved_from=None, reason=None, marked=p.marked and marks) for p in pickups]
