"""The classifier as Rasa's component: trained on masked examples, loaded, and careful with empty messages."""

import pytest
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.city_entities import MASKED_TEXT, CityEntities
from bot.nlu.intent_classifier import IntentClassifier
from tests.nlu.conftest import messages
from tests.nlu.test_linear_model import PAIRS


@pytest.fixture(scope="module")
def training_data():
    """Three intents."""
    return [Message({TEXT: example.raw, MASKED_TEXT: example.masked, INTENT: label}) for example, label in PAIRS]


@pytest.fixture
def classifier(life, training_data):
    """Trained, then loaded from the storage."""
    life.create(IntentClassifier).train(TrainingData(training_data))
    return life.load(IntentClassifier)


def intent(message):
    """The name of a message's intent."""
    return message.get(INTENT)[INTENT_NAME_KEY]


def test_intent_and_ranking_are_set(classifier):
    """The first of the ranking is the intent."""
    [message] = classifier.process([Message({TEXT: "wohin mit styropor", MASKED_TEXT: "wohin mit xding"})])
    ranking = message.get(INTENT_RANKING_KEY)
    assert intent(message) == "waste"
    assert ranking[0] == message.get(INTENT)
    assert {entry[INTENT_NAME_KEY] for entry in ranking} == {"greet", "waste", "pickup"}
    assert all(0 <= entry[PREDICTED_CONFIDENCE_KEY] <= 1 for entry in ranking)
    assert {INTENT, INTENT_RANKING_KEY} <= message.output_properties


def test_trained_without_loading_works_as_well(life, training_data):
    """Rasa's cross-validation does that."""
    component = life.create(IntentClassifier)
    component.train(TrainingData(training_data))
    [message] = component.process(messages("hallo"))
    assert intent(message) == "greet"


@pytest.mark.parametrize("text", ["", None, "  ", "😀", "???", "\x00"])
def test_text_without_readable_words_has_no_intent(classifier, text):
    """The fallback then asks for words."""
    [message] = classifier.process(messages(text))
    assert message.get(INTENT) == {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
    assert message.get(INTENT_RANKING_KEY) == [message.get(INTENT)]


def test_examples_without_text_are_left_out(life, training_data):
    """An intent that appears in stories only has none."""
    life.create(IntentClassifier).train(TrainingData([*training_data, Message({INTENT: "bare"})]))
    [message] = life.load(IntentClassifier).process(messages("hallo"))
    assert "bare" not in {entry[INTENT_NAME_KEY] for entry in message.get(INTENT_RANKING_KEY)}


def test_together_with_the_entities(classifier, life):
    """A street nobody has trained is as good as any other."""
    entities = life.load(CityEntities)
    [message] = classifier.process(entities.process(messages("nächste abholung Uellendahler Straße 300")))
    assert intent(message) == "pickup"
