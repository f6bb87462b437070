"""Course programmes as calendars: sessions become offers with words people use; what is wrong is named with its line."""

from datetime import date

import pytest

from tests.sources.offer_reading import fault_of, read_file

START = "DTSTART;TZID=Europe/Berlin:20270111T180000\nDTEND;TZID=Europe/Berlin:20270111T193000\n"
ALWAYS = "CONTACT:0202 563-0\nCATEGORIES:Bewegung\n"


def event(body=START + "RRULE:FREQ=WEEKLY;COUNT=8\n", uid="1", summary="Rückenkurs", extra=ALWAYS):
    """A course of eight Mondays, or another one."""
    title = f"SUMMARY:{summary}\n" if summary else ""
    return f"BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20261120T080000Z\n{title}{body}{extra}END:VEVENT\n"


def calendar(*events, head="X-WR-CALNAME:Programm\n"):
    """A calendar of some events."""
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Probe//DE\n{head}{''.join(events)}END:VCALENDAR\n"


def read(tmp_path, *events):
    """The offers of a calendar that has no faults."""
    offers, report = read_file(tmp_path, "a.ics", calendar(*events))
    assert report == []
    return offers


def test_course_becomes_an_offer(tmp_path):
    """All that calendars say about courses."""
    extra = (
        "LOCATION:Turnhalle am Kai\nCATEGORIES:Bewegung,Rücken,Erwachsene,Türkisch,barrierefrei\n"
        "DESCRIPTION:Für alle\\, auch ohne Übung. Kursgebühr: 45\\,50 €\nURL:https://b.example/kurs\n"
        "CONTACT:Frau Probe\\, 0202 563-0\nORGANIZER;CN=Verein:mailto:a@b.example\n"
    )
    (offer,) = read(tmp_path, event(extra=extra))
    assert (offer.title, offer.topic, offer.keywords) == ("Rückenkurs", "movement", ("Rücken",))
    assert (offer.venue, offer.district, offer.quarter) == ("Turnhalle am Kai", "Nord", "Hafen")
    assert (offer.when, offer.times) == ("montags 18 bis 19.30 Uhr, ab 11. Januar", ("evening",))
    assert (offer.weekdays, len(offer.dates), offer.dates[-1]) == (("mon",), 8, date(2027, 3, 1))
    assert (offer.price_eur, offer.audience, offer.languages) == (45.5, ("adults",), ("tr",))
    assert (offer.accessible, offer.online, offer.example) == (True, False, False)
    assert (offer.phone, offer.email, offer.url) == ("0202 563-0", "a@b.example", "https://b.example/kurs")
    assert (offer.provider, offer.contact) == ("Verein", "Frau Probe")
    assert offer.description == "Für alle, auch ohne Übung. Kursgebühr: 45,50 €"
    assert (offer.source.name, offer.as_of) == ("Programm", date(2026, 11, 20))


