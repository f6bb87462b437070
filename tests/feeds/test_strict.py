"""The validators themselves: one that never complains would prove nothing."""

import pytest
import vobject
from vobject.base import VObjectError

from tests.feeds.samples import Feeds, pickup
from tests.feeds.strict import faults

DAMAGES = {
    "no DTSTAMP": (b"DTSTAMP:20261120T000000Z\r\n", b""),
    "no UID": (b"UID:", b"X-UID:"),
    "no VERSION": (b"VERSION:2.0\r\n", b""),
    "no PRODID": (b"PRODID:-//Talbot//pickup dates//DE\r\n", b""),
    "two starts": (b"DTSTART;VALUE=DATE:20261204", b"DTSTART;VALUE=DATE:20261204\r\nDTSTART;VALUE=DATE:20261205"),
    "ends as it begins": (b"DTEND;VALUE=DATE:20261205", b"DTEND;VALUE=DATE:20261204"),
    "start without its type": (b"DTSTART;VALUE=DATE:", b"DTSTART:"),
    "local stamp": (b"T000000Z\r\nLAST", b"T000000\r\nLAST"),
    "alarm without trigger": (b"TRIGGER:-PT5H\r\n", b""),
    "alarm without action": (b"ACTION:DISPLAY\r\n", b""),
    "alarm with strange trigger": (b"TRIGGER:-PT5H", b"TRIGGER:-5H"),
    "bare line feed": (b"\r\nSEQUENCE", b"\nSEQUENCE"),
    "long line": (b"LOCATION:", b"LOCATION:" + b"x" * 70),
    "unescaped comma": (b"LOCATION:Hofaue", b"LOCATION:Hofaue, Hof"),
    "no end": (b"END:VALARM\r\n", b""),
    "unknown property": (b"TRANSP:TRANSPARENT", b"STATUS:SURE"),
    "method without organizer": (b"CALSCALE:GREGORIAN", b"CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_strict_check_can_fail(feeds: Feeds, damage: str) -> None:
    """A check that never complains would prove nothing."""
    body = feeds.of([pickup("2026-12-04")]).body
    old, new = DAMAGES[damage]
    assert faults(body) == []
    assert old in body
    assert faults(body.replace(old, new))


def test_strict_check_sees_equal_uids_and_cut_letters(feeds: Feeds) -> None:
    """The two faults that no replacement of a word makes."""
    body = feeds.of([pickup("2026-12-04")]).body
    event = body[body.index(b"BEGIN:VEVENT") : body.index(b"END:VEVENT") + 12]
    assert faults(body.replace(event, event + event))
    assert faults(body.replace("ü".encode(), b"\xc3\r\n \xbc", 1))


@pytest.mark.parametrize("damage", ["no DTSTAMP", "no PRODID", "two starts"])
def test_vobject_can_fail(feeds: Feeds, damage: str) -> None:
    """The same for the validator of others."""
    damaged = feeds.of([pickup("2026-12-04")]).body.replace(*DAMAGES[damage])
    with pytest.raises(VObjectError):
        vobject.readOne(damaged.decode()).validate(raiseException=True)
