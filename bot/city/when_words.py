"""German vocabulary of time: weekdays, months, holidays and what stands around them. Folded."""

from itertools import product

_WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_PARTS_OF_DAY = ("", "s", "frueh", "morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht")
_WEEKDAY_SLIPS = (
    ("monntag", "motag", "monatg"), ("dinstag", "dienstg", "dientag"), ("mitwoch", "mittwoh", "mittwochs", "mittwch"),
    ("donerstag", "donnerstg", "donnertag", "donnersatg"), ("freitg", "freitach", "freiatg", "frietag"),
    ("samtag", "samstg", "samstach", "sonnabend", "samsatg"), ("sontag", "sonntg", "sonntach"),
)  # fmt: skip
WEEKDAYS = {
    **{name + part: index for (index, name), part in product(enumerate(_WEEKDAYS), _PARTS_OF_DAY)},
    **{slip: index for index, slips in enumerate(_WEEKDAY_SLIPS) for slip in slips},
}
SHORT_WEEKDAYS = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5}
_MONTHS = (
    ("januar", "jan", "jaenner", "janaur", "januars"),
    ("februar", "feb", "feber", "feburar", "febuar"),
    ("maerz", "mrz", "marz"),
    ("april", "apr"),
    ("mai",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("august", "aug", "agust"),
    ("september", "sep", "sept", "setember", "septemer"),
    ("oktober", "okt", "october"),
    ("november", "nov", "novemeber", "novmber"),
    ("dezember", "dez", "dezemeber", "dezmber", "december"),
)
MONTHS = {word: number for number, forms in enumerate(_MONTHS, start=1) for word in forms}
BEFORE_MONTH = frozenset(("im", "anfang", "mitte", "ende", "bis", "ab", "seit", "naechsten", "diesen", "und", "vom"))
DAYS = {"heute": 0, "heut": 0, "morgen": 1, "mrogen": 1, "morgn": 1, "uebermorgen": 2, "ubermorgen": 2, "gestern": -1,
        "vorgestern": -2}  # fmt: skip
NEXT = frozenset(
    ("naechste", "naechsten", "naechster", "naechstes", "naechstem", "nachste", "nachsten", "kommende", "kommenden",
     "kommender", "kommendes", "kommendem", "folgende", "folgenden")
)  # fmt: skip
NEXT_NEXT = frozenset(("uebernaechste", "uebernaechsten", "uebernaechster", "uebernaechstes", "ubernachste"))
THIS = frozenset(("diese", "diesen", "dieser", "dieses", "diesem", "laufende", "laufenden", "laufender"))
LAST = frozenset(
    ("letzte", "letzten", "letzter", "letztes", "vorige", "vorigen", "voriger", "vergangene", "vergangenen")
)
# Wishes and greetings: "Guten Morgen", "schönes Wochenende" name no time that somebody asks for.
GREETINGS = frozenset(("guten", "gute", "gutn", "schoenen", "schoenes", "schoene", "jeden", "jedes", "erholsames"))
# Words that name a public holiday or the days around it.
HOLIDAYS = {
    "neujahr": "Neujahr", "neujahrstag": "Neujahr", "silvester": "Neujahr", "sylvester": "Neujahr",
    "karfreitag": "Karfreitag",
    "ostern": "Ostermontag", "ostermontag": "Ostermontag", "ostersonntag": "Ostermontag", "karsamstag": "Ostermontag",
    "osterwoche": "Ostermontag", "osterfeiertage": "Ostermontag", "osterfeiertagen": "Ostermontag",
    "himmelfahrt": "Christi Himmelfahrt", "himmelfahrtstag": "Christi Himmelfahrt", "vatertag": "Christi Himmelfahrt",
    "maifeiertag": "Erster Mai", "einheit": "Tag der Deutschen Einheit",
    "pfingsten": "Pfingstmontag", "pfingstmontag": "Pfingstmontag", "pfingstsonntag": "Pfingstmontag",
    "pfinsten": "Pfingstmontag",
    "fronleichnam": "Fronleichnam", "fronleichnahm": "Fronleichnam", "fronleichname": "Fronleichnam",
    "allerheiligen": "Allerheiligen",
    "weihnachten": "Erster Weihnachtstag", "weinachten": "Erster Weihnachtstag", "weihnachen": "Erster Weihnachtstag",
    "weihnachtstag": "Erster Weihnachtstag", "weihnachtswoche": "Erster Weihnachtstag",
    "heiligabend": "Erster Weihnachtstag", "weihnachtsfeiertage": "Erster Weihnachtstag",
    "weihnachtsfeiertag": "Erster Weihnachtstag", "weihnachtsfeiertagen": "Erster Weihnachtstag",
}  # fmt: skip
CHRISTMAS_DAYS = frozenset(("weihnachtstag", "weihnachtsfeiertag"))
SECOND = frozenset(("zweiter", "zweiten", "zweite", "2"))
# These are the day before the holiday, whose week they share.
EVES = frozenset(("heiligabend", "silvester", "sylvester"))
# Before a day of the month without its month: "am 24.", "der Dritte".
BEFORE_DAY = frozenset(("am", "den", "dem", "der", "vom", "zum", "bis"))
# "am 3. Tag", "am ersten Advent": counted, but no day of the month.
COUNTED = frozenset(("tag", "tage", "tagen", "stock", "og", "etage", "termin", "mal", "geburtstag",
"advent", "klasse",
                     "lebenstag", "lebensjahr", "lebensmonat", "lebenswoche", "montag", "dienstag", "mittwoch",
                     "donnerstag",
                     "freitag", "samstag", "sonntag", "feiertag", "weihnachtstag", "weihnachtsfeiertag"))  # fmt: skip
_ORDINALS = (
    "erst", "zweit", "dritt", "viert", "fuenft", "sechst", "siebt", "acht", "neunt", "zehnt", "elft", "zwoelft",
    "dreizehnt", "vierzehnt", "fuenfzehnt", "sechzehnt", "siebzehnt", "achtzehnt", "neunzehnt", "zwanzigst",
    "einundzwanzigst", "zweiundzwanzigst", "dreiundzwanzigst", "vierundzwanzigst", "fuenfundzwanzigst",
    "sechsundzwanzigst", "siebenundzwanzigst", "achtundzwanzigst", "neunundzwanzigst", "dreissigst",
    "einunddreissigst",
)  # fmt: skip
ORDINALS = {
    stem + ending: number
    for number, stem in enumerate(_ORDINALS, start=1)
    for ending in ("e", "en", "er", "em")
    if stem + ending not in ("achter", "achtem")
}