ONE = "DTSTART;TZID=Europe/Berlin:20270116T100000\nDTEND;TZID=Europe/Berlin:20270116T160000\n"
TIMES = {
    "weekly": (START + "RRULE:FREQ=WEEKLY;COUNT=8\n", "montags 18 bis 19.30 Uhr, ab 11. Januar", 8),
    "weekly until": (START + "RRULE:FREQ=WEEKLY;UNTIL=20270201T225959Z\n", "montags 18 bis 19.30 Uhr, ab 11. Januar", 4),
    "without holidays": (
        START + "RRULE:FREQ=WEEKLY;COUNT=8\nEXDATE;TZID=Europe/Berlin:20270125T180000,20270208T180000\n",
        "montags 18 bis 19.30 Uhr, ab 11. Januar",
        6,
    ),
    "two days a week": (
        START + "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=8\n", "montags und mittwochs 18 bis 19.30 Uhr, ab 11. Januar", 8,
    ),
    "three days a week": (
        START + "RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=9\n",
        "montags, mittwochs und freitags 18 bis 19.30 Uhr, ab 11. Januar",
        9,
    ),
    "fortnightly": (START + "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=5\n", "alle zwei Wochen montags 18 bis 19.30 Uhr, ab 11. Januar", 5),
    "one day": (ONE, "am Samstag, 16. Januar 2027, 10 bis 16 Uhr", 1),
    "a weekend": (ONE + "RDATE;TZID=Europe/Berlin:20270117T100000\n", "am 16. Januar und 17. Januar 2027, 10 bis 16 Uhr", 2),
    "over the year": (
        "DTSTART;TZID=Europe/Berlin:20261219T100000\nRDATE;TZID=Europe/Berlin:20270109T100000\n",
        "am 19. Dezember 2026 und 9. Januar 2027, um 10 Uhr",
        2,
    ),
    "monthly": (
        START + "RRULE:FREQ=MONTHLY;BYDAY=2MO;COUNT=4\n",
        "am 11. Januar, 8. Februar, 8. März und 12. April 2027, 18 bis 19.30 Uhr",
        4,
    ),
    "monthly for long": (START + "RRULE:FREQ=MONTHLY;BYDAY=2MO;COUNT=9\n", "montags 18 bis 19.30 Uhr, nicht jede Woche, ab 11. Januar", 9),
    "running already": (
        "DTSTART;TZID=Europe/Berlin:20261102T180000\nRRULE:FREQ=WEEKLY;COUNT=8\n", "montags um 18 Uhr", 8,
    ),
    "in a year and more": (
        "DTSTART;TZID=Europe/Berlin:20271108T180000\nRRULE:FREQ=WEEKLY;COUNT=3\n", "montags um 18 Uhr, ab 8. November 2027", 3,
    ),
    "all day": ("DTSTART;VALUE=DATE:20270116\n", "am Samstag, 16. Januar 2027", 1),
    "in UTC": ("DTSTART:20270111T170000Z\nDTEND:20270111T183000Z\nRRULE:FREQ=WEEKLY;COUNT=3\n", "montags 18 bis 19.30 Uhr, ab 11. Januar", 3),
    "floating": ("DTSTART:20270111T180000\nDTEND:20270111T193000\nRRULE:FREQ=WEEKLY;COUNT=3\n", "montags 18 bis 19.30 Uhr, ab 11. Januar", 3),
    "duration": ("DTSTART:20270111T180000\nDURATION:PT1H30M\nRRULE:FREQ=WEEKLY;COUNT=3\n", "montags 18 bis 19.30 Uhr, ab 11. Januar", 3),
}  # fmt: skip


@pytest.mark.parametrize("case", TIMES)
def test_times_are_told_as_people_say_them(tmp_path, case):
    """Whatever the rule of repetition."""
    body, when, count = TIMES[case]
    (offer,) = read(tmp_path, event(body))
    assert (offer.when, len(offer.dates)) == (when, count)


def test_events_of_one_title_at_one_place_are_one_course(tmp_path):
    """Programmes often list every session by itself."""
    days = [
        event(f"DTSTART:202701{day:02}T180000\nDTEND:202701{day:02}T190000\n", uid=str(day)) for day in (4, 11, 18, 25)
    ]
    saturday = event("DTSTART:20270109T100000\nDTEND:20270109T120000\n", uid="sat")
    (offer,) = read(tmp_path, *days, saturday)
    assert offer.when == "montags 18 bis 19 Uhr, samstags 10 bis 12 Uhr, ab 4. Januar"
    assert (offer.weekdays, offer.times, len(offer.dates)) == (("mon", "sat"), ("morning", "evening"), 5)


def test_moved_and_cancelled_sessions(tmp_path):
    """An exception moves its session or takes it away; a cancelled course is no offer."""
    moved = event("RECURRENCE-ID;TZID=Europe/Berlin:20270118T180000\nDTSTART;TZID=Europe/Berlin:20270119T180000\n")
    gone = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20270125T180000\nDTSTART;TZID=Europe/Berlin:20270125T180000\nSTATUS:CANCELLED\n"
    )
    off = event(uid="2", summary="Fällt aus", extra=ALWAYS + "STATUS:CANCELLED\n")
    (offer,) = read(tmp_path, event(), moved, gone, off)
    days = {day.day for day in offer.dates if day.month == 1}
    assert days == {11, 19}


