"""Addresses that residents carry away, such as that of their calendar: they hide what they stand for, and last.

The id of a calendar is the encrypted address itself (AES-SIV, RFC 5297): equal addresses have equal ids, nobody can
read or make one without the key, and nothing about anybody has to be stored. What a link leads to is elsewhere.
"""

import base64
import logging
import secrets
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from filelock import FileLock

from bot.city.pickup import Selection
from bot.city.stream import PICKUP_STREAMS
from bot.settings import SHORTEST_SECRET, SettingInvalid, Settings, load_settings
from bot.strings import text
from bot.whole_file import write_whole

SECRET_FILE = "secret"  # noqa: S105  # the name of the file
CALENDARS = "/calendar/"
CALENDAR_ENDING = ".ics"

_PURPOSE = b"talbot calendar 1"
_SEPARATOR = "\x1f"
# Ids are as long as multiples of this, so that their length does not tell the street; any street of the city fits one.
_BLOCK = 64
# Far beyond any id of ours; a longer one is not even looked at.
_LONGEST = 1000

logger = logging.getLogger(__name__)


class LinkInvalid(ValueError):
    """This is no id of ours."""


@dataclass(frozen=True)
class CalendarSubject:
    """What a calendar feed is about.

    Attributes:
        selection: the bins it shows; no streams = everything that is collected at the door.
    """

    street: str
    house_number: str | None
    selection: Selection

    @property
    def address(self) -> str:
        """The address as people write it."""
        return " ".join(filter(None, (self.street, self.house_number)))

    def packed(self) -> bytes:
        """The same bytes for the same address and bins, in whatever order or spelling of the number they came."""
        streams = self.selection.streams
        bits = sum(1 << index for index, stream in enumerate(PICKUP_STREAMS) if stream in streams)
        number = "".join((self.house_number or "").lower().split())
        return _SEPARATOR.join((str(bits), "1" if self.selection.fortnightly else "", number, self.street)).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> "CalendarSubject":
        """What was packed."""
        bits, fortnightly, number, street = content.decode().split(_SEPARATOR, 3)
        streams = tuple(stream for index, stream in enumerate(PICKUP_STREAMS) if int(bits) >> index & 1)
        return cls(street, number or None, Selection(streams, bool(fortnightly)))


class Links:
    """Makes and reads links."""

    def __init__(self, secret: str, public_url: str) -> None:
        """Take the secret of this installation and the address under which residents reach it."""
        self._cipher = AESSIV(sha256(secret.encode()).digest())
        self._public_url = public_url.rstrip("/")

    def calendar_path(self, subject: CalendarSubject) -> str:
        """The path of a calendar on our server."""
        return f"{CALENDARS}{self._hidden(subject.packed())}{CALENDAR_ENDING}"

    def calendar_url(self, subject: CalendarSubject) -> str:
        """The whole address of a calendar."""
        return self._public_url + self.calendar_path(subject)

    def calendar_subject(self, feed_id: str) -> CalendarSubject:
        """What the id of a calendar stands for.

        Raises:
            LinkInvalid: it is none of ours.
        """
        return CalendarSubject.unpacked(self._shown(feed_id))

    def _hidden(self, content: bytes) -> str:
        padded = content.ljust(-(-len(content) // _BLOCK) * _BLOCK, b"\0")
        return _written(self._cipher.encrypt(padded, [_PURPOSE]))

    def _shown(self, feed_id: str) -> bytes:
        try:
            hidden = _read(feed_id)
            return self._cipher.decrypt(hidden, [_PURPOSE]).rstrip(b"\0")
        except (ValueError, InvalidTag) as error:
            raise LinkInvalid("no id of a calendar") from error


@cache
def links() -> Links:
    """The links of this process, with the settings of its environment.

    Raises:
        SettingInvalid: the secret kept is too short to be one.
        OSError: there is no secret, and none can be kept.
    """
    settings = load_settings()
    return Links(settings.secret or kept_secret(settings), public_url(settings))


def public_url(settings: Settings) -> str:
    """The address under which residents reach the assistant."""
    return settings.public_url or f"http://{settings.host}:{settings.port}"


def kept_secret(settings: Settings) -> str:
    """The secret of this installation, made at the first time; only the operator's user can read it.

    Raises:
        SettingInvalid: somebody put something too short in its place.
        OSError: it can neither be read nor kept.
    """
    place = settings.state_dir / SECRET_FILE
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        # The first of two processes makes it, the other one reads it.
        with FileLock(place.with_name(f".{SECRET_FILE}.lock")):
            if not place.exists():
                write_whole(place, secrets.token_urlsafe(32).encode())
                logger.warning("%s", text("links.secret_made", place=place))
    secret = place.read_text(encoding="utf-8").strip()
    if len(secret) < SHORTEST_SECRET:
        raise SettingInvalid(f"{place} must have at least {SHORTEST_SECRET} characters")
    return secret


def _written(hidden: bytes) -> str:
    return base64.urlsafe_b64encode(hidden).decode().rstrip("=")


def _read(feed_id: str) -> bytes:
    """The bytes of an id.

    Raises:
        ValueError: it is not written as we write ids; several spellings of one id would be several addresses of one
            calendar.
    """
    if len(feed_id) > _LONGEST:
        raise ValueError("too long")
    hidden = base64.b64decode(feed_id + "=" * (-len(feed_id) % 4), altchars=b"-_", validate=True)
    if _written(hidden) != feed_id:
        raise ValueError("another spelling")
    return hidden
