"""Keeps what was read from files and found to be without fault, so that unchanged files need neither again.

Like compiled Python, it may be deleted at any time and is only believed for exactly the same files and code.
"""

import hashlib
import logging
import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from tempfile import mkstemp
from typing import TypeVar

import msgspec

from bot.sources.faults import Faults

_CODE = Path(__file__).resolve().parent.parent

Data = TypeVar("Data")
logger = logging.getLogger(__name__)


def kept_or_read(
    folder: Path | None, name: str, kind: type[Data], files: Iterable[Path], faults: Faults, read: Callable[[], Data]
) -> Data:
    """Give what is kept for these files as they are now, else read them and keep it, if `faults` did not grow.

    Args:
        folder: where things are kept; None = nowhere.
        name: what it is, part of the file's name.
        kind: the dataclass that `read` gives.
    """
    if folder is None:
        return read()
    place = folder / f"{name}-{_digest(files)}.msgpack"
    try:
        return msgspec.msgpack.decode(place.read_bytes(), type=kind)
    except FileNotFoundError:
        pass
    except (OSError, msgspec.MsgspecError) as error:
        logger.warning("%s: %s", place.name, error)
    before = len(faults)
    data = read()
    if len(faults) == before:
        _keep(data, place, name)
    return data


def _keep(data: object, place: Path, name: str) -> None:
    """Write, never half, and remove what was kept for other files."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = mkstemp(dir=place.parent, prefix=f".{name}-")
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.msgpack.encode(data))
        Path(unfinished).replace(place)
        for other in place.parent.glob(f"{name}-*.msgpack"):
            if other != place:
                other.unlink(missing_ok=True)
    except OSError as error:
        # Only slower then: the next start reads the files again.
        logger.warning("%s: %s", place.name, error)


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(_code().encode())
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0")
        try:
            digest.update(path.read_bytes())
        except OSError:
            # Its absence is a fault, or it is gone by now; either way it is another state of the files.
            digest.update(b"\0missing")
    return digest.hexdigest()[:32]


@cache
def _code() -> str:
    """Changes with every line of the code that reads and checks, and of what it builds."""
    digest = hashlib.sha256()
    for path in sorted([*_CODE.glob("sources/**/*.*"), *_CODE.glob("city/*.py")]):
        if path.suffix in (".py", ".json"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