def test_course_that_is_over_is_left_out(tmp_path):
    """Programmes keep what was; the day of the programme decides, no clock."""
    assert read(tmp_path, event("DTSTART:20261102T180000\nRRULE:FREQ=WEEKLY;COUNT=2\n")) == []


def test_endless_course_has_the_dates_of_two_years(tmp_path):
    """It goes on until somebody says otherwise."""
    (offer,) = read(tmp_path, event(START + "RRULE:FREQ=WEEKLY\n"))
    assert offer.when == "montags 18 bis 19.30 Uhr, ab 11. Januar"
    assert date(2028, 12, 1) < offer.dates[-1] < date(2029, 3, 1)


VALUES = {
    "topic by the title": ("SUMMARY:Wort stress\nCONTACT:Amt\n", "topic", "stress"),
    "price in X-COST": ("CATEGORIES:Sucht\nCONTACT:Amt\nX-COST:12\\,50 €\n", "price_eur", 12.5),
    "free": ("CATEGORIES:Sucht\nCONTACT:Amt\nX-COST:kostenlos\n", "price_eur", 0),
    "no price": ("CATEGORIES:Sucht\nCONTACT:Amt\nDESCRIPTION:10 Abende in 2027\n", "price_eur", None),
    "costs nothing": ("CATEGORIES:Sucht\nCONTACT:Amt\nDESCRIPTION:Kosten: kostenlos\n", "price_eur", 0),
    "euro before": ("CATEGORIES:Sucht\nCONTACT:Amt\nDESCRIPTION:Gebühr € 30\n", "price_eur", 30),
    "online": ("CATEGORIES:Sucht,online\nCONTACT:Amt\n", "online", True),
    "online is no keyword": ("CATEGORIES:Sucht,online\nCONTACT:Amt\n", "keywords", ()),
    "online by its place": ("CATEGORIES:Sucht\nLOCATION:Zoom\nCONTACT:Amt\n", "venue", None),
    "not accessible": ("CATEGORIES:Sucht,nicht rollstuhlgerecht\nCONTACT:Amt\n", "accessible", False),
    "certified": ("CATEGORIES:Sucht\nCONTACT:Amt\nDESCRIPTION:Zertifizierter Präventionskurs\n", "certified", True),
    "mail in CONTACT": ("CATEGORIES:Sucht\nCONTACT:a@b.example\n", "email", "a@b.example"),
    "several lines of categories": ("CATEGORIES:Kinder\nCATEGORIES:Sucht,Eltern\nCONTACT:Amt\n", "audience", ("children", "parents")),
}  # fmt: skip


@pytest.mark.parametrize("case", VALUES)
def test_property_means(tmp_path, case):
    """What each property becomes; docs/offers.md tells the same."""
    extra, field, value = VALUES[case]
    summary = "" if extra.startswith("SUMMARY") else "Treffen"
    (offer,) = read(tmp_path, event(summary=summary, extra=extra))
    assert getattr(offer, field) == value


