"""Where a fact comes from and when somebody last checked it. Every answer carries one."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Source:
    """The origin of a fact: a readable name, a public address if there is one, and its age."""

    name: str
    url: str | None
    as_of: date
