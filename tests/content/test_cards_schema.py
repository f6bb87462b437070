"""The card contract: its schema is sound, its examples keep to it, and broken cards are refused."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.city.offer import AUDIENCES, TOPICS
from bot.city.place import KINDS
from bot.city.stream import Stream

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCHEMA: dict[str, Any] = json.loads((DOCS / "cards.schema.json").read_text(encoding="utf-8"))
CONTRACT = (DOCS / "cards.md").read_text(encoding="utf-8")
EXAMPLES: list[dict[str, Any]] = [
    json.loads(block) for block in re.findall(r"^```json\n(.*?)^```", CONTRACT, re.DOTALL | re.MULTILINE)
]
BY_KIND = {example["card"]: example for example in EXAMPLES}
KINDS_OF_CARD: list[str] = SCHEMA["properties"]["card"]["enum"]

# A path into the documented example of a kind, and what makes the card wrong there.
REMOVE = object()
WRONG: list[tuple[str, str, Any]] = [
    ("disposal", "item", REMOVE),
    ("disposal", "item", " "),
    ("disposal", "options", []),
    ("disposal", "options.0.stream", "yellow"),
    ("disposal", "options.0.condition", REMOVE),
    ("disposal", "source", REMOVE),
    ("disposal", "source", None),
    ("disposal", "source.as_of", "22.11.2026"),
    ("disposal", "source.url", "http://example.org/"),
    ("disposal", "example", "yes"),
    ("item_choice", "candidates", "Lampe"),
    ("stream_guide", "never", REMOVE),
    ("stream_guide", "source", REMOVE),
    ("pickup", "pickups.0.date", "2026-13-01"),
    ("pickup", "pickups.0.date", "2026-12-01T00:00:00"),
    ("pickup", "pickups.0.streams", []),
    ("pickup", "pickups.0.streams", ["paper", "paper"]),
    ("pickup", "pickups.1.moved_from", "Freitag"),
    ("pickup", "house_number", 20),
    ("pickup", "ics_url", "javascript:alert(1)"),
    ("pickup", "source", REMOVE),
    ("street_choice", "query", REMOVE),
    ("reminder", "state", "on"),
    ("reminder", "day", "evening"),
    ("reminder", "time", "25:00"),
    ("places", "places.0.kind", "dump"),
    ("places", "places.0.open_now", "yes"),
    ("places", "places.0.distance_m", -1),
    ("places", "source", REMOVE),
    ("offers", "filters", REMOVE),
    ("offers", "filters.district", None),
    ("offers", "filters.weekdays", ["Montag"]),
    ("offers", "offers.0.topic", "sports"),
    ("offers", "offers.0.audience", ["pets"]),
    ("offers", "offers.0.price_eur", "kostenlos"),
    ("offers", "offers.0.url", "javascript:alert(1)"),
    ("offers", "source", REMOVE),
    ("checkups", "person.sex", "female"),
    ("checkups", "person.age", REMOVE),
    ("checkups", "checkups.0.entitled", "ja"),
    ("checkups", "checkups.0.entitled", REMOVE),
    ("checkups", "source", REMOVE),
    ("helplines", "level", "bad"),
    ("helplines", "lines", []),
    ("helplines", "lines.0.number", "eins eins zwei"),
    ("helplines", "source", REMOVE),
    ("info", "topic", "Sperrmüll"),
    ("info", "links.0.url", "www.wuppertal.de"),
    ("info", "source", REMOVE),
    ("handover", "contacts", []),
    ("handover", "contacts.0.phone", "siehe Webseite"),
    ("not_understood", "suggestions.0.payload", REMOVE),
    ("out_of_scope", "contacts", REMOVE),
    ("disposal", "card", "waste"),
    ("disposal", "card", REMOVE),
]


def faults(card: object) -> list[str]:
    """List what the schema has against a card."""
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(card)]


def changed(card: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Copy a card with one value replaced or removed."""
    copy = deepcopy(card)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    target: Any = copy
    for step in way:
        target = target[step]
    if value is REMOVE:
        del target[last]
    else:
        target[last] = value
    return copy


def test_schema_is_valid() -> None:
    """The schema itself keeps to JSON Schema."""
    Draft202012Validator.check_schema(SCHEMA)


def test_every_kind_has_rules_and_an_example() -> None:
    """No kind of card is named without being described to machines and to people."""
    ruled = [rule["if"]["properties"]["card"]["const"] for rule in SCHEMA["allOf"]]
    assert ruled == KINDS_OF_CARD
    assert sorted(BY_KIND) == sorted(KINDS_OF_CARD)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["card"] for example in EXAMPLES])
def test_documented_example_keeps_to_the_contract(example: dict[str, Any]) -> None:
    """What the documentation shows is what the schema allows."""
    assert faults(example) == []


@pytest.mark.parametrize("kind", KINDS_OF_CARD)
def test_unknown_keys_are_allowed(kind: str) -> None:
    """A card may grow without breaking its clients."""
    assert faults({**BY_KIND[kind], "added_later": {"any": ["thing"]}}) == []


@pytest.mark.parametrize(("kind", "path", "value"), WRONG, ids=[f"{kind}-{path}" for kind, path, _ in WRONG])
def test_wrong_card_is_refused(kind: str, path: str, value: Any) -> None:
    """One wrong or missing value is enough to refuse a card."""
    assert faults(changed(BY_KIND[kind], path, value)) != []


@pytest.mark.parametrize("not_a_card", [None, [], "disposal", {}])
def test_something_else_is_no_card(not_a_card: object) -> None:
    """A card is an object that names its kind."""
    assert faults(not_a_card) != []


@pytest.mark.parametrize("topic", ["privacy", "capabilities"])
def test_what_talbot_says_about_itself_needs_no_source(topic: str) -> None:
    """Facts need a source; Talbot's own promises do not."""
    assert faults({"card": "info", "topic": topic, "links": [], "source": None}) == []


@pytest.mark.parametrize(
    ("definition", "values"),
    [
        (SCHEMA["$defs"]["stream"], [stream.value for stream in Stream]),
        (SCHEMA["$defs"]["topic"], list(TOPICS)),
        (SCHEMA["$defs"]["audience"]["items"], list(AUDIENCES)),
        (SCHEMA["$defs"]["place_kind"], list(KINDS)),
    ],
    ids=["stream", "topic", "audience", "place_kind"],
)
def test_enumerations_are_those_of_the_core(definition: dict[str, list[str]], values: list[str]) -> None:
    """The contract and the domain core share one vocabulary."""
    assert definition["enum"] == values
