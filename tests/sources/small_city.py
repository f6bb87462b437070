"""A complete little city in files, for tests that damage one of them."""

from pathlib import Path
from textwrap import dedent

from bot.city.offer import AUDIENCES, TOPICS
from bot.city.stream import Stream

SOURCES = """\
    sources:
      office:
        name: Stadt Probe
        url: https://www.probe.de/abfall
        as_of: 2026-11-22
      law:
        name: Gesetz
        as_of: 2022-03-26
      example:
        name: Beispieldaten
        as_of: 2026-11-22
    """
DISTRICTS = """\
    districts:
      - name: Nord
        nicknames: [Norden]
        quarters:
          - {name: Hafen, nicknames: [Kai]}
          - name: Markt
      - name: Süd
        quarters:
          - name: Heide
    """
STREETS = """\
    street,quarter,area,from,to,parity
    Hafenstraße,Hafen,nord,,,
    Lange Straße,Markt,nord,1,99,
    Lange Straße,Markt,sued,100,,
    Heideweg,Heide,sued,,,
    """
WASTE = """\
    source: office
    items:
      - name: Pizzakarton
        synonyms: [Pizzaschachtel]
        options:
          - stream: paper
            condition: sauber
            cues: [leer]
          - stream: residual
            condition: fettig
            cues: [fettig, Käse]
        warning: Reste vorher entfernen.
      - name: Glühbirne
        options:
          - stream: residual
        source: law
      - name: LED-Lampe
        options:
          - stream: electrical
    choices:
      - names: [Lampe, Licht]
        candidates: [Glühbirne, LED-Lampe]
    materials:
      - words: [Pappe]
        item: Pizzakarton
    states:
      - word: fettig
        also: [ölig, voll Fett]
      - word: leer
        also: [alle]
    """
PLACES = """\
    source: office
    places:
      - name: Hof am Hafen
        kind: recycling_yard
        address: Hafenstraße 1
        quarter: Hafen
        hours: montags 10 bis 18 Uhr
        opening_hours: "Mo 10:00-18:00; PH off"
        phone: 0202 563-0
        accepts: [bulky, garden]
    """
OFFERS = """\
    source: office
    offers:
      - title: Yoga
        topic: movement
        keywords: [Yoga, Rücken]
        district: Nord
        quarter: Markt
        weekdays: [mon]
        times: [evening]
        dates: [2026-12-07, 2026-12-14]
        valid_until: 2027-01-31
        price_eur: 12.5
        audience: [adults]
        accessible: true
        certified: false
        phone: 0202 563-0
        email: kurse@anbieter.example
      - title: Sprechstunde
        topic: counselling
        languages: [tr, ar]
        contact: Rathaus, Zimmer 3
    """
CHECKUPS = """\
    source: law
    checkups:
      - key: teeth
        name: Zahnkontrolle
        law: § 28 SGB V
        what: Kontrolle
        interval: zweimal im Jahr
        from_months: 216
      - key: u3
        name: U3
        names: [U-drei]
        law: § 26 SGB V
        valid_from: 2020-01-01
        usual_from_months: 0
        usual_to_months: 1
        what: Ultraschall
        interval: einmal
        from_months: 0
        to_months: 1
        sex: f
    """
VACCINATIONS = """\
    source: law
    vaccinations:
      - key: flu
        name: Grippe
        what: Grippe
        interval: jedes Jahr
        from_months: 720
        law: Richtlinie
      - key: pox
        name: Windpocken
        names: [Varizellen]
        what: Windpocken
        interval: zweimal
        from_months: 11
        to_months: 23
        catch_up_to_months: 215
        law: Richtlinie
      - key: flu_risk
        name: Grippe
        what: Grippe
        interval: jedes Jahr
        indication: risk
        only: nur mit Risiko
        from_months: 6
        to_months: 719
        law: Richtlinie
    """
