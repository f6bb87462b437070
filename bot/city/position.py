"""Where something is, and how far apart two things are. Knows no places."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

_EARTH_RADIUS_M = 6_371_000


@dataclass(frozen=True)
class Position:
    """A point in degrees of WGS 84."""

    lat: float
    lon: float

    def metres_to(self, other: "Position") -> int:
        """The distance as the crow flies (haversine formula), in metres."""
        lat, other_lat = radians(self.lat), radians(other.lat)
        across = sin((other_lat - lat) / 2) ** 2
        along = cos(lat) * cos(other_lat) * sin(radians(other.lon - self.lon) / 2) ** 2
        return round(2 * _EARTH_RADIUS_M * asin(sqrt(across + along)))


def middle(positions: Iterable[Position]) -> Position | None:
    """The mean of positions that are near each other; None when there are none."""
    found = list(positions)
    if not found:
        return None
    return Position(sum(p.lat for p in found) / len(found), sum(p.lon for p in found) / len(found))
