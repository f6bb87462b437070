"""Keeps what was read from files and found to be without fault, so that unchanged files need neither again.

Like compiled Python, it may be deleted at any time and is only believed for exactly the same files and code.
"""

import hashlib
import logging
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from bot.sources.faults import Faults
from bot.whole_file import write_whole

_CODE = Path(__file__).resolve().parent.parent

Data = TypeVar("Data")
logger = logging.getLogger(__name__)


def kept_or_read(
    folder: Path | None, name: str, kind: type[Data], files: Collection[Path], faults: Faults, read: Callable[[], Data]
) -> Data:
    """Give what is kept for these files as they are now, else read them and keep it, if `faults` did not grow.

    What changes while it is read is not kept: it might be neither the old state nor the new one.

    Args:
        folder: where things are kept; None = nowhere.
        name: what it is, part of the file's name.
        kind: the dataclass that `read` gives.
    """
    if folder is None:
        return read()
    state = _digest(files)
    place = folder / f"{name}-{state}.msgpack"
    try:
        return msgspec.msgpack.decode(place.read_bytes(), type=kind)
    except FileNotFoundError:
        pass
    except (OSError, msgspec.MsgspecError) as error:
        logger.warning("%s: %s", place.name, error)
    before = len(faults)
    data = read()
    if len(faults) == before and _digest(files) == state:
        _keep(data, place, name)
    return data


def _keep(data: object, place: Path, name: str) -> None:
    """Write, and remove what was kept for other files."""
    try:
        write_whole(place, msgspec.msgpack.encode(data))
        for other in place.parent.glob(f"{name}-*.msgpack"):
            if other != place:
                other.unlink(missing_ok=True)
    except OSError as error:
        # Only slower then: the next start reads the files again.
        logger.warning("%s: %s", place.name, error)


def _digest(files: Collection[Path]) -> str:
    digest = hashlib.sha256(code_fingerprint().encode())
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0")
        try:
            digest.update(path.read_bytes())
        except OSError:
            # Its absence is a fault, or it is gone by now; either way it is another state of the files.
            digest.update(b"\0missing")
    return digest.hexdigest()[:32]


@cache
def code_fingerprint() -> str:
    """Changes with every line of the code that reads and checks, and of what it builds."""
    digest = hashlib.sha256()
    for path in sorted([*_CODE.glob("sources/**/*.*"), *_CODE.glob("city/*.py")]):
        if path.suffix in (".py", ".json"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
