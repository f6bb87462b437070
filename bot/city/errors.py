"""What can go wrong when residents ask: each error carries what is needed for the next question."""

from datetime import date


class CityError(Exception):
    """Base of everything the domain core raises on purpose."""


class StreetUnknown(CityError):
    """No street of the city is called like this; `candidates` are the nearest names, maybe none."""

    def __init__(self, query: str, candidates: tuple[str, ...]) -> None:
        super().__init__(f"unknown street {query!r}")
        self.query = query
        self.candidates = candidates


class StreetAmbiguous(CityError):
    """Several streets fit equally well; ask which of the `candidates` is meant."""

    def __init__(self, query: str, candidates: tuple[str, ...]) -> None:
        super().__init__(f"ambiguous street {query!r}")
        self.query = query
        self.candidates = candidates


class HouseNumberNeeded(CityError):
    """The street is split between pickup areas; ask for the house number."""

    def __init__(self, street: str) -> None:
        super().__init__(f"{street!r} is split by house number")
        self.street = street


class HouseNumberInvalid(CityError):
    """This is no house number ("0", "zwölf"); ask again."""

    def __init__(self, street: str, number: str) -> None:
        super().__init__(f"{number!r} is no house number of {street!r}")
        self.street = street
        self.number = number


class ItemUnknown(CityError):
    """The catalogue does not know the item; `suggestions` are the nearest item names, maybe none."""

    def __init__(self, query: str, suggestions: tuple[str, ...]) -> None:
        super().__init__(f"unknown item {query!r}")
        self.query = query
        self.suggestions = suggestions


class ItemAmbiguous(CityError):
    """Several items fit; ask which of the `candidates` is meant."""

    def __init__(self, query: str, candidates: tuple[str, ...]) -> None:
        super().__init__(f"ambiguous item {query!r}")
        self.query = query
        self.candidates = candidates


class CalendarMissing(CityError):
    """There is no calendar for this address; name the contact instead."""

    def __init__(self, street: str) -> None:
        super().__init__(f"no pickup calendar for {street!r}")
        self.street = street


class CalendarUnavailable(CityError):
    """The supplier gives no answer now and there is no earlier copy; ask again in a while, or name the contact."""

    def __init__(self, street: str) -> None:
        super().__init__(f"no answer about {street!r}")
        self.street = street


class CalendarEnds(CityError):
    """The calendar does not reach the days asked for; `until` is its last day."""

    def __init__(self, until: date) -> None:
        super().__init__(f"pickup calendar ends on {until}")
        self.until = until


class DateImpossible(CityError):
    """The day somebody named does not exist (31.2.); `text` is what they wrote."""

    def __init__(self, text: str) -> None:
        super().__init__(f"no such day: {text!r}")
        self.text = text
