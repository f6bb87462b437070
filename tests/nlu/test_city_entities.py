"""Entities and masked text: what the spotter finds reaches Rasa, and nothing breaks without a city."""

import pytest
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.city_entities import MASKED_TEXT, CityEntities
from tests.nlu.conftest import messages


@pytest.fixture
def component(life):
    """Loaded, as the assistant runs it."""
    return life.load(CityEntities)


def found(message):
    """Kind and value of a message's entities."""
    return {(entity["entity"], entity["value"]) for entity in message.get(ENTITIES)}


def test_entities_carry_kind_value_and_place(component):
    """As Rasa expects them."""
    text = "Wann wird in der Hofaue 20 das Papier geholt?"
    [message] = component.process(messages(text))
    assert found(message) == {("street", "Hofaue"), ("house_number", "20"), ("stream", "paper")}
    for entity in message.get(ENTITIES):
        assert text[entity["start"] : entity["end"]]
        assert entity["extractor"] == "CityEntities"
    assert ENTITIES in message.output_properties


def test_mentions_are_masked(component):
    """The classifier learns what is asked, not about which street."""
    first, second = component.process(messages("Papier Hofaue 20?", "Restmüll Gathe 7?"))
    assert first.get(MASKED_TEXT).split() == second.get(MASKED_TEXT).split()


def test_lexicon_protects_words(component):
    """A German word is no misspelled item."""
    [message] = component.process(messages("Ich möchte laufen und eine Beschwerde schreiben"))
    assert found(message) == set()


def test_typo_of_an_item_is_found(component):
    """ "Pizzakartong" is."""
    [message] = component.process(messages("wohin mit pizzakartong"))
    assert found(message) == {("waste_item", "Pizzakarton")}


@pytest.mark.parametrize("text", ["", None, "   ", "😀", "Мусор", "???"])
def test_text_without_words_has_no_entities(component, text):
    """Nothing to find is no failure."""
    [message] = component.process(messages(text))
    assert message.get(ENTITIES) == []
    assert isinstance(message.get(MASKED_TEXT), str)


def test_other_script_is_told_to_the_classifier(component):
    """Folding leaves nothing of it, so the mask says that there was something."""
    [message] = component.process(messages("Куда выбросить мусор?"))
    assert "xschrift" in message.get(MASKED_TEXT)


def test_training_examples_are_masked_and_keep_their_entities(component):
    """What editors wrote stays as it is."""
    data = TrainingData([Message({TEXT: "Papier Hofaue 20", INTENT: "pickup_next"}), Message({INTENT: "bare"})])
    component.process_training_data(data)
    example, bare = data.training_examples
    assert "xadresse" in example.get(MASKED_TEXT)
    assert not example.get(ENTITIES)
    assert bare.get(MASKED_TEXT) is None


@pytest.mark.usefixtures("no_city")
def test_unusable_city_data_finds_nothing_and_goes_on(component):
    """Safety and talk must work without any data."""
    [message] = component.process(messages("Papier Hofaue 20"))
    assert message.get(ENTITIES) == []
    assert message.get(MASKED_TEXT) == "Papier Hofaue 0"


def test_fingerprint_is_stable():
    """The same names, no new training."""
    assert CityEntities.fingerprint_addon({}) == CityEntities.fingerprint_addon({})
