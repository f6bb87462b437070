"""Who wants which reminders, in the database. When they are due is `plan.py`, that they are sent `deliveries.py`."""

from sqlalchemy.engine import Engine

from bot.reminders.tables import QUIET, SUBSCRIPTIONS


class Subscriptions:
    """The reminders of all conversations."""

    def __init__(self, engine: Engine) -> None:
        """Take a database that is up to date."""
        self._engine = engine

    def erase(self, conversation: str) -> None:
        """Remove all that is kept for a conversation."""
        with self._engine.begin() as db:
            for table in (SUBSCRIPTIONS, QUIET):
                db.execute(table.delete().where(table.c.conversation == conversation))
