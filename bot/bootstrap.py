"""The only place where suppliers of data meet the core: makes the city, keeps it fresh, survives bad data."""

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from bot.city.city import City, CityData
from bot.city.pickup_calendar import AreaCalendars, PickupCalendar
from bot.settings import Settings, load_settings
from bot.sources.city_files import CityParts, read_city
from bot.sources.example_calendars import write_example_calendars
from bot.sources.faults import CityDataFaulty, Faults
from bot.sources.folder import FolderState, folder_state, keep_copy
from bot.sources.lexicon import read_lexicon
from bot.sources.pickups import Surroundings, open_pickups
from bot.sources.safety_files import FOLDER as SAFETY_FOLDER
from bot.sources.safety_files import read_safety
from bot.sources.supplier_file import Suppliers, read_suppliers
from bot.strings import text

LAST_GOOD = "last_good"

_SECONDS_BETWEEN_LOOKS = 1.0

logger = logging.getLogger(__name__)


class CityUnavailable(CityDataFaulty):
    """The city's data is faulty and there is no earlier good state to go on with."""


def load_city(settings: Settings) -> City:
    """Read the city's data, all files anew.

    Raises:
        CityDataFaulty: with the faults of all files.
    """
    data = _read(settings, settings.data_dir, settings.state_dir)
    return City(data, read_lexicon(settings.state_dir))


def _read(settings: Settings, data_dir: Path, kept_in: Path | None) -> CityData:
    """Calendars first, since they say which pickup areas there are.

    Args:
        kept_in: a folder that keeps what large files hold; None = they are read anew.
    """
    faults = Faults()
    suppliers = _suppliers(settings, data_dir, faults)
    calendars: PickupCalendar | None = None
    if not faults:
        around = Surroundings(data_dir, settings.state_dir, settings.now, user_agent(settings))
        calendars = open_pickups(settings.pickup, suppliers, around, faults)
    areas = calendars.areas if isinstance(calendars, AreaCalendars) else None
    parts: CityParts | None = None
    try:
        parts = read_city(data_dir, areas, kept_in)
    except CityDataFaulty as faulty:
        faults.extend(faulty.faults)
    faults.raise_if_any()
    if parts is None or calendars is None:
        raise CityDataFaulty(faults.all())
    return parts.with_pickups(calendars)


def _suppliers(settings: Settings, data_dir: Path, faults: Faults) -> Suppliers:
    """The suppliers of the file, the waste company's at the address of the settings."""
    read = read_suppliers(data_dir, faults)
    moved = {
        key: replace(entry, url=settings.awg_url) if settings.awg_url and entry.kind == "awg" else entry
        for key, entry in read.by_id.items()
    }
    return replace(read, by_id=moved)


def user_agent(settings: Settings) -> str:
    """How Talbot names itself to other servers."""
    contact = settings.contact or settings.public_url
    return f"Talbot/1 (assistant of a city for its residents{f'; {contact}' if contact else ''})"


def write_examples(settings: Settings, folder: Path, years: range) -> tuple[Path, ...]:
    """Write the example calendars of these years in the words of suppliers.yml, and give the files.

    Raises:
        CityDataFaulty: suppliers.yml has faults.
    """
    faults = Faults()
    suppliers = read_suppliers(settings.data_dir, faults)
    faults.raise_if_any()
    return write_example_calendars(folder, suppliers.labels, years=years)


