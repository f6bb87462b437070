"""What a resident sent, whichever channel it came by."""

from dataclasses import dataclass, field
from typing import Any

# More than anybody needs for a question, and as much as every channel takes.
LONGEST_TEXT = 1_000


@dataclass(frozen=True)
class Message:
    """What a resident sent.

    Attributes:
        id: chosen by the client; the same id is the same message, however often it comes.
        said: the words, masked; of a choice its title, empty until the ledger has filled it in.
        choice: the id of the choice that was taken.
        payload: what the choice means to the assistant.
        intent: what it is about where that is certain, such as a command's; its words still count.
        data: what came beside the words, for actions: `position` as latitude and longitude.
    """

    id: str
    said: str
    choice: str | None = None
    payload: str | None = None
    intent: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
