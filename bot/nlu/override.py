"""Reading and replacing the intent of a message, for components that know better than the classifier."""

from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

# What the intents of danger begin with.
SAFETY = "safety_"


def intent_name(message: Message) -> str:
    """The intent a message has so far, "" when it has none."""
    return (message.get(INTENT) or {}).get(INTENT_NAME_KEY) or ""


def override_intent(message: Message, name: str) -> None:
    """Decide the intent of a message, whatever was thought of it before."""
    intent = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: 1.0}
    message.set(INTENT, intent, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)


def is_danger(message: Message) -> bool:
    """Whether the safety guard has decided the intent; nobody else may."""
    return intent_name(message).startswith(SAFETY)
