"""Whatever stands in a file of offers ends in offers or in a report, never in an exception."""

import json
import random
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sources.faults import Faults
from bot.sources.offer_csv import read_csv_offers
from bot.sources.offer_file import surroundings
from bot.sources.offer_hsds import read_hsds_offers
from bot.sources.offer_ics import read_ics_offers
from tests.sources.small_city import write_city
from tests.sources.test_offer_csv import HEADER, ROW
from tests.sources.test_offer_hsds import SERVICE, location
from tests.sources.test_offer_ics import calendar, event

FULL = SERVICE | {
    "service_at_locations": location(name="Haus am Kai", latitude=51.2, longitude=7.1),
    "cost_options": [{"id": SERVICE["id"], "amount": 5, "currency": "EUR"}],
    "languages": [{"id": SERVICE["id"], "code": "tr"}],
    "contacts": [{"id": SERVICE["id"], "name": "Frau Probe", "email": "a@b.example"}],
    "minimum_age": 18,
}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12)
    | st.sampled_from(["2027-01-11", "0001-01-01", "9999-12-31", "18:00", "24:00Z", "MO", "-53SU", "WEEKLY", "1e9"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
SIGNS = st.text(st.sampled_from("0123456789.,;:=\"'-+TZ \n\r\täöü€@/\\\0\u202eMOBYDAYRRULE"), max_size=12)
QUICK = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """The small city."""
    return write_city(tmp_path_factory.mktemp("city"))


def read(city, reader, content: str) -> None:
    """Read it; every fault can be told."""
    path = city / "nonsense"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    faults = Faults()
    list(reader(path, "nonsense", surroundings(city, faults)))
    assert all(str(fault).startswith("nonsense") for fault in faults.all())


def replaced(value, number: int, new):
    """A copy in which the value met at a number is another one."""
    count = 0

    def copy(one):
        nonlocal count
        count += 1
        if count - 1 == number:
            return new
        if isinstance(one, dict):
            return {key: copy(inner) for key, inner in one.items()}
        return [copy(inner) for inner in one] if isinstance(one, list) else deepcopy(one)

    return copy(value)


@given(st.integers(0, 70), VALUES, st.integers(0, 70), VALUES)
@QUICK
def test_hsds(city, first, one, second, other):
    """Values of any kind anywhere."""
    changed = replaced(replaced([FULL], first, one), second, other)
    read(city, read_hsds_offers, json.dumps(changed))


@given(
    st.dictionaries(
        st.sampled_from(["byday", "bymonthday", "byweekno", "interval", "count", "until", "dtstart", "freq"]), VALUES
    )
)
@QUICK
def test_schedules(city, changes):
    """Rules that nobody would plan by."""
    schedule = {"id": SERVICE["id"], "freq": "WEEKLY", "byday": "MO", "dtstart": "2027-01-11", "count": 3} | changes
    read(city, read_hsds_offers, json.dumps([SERVICE | {"schedules": [schedule]}]))


@given(st.integers(0, 10_000), SIGNS, st.integers(0, 40))
@QUICK
def test_tables(city, at, signs, cut):
    """Signs typed anywhere, others taken away."""
    content = HEADER + ROW + ROW
    at %= len(content)
    read(city, read_csv_offers, content[:at] + signs + content[at + cut :])


@given(st.integers(0, 10_000), SIGNS, st.integers(0, 40))
@QUICK
def test_calendars(city, at, signs, cut):
    """The same in a calendar."""
    content = calendar(event(), event(uid="2", summary="Yoga"))
    at %= len(content)
    read(city, read_ics_offers, content[:at] + signs + content[at + cut :])


RULES = ["FREQ=WEEKLY;COUNT=99999999", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;UNTIL=99991231", "FREQ=WEEKLY;INTERVAL=0",
         "FREQ=WEEKLY;INTERVAL=-1;COUNT=3", "FREQ=DAILY;COUNT=0", "FREQ=MONTHLY;BYSETPOS=400;BYDAY=MO", "FREQ=WEEKLY;BYDAY=XX", "COUNT=3",
         "FREQ=WEEKLY;UNTIL=20270301;COUNT=3", "FREQ=WEEKLY;COUNT=-5", "FREQ=SECONDLY", "FREQ=WEEKLY;WKST=SU;BYWEEKNO=53"]  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("start", ["20270111T180000", "00010101T000000", "99991231T235959", "19700101"])
def test_rules_of_repetition(city, rule, start):
    """None of them keeps the reader busy."""
    read(city, read_ics_offers, calendar(event(f"DTSTART:{start}\nRRULE:{rule}\n")))


def test_random_bytes(city):
    """What a broken disk would give."""
    noise = random.Random(20261126)  # always the same
    for reader in (read_csv_offers, read_hsds_offers, read_ics_offers):
        for _ in range(50):
            read(city, reader, noise.randbytes(200).decode("latin-1"))
