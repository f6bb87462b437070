"""Finds streets that only a supplier knows; each name is looked up once a day at most."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher

from bot.city.errors import CalendarUnavailable, StreetUnknown
from bot.city.street import street_key
from bot.sources.errands import Errands
from bot.sources.supplier import Supplier, SupplierFailed

_LOOK_AGAIN_AFTER = timedelta(days=1)
_TRY_AGAIN_AFTER = timedelta(minutes=5)
_MOST_AT_HAND = 1000
_MOST_CANDIDATES = 4

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Found:
    """The names that a supplier gave; None when it gave no answer."""

    names: tuple[str, ...] | None
    at: datetime


class SupplierStreets:
    """The streets of a supplier."""

    def __init__(self, supplier: Supplier, errands: Errands, now: Callable[[], datetime]) -> None:
        self._supplier = supplier
        self._errands = errands
        self._now = now
        self._found: dict[str, _Found] = {}

    def find(self, name: str, budget: float) -> str:
        """The supplier's spelling of a street, after waiting for it up to so many seconds.

        Raises:
            StreetUnknown: it knows none of this name; carries the most similar ones, maybe none.
            CalendarUnavailable: it does not answer.
        """
        key = street_key(name)
        if not key:
            raise StreetUnknown(name, ())
        if self._is_due(key):
            self._errands.run(f"?{key}", lambda: self._look_up(key, name), budget)
        found = self._found.get(key)
        if found is None or found.names is None:
            raise CalendarUnavailable(name)
        for own in found.names:
            if street_key(own) == key:
                return own
        raise StreetUnknown(name, _most_similar(key, found.names))

    def _is_due(self, key: str) -> bool:
        found = self._found.get(key)
        if found is None:
            return True
        return self._now() - found.at >= (_TRY_AGAIN_AFTER if found.names is None else _LOOK_AGAIN_AFTER)

    def _look_up(self, key: str, name: str) -> None:
        names: tuple[str, ...] | None = None
        try:
            names = self._supplier.streets(name)
        except SupplierFailed as failure:
            logger.warning("%s", failure)
        if len(self._found) >= _MOST_AT_HAND:
            self._found.clear()
        self._found[key] = _Found(names, self._now())


def _most_similar(key: str, names: tuple[str, ...]) -> tuple[str, ...]:
    nearest = sorted(names, key=lambda name: -SequenceMatcher(None, key, street_key(name)).ratio())
    return tuple(nearest[:_MOST_CANDIDATES])
