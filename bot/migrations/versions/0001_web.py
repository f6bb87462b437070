"""The web channel: conversations, messages, choices, feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "web_conversations",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("expires", sa.Float, nullable=False, index=True),
    )
    op.create_table(
        "web_messages",
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
    op.create_table(
        "web_choices",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("conversation", sa.String(64), sa.ForeignKey("web_conversations.id"), nullable=False, index=True),
        sa.Column("message", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_table(
        "web_feedback",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation", sa.String(64), index=True),
        sa.Column("message", sa.String(64)),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("rating", sa.String(4), nullable=False),
        sa.Column("words", sa.Text),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("answered", sa.Text, nullable=False),
        sa.UniqueConstraint("conversation", "message"),
    )


def downgrade() -> None:
    """Remove them, with all that is in them."""
    for table in ("web_feedback", "web_choices", "web_messages", "web_conversations"):
        op.drop_table(table)