FAULTS = {
    "no contact": (
        event(extra="CATEGORIES:Sucht\n"),
        "Zeile 5: Das Angebot sagt nicht, wo man sich melden kann. Eines davon ist nötig: „Telefon“, „E-Mail“, „Internetadresse“, „Kontakt“.",
    ),
    "broken phone number": (
        event(extra="CATEGORIES:Sucht\nCONTACT:Tel. 12345\n"),
        (
            "Zeile 13: „Telefon“ hat den Wert „12345“, der keine deutsche Telefonnummer sein kann: die Vorwahl fehlt, schreiben Sie zum "
            "Beispiel 0202 davor."
        ),
    ),
    "broken mail address": (
        event(extra="CATEGORIES:Sucht\nORGANIZER:mailto:a@b\n"),
        "Zeile 13: „E-Mail“ hat den Wert „a@b“, der keine E-Mail-Adresse wie name@anbieter.de ist.",
    ),
    "no title": (event(summary=""), "Zeile 5: Dem Termin fehlt der Titel (SUMMARY)."),
    "no topic": (
        event(summary="Treffen", extra="CATEGORIES:Diverses\nCONTACT:Amt\n"),
        (
            "Zeile 12: „Treffen“ nennt unter CATEGORIES kein Thema, das Talbot kennt, und auch Titel und Beschreibung verraten keines. Erlaubt "
            "sind: Bewegung, Ernährung, Entspannung, Sucht, Selbsthilfe, Beratung, Familie, Ältere Menschen, Impfung, Seelische Gesundheit."
        ),
    ),
    "no day": (event("RRULE:FREQ=WEEKLY;COUNT=2\n"), "Zeile 5: Dem Termin „Rückenkurs“ fehlt der Tag (DTSTART)."),
    "dead date": (event("DTSTART:20270230T180000\n"), "Zeile 9: Der Wert von DTSTART ist nicht lesbar."),
    "dead rule": (event(START + "RRULE:FREQ=OFTEN\n"), "Zeile 11: Der Wert von RRULE ist nicht lesbar."),
    "every minute": (
        event(START + "RRULE:FREQ=MINUTELY;COUNT=9\n"),
        "Zeile 11: „Rückenkurs“ wiederholt sich öfter als täglich. Das kann kein Kurs sein.",
    ),
    "every day for ever": (event(START + "RRULE:FREQ=DAILY\n"), "Zeile 11: „Rückenkurs“ hat mehr als 400 Termine."),
    "price in words": (event(extra=ALWAYS + "X-COST:viel\n"), "Zeile 14: „viel“ ist kein Preis in Euro (X-COST)."),
    "broken line": (
        event(extra="Bewegung\n" + ALWAYS),
        "Zeile 12: Die Zeile ist keine gültige Kalenderzeile (NAME:Wert).",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_fault_is_told_with_line_and_reason(tmp_path, case):
    """The line of the property that is wrong."""
    content, said = FAULTS[case]
    assert fault_of(tmp_path, "a.ics", calendar(content)) == f"offers/a.ics, {said}"


TEXTS = {
    "nothing": ("", "offers/a.ics: Die Datei ist leer."),
    "no calendar": ("Yoga\n", "offers/a.ics, Zeile 1: Die Datei ist kein Kalender. Sie muss mit BEGIN:VCALENDAR beginnen."),
    "no events": (calendar(), "offers/a.ics: Der Kalender enthält keinen Termin."),
    "cut": (calendar(event()).rsplit("\n", 2)[0], ("offers/a.ics, Zeile 14: Die Datei ist nicht vollständig, am Ende fehlt END:VCALENDAR. "
            "Bitte neu herunterladen.")),
    "no age": (calendar(event().replace("DTSTAMP:20261120T080000Z\n", "")), ("offers/a.ics: Der Stand des Kalenders fehlt (X-TALBOT-AS-OF "
               "oder DTSTAMP).")),
    "not closed": (calendar(event().replace("END:VEVENT\n", "")), ("offers/a.ics: Der Kalender lässt sich nicht lesen. Eine Datei enthält "
                   "genau einen Kalender, und zu jedem BEGIN gehört ein END.")),
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
def test_nonsense_ends_in_a_report(tmp_path, case):
    """Whatever somebody saves."""
    content, said = TEXTS[case]
    assert fault_of(tmp_path, "a.ics", content) == said


def test_exports_of_windows_programs_are_explained(tmp_path):
    """An umlaut in the wrong encoding would be another letter."""
    said = fault_of(tmp_path, "a.ics", calendar(event()).encode("cp1252"))
    assert said.startswith("offers/a.ics, Zeile 8: Die Datei ist nicht als UTF-8 gespeichert")


def test_line_ends_and_folded_lines_are_read(tmp_path):
    """As the standard wants them."""
    content = calendar(event(summary="Ein sehr langer\r\n  Titel")).replace("\r\n", "\n").replace("\n", "\r\n")
    ((offer,), report) = read_file(tmp_path, "a.ics", b"\xef\xbb\xbf" + content.encode())
    assert (offer.title, report) == ("Ein sehr langer Titel", [])


def test_example_programme_is_marked(tmp_path):
    """And its source says so, too."""
    ((offer,), _) = read_file(
        tmp_path, "a.ics", calendar(event(), head="X-TALBOT-EXAMPLE:TRUE\nX-TALBOT-AS-OF:2026-11-25\n")
    )
    assert (offer.example, offer.source.name, offer.as_of) == (True, "Beispieldaten", date(2026, 11, 25))
