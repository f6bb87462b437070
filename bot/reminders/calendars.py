"""The calendar behind a reminder."""

import logging

from bot.city.city import City
from bot.city.errors import CityError
from bot.city.pickup import AreaCalendar
from bot.city.reminder import Reminder

logger = logging.getLogger(__name__)


def calendar_of(city: City, reminder: Reminder) -> AreaCalendar | None:
    """The calendar of a reminder's address; None without an answer from the supplier, or such a street."""
    try:
        return city.pickups.of(city.exact_street(reminder.street), reminder.house_number)
    except CityError as error:
        # The address itself is nobody's business.
        logger.warning("no calendar for a reminder: %s", type(error).__name__)
        return None
