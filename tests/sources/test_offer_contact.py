"""Phone numbers, mail and web addresses: what could lead somewhere, and why not."""

import pytest

from bot.sources.contact import as_dialled, is_email, is_web_address, phone_fault

NUMBERS = {
    "0202 563-0": None,
    "0202 244 28 38": None,
    "0202/5636655": None,
    "(0202) 563-0": None,
    "+49 202 563-0": None,
    "+49 (0)202 5630": None,
    "0049 202 563-0": None,
    "0800 1110111": None,
    "01806 313031": None,
    "0228 19240": None,
    "0151 12345678": None,
    "116117": None,
    "116 117": None,
    "116016": None,
    "116111": None,
    "115": None,
    "": "signs",
    "Zentrale": "signs",
    "0202 563-0 oder 563-1": "signs",
    "=0202 5630": "signs",
    "٠٢٠٢ ٥٦٣٠": "signs",
    "0": "short",
    "5630": "area",
    "563 1234": "area",
    "0999 123456": "unknown",
    "0202 5630000000000": "long",
    "+43 1 5811881": "abroad",
    "0041 44 6681800": "abroad",
}


@pytest.mark.parametrize(("number", "reason"), NUMBERS.items())
def test_phone_number(number, reason):
    """German numbers as people write them; what cannot be one is told why."""
    assert phone_fault(number) == reason


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("+49 202 563-0", "0202 563-0"),
        ("0049 202 563-0", "0202 563-0"),
        ("+49 (0)202 5630", "0202 5630"),
        ("0202  563-0", "0202 563-0"),
        ("116117", "116117"),
    ],
)
def test_number_is_told_as_dialled_in_germany(written, dialled):
    """Nobody here dials the country."""
    assert as_dialled(written) == dialled
    assert phone_fault(dialled) is None


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("anmeldung@kurse.example", True),
        ("a.b+c@verein.wuppertal.de", True),
        ("kurs@müller-verein.de", True),
        ("anmeldung@kurse", False),
        ("anmeldung.kurse.de", False),
        ("a b@verein.de", False),
        (".a@verein.de", False),
        ("a..b@verein.de", False),
        ("a@verein..de", False),
        ("a@-verein.de", False),
        ("a@b@verein.de", False),
        ("a@verein.de, b@verein.de", False),
        ("<a@verein.de>", False),
        ("", False),
        (f"{'a' * 250}@verein.de", False),
    ],
)
def test_mail_address(address, right):
    """The form only: nobody is written to."""
    assert is_email(address) is right


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("https://www.verein.de", True),
        ("https://verein.de/kurse?id=3#oben", True),
        ("https://münze.example:8443/", True),
        ("http://www.verein.de", False),
        ("www.verein.de", False),
        ("https://verein", False),
        ("https://", False),
        ("https://name:geheim@verein.de", False),
        ("https://verein.de/a b", False),
        ("https://verein.de/\u202e", False),
        ("https://verein.de:99999", False),
        ("https://[::1", False),
        ('https://verein.de/"><script>', False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_web_address(address, right):
    """Links of answers are encrypted and carry no names to log in with."""
    assert is_web_address(address) is right
