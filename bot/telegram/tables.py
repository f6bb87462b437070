"""The tables about Telegram that both the channel and the reminders use. What is done with them is in `chats.py` and
`pace.py`.
"""

import sqlalchemy as sa

METADATA = sa.MetaData()
CHATS = sa.Table(
    "telegram_chats",
    METADATA,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("conversation", sa.String(64), nullable=False, unique=True),
    sa.Column("leased_until", sa.Float, nullable=False),
    sa.Column("holder", sa.String(32), nullable=False),
    # The message whose buttons can still be pressed, and those of its links, which stay; JSON.
    sa.Column("keyboard", sa.Text),
)
PACE = sa.Table(
    "telegram_pace",
    METADATA,
    # A chat, or 0 for all of them together.
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("free_at", sa.Float, nullable=False, index=True),
)
ACCOUNT = sa.Table(
    "telegram_account",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("username", sa.String(64), nullable=False),
)
HANDOVERS = sa.Table(
    "telegram_handovers",
    METADATA,
    # Of the token only its hash: who reads the database cannot use it.
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("expires", sa.Float, nullable=False, index=True),
)
