"""German expressions of time, and the days they stand for."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.city import when_words as say
from bot.city.errors import DateImpossible
from bot.city.when import spot_when
from bot.city.when_span import Span, day_meant, span

MONDAY = date(2026, 11, 23)
# What residents write, on which day, and which days they mean; no days where no time is asked for. The script
# scripts/compare_dateparser.py reads it, too.
TABLE = Path(__file__).with_name("when_table.csv")


def rows():
    """The table without its headings."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(line for line in file if not line.startswith("#"))]


@pytest.mark.parametrize(("text", "today", "first", "last"), rows())
def test_what_is_meant(text, today, first, last):
    """Each row of the table."""
    found = spot_when(text)
    if not first:
        assert found is None
        return
    assert found is not None
    assert span(found.code, date.fromisoformat(today)) == Span(date.fromisoformat(first), date.fromisoformat(last))


CODES = (
    ("Was wird morgen abgeholt", "day:1"),
    ("heute", "day:0"),
    ("übermorgen", "day:2"),
    ("ubermorgen", "day:2"),
    ("gestern", "day:-1"),
    ("morgen früh", "day:1"),
    ("in 14 Tagen", "day:14"),
    ("in drei tagen", "day:3"),
    ("in einem Tag", "day:1"),
    ("heute abend", "tonight"),
    ("Welche Tonne muss heute Nacht raus?", "tonight"),
    ("Freitag", "weekday:4:"),
    ("Mittwochs", "weekday:2:"),
    ("am Mitwoch", "weekday:2:"),
    ("donerstag", "weekday:3:"),
    ("Sonnabend", "weekday:5:"),
    ("Freitagabend", "weekday:4:"),
    ("Fr", "weekday:4:"),
    ("Do", "weekday:3:"),
    ("nächsten Freitag", "weekday:4:next"),
    ("naechsten freitag", "weekday:4:next"),
    ("kommenden Montag", "weekday:0:next"),
    ("diesen Freitag", "weekday:4:this"),
    ("übernächsten Dienstag", "weekday:1:next_but_one"),
    ("letzten Freitag", "weekday:4:last"),
    ("nächste Woche Freitag", "weekday:4:in_week_1"),
    ("nächste Woche am Freitag", "weekday:4:in_week_1"),
    ("Dienstag nächste Woche", "weekday:1:in_week_1"),
    ("Freitag diese Woche", "weekday:4:in_week_0"),
    ("diese Woche noch", "week:0"),
    ("Ende der Woche", "week:0:end"),
    ("und nächste Woche?", "week:1"),
    ("nächste Wochen", "week:1"),
    ("Anfang nächster Woche", "week:1:start"),
    ("übernächste Woche", "week:2"),
    ("in zwei Wochen", "week:2"),
    ("in einer Woche", "week:1"),
    ("letzte Woche", "week:-1"),
    ("am Wochenende", "weekend:0"),
    ("nächstes Wochenende", "weekend:1"),
    ("diesen Monat", "month:0"),
    ("Ende des Monats", "month:0:end"),
    ("nächsten Monat", "month:1"),
    ("in 2 Monaten", "month:2"),
    ("Anfang Dezember", "in_month:12:start"),
    ("im Dezember", "in_month:12"),
    ("nächsten Dezember", "in_month:12"),
    ("im Mai", "in_month:5"),
    ("dezemeber", "in_month:12"),
    ("am 3.12.", "date:3.12."),
    ("am 03.12", "date:3.12."),
    ("am 3. 12.", "date:3.12."),
    ("03.12.2026", "date:3.12.2026"),
    ("31.12.26", "date:31.12.2026"),
    ("2026-12-03", "date:3.12.2026"),
    ("3. Dezember", "date:3.12."),
    ("3 dezember 2027", "date:3.12.2027"),
    ("am dritten Dezember", "date:3.12."),
    ("am 3ten Dezember", "date:3.12."),
    ("31.2.", "date:31.2."),
    ("30. Februar", "date:30.2."),
    ("29.2.", "date:29.2."),
    ("am 24.", "date:24.."),
    ("am 24. Papier?", "date:24.."),
    ("am 24ten", "date:24.."),
    ("am Dritten", "date:3.."),
    ("Hofaue 20 am 24.12.2026", "date:24.12.2026"),
    ("am Samstag, den 26.12.", "date:26.12."),
    ("Samstag 26. Dezember", "date:26.12."),
    ("Sa. 26.12. offen?", "date:26.12."),
    ("Freitag, der 13.", "date:13.."),
    ("Samstag 14 Uhr", "weekday:5:"),
    ("Samstag der Recyclinghof", "weekday:5:"),
    ("an Weihnachten", "holiday:Erster Weihnachtstag"),
    ("zweiter Weihnachtstag", "holiday:Zweiter Weihnachtstag"),
    ("am 2. Weihnachtsfeiertag", "holiday:Zweiter Weihnachtstag"),
    ("am ersten Weihnachtsfeiertag", "holiday:Erster Weihnachtstag"),
    ("weinachten", "holiday:Erster Weihnachtstag"),
    ("Heiligabend", "holiday:Erster Weihnachtstag:eve"),
    ("Heilig Abend", "holiday:Erster Weihnachtstag:eve"),
    ("Silvester", "holiday:Neujahr:eve"),
    ("wegen Fronleichnam", "holiday:Fronleichnam"),
    ("Tag der Deutschen Einheit", "holiday:Tag der Deutschen Einheit"),
    ("Fällt die Leerung am Tag der Arbeit aus?", "holiday:Erster Mai"),
    ("am ersten Mai", "date:1.5."),
    ("Mo und Do", "weekday:0:"),
    ("an Ostern", "holiday:Ostermontag"),
    ("vor Ostern", "holiday:Ostermontag:before"),
    ("nach Weihnachten", "holiday:Erster Weihnachtstag:after"),
    ("zwischen den Jahren", "turn"),
    ("zwischen den Feiertagen", "turn"),
    ("über die Feiertage", "holidays"),
    ("zwischen Weihnachten und Neujahr", "turn"),
    ("zwischen Weihnachten und Silvester", "turn"),
    ("im neuen Jahr", "year:+1"),
    ("nächstes Jahr", "year:+1"),
    ("dieses Jahr", "year:+0"),
    ("in 2027", "year:2027"),
    ("kommendes Wochenende", "weekend:coming"),
    ("KW 50", "week:kw_50."),
    ("KW 2 2027", "week:kw_2.2027"),
    ("Monatsende", "month:0:end"),
    ("Mitte Dezember 2027", "in_month:12.2027:mid"),
    ("zweite Januarwoche", "in_month:1:week_2"),
    ("letzten Samstag im Monat", "month:0:nth_5_-1"),
    ("am 3. Advent", "holiday:3. Advent"),
    ("Ostersonntag", "holiday:Ostermontag:eve"),
    ("Montag in acht Tagen", "weekday:0:/+7"),
    ("die nächsten zwei Wochen", "day:0/day:14"),
    ("bis Freitag", "weekday:4:/until"),
    ("ab Montag", "weekday:0:/from"),
    ("von morgen an", "day:1/from"),
    ("seit gestern", "day:-1/since"),
    ("vor dem 3.12.", "date:3.12./before"),
    ("nach dem 3.12.", "date:3.12./after"),
    ("letztes Weihnachten", "holiday:Erster Weihnachtstag/last"),
    ("in der Woche vom 7.12.", "date:7.12./week"),
    ("zwei Wochen vor Weihnachten", "holiday:Erster Weihnachtstag/-14"),
    ("am Freitag vor Weihnachten", "holiday:Erster Weihnachtstag/-weekday_4"),
    ("Ostern nächstes Jahr", "holiday:Ostermontag/in_year:+1"),
    ("vorletzten Freitag", "weekday:4:last/-7"),
    ("3.–10.12.", "date:3.12./date:10.12."),
    ("28.12.-3.1.2027", "date:28.12.2026/date:3.1.2027"),
)


