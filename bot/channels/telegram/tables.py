"""The tables of the Telegram channel: what came in and how far its answer is, and what buttons mean. What is done with
them is in `inbox.py`.
"""

import sqlalchemy as sa

METADATA = sa.MetaData()
UPDATES = sa.Table(
    "telegram_updates",
    METADATA,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("chat", sa.BigInteger, nullable=False),
    # The message, so that an edited one is known to be the same; null where an update is about none.
    sa.Column("message", sa.BigInteger),
    sa.Column("received", sa.Float, nullable=False, index=True),
    # What came, masked; emptied as soon as it is answered.
    sa.Column("content", sa.Text),
    # The answer in parts, as soon as it is known, and how many of them Telegram has taken; emptied as well.
    sa.Column("parts", sa.Text),
    sa.Column("sent", sa.Integer, nullable=False),
    sa.Column("done", sa.Boolean, nullable=False),
    sa.Index(
        "ix_telegram_updates_open", "chat", "id", sqlite_where=sa.text("NOT done"), postgresql_where=sa.text("NOT done")
    ),
    sa.Index("ix_telegram_updates_message", "chat", "message"),
)
CHOICES = sa.Table(
    "telegram_choices",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("chat", sa.BigInteger, nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
)
