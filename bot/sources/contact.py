"""Holds phone numbers, mail and web addresses of offers against the form they must have. Nothing is ever called."""

import re
from urllib.parse import urlsplit

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, ValidationResult
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

_REGION = "DE"
_CODE = 49
_SIGNS = re.compile(r"\+?[0-9\s()/.–-]+")
# Europe's numbers of social value; the library does not know all that are in service.
_SOCIAL = re.compile(r"116\d{3}")
_INTERNATIONAL = re.compile(r"^(?:\+|00)49[\s(0)/-]*")
_LONGEST_EMAIL = 254
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")


def phone_fault(number: str) -> str | None:
    """Why nobody can be reached in Germany under a number; None when it may be right.

    Returns:
        The last part of a key under `faults.phone_reasons`.
    """
    if not _SIGNS.fullmatch(number.strip()):
        return "signs"
    try:
        parsed = phonenumbers.parse(number, _REGION)
    except NumberParseException:
        return "short"
    if parsed.country_code != _CODE:
        return "abroad"
    digits = re.sub(r"\D", "", number)
    if _SOCIAL.fullmatch(digits) or is_valid_short_number_for_region(parsed, _REGION):
        return None
    if not digits.startswith(("0", "49")):
        return "area"
    return None if phonenumbers.is_valid_number(parsed) else _reason(parsed)


def _reason(number: PhoneNumber) -> str:
    found = phonenumbers.is_possible_number_with_reason(number)
    if found in (ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY):
        return "short"
    return "long" if found == ValidationResult.TOO_LONG else "unknown"


def as_dialled(number: str) -> str:
    """The number as it is dialled in Germany; its spaces and hyphens stay where they are."""
    number = " ".join(number.split())
    return "0" + number[found.end() :] if (found := _INTERNATIONAL.match(number)) else number


def is_email(address: str) -> bool:
    """Whether it has the form of a mail address."""
    local = address.partition("@")[0]
    dots = local.startswith(".") or local.endswith(".") or ".." in local
    return len(address) <= _LONGEST_EMAIL and not dots and bool(_EMAIL.fullmatch(address))


def is_web_address(address: str) -> bool:
    """Whether it has the form of an encrypted web address without a name to log in with: all that answers may link."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    named = bool(parts.hostname) and bool(_HOST.fullmatch(parts.hostname or ""))
    plain = address.isprintable() and not re.search(r"[\s\"<>\\]", address)
    return parts.scheme == "https" and named and plain and port != 0 and "@" not in parts.netloc