@pytest.mark.parametrize(("text", "code"), CODES)
def test_read(text, code):
    """Every expression has one code."""
    found = spot_when(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(("text", "code"), CODES)
@pytest.mark.parametrize("today", [MONDAY, date(2028, 2, 29), date(2026, 12, 31), date(2027, 1, 1)])
def test_every_code_stands_for_days(text, code, today):
    """On any day, unless the date does not exist."""
    try:
        days = span(code, today)
    except DateImpossible:
        assert code in ("date:31.2.", "date:30.2.")
    else:
        assert days.first <= days.last, text


DAYS = (
    # around the turn of the year
    ("day:1", date(2026, 12, 31), "2027-01-01", "2027-01-01"),
    ("tonight", date(2026, 12, 31), "2027-01-01", "2027-01-01"),
    ("week:1", date(2026, 12, 28), "2027-01-04", "2027-01-10"),
    ("week:0", date(2026, 12, 31), "2026-12-31", "2027-01-03"),
    ("month:1", date(2026, 12, 31), "2027-01-01", "2027-01-31"),
    ("month:0", date(2026, 12, 31), "2026-12-31", "2026-12-31"),
    ("in_month:1", date(2026, 12, 31), "2027-01-01", "2027-01-31"),
    ("in_month:12", date(2026, 12, 10), "2026-12-10", "2026-12-31"),
    ("year:+1", date(2026, 12, 31), "2027-01-01", "2027-12-31"),
    ("year:+0", date(2026, 11, 23), "2026-11-23", "2026-12-31"),
    ("year:2025", date(2026, 11, 23), "2025-01-01", "2025-12-31"),
    ("date:3.12.", date(2026, 12, 3), "2026-12-03", "2026-12-03"),
    ("date:3.12.", date(2026, 12, 4), "2027-12-03", "2027-12-03"),
    ("date:24..", date(2026, 11, 23), "2026-11-24", "2026-11-24"),
    ("date:24..", date(2026, 12, 25), "2027-01-24", "2027-01-24"),
    ("date:31..", date(2026, 11, 23), "2026-12-31", "2026-12-31"),
    ("turn", date(2026, 11, 23), "2026-12-24", "2027-01-01"),
    ("turn", date(2026, 12, 28), "2026-12-28", "2027-01-01"),
    ("turn", date(2027, 1, 1), "2027-01-01", "2027-01-01"),
    # leap days
    ("date:29.2.", date(2026, 11, 23), "2028-02-29", "2028-02-29"),
    ("date:29.2.", date(2028, 2, 29), "2028-02-29", "2028-02-29"),
    ("date:29.2.", date(2096, 3, 1), "2104-02-29", "2104-02-29"),
    ("day:1", date(2028, 2, 28), "2028-02-29", "2028-02-29"),
    ("in_month:2", date(2028, 1, 1), "2028-02-01", "2028-02-29"),
    # the nights when clocks change
    ("day:1", date(2027, 3, 27), "2027-03-28", "2027-03-28"),
    ("day:1", date(2026, 10, 24), "2026-10-25", "2026-10-25"),
    ("weekday:0:next", date(2026, 10, 25), "2026-10-26", "2026-10-26"),
    # weekdays, asked on a Monday and on that very day
    ("weekday:4:", MONDAY, "2026-11-27", "2026-11-27"),
    ("weekday:0:", MONDAY, "2026-11-23", "2026-11-23"),
    ("weekday:0:next", MONDAY, "2026-11-30", "2026-11-30"),
    ("weekday:4:next", MONDAY, "2026-11-27", "2026-11-27"),
    ("weekday:4:this", date(2026, 11, 27), "2026-11-27", "2026-11-27"),
    ("weekday:4:next", date(2026, 11, 27), "2026-12-04", "2026-12-04"),
    ("weekday:1:next_but_one", MONDAY, "2026-12-01", "2026-12-01"),
    ("weekday:4:in_week_1", MONDAY, "2026-12-04", "2026-12-04"),
    ("weekday:4:last", MONDAY, "2026-11-20", "2026-11-20"),
    ("weekday:0:last", MONDAY, "2026-11-16", "2026-11-16"),
    ("week:2", MONDAY, "2026-12-07", "2026-12-13"),
    ("week:-1", MONDAY, "2026-11-16", "2026-11-22"),
    ("week:0", date(2026, 11, 29), "2026-11-29", "2026-11-29"),
    ("weekend:0", MONDAY, "2026-11-28", "2026-11-29"),
    ("weekend:0", date(2026, 11, 29), "2026-11-29", "2026-11-29"),
    ("weekend:1", date(2026, 11, 29), "2026-12-05", "2026-12-06"),
    ("day:-1", MONDAY, "2026-11-22", "2026-11-22"),
    # holidays with the days around them
    ("holiday:Erster Weihnachtstag", MONDAY, "2026-12-19", "2026-12-27"),
    ("holiday:Erster Weihnachtstag", date(2026, 12, 26), "2026-12-26", "2026-12-27"),
    ("holiday:Erster Weihnachtstag:after", MONDAY, "2026-12-26", "2027-01-02"),
    ("holiday:Erster Weihnachtstag:after", date(2026, 12, 28), "2026-12-28", "2027-01-02"),
    ("holiday:Zweiter Weihnachtstag", MONDAY, "2026-12-19", "2026-12-27"),
    ("holiday:Ostermontag:before", date(2026, 3, 2), "2026-03-29", "2026-04-05"),
    ("holiday:Ostermontag:before", date(2026, 4, 1), "2026-04-01", "2026-04-05"),
    ("holiday:Fronleichnam", MONDAY, "2027-05-22", "2027-05-30"),
    ("holiday:Neujahr", date(2026, 12, 31), "2026-12-31", "2027-01-03"),
)


@pytest.mark.parametrize(("code", "today", "first", "last"), DAYS)
def test_days_of_a_code(code, today, first, last):
    """Seen from a certain day."""
    assert span(code, today) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("date:31.2.", "31.2."),
        ("date:29.2.2027", "29.2.2027"),
        ("date:32..", "32."),
        ("date:0.5.", "0.5."),
        ("week:kw_53.2027", "KW 53 2027"),
        ("date:31.2./until", "31.2."),
        ("date:28.2./date:31.2.", "31.2."),
    ],
)
def test_a_day_that_does_not_exist_is_refused(code, said):
    """With the words of whoever asked."""
    with pytest.raises(DateImpossible) as impossible:
        span(code, MONDAY)
    assert impossible.value.text == said


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Hofaue am 3. Dezember 2026 Papier", "3. Dezember 2026"),
        ("kommt nächste Woche Freitag Papier", "nächste Woche Freitag"),
        ("in zwei Wochen Papier", "in zwei Wochen"),
        ("Was ist heute Abend dran", "heute Abend"),
        ("Papier zwischen den Jahren?", "zwischen den Jahren"),
        ("Papier vom 3. bis zum 10.12. bitte", "vom 3. bis zum 10.12"),
        ("Bis morgen", "morgen"),
        ("Kommt ihr nach dem 3.12. noch", "3.12"),
    ],
)
def test_what_is_marked(text, marked):
    """The whole expression and no more."""
    found = spot_when(text)
    assert found is not None
    assert text[found.start : found.end] == marked


