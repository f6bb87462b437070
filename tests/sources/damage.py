"""Slips that editors make in YAML files, one at a time, and what their report has to say."""

from typing import NamedTuple


class Damage(NamedTuple):
    """A passage of the small city's file replaced by another, and the fault that must come of it.

    Attributes:
        words: what the German report contains.
        at: a passage on the line of the fault; the new passage when not given.
    """

    old: str
    new: str
    words: tuple[str, ...]
    at: str | None = None


# file -> case -> damage
DAMAGE: dict[str, dict[str, Damage]] = {
    "waste/everyday.yml": {
        "unknown source": Damage("source: law", "source: lwa", ("„lwa“", "sources.yml")),
        "missing source": Damage("source: office\n", "", ("„Pizzakarton“", "keine Quelle"), "name: Pizzakarton"),
        "unknown stream": Damage("stream: paper", "stream: papier", ("(Weg)", "„papier“", "paper")),
        "misspelled key": Damage("synonyms:", "synonymes:", ("„synonymes“", "vielleicht „synonyms“")),
        "unknown key": Damage("warning:", "zzz:", ("„zzz“", "Erlaubt sind", "options")),
        "missing name": Damage(
            "name: Glühbirne\n    options",
            "options",
            ("„name“ (Name)", "fehlt"),
            "options:\n      - stream: residual\n    source",
        ),
        "number for a text": Damage("[Pizzaschachtel]", "[112]", ("„112“", "Anführungszeichen")),
        "text for a list": Damage("[Pizzaschachtel]", "Pizzaschachtel", ("Liste", "„Pizzaschachtel“"), "synonyms: P"),
        "empty value": Damage("warning: Reste vorher entfernen.", "warning:", ("„warning“ (Warnung)", "leer")),
        "no options": Damage(
            "name: LED-Lampe\n    options:\n      - stream: electrical",
            "name: LED-Lampe\n    options: []",
            ("„options“ (Wege)", "leer"),
            "options: []",
        ),
        "two items of one name": Damage(
            "name: Glühbirne\n",
            "name: Glühbirne\n    synonyms: [PIZZA-Karton]\n",
            ("„PIZZA-Karton“", "„Glühbirne“", "„Pizzakarton“", "Zeile 3"),
            "synonyms: [PIZZA",
        ),
        "choice called like an item": Damage(
            "[Lampe, Licht]", "[Lampe, Gluehbirne]", ("„Gluehbirne“", "„Lampe“", "„Glühbirne“"), "[Lampe, Gl"
        ),
        "a synonym twice, spelled otherwise": Damage(
            "[Pizzaschachtel]", "[Pizzaschachtel, Pizza-Schachtel]", ("„Pizza-Schachtel“", "„Pizzakarton“", "Zeile 4")
        ),
        "a synonym that is the name": Damage(
            "[Pizzaschachtel]", "[pizza karton]", ("„pizza karton“", "„Pizzakarton“ in Zeile 3")
        ),
        "cue of two ways": Damage("[fettig, Käse]", "[fettig, leeren]", ("„Pizzakarton“", "„leeren“", "„sauber“")),
        "cue of two ways by its group": Damage("[fettig, Käse]", "[alle]", ("„alle“", "„sauber“"), "cues: [alle]"),
        "state word in two groups": Damage("[alle]", "[öliger]", ("„öliger“", "„leer“", "„fettig“")),
        "state without others": Damage("\n    also: [alle]", "", ("„also“ (auch)", "fehlt"), "- word: leer"),
        "way without condition": Damage(
            "        condition: fettig\n",
            "",
            ("„Pizzakarton“", "„residual“", "Bedingung"),
            "stream: residual\n        cues",
        ),
        "condition alone": Damage(
            "- stream: electrical",
            "- {stream: electrical, condition: kaputt}",
            ("„LED-Lampe“", "nur einen Weg"),
            "kaputt",
        ),
        "the same condition twice": Damage(
            "condition: fettig", "condition: sauber", ("„sauber“ zweimal",), "sauber\n        cues: [fettig"
        ),
        "candidate that does not exist": Damage(
            "[Glühbirne, LED-Lampe]",
            "[Glühbirne, LED-Lampen]",
            ("„LED-Lampen“", "vielleicht „LED-Lampe“"),
            "candidates:",
        ),
        "material of no item": Damage("item: Pizzakarton", "item: Pappkiste", ("„Pappkiste“",)),
        "synonym of signs only": Damage("[Pizzaschachtel]", '["!?"]', ("„!?“", "keinen Buchstaben")),
    },
    "sources.yml": {
        "date that does not exist": Damage("2022-03-26", "2022-02-31", ("„2022-02-31“", "Datum")),
        "date in another form": Damage("2022-03-26", "26.3.2022", ("wie 2026-11-22",)),
        "address without https": Damage(
            "https://www.probe.de/abfall", "www.probe.de", ("„url“ (Internetadresse)", "https://")
        ),
        "source id with capitals": Damage("  law:", "  Law Book:", ("kleine Buchstaben",), "Law Book"),
    },
    "offers.yml": {
        "offer in an unknown district": Damage("district: Nord", "district: West", ("Stadtbezirk „West“", "Nord, Süd")),
        "offer in an unknown quarter": Damage("quarter: Markt", "quarter: Mark", ("Quartier „Mark“",)),
        "quarter of another district": Damage(
            "quarter: Markt", "quarter: Heide", ("„Heide“", "nicht zu „Nord“", "sondern zu „Süd“")
        ),
        "offer of the past": Damage("[2026-12-07, 2026-12-14]", "[2026-11-01]", ("„dates“ (Termine)", "abgelaufen")),
        "offer that has ended": Damage(
            "valid_until: 2027-01-31", "valid_until: 2026-10-31", ("abgelaufen",), "2026-10-31"
        ),
        "date after the end": Damage(
            "2026-12-14", "2027-02-01", ("„dates“ (Termine)", "liegt nach „valid_until“"), "dates:"
        ),
        "day that does not exist": Damage("2026-12-14", "2026-02-30", ("„2026-02-30“", "kein Datum"), "dates:"),
        "offer without contact": Damage(
            "    contact: Rathaus, Zimmer 3\n",
            "",
            ("wo man sich melden kann", "„phone“ (Telefon)", "„contact“ (Kontakt)"),
            "- title: Sprechstunde",
        ),
        "phone without area code": Damage(
            "0202 563-0", "563 1234", ("„phone“", "„563 1234“", "die Vorwahl fehlt"), "phone"
        ),
        "phone too short": Damage("0202 563-0", "0202", ("„phone“", "Länge passt nicht"), "phone"),
        "phone with letters": Damage("0202 563-0", "Zentrale", ("„phone“", "erlaubt sind Ziffern"), "phone"),
        "phone of another country": Damage("0202 563-0", "+43 1 234567", ("„phone“", "anderes Land"), "phone"),
        "mail address without host": Damage("kurse@anbieter.example", "kurse@anbieter", ("„email“ (E-Mail)",), "email"),
        "language by its name": Damage("[tr, ar]", "[Türkisch]", ("Sprachkürzel", "„Türkisch“"), "languages"),
        "the same offer twice": Damage(
            "- title: Sprechstunde",
            "- {title: Sprechstunde, topic: stress, contact: Rathaus}\n  - title: Sprechstunde",
            ("„Sprechstunde“ steht schon in offers.yml, Zeile 18",),
            "- title: Sprechstunde\n    topic: coun",
        ),
        "negative price": Damage("12.5", "-1", ("(Preis in Euro)", "kleiner als 0"), "price_eur"),
        "price as a text": Damage("12.5", "zwölf", ("Zahl", "„zwölf“"), "price_eur"),
        "unknown weekday": Damage("[mon]", "[mo]", ("„mo“", "mon, tue"), "weekdays"),
        "yes instead of true": Damage("accessible: true", "accessible: ja", ("„true“ oder „false“",), "accessible"),
    },
    "places.yml": {
        "opening hours in German": Damage(
            "Mo 10:00-18:00; PH off", "Mo 10 bis 18", ("OpenStreetMap",), "opening_hours"
        ),
        "place of unknown kind": Damage("recycling_yard", "hof", ("„hof“", "recycling_yard"), "kind: hof"),
        "phone number with letters": Damage("0202 563-0", "Zentrale", ("Telefonnummer",), "phone"),
    },
    "checkups.yml": {
        "months backwards": Damage(
            "    from_months: 0\n    to_months: 1\n    sex",
            "    from_months: 2\n    to_months: 1\n    sex",
            ("„from_months“", "größer"),
        ),
        "usual months backwards": Damage(
            "usual_from_months: 0", "usual_from_months: 2", ("„usual_from_months“", "größer")
        ),
        "usual time outside": Damage(
            "usual_to_months: 1", "usual_to_months: 3", ("„U3“", "nicht innerhalb"), "usual_from"
        ),
        "rule twice": Damage("key: u3", "key: teeth", ("„teeth“", "Zeile 3"), "key: teeth\n    name: U3"),
        "rule without a law": Damage("    law: § 28 SGB V\n", "", ("„law“ (Rechtsgrundlage)", "fehlt"), "- key: teeth"),
        "key with capitals": Damage("key: u3", "key: U3", ("kleine Buchstaben",)),
        "day that does not exist": Damage("2020-01-01", "2020-02-30", ("„2020-02-30“", "Datum")),
        "validity backwards": Damage(
            "valid_from: 2020-01-01",
            "valid_from: 2020-01-01\n    valid_until: 2019-12-31",
            ("endet am 2019-12-31", "beginnt"),
            "valid_until",
        ),
        "sex in German": Damage("sex: f", "sex: w", ("„sex“ (Geschlecht)", "f, m")),
        "no names": Damage("names: [U-drei]", "names: []", ("„names“ (Namen)", "leer")),
    },
    "vaccinations.yml": {
        "catching up before the end": Damage(
            "catch_up_to_months: 215", "catch_up_to_months: 20", ("„Windpocken“", "Nachholen")
        ),
        "risk without for whom": Damage(
            "    only: nur mit Risiko\n", "", ("„Grippe“", "„only“ (nur für wen)"), "indication: risk"
        ),
        "unknown indication": Damage(
            "indication: risk", "indication: risiko", ("„risiko“", "standard, risk, pregnancy")
        ),
        "recommendation twice": Damage("key: pox", "key: flu", ("„flu“", "Zeile 3"), "key: flu\n    name: Windpocken"),
        "unknown key of a vaccination": Damage(
            "names: [Varizellen]", "nammes: [Varizellen]", ("„nammes“", "vielleicht „names“")
        ),
        "unknown source of a vaccination": Damage(
            "source: law", "source: lwa", ("„lwa“", "sources.yml"), "- key: flu\n"
        ),
        "age as a text": Damage("from_months: 720", "from_months: sechzig", ("Zahl", "„sechzig“"), "sechzig"),
    },
    "districts.yml": {
        "nickname of two quarters": Damage(
            "name: Heide", "{name: Heide, nicknames: [KAI]}", ("„KAI“", "„Hafen“"), "KAI"
        ),
    },
    "offer_words.yml": {
        "word for two topics": Damage("[Wort stress]", "[wort Movement]", ("„movement“", "„stress“"), "stress"),
        "topic without words": Damage("  stress: [Wort stress]\n", "", ("„stress“", "fehlt"), "topics:"),
    },
}
