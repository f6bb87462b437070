"""The waste streams: where waste can go. German labels and words live in `data/city/streams.yml`."""

from dataclasses import dataclass
from enum import StrEnum

from bot.city.source import Source


class Stream(StrEnum):
    """A way that waste can take; the values are the ones of the answer cards."""

    RESIDUAL = "residual"
    ORGANIC = "organic"
    PAPER = "paper"
    PACKAGING = "packaging"
    GLASS = "glass"
    TEXTILES = "textiles"
    ELECTRICAL = "electrical"
    BATTERY = "battery"
    HAZARDOUS = "hazardous"
    BULKY = "bulky"
    RECYCLING_YARD = "recycling_yard"
    GARDEN = "garden"
    CONSTRUCTION = "construction"
    DEPOSIT = "deposit"
    RETAIL_RETURN = "retail_return"
    REUSE = "reuse"
    CHRISTMAS_TREE = "christmas_tree"
    SEWER_NEVER = "sewer_never"


# What is collected at the kerb on dates of the pickup calendar.
PICKUP_STREAMS = (
    Stream.RESIDUAL,
    Stream.ORGANIC,
    Stream.PAPER,
    Stream.PACKAGING,
    Stream.BULKY,
    Stream.CHRISTMAS_TREE,
)


@dataclass(frozen=True)
class StreamInfo:
    """What residents need to know about one stream.

    Attributes:
        label: its short German name, e.g. for a calendar line.
        goes_to: the German phrase that completes "this goes …" ("in die braune Biotonne").
        names: words residents use for it or for its bin.
        belongs: what it takes; empty when the stream has no guide.
        never: what must not go in.
    """

    stream: Stream
    label: str
    goes_to: str
    names: tuple[str, ...]
    belongs: tuple[str, ...]
    never: tuple[str, ...]
    source: Source
