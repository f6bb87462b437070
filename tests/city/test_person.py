"""Age and sex as residents say them."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.city.age import age_in_days, age_in_months, birthday, month_after
from bot.city.person import read_people, read_person

TODAY = date(2026, 11, 23)
AGES = (
    ("bin 38", "38y"), ("38", "38y"), ("achtunddreißig", "38y"), ("Ich bin 72 und wohne allein", "72y"), ("also 52", "52y"),
    ("so um die 50", "50y"), ("ca. 50", "50y"), ("nein, 14", "14y"), ("Frau mit 51", "51y"), ("weiblich, 52", "52y"),
    ("52, weiblich", "52y"), ("52 m", "52y"), ("w/52", "52y"), ("w52", "52y"), ("38m", "38y"), ("Mann, 52", "52y"),
    ("Welche Vorsorge zahlt die Kasse für eine Frau mit 51?", "51y"), ("Frau mit 51 Mammographie", "51y"),
    ("Ich bin 72 Jahre alt, männlich", "72y"), ("im Alter von 65 Jahren", "65y"), ("im Alter von 65", "65y"),
    ("meine 3-jährige Tochter", "3y"), ("zweijähriger sohn", "2y"), ("einjähriges Kind", "1y"), ("38jährige", "38y"),
    ("meine Tochter ist drei", "3y"), ("mein opa ist 80", "80y"), ("5 J.", "5y"), ("5j", "5y"), ("hundert Jahre", "100y"),
    ("mein Sohn ist 5 Monate", "5m"), ("Zwillinge 8 Monate", "8m"), ("fünfmonatiges Baby", "5m"), ("5-monatiges Baby", "5m"),
    ("Unser Baby ist 4 Wochen alt, welche U ist dran?", "28d"), ("eine Woche alt", "7d"), ("10 Tage altes Baby", "10d"),
    ("ein Jahr alt", "1y"), ("anderthalb Jahre", "18m"), ("eineinhalb Jahre", "18m"), ("zweieinhalb jahre alt", "30m"),
    ("2 1/2 Jahre", "30m"), ("2,5 Jahre", "30m"), ("ein halbes Jahr alt", "6m"), ("1 Jahr und 3 Monate", "15m"),
    ("im 5. Lebensmonat", "4m"), ("in der 4. Lebenswoche", "21d"), ("Neugeborenes", "0m"),
    ("als Mann Mitte 50", "55y"), ("Mitte fünfzig", "55y"), ("Anfang 40", "42y"), ("Ende dreißig", "38y"),
    ("über 60", "60y"), ("Ü60", "60y"), ("ü 60", "60y"), ("60+", "60y"), ("60 plus", "60y"), ("ab 35", "35y"), ("mit 35", "35y"),
    ("mein Kleiner wird nächsten Monat 3", "3y"), ("meine Tochter wird bald 5", "5y"), ("gerade 60 geworden", "60y"),
    ("Jahrgang 1974", "born:1974"), ("Jahrgang 74", "born:1974"), ("geboren am 12.3.1974", "born:1974-03-12"), ("1974", "born:1974"),
    ("1974 geboren", "born:1974"), ("geb. 1974", "born:1974"), ("geboren im Mai 2024", "born:2024-05"),
    ("-3", "-3y"), ("ich bin -3 Jahre alt", "-3y"), ("minus 3", "-3y"), ("200 Jahre", "200y"), ("Frau - 51", "51y"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "age"), AGES)
def test_age(text, age):
    """Free language, not a form."""
    assert read_person(text).age == age


NO_AGES = (
    "Hofaue 38", "Hausnummer 14", "Nummer 14", "die Nummer ist 14", "Wohin mit 3 Kartons", "Wohin mit 3 alten Stühlen",
    "in 2 Wochen", "in zwei Wochen", "seit 3 Jahren rauche ich", "vor 5 Jahren", "alle zwei Jahre", "nächsten 3 Tage",
    "um 18 Uhr", "ab 10 Uhr", "am 3.12.", "ab 3.12.", "im 5. Monat schwanger", "20. Woche", "U200", "U9", "J1", "ungeboren",
    "Rentner", "uralt", "14a", "42103", "wir sind 4", "wir sind 4 Personen", "ich bin 180 cm", "5 Euro", "BMI 31",
    "Blutdruck 160 zu 90", "welche Tonne heute", "von 8 bis 12", "3 Monate warten", "Frau Müller", "hallo", "", "🙂",
    "nächstes Wochenende", "ein Kind", "eine Frau", "die ersten 3 Monate", "mit 3 Kindern und 2 Hunden",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_AGES)
def test_no_age(text):
    """House numbers, amounts, times and names of check-ups."""
    assert read_person(text).age is None


SEXES = (
    ("Mann", "m"), ("eine Frau", "f"), ("ich bin 52 und weiblich", "f"), ("Ich bin 72 Jahre alt, männlich", "m"),
    ("52 m", "m"), ("w, 34", "f"), ("welche Vorsorge w 34?", "f"), ("w52", "f"), ("38m", "m"), ("mein Sohn ist 5 Monate", "m"),
    ("meine Tochter", "f"), ("meine Schwiegermutter ist 70", "f"), ("mein Enkelsohn", "m"), ("junge Frau", "f"),
    ("ein Junge", "m"), ("mein junge ist 3", "m"), ("mein Kleiner wird 3", "m"), ("meine Kleine ist 2", "f"),
    ("als Mann Mitte 50", "m"), ("Frau Mitte 50", "f"), ("Frau Anfang 40", "f"), ("Mann, 52", "m"), ("Rentnerin", "f"),
    ("schwanger", "f"), ("divers", "d"), ("nicht-binär", "d"), ("nonbinär", "d"), ("keine Angabe", "none"), ("egal", "none"),
    ("möchte ich nicht sagen", "none"), ("geht Sie nichts an", "none"), ("beides", "none"),
    ("38", None), ("mein Kind ist 3", None), ("Frau Müller hat gesagt", None), ("Mann, ist das blöd!", None),
    ("Mann, Mann, Mann", None), ("man muss", None), ("bin jung", None), ("3 m Kabel liegen hier herum", None), ("", None),
    ("Zwillinge 8 Monate", None), ("junge Leute", None), ("Wie geht es Ihnen?", None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "sex"), SEXES)
def test_sex(text, sex):
    """Words for people tell, names and outcries do not."""
    assert read_person(text).sex == sex


@pytest.mark.parametrize(
    ("age", "months"),
    [
        ("38y", 456), ("5m", 5), ("28d", 0), ("35d", 1), ("0m", 0), ("born:1974", 624), ("born:2026", 0), ("120y", 1440),
        ("born:2027", None), ("born:1900", None), ("-3y", None), ("-5d", None), ("200y", None), ("121y", None),
    ],
)  # fmt: skip
def test_age_in_months(age, months):
    """None for nobody alive."""
    assert age_in_months(age, TODAY) == months


with Path(__file__).with_name("people.csv").open(encoding="utf-8", newline="") as _file:
    PEOPLE = [(row["text"], row["age"], row["sex"], row["more"]) for row in csv.DictReader(_file)]


@pytest.mark.parametrize(("text", "age", "sex", "more"), PEOPLE)
def test_people_as_they_type(text, age, sex, more):
    """The table: as old as it says on the day of the tests, of that sex, pregnant or not."""
    said = read_person(text)
    assert (said.sex or "") == sex
    assert said.expecting is (more == "expecting")
    if not said.age or not said.age.startswith("born:"):
        assert (said.age or "") == age
    elif age.endswith("y"):
        assert f"{age_in_months(said.age, TODAY) // 12}y" == age
    else:
        assert f"{age_in_months(said.age, TODAY)}m" == age


def test_the_table_is_large_and_without_repetition():
    """Each row is another way of saying it."""
    assert len({text for text, *_ in PEOPLE}) == len(PEOPLE) >= 250


@pytest.mark.parametrize("text", ["uralt", "bin Rentner", "mein Enkel kommt in die Schule", "steinalt", "Teenager"])
def test_an_age_without_a_number_is_vague(text):
    """It says something, but a number has to be asked for."""
    said = read_person(text)
    assert (said.age, said.vague) == (None, True)
    assert said.tells_something


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("ich 52 und mein Mann 55", [("52y", None), ("55y", "m")]),
        ("ich bin weiblich, 52, mein Mann ist 55", [("52y", "f"), ("55y", "m")]),
        ("Welche Vorsorge für mich (w, 48) und meinen Mann (51)?", [("48y", "f"), ("51y", "m")]),
        ("meine Tochter ist 3 und mein Sohn 5 Monate", [("3y", "f"), ("5m", "m")]),
        ("meine Kinder sind 3 und 5, welche U?", [("3y", None), ("5y", None)]),
        ("Frau mit 51 und einen Mann mit 54", [("51y", "f"), ("54y", "m")]),
        ("Ich bin 52 und weiblich", [("52y", "f")]),
        ("1 Jahr und 3 Monate", [("15m", None)]),
        ("Ich bin 52 und mein letzter Check war vor 3 Jahren", [("52y", None)]),
        ("Mann, 47 Jahre, gesetzlich versichert", [("47y", "m")]),
        ("", [(None, None)]),
    ],
)
def test_several_people(text, people):
    """Each with age and sex of their own; one person stays one."""
    assert [(said.age, said.sex) for said in read_people(text)] == people


def test_birthdays_count_to_the_day():
    """The day before a birthday somebody is a year younger."""
    assert age_in_months("born:1974-11-24", TODAY) == 51 * 12 + 11
    assert age_in_months("born:1974-11-23", TODAY) == 52 * 12
    assert age_in_days("born:2026-11-20", TODAY) == 3
    assert birthday("born:2026-11-20") == date(2026, 11, 20)
    assert birthday("born:2026-11") is None
    assert birthday("38y") is None


@given(st.dates(date(1920, 1, 1), TODAY))
def test_every_birthday_is_read(born):
    """In figures, and as old as it makes somebody."""
    said = read_person(f"geboren am {born.day}.{born.month}.{born.year}").age
    assert said == f"born:{born.isoformat()}"
    months = age_in_months(said, TODAY)
    assert month_after(born, months) <= TODAY < month_after(born, months + 1) + timedelta(days=1)


def test_only_days_are_days():
    """Weeks are kept as days, months and years are too rough."""
    assert [age_in_days(age, TODAY) for age in ("28d", "1m", "3y", "born:2026")] == [28, None, None, None]


@given(st.text(max_size=40) | st.text(alphabet="0123456789 -,./jahremontgwbisü", max_size=30))
def test_whatever_is_read_can_be_counted(text):
    """No text breaks the reader, and no reading breaks the calculation."""
    person = read_person(text)
    if person.age:
        months = age_in_months(person.age, TODAY)
        assert months is None or 0 <= months <= 1440
    assert person.sex in (None, "f", "m", "d", "none")


@given(st.integers(0, 120), st.sampled_from(["bin {}", "ich bin {} Jahre alt", "Frau, {}", "mit {} Jahren"]))
def test_every_age_is_read(years, frame):
    """From newborn to the oldest."""
    assert read_person(frame.format(years)).age == f"{years}y"
