"""What the tests of our components share: a model storage, and a life as Rasa gives it to a component."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.bootstrap import live_city

CONTEXT = ExecutionContext(GraphSchema({}))


class Life:
    """Creates and loads components in one model storage, as training and serving do."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.storage = LocalModelStorage(folder)

    def create(self, kind: type[GraphComponent], **config: Any) -> Any:
        """Make a component for training."""
        return self._make(kind, kind.create, config)

    def load(self, kind: type[GraphComponent], **config: Any) -> Any:
        """Make a component for serving."""
        return self._make(kind, kind.load, config)

    def _make(self, kind: type[GraphComponent], how: Callable[..., Any], config: dict[str, Any]) -> Any:
        return how({**kind.get_default_config(), **config}, self.storage, Resource(kind.__name__), CONTEXT)


@pytest.fixture
def life(tmp_path: Path) -> Life:
    """An empty model storage."""
    return Life(tmp_path / "model")


@pytest.fixture
def no_city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Data that cannot be used, without an earlier copy."""
    monkeypatch.setenv("TALBOT_DATA", str(tmp_path / "none"))
    monkeypatch.setenv("TALBOT_STATE", str(tmp_path / "state"))
    live_city.cache_clear()
    yield
    live_city.cache_clear()


def messages(*texts: str | None) -> list[Message]:
    """Messages of residents."""
    return [Message({TEXT: text}) for text in texts]
