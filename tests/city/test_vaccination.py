"""Which vaccinations are recommended at which age, on the real data."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.city.age import age_in_months, birthday
from bot.city.age_window import Person
from bot.city.vaccination import INDICATIONS, VaccinationGuide

TODAY = date(2026, 11, 23)
# Written from the facts and the public sources of sources.yml, not from the data: first and last completed month.
STANDARD = {
    "rsv_infant": (0, 11),
    "rota": (1, 5),
    "six_in_one": (2, 14),
    "pneumococcal_infant": (2, 14),
    "meningococcal_b": (2, 14),
    "mmr": (11, 23),
    "varicella": (11, 23),
    "booster_5": (5 * 12, 7 * 12 - 1),
    "booster_9": (9 * 12, 17 * 12 - 1),
    "hpv": (9 * 12, 15 * 12 - 1),
    "meningococcal_acwy": (12 * 12, 15 * 12 - 1),
    "booster_adult": (18 * 12, 1440),
    "influenza": (60 * 12, 1440),
    "pneumococcal": (60 * 12, 1440),
    "zoster": (60 * 12, 1440),
    "covid": (60 * 12, 1440),
    "rsv": (75 * 12, 1440),
}
RISK = {
    "rsv_risk": (60 * 12, 75 * 12 - 1),
    "zoster_risk": (18 * 12, 60 * 12 - 1),
    "influenza_risk": (6, 60 * 12 - 1),
    "covid_risk": (6, 60 * 12 - 1),
    "pneumococcal_risk": (24, 18 * 12 - 1),
}
# First month after the window, and the last in which a missed one is made up for.
CATCH_UP = {
    "six_in_one": (15, 59), "pneumococcal_infant": (15, 23), "meningococcal_b": (15, 59), "mmr": (24, 215),
    "varicella": (24, 215), "hpv": (180, 215), "meningococcal_acwy": (180, 299),
}  # fmt: skip


def keys(found) -> set[str]:
    """Which rules."""
    return {vaccination.key for vaccination in found}


@pytest.mark.parametrize("months", [*range(37), *range(48, 1441, 12)])
def test_every_age(city, months):
    """What is standard, what only with a risk, and what can still be made up for."""
    person = Person(months)
    found = city.vaccinations.for_person(person, TODAY)
    standard = {key for key, (first, last) in STANDARD.items() if first <= months <= last}
    if months >= 18 * 12 and TODAY.year - months // 12 > 1970:
        standard |= {"measles_adult"}
    assert keys(v for v in found if v.indication == "standard") == standard
    at_risk = {key for key, (first, last) in RISK.items() if first <= months <= last}
    assert keys(v for v in found if v.indication == "risk") == at_risk
    missed = {key for key, (first, last) in CATCH_UP.items() if first <= months <= last}
    assert keys(city.vaccinations.to_catch_up(person, TODAY)) == missed


def test_measles_are_asked_by_year_of_birth(city):
    """For those born after 1970; the birthday decides where it is known."""
    for age, meant in (("born:1970-12-31", False), ("born:1971-01-01", True), ("56y", False), ("55y", True)):
        person = Person(age_in_months(age, TODAY), None, None, birthday(age))
        assert ("measles_adult" in keys(city.vaccinations.for_person(person, TODAY))) is meant


def test_pregnancy_has_recommendations_of_its_own(city):
    """Told to whoever is pregnant, and to nobody else."""
    expected = {"influenza_pregnancy", "pertussis_pregnancy"}
    assert keys(city.vaccinations.in_pregnancy(TODAY)) == expected
    person = Person(32 * 12, "f")
    assert expected <= keys(city.vaccinations.for_person(person, TODAY, pregnant=True))
    assert not expected & keys(city.vaccinations.for_person(person, TODAY))


def test_the_first_six_weeks(city):
    """Counted in days where they are known."""
    assert "rota" not in keys(city.vaccinations.for_person(Person(1, None, 41), TODAY))
    assert "rota" in keys(city.vaccinations.for_person(Person(1, None, 42), TODAY))


def test_a_new_recommendation_is_not_told_before_it_is_paid_for(city):
    """Meningococci A, C, W, Y since 18 February 2026."""
    person = Person(13 * 12)
    for day, told in ((date(2026, 2, 17), False), (date(2026, 2, 18), True)):
        assert ("meningococcal_acwy" in keys(city.vaccinations.for_person(person, day))) is told
        assert ("meningococcal_acwy" in keys(city.vaccinations.named("MenACWY", day))) is told


def test_without_an_age_there_is_no_list(city):
    """It has to be asked for."""
    with pytest.raises(ValueError, match="age"):
        city.vaccinations.for_person(Person(), TODAY)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gürtelrose-Impfung ab welchem Alter?", {"zoster", "zoster_risk"}),
        ("guertelrose", {"zoster", "zoster_risk"}),
        ("ab wann hpv", {"hpv"}),
        ("MenB Impfung Baby", {"meningococcal_b"}),
        ("Meningokokken", {"meningococcal_b", "meningococcal_acwy"}),
        ("Grippeimpfung", {"influenza", "influenza_risk", "influenza_pregnancy"}),
        ("Wundstarrkrampf", {"six_in_one", "booster_5", "booster_9", "booster_adult"}),
        ("Windpocken nachholen", {"varicella"}),
        ("Welche Impfungen braucht man?", set()),
        ("Reiseimpfung Thailand", set()),
        ("", set()),
    ],
)
def test_vaccinations_are_found_by_name(city, text, found):
    """As residents call them."""
    assert keys(city.vaccinations.named(text, TODAY)) == found


def test_every_recommendation_tells_its_basis(city):
    """Against what, how often, source and date; what is not for everybody says for whom."""
    for vaccination in city.vaccinations.vaccinations:
        assert all((vaccination.what, vaccination.interval, vaccination.law, vaccination.names))
        assert vaccination.source.as_of <= TODAY
        assert vaccination.indication in INDICATIONS
        assert vaccination.indication == "standard" or vaccination.only
    assert len(keys(city.vaccinations.vaccinations)) == len(city.vaccinations.vaccinations)


@given(st.integers(0, 1440), st.integers(0, 3000))
def test_nothing_is_due_and_missed_at_once(city, months, days_ago):
    """Whatever the age and the day."""
    guide: VaccinationGuide = city.vaccinations
    day, person = TODAY - timedelta(days=days_ago), Person(months)
    due, missed = guide.for_person(person, day), guide.to_catch_up(person, day)
    assert not set(due) & set(missed)
    assert {*due, *missed} <= set(guide.valid(day))
