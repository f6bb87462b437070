"""What a reminder says. The sentences are those of domain.yml; when it comes is decided elsewhere."""

from datetime import date, timedelta

from bot import german
from bot.city.city import City
from bot.city.pickup import PickupDay
from bot.city.reminder import Reminder
from bot.reminders.calendars import calendar_of
from bot.responses import responses

_DAY = timedelta(days=1)


def reminder_text(city: City, reminder: Reminder, day: date, today: date, *, late: bool) -> str | None:
    """The text of a reminder of a pickup; None when nothing is collected on that day (any more).

    Args:
        late: whether it comes later than wanted.
    """
    calendar = calendar_of(city, reminder)
    found = calendar.between(day, day, reminder.selection) if calendar else ()
    if calendar is None or not found:
        return None
    streams = dict.fromkeys(stream for pickups in found for stream in pickups.streams)
    labels = german.listing(city.streams[stream].label for stream in streams)
    key = {today: "utter_reminder_due_today", today + _DAY: "utter_reminder_due_tomorrow"}.get(
        day, "utter_reminder_due_later"
    )
    lines = [_say(key, date=german.day(day, today), streams=labels, address=reminder.address)]
    lines += [_moved(pickups) for pickups in found if pickups.moved]
    lines += [_say("utter_reminder_due_late")] if late else []
    lines += [_say("utter_reminder_due_example")] if calendar.example else []
    return "\n".join(dict.fromkeys(lines))


def _moved(pickups: PickupDay) -> str:
    if pickups.moved_from and pickups.reason:
        return _say("utter_reminder_due_moved", moved_from=german.short_day(pickups.moved_from), reason=pickups.reason)
    return _say("utter_reminder_due_moved_plain")


def _say(key: str, **values: object) -> str:
    return str(responses()[key][0]["text"]).format(**values)
