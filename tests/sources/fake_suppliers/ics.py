"""Pickup dates written down as ICS files, in the ways in which German waste companies do it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import count

from bot.city.pickup import Pickup
from bot.city.stream import Stream

MARK = "!!! Terminverschiebung !!!"
AWG_NAMES = {
    Stream.RESIDUAL: "Restmüll",
    Stream.ORGANIC: "Bio",
    Stream.PAPER: "Papier",
    Stream.PACKAGING: "Gelb",
    Stream.BULKY: "Sperrmüll",
    Stream.CHRISTMAS_TREE: "Weihnachtsbaumabholung",
}
ALARM = ("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Bitte rausstellen", "TRIGGER:-PT12H", "END:VALARM")

# No two files have a UID in common, not even two of the same calendar.
_uids = count(1)


def awg_ics(pickups: Iterable[Pickup]) -> bytes:
    """As the waste company of Wuppertal does: one event a day with all bins, alarms, a mark on moved days."""
    days: defaultdict[date, list[Pickup]] = defaultdict(list)
    for pickup in pickups:
        days[pickup.date].append(pickup)
    return calendar(event(f"DTSTART;VALUE=DATE:{day:%Y%m%d}", _summary(own), *ALARM) for day, own in days.items())


def calendar(events: Iterable[str], end: str = "END:VCALENDAR\r\n") -> bytes:
    """A calendar with these events."""
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Probe//DE\r\nX-WR-CALNAME:Abfallkalender\r\n"
    return (head + "".join(events) + end).encode()


def event(start: str, summary: str, *more: str) -> str:
    """An event with a UID of its own."""
    lines = ["BEGIN:VEVENT", f"UID:{next(_uids):040x}", "DTSTAMP:20261101T080000Z", start, *more]
    if summary:
        lines.append(f"SUMMARY:{summary}")
    return "\r\n".join([*lines, "END:VEVENT", ""])


def _summary(pickups: list[Pickup]) -> str:
    labels = []
    for pickup in pickups:
        labels.append(AWG_NAMES[pickup.stream])
        if pickup.fortnightly:
            labels.append("Restmüll-50%")
    mark = f" / {MARK}" if any(pickup.marked for pickup in pickups) else ""
    return "/".join(labels) + mark


def _each_bin_its_event(pickups: Iterable[Pickup], start: Callable[[date], str], *more: str) -> bytes:
    return calendar(event(start(p.date), _summary([p]), *more) for p in pickups)


def _utc_before_midnight(day: date) -> str:
    """Midnight in Wuppertal is still the day before in Greenwich."""
    return f"DTSTART:{day - timedelta(days=1):%Y%m%d}T230000Z"


def _series_with_exceptions(pickups: Iterable[Pickup]) -> bytes:
    """A list of days per bin, and moved days as exceptions that say their day and no more."""
    own: defaultdict[str, list[Pickup]] = defaultdict(list)
    for pickup in pickups:
        own[_summary([Pickup(pickup.date, pickup.stream, fortnightly=pickup.fortnightly)])].append(pickup)
    events = []
    for summary, dates in own.items():
        first, *others = (p.moved_from or p.date for p in dates)
        days = ",".join(f"{day:%Y%m%d}" for day in others)
        events.append(
            event(f"DTSTART;VALUE=DATE:{first:%Y%m%d}", summary, f"RDATE;VALUE=DATE:{days}", "EXDATE:20260101")
        )
        uid = events[-1].split("UID:")[1].split("\r\n")[0]
        for p in dates:
            if p.moved_from:
                start = f"DTSTART;VALUE=DATE:{p.date:%Y%m%d}"
                exception = event(start, "", f"RECURRENCE-ID;VALUE=DATE:{p.moved_from:%Y%m%d}")
                events.append("\r\n".join(f"UID:{uid}" if x.startswith("UID:") else x for x in exception.split("\r\n")))
    return calendar(events)


# name -> what makes the bytes of the same dates
WILD: dict[str, Callable[[tuple[Pickup, ...]], bytes]] = {
    "as the waste company does": awg_ics,
    "byte order mark": lambda p: b"\xef\xbb\xbf" + awg_ics(p),
    "encoding of Windows": lambda p: awg_ics(p).decode().encode("cp1252"),
    "warnings of the server around it": lambda p: b"<br />\n<b>Warning</b>: Undefined index in /srv/x.php\n" + awg_ics(p) + b"\n<br>",
    "line ends of old": lambda p: awg_ics(p).replace(b"\r\n", b"\r"),
    "time zone on a whole day": lambda p: _each_bin_its_event(p, lambda d: f"DTSTART;TZID=Europe/Berlin;VALUE=DATE:{d:%Y%m%d}"),
    "T without a time": lambda p: _each_bin_its_event(p, lambda d: f"DTSTART:{d:%Y%m%d}T"),
    "day without VALUE=DATE": lambda p: _each_bin_its_event(p, lambda d: f"DTSTART:{d:%Y%m%d}"),
    "ends when it begins": lambda p: calendar(
        event(f"DTSTART;VALUE=DATE:{x.date:%Y%m%d}", _summary([x]), f"DTEND;VALUE=DATE:{x.date:%Y%m%d}") for x in p
    ),
    "midnight in UTC": lambda p: _each_bin_its_event(p, _utc_before_midnight),
    "six in the morning": lambda p: _each_bin_its_event(p, lambda d: f"DTSTART;TZID=Europe/Berlin:{d:%Y%m%d}T060000"),
    "words before and behind the bin": lambda p: calendar(
        event(f"DTSTART;VALUE=DATE:{x.date:%Y%m%d}", f"Abfuhr: {_summary([x])}") for x in p
    ),
    "what is no pickup and what nobody knows": lambda p: calendar([
        *(event(f"DTSTART;VALUE=DATE:{x.date:%Y%m%d}", f"{_summary([x])}/Schadstoffmobil/Altkraut") for x in p),
        event("DTSTART;VALUE=DATE:20261199", "Bio"), event("X-A:1", "Bio"), event("DTSTART;VALUE=DATE:20261124", ""),
        "kein Kalender\r\n",
    ]),
    "every date twice": lambda p: awg_ics(p).replace(b"END:VCALENDAR\r\n", b"") + awg_ics(p).split(b"Abfallkalender\r\n")[1],
}  # fmt: skip
EXCEPTIONS = _series_with_exceptions
