"""The directory in HSDS 3: fits the schema, is the same every time, and is read back as the same offers."""

import json
from pathlib import Path
from uuid import UUID

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from bot.bootstrap import load_city
from bot.city.offer import Offer
from bot.exports.hsds import hsds_json, hsds_service, hsds_services
from bot.settings import Settings
from bot.sources.faults import Faults
from bot.sources.offer_file import surroundings
from bot.sources.offer_hsds import offers_in
from bot.sources.schema import SCHEMAS
from tests.exports.samples import offers
from tests.sources.small_city import write_city

SCHEMA = json.loads((Path(SCHEMAS) / "hsds_service.json").read_text(encoding="utf-8"))
DATA = Settings().data_dir


@pytest.fixture(scope="module")
def ours() -> tuple[Offer, ...]:
    """The offers that ship."""
    return load_city(Settings()).data.offers


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """The small city."""
    return write_city(tmp_path_factory.mktemp("small"))


def back(content: bytes, data_dir: Path) -> tuple[list[Offer], list[str]]:
    """What the reader makes of an export."""
    faults = Faults()
    found = [one.offer for one in offers_in(content, "a.json", surroundings(data_dir, faults))]
    return found, [str(fault) for fault in faults.all()]


def test_what_ships_is_read_back_the_same(ours):
    """Nothing is lost on the way to another directory and back."""
    found, report = back(hsds_json(ours), DATA)
    assert report == []
    assert found == list(ours)


@given(offers())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_offer_is_read_back_the_same(small, offer):
    """However odd."""
    found, report = back(hsds_json([offer]), small)
    assert report == []
    assert found == [offer]


def test_export_fits_the_schema(ours):
    """By another validator than the reader's."""
    validator = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    page = hsds_services(ours)
    for service in page["contents"]:
        assert list(validator.iter_errors(service)) == [], service["name"]
    assert page["total_items"] == page["size"] == len(ours)
    assert (page["first_page"], page["last_page"], page["empty"]) == (True, True, False)


def test_identifiers_are_unique_and_stay(ours):
    """Whoever keeps them recognises everything the next day."""
    first, again = hsds_json(ours), hsds_json(ours)
    assert first == again
    found: list[str] = []

    def collect(value):
        if isinstance(value, dict):
            if "id" in value and "code" not in value and value.get("description") != value.get("name"):
                found.append(value["id"])
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    collect(json.loads(first)["contents"])
    assert all(str(UUID(one)) == one for one in found)
    assert len(set(found)) == len(found)


def test_examples_are_marked_for_every_reader(ours):
    """In the alert that people see, and in an attribute for programs."""
    for offer in ours:
        service = hsds_service(offer)
        assert ("alert" in service) == offer.example
        marks = [a["value"] for a in service["attributes"] if a["link_type"] == "talbot:example"]
        assert marks == (["true"] if offer.example else [])


def test_no_offers_are_an_empty_page():
    """An answer nevertheless."""
    assert hsds_services([])["empty"] is True


def test_schema_holds_no_list_that_hsds_leaves_open():
    """Tables may have fields that we do not know; closed lists are only those of the specification."""
    assert "additionalProperties" not in json.dumps(SCHEMA)
    tables = SCHEMA["$defs"]
    enumerations = {
        f"{table}.{field}"
        for table, schema in {"service": SCHEMA, **tables}.items()
        for field, value in schema["properties"].items()
        if "enum" in value
    }
    assert enumerations == {
        "service.status", "schedule.freq", "schedule.wkst", "location.location_type", "address.address_type",
    }  # fmt: skip