class LiveCity:
    """The city as of now: read again when its files change, and kept when they are changed for the worse."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        """Read nothing yet; `clock` gives seconds and decides when to look at the files again."""
        self._settings = settings
        self._clock = clock
        self._lock = Lock()
        self._looked_at: float | None = None
        self._state: FolderState | None = None
        self._city: City | None = None
        self._faulty: CityUnavailable | None = None

    def current(self) -> City:
        """Give the last good state of the city's data.

        Raises:
            CityUnavailable: there is none, neither now nor from an earlier run.
        """
        with self._lock:
            now = self._clock()
            if self._looked_at is None or now - self._looked_at >= _SECONDS_BETWEEN_LOOKS:
                self._looked_at = now
                self._look()
            if self._city is None:
                raise self._faulty or CityUnavailable(())
            return self._city

    def _look(self) -> None:
        state = folder_state(self._settings.data_dir)
        if state == self._state:
            return
        # Noted before reading: what changes meanwhile is read at the next look.
        self._state = state
        try:
            self._city = load_city(self._settings)
        except CityDataFaulty as faulty:
            self._go_on_with_last_good(faulty)
        else:
            self._faulty = None
            self._keep(state)

    def _go_on_with_last_good(self, faulty: CityDataFaulty) -> None:
        if self._city is None:
            self._city = self._earlier()
        if self._city is None:
            self._faulty = CityUnavailable(faulty.faults)
            logger.error("%s", faulty)
        else:
            logger.error("%s\n%s", faulty, text("faults.kept"))

    def _earlier(self) -> City | None:
        copy = self._settings.state_dir / LAST_GOOD
        if not copy.is_dir():
            return None
        try:
            data = _read(self._settings, copy, None)
            return City(data, read_lexicon(self._settings.state_dir))
        except CityDataFaulty:
            # Kept by another version of the assistant that asked less of the data.
            return None

    def _keep(self, state: FolderState) -> None:
        try:
            keep_copy(self._settings.data_dir, self._settings.state_dir / LAST_GOOD, state)
        except OSError as error:
            logger.warning("%s", text("faults.copy_failed", reason=error))


@cache
def live_city() -> LiveCity:
    """The one live city of this process, with the settings of its environment."""
    return LiveCity(load_settings())


def check_city(settings: Settings) -> None:
    """Read everything that editors keep, also what only training reads.

    Raises:
        CityDataFaulty: with the faults of all files.
    """
    faults = Faults()
    try:
        load_city(settings)
    except CityDataFaulty as faulty:
        faults.extend(faulty.faults)
    read_safety(settings.data_dir, faults)
    faults.raise_if_any()


def safety_data(settings: Settings | None = None) -> dict[str, Any]:
    """What recognises danger, as plain values: `levels` and `harmless` phrases, word `fields`, `examples`.

    Raises:
        CityDataFaulty: it has faults.
    """
    data_dir = (settings or load_settings()).data_dir
    return _safety_data(data_dir, folder_state(data_dir / SAFETY_FOLDER))


# A training asks several times: for fingerprints, and to learn.
@lru_cache(maxsize=1)
def _safety_data(data_dir: Path, state: FolderState) -> dict[str, Any]:  # noqa: ARG001 - part of the key
    """The same for files in this state, which is what makes it read them again."""
    faults = Faults()
    safety = read_safety(data_dir, faults)
    faults.raise_if_any()
    return asdict(safety)


def safety_fingerprint(settings: Settings | None = None) -> str:
    """Changes exactly when the data that recognises danger does.

    Raises:
        CityDataFaulty: it has faults.
    """
    return _digest(safety_data(settings))


def vocabulary_fingerprint(city: City | None = None) -> str:
    """Changes exactly when a name changes that messages are searched for: streets, bins, districts, items.

    Raises:
        CityUnavailable: there is no usable data.
    """
    return _digest(sorted(_names((city or live_city().current()).data)))


def everyday_names() -> list[str]:
    """What messages often are alone, and never danger: names of things, streets and districts.

    Raises:
        CityUnavailable: there is no usable data.
    """
    data = live_city().current().data
    things = [name for item in data.items for name in (item.name, *item.synonyms)]
    places = [district.name for district in data.districts] + [q.name for d in data.districts for q in d.quarters]
    return [*things, *places, *(street.name for street in data.streets)]


def _names(data: CityData) -> Iterator[str]:
    yield from (f"street {street.name}" for street in data.streets)
    yield from (f"{stream} {name}" for stream, info in data.streams.items() for name in info.names)
    for district in data.districts:
        yield from (f"district {district.name} {name}" for name in (district.name, *district.nicknames))
        for quarter in district.quarters:
            yield from (f"quarter {quarter.name} {name}" for name in (quarter.name, *quarter.nicknames))
    yield from (f"item {i.name} {name}" for i in data.items for name in (i.name, *i.synonyms))
    yield from (f"choice {name}" for choice in data.choices for name in choice.names)
    yield from (f"material {m.item} {word}" for m in data.materials for word in m.words)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
