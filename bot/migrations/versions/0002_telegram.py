"""Telegram and reminders: chats, updates, choices, links from the web; subscriptions and what was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "telegram_chats",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("conversation", sa.String(64), nullable=False, unique=True),
        sa.Column("leased_until", sa.Float, nullable=False),
        sa.Column("holder", sa.String(32), nullable=False),
        sa.Column("keyboard", sa.Text),
    )
    op.create_table(
        "telegram_pace",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("free_at", sa.Float, nullable=False, index=True),
    )
    op.create_table(
        "telegram_account",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("username", sa.String(64), nullable=False),
    )
    op.create_table(
        "telegram_handovers",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("expires", sa.Float, nullable=False, index=True),
    )
    op.create_table(
        "telegram_updates",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("received", sa.Float, nullable=False, index=True),
        sa.Column("content", sa.Text),
        sa.Column("parts", sa.Text),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Index(
            "ix_telegram_updates_open",
            "chat",
            "id",
            sqlite_where=sa.text("NOT done"),
            postgresql_where=sa.text("NOT done"),
        ),
        sa.Index("ix_telegram_updates_message", "chat", "message"),
    )
    op.create_table(
        "telegram_choices",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False, index=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_table(
        "reminder_subscriptions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation", sa.String(64), nullable=False, index=True),
        sa.Column("street", sa.Text, nullable=False),
        sa.Column("house_number", sa.String(16), nullable=False),
        sa.Column("streams", sa.Text, nullable=False),
        sa.Column("fortnightly", sa.Boolean, nullable=False),
        sa.Column("days_before", sa.SmallInteger, nullable=False),
        sa.Column("time", sa.String(5), nullable=False),
        sa.Column("paused_until", sa.String(10)),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("wake_at", sa.BigInteger, nullable=False, index=True),
        sa.UniqueConstraint("conversation", "street", "house_number", "days_before", "time"),
    )
    op.create_table(
        "reminder_deliveries",
        sa.Column(
            "subscription", sa.Integer, sa.ForeignKey("reminder_subscriptions.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.String(16)),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("free_at", sa.Float, nullable=False),
        sa.Column("holder", sa.String(32), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("sent_at", sa.Float),
        sa.Index(
            "ix_reminder_deliveries_waiting",
            "free_at",
            sqlite_where=sa.text("outcome IS NULL"),
            postgresql_where=sa.text("outcome IS NULL"),
        ),
        sa.Index("ix_reminder_deliveries_sent_at", "sent_at"),
    )
    op.create_table(
        "reminder_quiet",
        sa.Column("conversation", sa.String(64), primary_key=True),
        sa.Column("start", sa.String(5), nullable=False),
        sa.Column("until", sa.String(5), nullable=False),
    )


def downgrade() -> None:
    """Remove them, with all that is in them."""
    for table in (
        "reminder_quiet",
        "reminder_deliveries",
        "reminder_subscriptions",
        "telegram_choices",
        "telegram_updates",
        "telegram_handovers",
        "telegram_account",
        "telegram_pace",
        "telegram_chats",
    ):
        op.drop_table(table)
