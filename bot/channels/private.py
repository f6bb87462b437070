"""Takes out of a message what nobody needs to know: bank and card numbers, insurance numbers, mail and phone.

Addresses stay, they are asked for. `widget/private.js` warns before sending by the same table of examples.
"""

import re
from collections.abc import Callable, Iterator

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum import iban, luhn

from bot.strings import text

_REGION = "DE"
_MAIL = re.compile(r"[\w.+-]+(?:@|\s?\[at\]\s?|\s?\(at\)\s?)[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}")
# German ones however they are grouped, others as they are printed.
_IBAN = re.compile(r"\b[Dd][Ee](?:[ -]?\d){20}\b|\b[A-Z]{2}\d{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?\b")
_CARD = re.compile(r"(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])")
# Health insurance: a letter and nine digits. Pension insurance: area, birth, letter, serial.
_INSURANCE = re.compile(
    r"\b[A-Z][ -]?\d{3}[ -]?\d{3}[ -]?\d{3}\b|\b\d{2}[ -]?\d{6}[ -]?[A-Z][ -]?\d{3}\b", re.IGNORECASE
)

Span = tuple[int, int]


def masked(message: str) -> str:
    """Give the message with each private thing replaced by what kind it was; masking again changes nothing."""
    for kind, find in _KINDS.items():
        for start, end in reversed(list(find(message))):
            message = f"{message[:start]}[{text(f'channels.private.{kind}')}]{message[end:]}"
    return message


def _by_pattern(
    pattern: re.Pattern[str], holds: Callable[[str], bool] = lambda _: True
) -> Callable[[str], Iterator[Span]]:
    return lambda message: (match.span() for match in pattern.finditer(message) if holds(match.group()))


def _is_iban(found: str) -> bool:
    """A German one also with a slip in it: nothing else has its form."""
    compact = re.sub(r"[ -]", "", found).upper()
    return bool(re.fullmatch(r"DE\d{20}", compact)) or iban.is_valid(compact)


def _is_card(found: str) -> bool:
    return luhn.is_valid(re.sub(r"\D", "", found))


def _phones(message: str) -> Iterator[Span]:
    for match in PhoneNumberMatcher(message, _REGION, leniency=Leniency.VALID, max_tries=10_000):
        # Dates and house numbers never begin like this; short public numbers are not valid numbers of people.
        if match.raw_string.lstrip("(").startswith(("0", "+")) and not _is_public(match.number):
            yield match.start, match.end


def _is_public(number: phonenumbers.PhoneNumber) -> bool:
    free = (phonenumbers.PhoneNumberType.TOLL_FREE, phonenumbers.PhoneNumberType.SHARED_COST)
    return phonenumbers.number_type(number) in free


_KINDS: dict[str, Callable[[str], Iterator[Span]]] = {
    "mail": _by_pattern(_MAIL),
    "iban": _by_pattern(_IBAN, _is_iban),
    "card": _by_pattern(_CARD, _is_card),
    "insurance": _by_pattern(_INSURANCE),
    "phone": _phones,
}
