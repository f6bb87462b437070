"""Prints how long it takes to find what is due among many subscriptions, beside the same question without an index.

On PostgreSQL, in a cluster of its own as the tests start it, and on SQLite.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa
from benchmark import line_plot, machine, table, write
from sqlalchemy.engine import Connection, Engine

from bot.bootstrap import load_city
from bot.city.city import City
from bot.database import connect
from bot.migrations import bring_up_to_date
from bot.reminders.deliveries import Deliveries
from bot.reminders.planning import BATCH, DUE, Planning
from bot.reminders.subscriptions import utc
from bot.settings import Settings
from tests.postgres import new_database, running_postgres

COUNTS = (1_000, 100_000, 1_000_000)
RUNS = 15
# A winter evening with a pickup on the next day, in seconds since 1970.
NOW = 1_795_975_200
LOOK_AGAIN_SECONDS = 3 * 3600
_INDEX = "ix_reminder_subscriptions_wake_at"
_NUMBERS = {
    "postgresql": "SELECT n FROM generate_series(1, :count) AS n",
    "sqlite": "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :count) SELECT n FROM c",
}
# As many as a batch are due; all others some time in the hours to come, as they are in operation.
_FILL = """
INSERT INTO reminder_subscriptions
    (conversation, street, house_number, streams, fortnightly, days_before, time, since, wake_at)
SELECT 'c' || n, 'Hofaue', '20', '', {false}, 1, '19:00', 0,
       CASE WHEN n % (:count / :due) = 0 THEN :now - 60 ELSE :now + 1 + (n * 31) % :again END
FROM ({numbers}) AS numbers
"""


def main() -> None:
    """Measure everything in one run and write it to docs/benchmarks."""
    city = load_city(Settings())
    figures: dict[str, Any] = {"machine": machine(), "batch": BATCH}
    with running_postgres() as server, TemporaryDirectory() as folder:
        addresses = {
            "postgresql": lambda: new_database(server),
            "sqlite": lambda: f"sqlite:///{folder}/{time.time()}.db",
        }
        for name, address in addresses.items():
            figures[name] = {str(count): _measured(address(), count, city) for count in COUNTS}
    write("reminders", figures, _markdown(figures), _plot(figures))


def _measured(address: str, count: int, city: City) -> dict[str, float]:
    """Medians in milliseconds."""
    engine = connect(address)
    bring_up_to_date(engine)
    due = min(BATCH, count // 2)
    false = "false" if engine.dialect.name == "postgresql" else "0"
    fill = _FILL.format(false=false, numbers=_NUMBERS[engine.dialect.name])
    with engine.begin() as db:
        db.execute(sa.text(fill), {"count": count, "due": due, "now": NOW, "again": LOOK_AGAIN_SECONDS})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(sa.text("ANALYZE"))
    found = {"scan": _median(lambda: _scan(engine))}
    planned = _timed(lambda: Planning(engine, lambda: city).note_due(utc(NOW)))
    claimed = _timed(lambda: Deliveries(engine, "bench", clock=lambda: NOW).claim(32))
    with engine.begin() as db:
        db.execute(sa.text(f"DROP INDEX {_INDEX}"))
        db.execute(sa.text("UPDATE reminder_subscriptions SET wake_at = :at WHERE id IN "
                           "(SELECT subscription FROM reminder_deliveries)"), {"at": NOW - 60})  # fmt: skip
    without = _median(lambda: _scan(engine))
    engine.dispose()
    return {**found, "plan": planned, "claim": claimed, "scan_without_index": without}


def _scan(engine: Engine) -> float:
    with _undone(engine) as db:
        return _timed(lambda: db.execute(DUE, {"now": NOW}).all())


@contextmanager
def _undone(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as db:
        transaction = db.begin()
        yield db
        transaction.rollback()


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def _median(measure: Callable[[], float]) -> float:
    measure()
    return statistics.median(measure() for _ in range(RUNS))


def _markdown(figures: dict[str, Any]) -> str:
    measured = f"`make bench-reminders`, {figures['machine']}. Medians in milliseconds"
    parts = [f"# Finding what is due\n\n{measured}; {figures['batch']} subscriptions are due."]
    head = [
        "subscriptions",
        "find those due",
        "without the index",
        "plan them and note deliveries",
        "claim 32 deliveries",
    ]
    for name in ("postgresql", "sqlite"):
        rows = [
            [f"{int(count):,}", *(f"{row[key]:.1f}" for key in ("scan", "scan_without_index", "plan", "claim"))]
            for count, row in figures[name].items()
        ]
        parts.append(f"## {'PostgreSQL' if name == 'postgresql' else 'SQLite'}\n\n{table(head, rows)}")
    parts.append(
        "Finding reads the index from its beginning and stops after a batch, so the number of all others does not "
        "matter. What limits it is making objects of the rows. Planning asks the calendar of each address; sending is "
        "limited by Telegram, at 25 messages a second.\n\n"
        "![Time to find what is due over the number of subscriptions](reminders.svg)"
    )
    return "\n\n".join(parts) + "\n"


def _plot(figures: dict[str, Any]) -> Any:
    titles = {"scan": "with the index", "scan_without_index": "without"}
    lines = {
        f"{name}, {title}": [figures[name][str(count)][key] for count in COUNTS]
        for name in ("postgresql", "sqlite")
        for key, title in titles.items()
    }
    return line_plot(COUNTS, lines, "subscriptions", "ms to find what is due", scale="log")


if __name__ == "__main__":
    main()
