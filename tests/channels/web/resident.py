"""A resident as the channel meets them: with a token, message ids, and a strict reader of event streams."""

import json
import re
import secrets
from typing import Any

import httpx

API = "/webhooks/web"
_EVENT = re.compile(r"event: (\w+)\ndata: (.+)")


class Resident:
    """Somebody with a conversation."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        begun = client.post(f"{API}/sessions")
        assert begun.status_code == 201
        self.token = str(begun.json()["token"])
        self.headers = {"Authorization": f"Bearer {self.token}"}

    def send(self, **body: Any) -> httpx.Response:
        """Send a message, with an id of its own unless one is given."""
        body.setdefault("id", secrets.token_urlsafe(12))
        return self.client.post(f"{API}/messages", json=body, headers=self.headers)

    def ask(self, **body: Any) -> list[dict[str, Any]]:
        """Send a message and give the replies."""
        response = self.send(**body)
        assert response.status_code == 200, response.text
        events = read_events(response)
        assert events[0][0] == "turn"
        assert events[-1][0] == "done"
        return [data for kind, data in events if kind == "reply"]

    def history(self) -> list[dict[str, Any]]:
        """What was said so far."""
        return list(self.client.get(f"{API}/messages", headers=self.headers).json()["turns"])


def read_events(response: httpx.Response) -> list[tuple[str, Any]]:
    """Every event of a stream: exactly two lines, then an empty one; nothing else is accepted."""
    assert response.headers["Content-Type"].startswith("text/event-stream")
    blocks = response.text.split("\n\n")
    assert blocks.pop() == ""
    matches = [_EVENT.fullmatch(block) for block in blocks]
    assert all(matches), blocks
    return [(match[1], json.loads(match[2])) for match in matches if match]