SAFETY_PATTERNS = """\
    levels:
      - level: emergency
        patterns: [herzinfarkt jetzt]
    harmless: [vor lachen]
    """
SAFETY_WORDS = """\
    fields:
      swallow: [geschluckt, getrunken]
      poison: ["*reiniger", rattengift]
    """
SAFETY_EXAMPLES = {
    "emergency": "Mein Mann atmet nicht\n",
    "poisoning": "Kind hat Reiniger getrunken\n",
    "crisis": "Ich will nicht mehr leben\n",
    "violence": "Er schlägt mich\n",
    "on_call": "Fieber am Sonntag, welcher Arzt?\n",
    "addiction": "Ich komme vom Alkohol nicht los\n",
    "harmless": "# Notiz\nWohin mit Rattengift?\n",
}
SUPPLIERS = """\
    suppliers:
      example:
        kind: folder
        path: pickup
        name: Beispiel
      awg:
        kind: awg
        name: AWG
        url: https://awg.example/kalender.html
        max_age_days: 14
    labels:
      residual: [Restmüll, Graue Tonne]
      residual_fortnightly: [Restmüll-50%]
      organic: [Bio]
      paper: [Papier]
      packaging: [Gelb]
      bulky: [Sperrmüll]
      christmas_tree: [Weihnachtsbaumabholung]
    ignored: [Schadstoffmobil]
    shift_marks: ["!!! Terminverschiebung !!!"]
    """
ICS = """\
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Probe//DE
    BEGIN:VEVENT
    UID:1
    DTSTAMP:20261101T080000Z
    DTSTART;VALUE=DATE:20261201
    SUMMARY:Bio
    END:VEVENT
    END:VCALENDAR
    """


def files() -> dict[str, str]:
    """All files by name, without the pickup calendars."""
    texts = {
        "sources.yml": SOURCES,
        "districts.yml": DISTRICTS,
        "streets.csv": STREETS,
        "streams.yml": _streams(),
        "suppliers.yml": SUPPLIERS,
        "waste/everyday.yml": WASTE,
        "places.yml": PLACES,
        "offers.yml": OFFERS,
        "offer_words.yml": _offer_words(),
        "checkups.yml": CHECKUPS,
        "vaccinations.yml": VACCINATIONS,
        "safety/patterns.yml": SAFETY_PATTERNS,
        "safety/words.yml": SAFETY_WORDS,
        **{f"safety/{label}.txt": content for label, content in SAFETY_EXAMPLES.items()},
    }
    return {name: dedent(text) for name, text in texts.items()}


def write_city(folder: Path) -> Path:
    """Write the files, with a calendar for each area, and give the folder."""
    calendars = {f"pickup/{area}.ics": dedent(ICS) for area in ("nord", "sued")}
    for name, content in {**files(), **calendars}.items():
        put(folder, name, content)
    return folder


def put(folder: Path, name: str, content: str) -> None:
    """Write one file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a passage of a file, which must be there exactly once."""
    content = (folder / name).read_text(encoding="utf-8")
    assert content.count(old) == 1, f"{old!r} is {content.count(old)} times in {name}"
    put(folder, name, content.replace(old, new))


def line_of(folder: Path, name: str, passage: str) -> int:
    """The line of a passage in a file."""
    content = (folder / name).read_text(encoding="utf-8")
    return content[: content.index(passage)].count("\n") + 1


def _streams() -> str:
    entries = (
        f"  - {{stream: {s}, label: {s}, goes_to: in die {s}, names: [die {s}], source: office}}" for s in Stream
    )
    return "\n".join(["streams:", *entries, ""])


def _offer_words() -> str:
    lines = ["topics:", *(f"  {topic}: [Wort {topic}]" for topic in TOPICS)]
    audiences = [audience for audience in AUDIENCES if audience != "everyone"]
    return "\n".join([*lines, "audiences:", *(f"  {a}: [Wort {a}]" for a in audiences), ""])
