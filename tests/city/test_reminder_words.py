"""What people say about reminders: kind of wish, bins, moments, and what is not wanted."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.city.reminder import Quiet
from bot.city.reminder_words import is_about_reminder, read_reminder

TODAY = date(2026, 11, 27)
A, O, P, R = "packaging", "organic", "paper", "residual"  # noqa: E741

# Bins joined by +, then @ and days before / time; several parts by a blank.
TABLE = [
    ("erinnere mich am Abend vorher um 19 Uhr an Papier und Restmüll", "set", f"{P}+{R}@1/19:00"),
    ("Sag mir abends Bescheid, wenn eine Tonne dran ist.", "set", "@1/19:00"),
    ("kannst du mich anpingen bevor die gelbe geholt wird", "set", f"{A}@"),
    ("Erinnere mich bitte am Abend vorher.", "set", "@1/19:00"),
    ("Erinnere mich an die Papiertonne", "set", f"{P}@"),
    ("Erinnerung für Bio um 20 Uhr", "set", f"{O}@1/20:00"),
    ("Erinnere mich am selben Tag um 6 Uhr morgens", "set", "@0/06:00"),
    ("doch lieber morgens um 6", "set", "@0/06:00"),
    ("Erinnerung lieber morgens statt abends", "set", "@0/06:00"),
    ("Erinnerung auf 18 Uhr ändern", "set", "@1/18:00"),
    ("Stell die Uhrzeit auf 21 Uhr, 20 Uhr ist mir zu früh.", "set", "@1/21:00"),
    ("Verschieb meinen Hinweis von sechs auf acht Uhr.", "set", "@0/08:00"),
    ("Sag mir zwei Tage vorher Bescheid, wenn Sperrmüll ist.", "set", "bulky@2/19:00"),
    ("eine Woche vorher um 12 Uhr", "set", "@7/12:00"),
    ("14 Tage vorher", "set", "@7/19:00"),
    ("999999999 Stunden früher bitte", "set", ""),
    ("am Tag vorher um 20:30", "set", "@1/20:30"),
    ("weck mich um 5:30", "set", "@0/05:30"),
    ("um zehn", "set", "@1/22:00"),
    ("Papier abends um 18 Uhr und Bio morgens um 6", "set", f"{P}@1/18:00 {O}@0/06:00"),
    ("Ich hätte gern zwei Hinweise: einen am Vorabend und einen früh um sechs.", "set", "@1/19:00,0/06:00"),
    ("Guten Abend, bitte erinnern Sie mich an die Leerung.", "set", ""),
    ("Guten Morgen, bitte Erinnerung an Bio", "set", f"{O}@"),
    ("erinnere mich jeden Termin", "set", ""),
    ("Meld dich, wenn die blaue Tonne raus muss.", "set", f"{P}@"),
    ("Sorg dafür, dass ich Gelb nicht wieder verpasse.", "set", f"{A}@"),
    ("Hilf mir, die Tonne nicht zu vergessen.", "set", ""),
    ("errinere mich an papir", "set", f"{P}@"),
    ("Kannst du mich an die Tonnen erinnern?", "ask", ""),
    ("Gibt es einen Erinnerungsdienst?", "ask", ""),
    ("müll erinnerung", "ask", ""),
    ("Erinnerung Hofaue 20", "ask", ""),
    ("Kann ich die Uhrzeit der Erinnerung ändern?", "ask", ""),
    ("Welche Erinnerungen habe ich?", "list", ""),
    ("Bin ich noch für Erinnerungen angemeldet?", "list", ""),
    ("Läuft meine Erinnerung noch?", "list", ""),
    ("Ist bei mir ein Wecker für die Tonne gestellt?", "list", ""),
    ("und am tag selber um 6 auch nochmal", "set", "@0/06:00"),
    ("was hast du jetzt eingestellt?", "list", ""),
    ("wie oft meldest du dich?", "list", ""),
    ("kommt die erinnerung auch an feiertagen?", "ask", ""),
    ("Wie viele Tage vorher kannst du bescheid sagen?", "ask", ""),
    ("wofür bin ich angemeldet?", "list", ""),
    ("stopp", "stop", ""),
    ("Keine Erinnerungen mehr", "stop", ""),
    ("Bitte stell die Erinnerung ab.", "stop", ""),
    ("Schalt die Benachrichtigungen aus", "stop", ""),
    ("hör auf mich zu erinnern", "stop", ""),
    ("Hört auf, mir jeden Abend zu schreiben!", "stop", "@1/19:00"),
    ("Abmelden von den Erinnerungen", "stop", ""),
    ("Bitte schreiben Sie mir künftig nicht mehr wegen der Tonnen.", "stop", ""),
    ("Warum habe ich gestern keine Erinnerung bekommen?", "missing", ""),
    ("Die Erinnerung kam nicht.", "missing", ""),
    ("Wieso hat es gestern nicht gepiept?", "missing", ""),
    ("Erinnerung pausieren, ich bin im Urlaub", "pause", ""),
    ("wieder an", "resume", ""),
    ("ab jetzt wieder erinnern", "resume", ""),
    ("Ich hab schon wieder die Abfuhr verpennt, bitte erinnert mich ab jetzt!", "set", ""),
]


def told(wish):
    def part(one):
        moments = ",".join(f"{m.days_before}/{m.time:%H:%M}" for m in one.moments)
        return f"{'+'.join(sorted(one.streams))}@{moments}"

    return " ".join(map(part, wish.parts))


@pytest.mark.parametrize(("said", "kind", "parts"), TABLE, ids=[row[0] for row in TABLE])
def test_wish_is_read(city, said, kind, parts):
    wish = read_reminder(said, city.stream_words, TODAY)
    assert (wish.kind, told(wish)) == (kind, parts)


@pytest.mark.parametrize(("said", "without", "only"), [
    ("Nicht mehr an Papier erinnern, nur noch an Restmüll", {P}, True),
    ("Nimm Gelb aus den Erinnerungen heraus.", {A}, False),
    ("ohne Sperrmüll bitte", {"bulky"}, False),
    ("die gelbe tonne kannst du weglassen", {A}, False),
    ("Restmüll nicht mehr", {R}, False),
    ("alle außer Bio", {O}, False),
    ("nur Papier", set(), True),
    ("Erinnere mich bloß an Restmüll und Papier.", set(), True),
    ("nur Papier, nicht Bio", {O}, True),
])  # fmt: skip
def test_what_is_not_wanted(city, said, without, only):
    wish = read_reminder(said, city.stream_words, TODAY)
    assert (wish.without, wish.only) == (without, only)


@pytest.mark.parametrize(("said", "quiet"), [
    ("bitte nicht nach 21 Uhr", ("21:00", "06:00")),
    ("nicht nach neun", ("21:00", "06:00")),
    ("schreib mich abends nach 9 nicht mehr an", ("21:00", "06:00")),
    ("vor 8 Uhr bitte nicht", ("22:00", "08:00")),
    ("Schreib mir nichts vor 8 Uhr", ("22:00", "08:00")),
    ("zwischen 22 und 7 Uhr bitte Ruhe", ("22:00", "07:00")),
])  # fmt: skip
def test_quiet_hours(city, said, quiet):
    wish = read_reminder(said, city.stream_words, TODAY)
    assert wish.quiet == Quiet(*map(time.fromisoformat, quiet))


@pytest.mark.parametrize(("said", "until"), [
    ("Pause bis 15.12.", date(2026, 12, 15)),
    ("Setz die Erinnerungen für zwei Wochen aus.", date(2026, 12, 10)),
    ("Ich fahre drei Wochen in Kur, bitte in der Zeit nicht anpiepen.", date(2026, 12, 17)),
    ("Erinnerung pausieren", None),
    ("Pause bis 31.2.", None),
])  # fmt: skip
def test_pauses(city, said, until):
    assert read_reminder(said, city.stream_words, TODAY).until == until


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("eine Stunde früher", -60),
        ("eine halbe Stunde später", 30),
        ("zwei Stunden eher", -120),
        ("mach mal ne stunde früher", -60),
    ],
)
def test_shifts(city, said, minutes):
    assert read_reminder(said, city.stream_words, TODAY).shift.total_seconds() == minutes * 60


def test_hour_alone_goes_with_the_reminders_there_are(city):
    moments = [read_reminder("lieber um 8", city.stream_words, TODAY, evening=e).moments[0] for e in (False, True)]
    assert [(m.days_before, m.time.hour) for m in moments] == [(0, 8), (1, 20)]


@pytest.mark.parametrize(("said", "elsewhere", "weekday", "moves"), [
    ("Gibt es eine SMS vor der Abholung?", True, False, False),
    ("Bitte jeden Mittwoch um 18 Uhr Bescheid geben.", False, True, False),
    ("Benachrichtige mich, falls sich ein Termin verschiebt.", False, False, True),
])  # fmt: skip
def test_what_we_cannot_do_is_heard(city, said, elsewhere, weekday, moves):
    wish = read_reminder(said, city.stream_words, TODAY)
    assert (wish.elsewhere, wish.on_weekday, wish.moves) == (elsewhere, weekday, moves)


@pytest.mark.parametrize(("said", "about"), [
    ("lieber um 18 Uhr", True), ("am Vorabend", True), ("stopp", True), ("wieder an", True), ("eine Stunde früher", True),
    ("Wohin mit Pappe?", False), ("danke", False), ("Hofaue 20", False),
])  # fmt: skip
def test_carrying_on_is_told_from_other_things(said, about):
    assert is_about_reminder(said) is about


@given(
    st.lists(
        st.sampled_from(
            [*(row[0] for row in TABLE), "um 31 Uhr", "-1 Tage vorher", "999 Tage vorher", "💥", "nicht", "nur"]
        ),
        max_size=4,
    )
)
def test_anything_can_be_read(city, pieces):
    wish = read_reminder(" ".join(pieces), city.stream_words, TODAY)
    assert all(0 <= moment.days_before <= 7 for moment in wish.moments)
