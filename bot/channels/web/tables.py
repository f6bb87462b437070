"""The tables of the web channel. What is done with them is in `ledger.py`."""

import sqlalchemy as sa

METADATA = sa.MetaData()
CONVERSATIONS = sa.Table(
    "web_conversations",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("expires", sa.Float, nullable=False, index=True),
)
MESSAGES = sa.Table(
    "web_messages",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("conversation", sa.String(64), sa.ForeignKey("web_conversations.id"), nullable=False),
    sa.Column("id", sa.String(64), nullable=False),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("choice", sa.String(32)),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("leased_until", sa.Float, nullable=False),
    sa.Column("outcome", sa.String(16)),
    sa.Column("replies", sa.Text),
    sa.UniqueConstraint("conversation", "id"),
)
CHOICES = sa.Table(
    "web_choices",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("conversation", sa.String(64), sa.ForeignKey("web_conversations.id"), nullable=False, index=True),
    sa.Column("message", sa.String(64), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
)
FEEDBACK = sa.Table(
    "web_feedback",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    # Empty once the conversation is over: what editors keep can no longer be traced to anybody.
    sa.Column("conversation", sa.String(64), index=True),
    sa.Column("message", sa.String(64)),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("rating", sa.String(4), nullable=False),
    sa.Column("words", sa.Text),
    sa.Column("asked", sa.Text, nullable=False),
    sa.Column("answered", sa.Text, nullable=False),
    sa.UniqueConstraint("conversation", "message"),
)