ANY_DAY = st.dates(date(2020, 1, 1), date(2090, 1, 1))
# Words of time, numbers and signs in any order say more than any list of sentences.
PIECES = st.one_of(
    st.sampled_from(sorted(say.OPENERS)),
    st.sampled_from(
        sorted({*say.ARTICLES, *say.EITHER, *say.PART_OF, *say.ADVENT, *say.UNITS, "zwei", "im", "an", "am"})
    ),
    st.sampled_from(["3.", "3.12.", "29.2.", "-", "–", ",", "50.", "2027", "03.12.2026", "2026-12-03", "14", "einer"]),
)


@given(
    st.one_of(
        st.text(alphabet="0123456789. -am tagewochnijr", max_size=30), st.lists(PIECES, max_size=7).map(" ".join)
    ),
    ANY_DAY,
)
def test_whatever_is_read_stands_for_days(text, today):
    """Either days in their order or a refusal; the marked text is part of the message."""
    found = spot_when(text)
    if found:
        assert 0 <= found.start < found.end <= len(text)
        try:
            days = span(found.code, today)
        except DateImpossible:
            return
        assert days.first <= days.last
        day_meant(found.code, today)


@given(ANY_DAY, st.integers(-1000, 1000), st.integers(0, 60))
def test_days_shift_with_today(today, ahead, later):
    """ "morgen" is a day later when it is said a day later; so are stretches of days."""
    shift = timedelta(later)
    for code in (
        f"day:{ahead}",
        "tonight",
        "day:0/day:14",
        f"day:{ahead}/+7",
        f"day:{ahead}/from",
        f"day:{ahead}/after",
    ):
        days = span(code, today)
        assert span(code, today + shift) == Span(days.first + shift, days.last + shift), code


