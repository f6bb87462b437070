"""The second line behind `typed_text`: of messages that look like commands (`/intent{…}`) only allowed ones count.

Rasa puts a component of its own at the end of every model that executes them all, and has no setting for that. While
training, a hook puts ours in its place (docs/decisions/0005-typed-text-is-never-a-command.md).
"""

from typing import Dict, List, Optional

import pluggy
from rasa.engine.graph import SchemaNode
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.plugin import plugin_manager
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

# None is needed: what a choice means reaches Rasa understood already.
ALLOWED: frozenset[str] = frozenset()

_NODE = f"run_{RegexMessageHandler.__name__}"
_hook = pluggy.HookimplMarker("rasa")


class AllowedCommands(RegexMessageHandler):
    """Executes allowed commands, as Rasa does, and leaves all others what they are: text."""

    def process(self, messages: List[Message], domain: Optional[Domain] = None) -> List[Message]:
        """Give the messages, those with an allowed command as what it says."""
        return [super(AllowedCommands, self).process([m], domain)[0] if _is_allowed(m) else m for m in messages]


def guard_training() -> None:
    """Have models trained from now on end with ours; doing so again is fine."""
    if not plugin_manager().has_plugin(__name__):
        plugin_manager().register(_Guard(), __name__)


class _Guard:
    @_hook  # type: ignore[untyped-decorator, unused-ignore]
    def modify_default_recipe_graph_predict_nodes(self, predict_nodes: Dict[str, SchemaNode]) -> None:
        """Exchange the node. Rasa calls this twice, the first time before the node is there."""
        if _NODE in predict_nodes:
            predict_nodes[_NODE].uses = AllowedCommands


def _is_allowed(message: Message) -> bool:
    name = str(message.get(TEXT) or "").strip().removeprefix("/").partition("{")[0].partition("@")[0]
    return name.strip() in ALLOWED
