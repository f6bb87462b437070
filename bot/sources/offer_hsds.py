"""Reads offers of another directory in HSDS 3 (Human Services Data Specification of Open Referral), one JSON file each.

What each table of HSDS becomes is described in docs/offers.md. Attributes whose `link_type` begins with "talbot:" are
those of Talbot's own export and say exactly what others leave to words.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.sources.faults import Faults
from bot.sources.hsds_service import ServiceReader
from bot.sources.json_file import JsonFile, parse_json
from bot.sources.offer_draft import FoundOffer
from bot.sources.offer_reading import Surroundings, decoded, read_bytes
from bot.sources.schema import check_schema

KIND = "hsds_service"

_LISTS = ("contents", "services")
# Who left the programme is no offer; "temporarily closed" cannot be taken up either.
_OFFERED = "active"


def read_hsds_offers(path: Path, name: str, around: Surroundings) -> Iterator[FoundOffer]:
    """Read all active services of a file; what is wrong with them is in the faults. They call the file `name`."""
    content = read_bytes(path, name, around.faults)
    if content is not None:
        yield from offers_in(content, name, around)


def offers_in(content: bytes, name: str, around: Surroundings) -> Iterator[FoundOffer]:
    """The same for what a file holds."""
    for service in services_in(content, name, around.faults):
        yield from offers_of(service, around)


def services_in(content: bytes, name: str, faults: Faults) -> tuple[JsonFile, ...]:
    """The services of a file as they stand there: a single one, a list, or an answer of a server with `contents`."""
    written = decoded(content, name, faults)
    file = parse_json(written, name, faults) if written is not None else None
    if file is None:
        return ()
    root, listed = _list(file.data)
    services = tuple(JsonFile(name, service, (*root, n)) for n, service in enumerate(listed))
    if isinstance(file.data, dict) and not root:
        services = tuple(JsonFile(name, service.data) for service in services)
    if not services:
        faults.add(name, None, "hsds_no_services")
    return services


def offers_of(service: JsonFile, around: Surroundings) -> Iterator[FoundOffer]:
    """The offers of a service, one for each of its places; none when it has faults or is not active."""
    broken = check_schema(service, KIND, around.faults)
    if not broken and service.data["status"] == _OFFERED:
        yield from ServiceReader(service, around).offers()


def _list(data: Any) -> tuple[tuple[str, ...], list[Any]]:
    if isinstance(data, list):
        return (), data
    if isinstance(data, dict):
        for key in _LISTS:
            if isinstance(data.get(key), list):
                return (key,), data[key]
        return (), [data]
    return (), []
