"""What the rules of checkups.yml and vaccinations.yml have in common: ages, days of validity, keys."""

from collections.abc import Iterable
from datetime import date

from bot.city.age_window import AgeWindow
from bot.sources.data_file import Entry


def read_window(entry: Entry, prefix: str = "") -> AgeWindow:
    """The span of ages of a sound entry; backwards spans are noted as faults.

    Args:
        prefix: "usual_" for the second span of an entry.
    """
    for unit in ("months", "days"):
        first, last = entry.values.get(f"{prefix}from_{unit}", 0), entry.values.get(f"{prefix}to_{unit}")
        if last is not None and first > last:
            entry.complain(f"{unit}_order", f"{prefix}from_{unit}", first=first, last=last, prefix=prefix)
    return AgeWindow(
        entry.values.get(f"{prefix}from_months", 0),
        entry.values.get(f"{prefix}to_months"),
        entry.values.get(f"{prefix}from_days"),
        entry.values.get(f"{prefix}to_days"),
    )


def read_validity(entry: Entry) -> tuple[date | None, date | None]:
    """From and until which day a rule holds; an order backwards is noted as a fault."""
    first, last = (_day(entry, key) for key in ("valid_from", "valid_until"))
    if first and last and first > last:
        entry.complain("validity_order", "valid_until", first=first, last=last)
    return first, last


def check_keys(entries: Iterable[Entry]) -> None:
    """Note every key that stands twice among rules that hold at the same time."""
    seen: dict[str, list[Entry]] = {}
    for entry in entries:
        key = entry.name("key")
        if key is None or not entry.sound:
            continue
        for other in seen.setdefault(key, []):
            if _overlap(entry, other):
                entry.complain("rule_twice", "key", key=key, first=other.line("key"))
        seen[key].append(entry)


def _overlap(one: Entry, other: Entry) -> bool:
    starts, ends = (
        [_day(entry, "valid_from") or date.min for entry in (one, other)],
        [_day(entry, "valid_until") or date.max for entry in (one, other)],
    )
    return max(starts) <= min(ends)


def _day(entry: Entry, key: str) -> date | None:
    value = entry.values.get(key)
    return date.fromisoformat(value) if value else None
