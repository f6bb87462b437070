"""What tests of suppliers need: a world in which only the test moves time."""

import pytest

from tests.sources.fake_suppliers.truth import Clock, World


@pytest.fixture
def world(tmp_path, monkeypatch):
    """An empty folder, a clock that stands still, and no way around over anybody's proxy."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return World(tmp_path, Clock(), [])
