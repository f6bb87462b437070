"""German vocabulary of time: weekdays, months, holidays and what stands around them. Folded.

One slip in a word of six letters or more is mended elsewhere (`bot.city.when_line`); listed are worse and shorter ones.
"""

from itertools import product

_WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_PARTS_OF_DAY = ("", "s", "frueh", "morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht")
_WEEKDAY_SLIPS = {"freitach": 4, "samstach": 5, "sonnabend": 5, "sonntach": 6}
WEEKDAYS = {
    **{name + part: index for (index, name), part in product(enumerate(_WEEKDAYS), _PARTS_OF_DAY)},
    **_WEEKDAY_SLIPS,
}
SHORT_WEEKDAYS = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5}
# "So" is a word of its own; only after these it is a Sunday.
AFTER_NEXT = {**SHORT_WEEKDAYS, "so": 6}
_MONTHS = (
    ("januar", "jan", "jaenner", "januars"),
    ("februar", "feb", "feber"),
    ("maerz", "mrz", "marz"),
    ("april", "apr"),
    ("mai",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("dezember", "dez"),
)
MONTHS = {word: number for number, forms in enumerate(_MONTHS, start=1) for word in forms}
BEFORE_MONTH = frozenset(
    ("im", "anfang", "mitte", "ende", "bis", "ab", "seit", "naechsten", "diesen", "letzten", "und", "vom", "von")
)
DAYS = {"heute": 0, "heut": 0, "morgen": 1, "mrogen": 1, "morgn": 1, "uebermorgen": 2, "ueberuebermorgen": 3,
        "gestern": -1, "vorgestern": -2}  # fmt: skip
COMING = frozenset(
    ("kommende", "kommenden", "kommender", "kommendes", "kommendem", "folgende", "folgenden")
)  # fmt: skip
NEXT = COMING | frozenset(
    ("naechste", "naechsten", "naechster", "naechstes", "naechstem", "nachste", "nachsten", "neachste")
)
NEXT_NEXT = frozenset(("uebernaechste", "uebernaechsten", "uebernaechster", "uebernaechstes", "ubernachste"))
THIS = frozenset(("diese", "diesen", "dieser", "dieses", "diesem", "laufende", "laufenden", "laufender"))
LAST = frozenset(
    (
        "letzte",
        "letzten",
        "letzter",
        "letztes",
        "letze",
        "letzen",
        "vorige",
        "vorigen",
        "voriger",
        "vergangene",
        "vergangenen",
    )
)
BEFORE_LAST = frozenset(("vorletzte", "vorletzten", "vorletzter", "vorletztes"))
SHIFTS = {
    word: shift
    for words, shift in ((THIS, 0), (NEXT, 1), (NEXT_NEXT, 2), (LAST, -1), (BEFORE_LAST, -2))
    for word in words
}
WEEK, MONTH, YEAR = "week", "month", "year"
UNITS = {
    **dict.fromkeys(("woche", "wochen", "wohce", "wcohe", "kw", "kalenderwoche"), WEEK),
    **dict.fromkeys(("monat", "monats", "monate", "monaten"), MONTH),
    **dict.fromkeys(("jahr", "jahres", "jahre", "jahren"), YEAR),
    **dict.fromkeys(("tag", "tage", "tagen", "tages"), "day"),
}
# Numbers only before a unit; worn down forms of "eine": "in ner Woche".
COLLOQUIAL = {"ner": 1, "nem": 1, "na": 1, "ne": 1, "beiden": 2}
# Of which more than one is meant: "die nächsten Tage" with the days that this is said of.
MANY = {"tage": "day:7", "tagen": "day:7", "wochen": "day:28", "monate": "month:3", "monaten": "month:3"}
WEEKENDS = frozenset(("wochenende", "wochenendes", "weekend"))
PARTS = {"anfang": "start", "anfangs": "start", "beginn": "start", "mitte": "mid", "ende": "end"}
PART_OF = frozenset(("der", "des", "vom", "von"))
PERIOD_PARTS = {
    unit + part: f"{code}:{where}"
    for unit, code in (("wochen", "week:0"), ("monats", "month:0"), ("jahres", "year:+0"))
    for part, where in PARTS.items()
    if unit + part != "wochenende"
}
CALENDAR_WEEK = frozenset(("kw", "kalenderwoche"))
# Wishes and greetings: "Guten Morgen", "schönes Wochenende" name no time that somebody asks for.
GREETINGS = frozenset(("guten", "gute", "gutn", "schoenen", "schoenes", "schoene", "jeden", "jedes", "erholsames"))
# After these "Morgen" is a time of day.
MORNINGS = GREETINGS | frozenset(("am", "fruehen", "jedem", "der"))
PARTS_OF_TOMORROW = frozenset(("frueh", "vormittag", "mittag", "nachmittag", "abend"))
TONIGHT = frozenset(product(("heute", "heut"), ("abend", "nacht"))) | {("diese", "nacht")}
# Before a name: "Frau Freitag".
TITLES = frozenset(("frau", "herr", "herrn", "familie"))
# Words that name a public holiday or the days around it.
HOLIDAYS = {
    "neujahr": "Neujahr", "neujahrstag": "Neujahr", "silvester": "Neujahr", "sylvester": "Neujahr",
    "karfreitag": "Karfreitag",
    "ostern": "Ostermontag", "ostermontag": "Ostermontag", "ostersonntag": "Ostermontag",
    "osterwoche": "Ostermontag", "osterfeiertage": "Ostermontag", "osterfeiertagen": "Ostermontag",
    "himmelfahrt": "Christi Himmelfahrt", "himmelfahrtstag": "Christi Himmelfahrt", "vatertag": "Christi Himmelfahrt",
    "maifeiertag": "Erster Mai", "einheit": "Tag der Deutschen Einheit",
    "pfingsten": "Pfingstmontag", "pfingstmontag": "Pfingstmontag", "pfingstsonntag": "Pfingstmontag",
    "fronleichnam": "Fronleichnam",
    "allerheiligen": "Allerheiligen",
    "weihnachten": "Erster Weihnachtstag", "weihnacht": "Erster Weihnachtstag",
    "weihnachtstag": "Erster Weihnachtstag", "weihnachtswoche": "Erster Weihnachtstag",
    "heiligabend": "Erster Weihnachtstag", "weihnachtsfeiertage": "Erster Weihnachtstag",
    "weihnachtstage": "Erster Weihnachtstag", "weihnachtstagen": "Erster Weihnachtstag",
    "weihnachtsfeiertag": "Erster Weihnachtstag", "weihnachtsfeiertagen": "Erster Weihnachtstag",
}  # fmt: skip
CHRISTMAS, NEW_YEAR = "Erster Weihnachtstag", "Neujahr"
CHRISTMAS_DAYS = frozenset(("weihnachtstag", "weihnachtsfeiertag"))
# These are the day before the holiday, whose week they share.
EVES = frozenset(("heiligabend", "silvester", "sylvester", "ostersonntag", "pfingstsonntag"))
# Days of the church year and of carnival that are no public holidays; the names are those of `bot.city.holiday`.
FEASTS = {
    "weiberfastnacht": "Weiberfastnacht", "altweiber": "Weiberfastnacht", "altweiberfastnacht": "Weiberfastnacht",
    "rosenmontag": "Rosenmontag", "veilchendienstag": "Veilchendienstag", "faschingsdienstag": "Veilchendienstag",
    "fastnachtsdienstag": "Veilchendienstag", "aschermittwoch": "Aschermittwoch",
    "karneval": "Karneval", "fasching": "Karneval", "fastnacht": "Karneval",
    "palmsonntag": "Palmsonntag", "gruendonnerstag": "Gründonnerstag",
    "karsamstag": "Karsamstag", "ostersamstag": "Karsamstag",
    "volkstrauertag": "Volkstrauertag", "bettag": "Buß- und Bettag", "totensonntag": "Totensonntag",
    "adventszeit": "Advent", "advent": "Advent",
}  # fmt: skip
ADVENT = frozenset(("advent", "advents", "adventssonntag"))
# Feasts on a fixed day of a month.
FIXED_FEASTS = {
    "nikolaustag": "date:6.12.", "dreikoenigstag": "date:6.1.", "reformationstag": "date:31.10.",
    "martinstag": "date:11.11.", "muttertag": "in_month:5:nth_6_2",
}  # fmt: skip
TURNS = frozenset(("jahreswechsel", "jahreswende"))
# Before a day of the month without its month: "am 24.", "der Dritte".
BEFORE_DAY = frozenset(("am", "den", "dem", "der", "vom", "zum", "bis"))
# "am 3. Tag", "am ersten Advent": counted, but no day of the month.
COUNTED = frozenset(("tag", "tage", "tagen", "stock", "og", "etage", "termin", "mal", "geburtstag", "advent",
                     "klasse", "woche", "kw", "kalenderwoche", "quartal",
                     "lebenstag", "lebensjahr", "lebensmonat", "lebenswoche", "montag", "dienstag", "mittwoch",
                     "donnerstag", "freitag", "samstag", "sonntag", "feiertag", "weihnachtstag",
                     "weihnachtsfeiertag"))  # fmt: skip
RELATIONS = {"bis": "until", "ab": "from", "seit": "since", "vor": "before", "nach": "after"}
# Before a range, or before "an": "von morgen an".
FROM = frozenset(("von", "vom", "zwischen", "ab"))
# What may stand between a relation and its day: "bis zum", "nach dem", "bis einschließlich".
ARTICLES = frozenset(
    ("zum", "zur", "zu", "den", "dem", "der", "einschliesslich", "inklusive", "inkl", "spaetestens", "an")
)
EITHER = frozenset(("und", "oder", "u", "o"))
WITHIN = frozenset(("innerhalb", "binnen"))
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
# Every word of time: none of them is a slip of another.
VOCABULARY = frozenset().union(
    WEEKDAYS, MONTHS, DAYS, SHIFTS, UNITS, WEEKENDS, PERIOD_PARTS, CALENDAR_WEEK, HOLIDAYS, FEASTS, FIXED_FEASTS, TURNS
)
# Where an expression can begin; besides, at numbers and before a unit.
OPENERS = VOCABULARY.union(
    SHORT_WEEKDAYS, PARTS, RELATIONS, WITHIN, ORDINALS, ("in", "zwischen", "von", "vom"),
    ("heilig", "heiliger", "heiligen", "tag", "neuen", "neues", "neue", "feiertage", "feiertagen"),
)  # fmt: skip
# Those of which a slip is mended. The others have too many neighbours: "diesen" and "Dielen", "Wochen" and "wachen".
MENDABLE = frozenset().union(
    WEEKDAYS, MONTHS, DAYS, NEXT - {"folgende", "folgenden"}, NEXT_NEXT, ("wochenende", "kalenderwoche"), PERIOD_PARTS,
    set(HOLIDAYS) - {"einheit"}, set(FEASTS) - {"bettag", "fasching", "advent"}, FIXED_FEASTS, TURNS,
)  # fmt: skip
# German words one slip away from those, found in the lemmas and frequent words of spacy-lookups-data, and plurals,
# which are no single day.
NO_SLIPS = frozenset(
    """montage montan sonntage dienstage donnerstage freitage samstage sonnabende freital freytag jaguar augusta auguste
    augusto augusts moegen margen morgens morgan morsen morden morten gesten gestein geistern naechte naechten
    naechstens kommend weihnachte weihnachts oster osten ottern oestern wochenenden""".split()
)
