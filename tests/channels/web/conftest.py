"""The web channel on a real socket, with an assistant that says what a test wants."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.browser.site import ScriptedAssistant, Site
from tests.channels.web.resident import Resident


@pytest.fixture
def assistant() -> ScriptedAssistant:
    """Says what the test wants."""
    return ScriptedAssistant()


@pytest.fixture
def site(tmp_path: Path, assistant: ScriptedAssistant) -> Iterator[Site]:
    """The channel, running; one other site may embed it."""
    with Site(tmp_path / "talbot.db", assistant, ("https://stadt.example",)) as running:
        yield running


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    """Somebody who asks the channel."""
    with httpx.Client(base_url=site.url, trust_env=False, timeout=30) as made:
        yield made


@pytest.fixture
def resident(client: httpx.Client) -> Resident:
    """Somebody with a conversation."""
    return Resident(client)
