"""Plays the conversations of tests/stories with Rasa's own story test against the current model.

Unlike there, a message is understood with the conversation before it, as when serving, and entities are not
compared: what a message mentions is tested where it is found (tests/nlu, tests/city).
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.test import WronglyClassifiedUserUtterance, WronglyPredictedAction, _predict_tracker_actions
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.generator import TrainingDataGenerator
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers.importer import TrainingDataImporter

from bot.settings import ROOT

pytestmark = [
    pytest.mark.trained,
    # Rasa warns of every slot that has the name of an entity, however it is filled.
    pytest.mark.filterwarnings("ignore:Slot auto-fill:UserWarning"),
]

STORIES = Path(__file__).with_name("stories")
FEWEST = 60


@pytest.fixture(scope="module")
def listener(agent: Agent) -> Iterator[Agent]:
    """The assistant, hearing each message with the conversation before it."""
    plain = agent.processor
    agent.processor = Listener(plain)
    yield agent
    agent.processor = plain


class Listener:
    """Rasa's processor, understanding each message with the conversation so far, as it does when serving."""

    def __init__(self, processor: Any) -> None:
        """Wrap the processor of a loaded agent."""
        self._processor = processor
        self.tracker: DialogueStateTracker | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._processor, name)

    async def parse_message(self, message: UserMessage) -> dict[str, Any]:
        parsed = await self._processor.parse_message(message, self.tracker)
        return {**parsed, "entities": []}

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> Any:
        self.tracker = tracker
        return self._processor.predict_next_with_tracker_if_should(tracker)


async def test_every_conversation_goes_as_its_story_says(listener: Agent) -> None:
    """Intents and actions follow the story; all that differ are listed."""
    faults = []
    for tracker in story_trackers(listener):
        listener.processor.tracker = None
        _, played, _, _ = await _predict_tracker_actions(tracker, listener, use_e2e=True)
        faults += faults_of(played)
    if faults:
        pytest.fail("\n".join([f"{len(faults)} things went differently:", *faults]), pytrace=False)


def test_there_are_enough_conversations_with_titles_of_their_own() -> None:
    """A title names one conversation, so that a failure can be found."""
    titles = [story["story"] for story in stories()]
    assert len(titles) >= FEWEST
    assert sorted(set(titles)) == sorted(titles)


def test_every_intent_occurs_in_a_conversation() -> None:
    """Whatever residents may want is tried at least once."""
    said = {step["intent"] for story in stories() for step in story["steps"] if "user" in step}
    assert said == set(domain()["intents"])


def test_every_action_occurs_in_a_conversation() -> None:
    """So does every answer that a rule can choose."""
    done = {step["action"] for story in stories() for step in story["steps"] if "action" in step}
    rules = yaml.safe_load((ROOT / "data" / "rules.yml").read_text(encoding="utf-8"))["rules"]
    chosen = {step["action"] for rule in rules for step in rule["steps"] if "action" in step}
    assert done == chosen | set(domain()["actions"])


def story_trackers(agent: Agent) -> list[DialogueStateTracker]:
    """Read the stories as Rasa does."""
    importer = TrainingDataImporter.load_from_dict(
        domain_path=str(ROOT / "domain.yml"), training_data_paths=[str(STORIES)]
    )
    generator = TrainingDataGenerator(
        importer.get_conversation_tests(),
        agent.domain or Domain.empty(),
        remove_duplicates=False,
        augmentation_factor=0,
        use_story_concatenation=False,
    )
    trackers = generator.generate_story_trackers()
    assert len(trackers) == len(stories()), "Rasa reads another number of stories than there are."
    for event in (event for tracker in trackers for event in tracker.events):
        if isinstance(event, UserUttered):
            event.entities = []
    return trackers


def faults_of(tracker: DialogueStateTracker) -> Iterator[str]:
    """Name everything that went differently in a story played."""
    said = ""
    for event in tracker.events:
        if isinstance(event, UserUttered):
            said = event.text
        if difference := difference_of(event):
            yield f"  {tracker.sender_id}: {said!r} {difference}"


def difference_of(event: Event) -> str | None:
    """Describe a wrong prediction, None for any other event."""
    if isinstance(event, WronglyClassifiedUserUtterance):
        return f"is {event.intent['name']}, was understood as {event.predicted_intent}"
    if isinstance(event, WronglyPredictedAction):
        return f"needs {event.action_name}, got {event.action_name_prediction}"
    return None


@cache
def stories() -> list[dict[str, Any]]:
    """The stories of all files."""
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(STORIES.glob("test_*.yml"))]
    return [story for file in files for story in file["stories"]]


@cache
def domain() -> dict[str, Any]:
    """What the assistant can want, say and do."""
    return dict(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8")))
