"""Takes offers of another directory (HSDS 3) over into the city's data, after the same checks as when they are read."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from jsonschema_rs import validator_for

from bot.sources.faults import Fault, Faults
from bot.sources.offer_draft import FoundOffer
from bot.sources.offer_file import FOLDER, find_offers
from bot.sources.offer_hsds import offers_of, services_in
from bot.sources.offer_reading import Surroundings
from bot.sources.web import Web
from bot.whole_file import write_whole

# No path, no hidden file, nothing that another system would read as something else.
_NAME = re.compile(r"[\w-][\w.-]{0,80}\.json", re.ASCII)


@dataclass(frozen=True)
class Import:
    """What another directory holds.

    Attributes:
        services: those that can be taken over, as they stand there.
        offers: how many offers they give; services that are not active give none and are left out.
        left_out: how many services have faults.
    """

    services: tuple[Any, ...]
    offers: int
    left_out: int
    faults: tuple[Fault, ...]


def fetched(address: str, user_agent: str) -> bytes:
    """The content of a web address.

    Raises:
        SupplierFailed: no answer, an error, too large, or on another server.
    """
    with Web(address, user_agent).visit() as visit:
        return visit.get(address).content


def file_name(address: str) -> str | None:
    """The name under which a file or the end of an address can be kept; None when it is none."""
    name = address.partition("?")[0].rstrip("/").rpartition("/")[2]
    name = name if name.endswith(".json") else f"{name}.json"
    return name if _NAME.fullmatch(name) and ".." not in name else None


def read_import(content: bytes, name: str, data_dir: Path, around: Surroundings) -> Import:
    """Check everything, and hold it against the offers that are there already in other files."""
    faults = Faults()
    here = replace(around, faults=faults)
    others = {one.offer.id: one for one in _others(data_dir, name, around)}
    services, offers, left_out = [], 0, 0
    for service in services_in(content, name, faults):
        before = len(faults)
        found = list(offers_of(service, here))
        for one in found:
            _check_new(one, others)
        if len(faults) > before:
            left_out += 1
        elif found:
            services.append(service.data)
            offers += len(found)
    return Import(tuple(services), offers, left_out, faults.all())


def unlike(schema: bytes, services: tuple[Any, ...], most: int = 20) -> list[str]:
    """Where services differ from a JSON schema of the operator's, such as the compiled one of Open Referral.

    Args:
        schema: for one service; it is not fetched what it refers to elsewhere.
        most: so many differences are enough to see what is wrong.

    Returns:
        Each as a JSON pointer and what the schema says, in English, as the library puts it.

    Raises:
        ValueError: it is no JSON schema.
    """
    validator = validator_for(json.loads(schema))
    found = (
        f"/contents/{number}/{'/'.join(map(str, error.instance_path))}: {error.message}"
        for number, service in enumerate(services)
        for error in validator.iter_errors(service)
    )
    return list(islice(found, most))


def write_import(services: tuple[Any, ...], path: Path) -> None:
    """Write services as a file of the folder of offers.

    Raises:
        OSError: it cannot be written; then nothing has changed.
    """
    written = json.dumps({"contents": services}, ensure_ascii=False, indent=1)
    write_whole(path, f"{written}\n".encode())


def _others(data_dir: Path, name: str, around: Surroundings) -> Iterator[FoundOffer]:
    """The offers of all files but the one that the import would replace; their faults are not its business."""
    found = find_offers(data_dir, replace(around, faults=Faults()))
    return (one for one in found if one.entry.place()[0] != f"{FOLDER}/{name}")


def _check_new(one: FoundOffer, others: dict[str, FoundOffer]) -> None:
    other = others.setdefault(one.offer.id, one)
    if other is not one:
        one.entry.complain("offer_twice_file", title=one.offer.title, file=other.entry.place()[0])
