"""The description of the API and the API are about the same thing."""

from typing import Any

import httpx
import pytest
from jsonschema import Draft7Validator, RefResolver

from bot.channels.web.refusal import STATUS
from tests.channels.web.resident import API, Resident, read_events


@pytest.fixture
def description(client: httpx.Client) -> Any:
    return client.get(f"{API}/openapi.json").json()


def require_valid(description: Any, schema: str, value: Any) -> None:
    """Hold a value against a schema of the description."""
    reference = {"$ref": f"#/components/schemas/{schema}"}
    assert list(Draft7Validator(reference, resolver=RefResolver("", nullable(description))).iter_errors(value)) == []


def nullable(node: Any) -> Any:
    """OpenAPI 3.0 says `nullable`, which JSON Schema does not know."""
    if isinstance(node, dict):
        inner = {key: nullable(value) for key, value in node.items() if key != "nullable"}
        return {**inner, "type": [inner["type"], "null"]} if node.get("nullable") else inner
    return [nullable(one) for one in node] if isinstance(node, list) else node


def test_every_route_is_described_and_no_other(description: Any, client: httpx.Client) -> None:
    for path, operations in description["paths"].items():
        allowed = {
            method
            for method in ("GET", "POST", "DELETE", "PUT", "PATCH")
            if client.request(method, path).status_code != 405
        }
        assert allowed == {method.upper() for method in operations}, path


def test_every_refusal_is_described(description: Any) -> None:
    assert set(description["components"]["schemas"]["Refusal"]["properties"]["error"]["enum"]) == set(STATUS)
    described = {
        status
        for operations in description["paths"].values()
        for one in operations.values()
        for status in one["responses"]
    }
    assert {str(status) for status in STATUS.values()} <= described


def test_answers_are_of_the_described_form(description: Any, resident: Resident) -> None:
    kinds = {"turn": "Turn", "reply": "Reply", "done": "Done"}
    for text in ("Hallo", "item_choice", "pickup"):
        for kind, data in read_events(resident.send(text=text)):
            require_valid(description, kinds[kind], data)
    history = resident.client.get(f"{API}/messages", headers=resident.headers).json()
    require_valid(description, "History", history)
    require_valid(description, "Session", resident.client.post(f"{API}/sessions").json())
    require_valid(description, "Suggestions", resident.client.post(f"{API}/suggestions", json={"text": "Batte"}).json())
    require_valid(description, "Refusal", resident.client.get(f"{API}/messages").json())
