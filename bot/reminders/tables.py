"""The tables of reminders: who wants which, and what has been sent. What is done with them is in `subscriptions.py` and
`deliveries.py`.
"""

import sqlalchemy as sa

METADATA = sa.MetaData()
SUBSCRIPTIONS = sa.Table(
    "reminder_subscriptions",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("conversation", sa.String(64), nullable=False, index=True),
    sa.Column("street", sa.Text, nullable=False),
    # Empty where there is none: equal addresses must be equal values.
    sa.Column("house_number", sa.String(16), nullable=False),
    # Names separated by spaces; empty for all bins.
    sa.Column("streams", sa.Text, nullable=False),
    sa.Column("fortnightly", sa.Boolean, nullable=False),
    sa.Column("days_before", sa.SmallInteger, nullable=False),
    # "19:00", as clocks in the city show it.
    sa.Column("time", sa.String(5), nullable=False),
    # The last day of a pause, as "2026-12-31".
    sa.Column("paused_until", sa.String(10)),
    # From when on reminders are due; earlier ones were not wanted yet.
    sa.Column("since", sa.BigInteger, nullable=False),
    # When the calendar has to be looked at again: for the next reminder, or for news.
    sa.Column("wake_at", sa.BigInteger, nullable=False, index=True),
    sa.UniqueConstraint("conversation", "street", "house_number", "days_before", "time"),
)
DELIVERIES = sa.Table(
    "reminder_deliveries",
    METADATA,
    sa.Column(
        "subscription", sa.Integer, sa.ForeignKey("reminder_subscriptions.id", ondelete="CASCADE"), primary_key=True
    ),
    # The day of the pickup.
    sa.Column("day", sa.String(10), primary_key=True),
    # When it should come.
    sa.Column("due", sa.BigInteger, nullable=False),
    # None while it waits to be sent; else how it ended.
    sa.Column("outcome", sa.String(16)),
    # Until when it makes sense.
    sa.Column("until", sa.BigInteger, nullable=False),
    # Not to be sent before: it belongs to a sender until then, or has to wait.
    sa.Column("free_at", sa.Float, nullable=False),
    sa.Column("holder", sa.String(32), nullable=False),
    # How often it was handed to Telegram.
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
QUIET = sa.Table(
    "reminder_quiet",
    METADATA,
    sa.Column("conversation", sa.String(64), primary_key=True),
    # "22:00": no sound from then until the other one.
    sa.Column("start", sa.String(5), nullable=False),
    sa.Column("until", sa.String(5), nullable=False),
)
