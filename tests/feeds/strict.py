"""A strict reading of RFC 5545 for what our feeds use of it: libraries forgive what calendar programs refuse."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

MOMENT = re.compile(r"\d{8}T\d{6}Z")
DAY = re.compile(r"\d{8}")
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME"}
ESCAPED = re.compile(r"(?:[^\\,;\x00-\x1f\x7f]|\\[\\,;nN])*")
# How often a property of a component may stand there; others not at all.
OCCURRENCES = {
    "VCALENDAR": {
        "VERSION": (1, 1), "PRODID": (1, 1), "CALSCALE": (0, 1), "NAME": (0, 1), "X-WR-CALNAME": (0, 1),
        "REFRESH-INTERVAL": (0, 1), "X-PUBLISHED-TTL": (0, 1),
    },
    "VEVENT": {
        "UID": (1, 1), "DTSTAMP": (1, 1), "DTSTART": (1, 1), "DTEND": (0, 1), "LAST-MODIFIED": (0, 1),
        "SEQUENCE": (0, 1), "SUMMARY": (0, 1), "DESCRIPTION": (0, 1), "LOCATION": (0, 1), "TRANSP": (0, 1),
    },
    # 3.6.6: an alarm that displays something has exactly these.
    "VALARM": {"ACTION": (1, 1), "TRIGGER": (1, 1), "DESCRIPTION": (1, 1)},
}  # fmt: skip
WITHIN = {"VCALENDAR": None, "VEVENT": "VCALENDAR", "VALARM": "VEVENT"}
VALUES = {
    "VERSION": re.compile(r"2\.0"),
    "CALSCALE": re.compile("GREGORIAN"),
    "DTSTAMP": MOMENT,
    "LAST-MODIFIED": MOMENT,
    "DTSTART;VALUE=DATE": DAY,
    "DTEND;VALUE=DATE": DAY,
    "SEQUENCE": re.compile(r"\d{1,9}"),
    "TRANSP": re.compile("OPAQUE|TRANSPARENT"),
    "ACTION": re.compile("DISPLAY"),
    "TRIGGER": re.compile(r"-?P(?=\d|T\d)(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?"),
    "REFRESH-INTERVAL;VALUE=DURATION": re.compile(r"P\d+[DW]|PT\d+[HM]"),
}


@dataclass
class Component:
    """A component with its properties, and those in it."""

    name: str
    inside: str | None
    properties: list[tuple[str, str]] = field(default_factory=list)
    parts: int = 0

    def values(self, name: str) -> list[str]:
        return [value for full, value in self.properties if full.split(";")[0] == name]


def faults(body: bytes) -> list[str]:
    """Everything in a feed that the standard does not allow; empty when it is fine."""
    try:
        found = list(components(body))
    except ValueError as error:
        return [str(error)]
    uids = Counter(uid for component in found for uid in component.values("UID"))
    return [
        *of_lines(body),
        *(f"UID twice: {uid}" for uid, times in uids.items() if times > 1),
        *(fault for component in found for fault in of_component(component)),
    ]


def of_lines(body: bytes) -> Iterator[str]:
    """How the bytes are divided into lines."""
    if not body.endswith(b"\r\n") or re.search(rb"\r(?!\n)|(?<!\r)\n", body):
        yield "a line that does not end with CRLF"
    for line in body.split(b"\r\n"):
        if len(line) > 75:
            yield f"a line of {len(line)} bytes"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield "a letter cut in two"


def components(body: bytes) -> Iterator[Component]:
    """The components in the order of their ends.

    Raises:
        ValueError: they do not lie in each other properly.
    """
    stack: list[Component] = []
    for line in body.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n"):
        name, colon, value = line.partition(":")
        if not colon:
            raise ValueError(f"no property: {line!r}")
        if name == "BEGIN":
            if stack:
                stack[-1].parts += 1
            stack.append(Component(value, stack[-1].name if stack else None))
        elif not stack:
            raise ValueError("outside of the calendar")
        elif name == "END":
            if stack[-1].name != value:
                raise ValueError(f"END:{value} in {stack[-1].name}")
            yield stack.pop()
        else:
            stack[-1].properties.append((name, value))
    if stack:
        raise ValueError(f"{stack[-1].name} has no end")


def of_component(component: Component) -> Iterator[str]:
    """What is wrong with the properties of a component."""
    where = component.name
    if where not in OCCURRENCES or WITHIN[where] != component.inside:
        yield f"{where} in {component.inside}"
        return
    if where == "VCALENDAR" and not component.parts:
        yield "an empty calendar"
    counts = Counter(name.split(";")[0] for name, _ in component.properties)
    for name in counts.keys() | OCCURRENCES[where].keys():
        least, most = OCCURRENCES[where].get(name, (0, 0))
        if not least <= counts[name] <= most:
            yield f"{where}: {counts[name]} × {name}"
    for name, value in component.properties:
        pattern = ESCAPED if name in TEXTS else VALUES.get(name)
        if pattern and not pattern.fullmatch(value):
            yield f"{where}: {name}:{value}"
        elif not pattern and name not in ("UID", "PRODID", "X-PUBLISHED-TTL"):
            yield f"{where}: unknown form of {name}"
    starts, ends = component.values("DTSTART"), component.values("DTEND")
    if starts and ends and ends <= starts:
        yield f"{where}: ends before it begins"