@given(ANY_DAY, st.integers(-60, 60))
def test_weeks_shift_with_today(today, ahead):
    """A week later every week is one later; the running one loses its days that are over."""
    days, later = span(f"week:{ahead}", today), span(f"week:{ahead}", today + timedelta(7))
    assert later == Span(days.first + timedelta(7), days.last + timedelta(7))
    assert days.last.weekday() == 6
    assert (days.first.weekday() == 0) or (ahead == 0 and days.first == today)


@given(ANY_DAY, st.integers(1, 53))
def test_calendar_weeks_are_those_of_iso_8601(today, number):
    """The next one that is not over."""
    days = span(f"week:kw_{number}.", today)
    assert days.last.isocalendar().week == number
    assert days.last >= today


@given(ANY_DAY, st.sampled_from(["until", "before"]), st.sampled_from(["weekday:4:", "date:24.12.", "holiday:Neujahr"]))
def test_until_and_before_begin_today(today, relation, code):
    """Unless the day itself is today, and nothing lies before it."""
    days = span(f"{code}/{relation}", today)
    assert days.first == min(today, days.last)
    assert days.last == day_meant(code, today) - timedelta(relation == "before")


@given(ANY_DAY, st.integers(0, 6))
def test_next_weekday_is_within_a_week_and_not_today(today, weekday):
    """Today would be called today."""
    day = span(f"weekday:{weekday}:next", today).first
    assert day.weekday() == weekday
    assert timedelta(0) < day - today <= timedelta(7)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("Heiligabend", date(2026, 11, 25), date(2026, 12, 24)),
        ("an Heiligabend", date(2026, 12, 24), date(2026, 12, 24)),
        ("Heiliger Abend", date(2026, 12, 25), date(2027, 12, 24)),
        ("Silvester", date(2026, 11, 25), date(2026, 12, 31)),
        ("Fronleichnam", date(2026, 11, 25), date(2027, 5, 27)),
        ("am Samstag", date(2026, 11, 25), date(2026, 11, 28)),
        ("nach Ostern", date(2026, 3, 1), date(2026, 4, 7)),
        ("Ostersonntag", date(2026, 3, 1), date(2026, 4, 5)),
        ("Weihnachten 2027", date(2026, 11, 25), date(2027, 12, 25)),
        ("Rosenmontag", date(2026, 11, 25), date(2027, 2, 8)),
        ("heute Abend", date(2026, 11, 25), date(2026, 11, 25)),
        ("bis Freitag", date(2026, 11, 25), date(2026, 11, 25)),
    ],
)
def test_a_single_day_can_be_meant(text, today, day):
    """Of a holiday the day itself, for whoever asks whether something is open then."""
    assert day_meant(spot_when(text).code, today) == day
