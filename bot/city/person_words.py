"""German vocabulary of ages and sexes, and of numbers that are no ages. Folded."""

import re

FEMALE = frozenset(
    """
    frau frauen weiblich w tochter toechterchen mutter mama oma grossmutter schwester maedchen ehefrau freundin
    partnerin tante nichte enkelin dame schwanger schwangere seniorin patientin weibl rentnerin lebensgefaehrtin madchen
    """.split()
)
MALE = frozenset(
    """
    mann maenner maennlich m sohn vater papa opa grossvater bruder junge jungen bub ehemann freund partner onkel neffe
    enkel herr senior patient maennl sohnemann lebensgefaehrte mannlich
    """.split()
)
DIVERSE = frozenset(("divers", "nichtbinaer", "nonbinaer", "nonbinary", "enby", "inter", "intergeschlechtlich"))
SEX_OF = {**dict.fromkeys(FEMALE, "f"), **dict.fromkeys(MALE, "m"), **dict.fromkeys(DIVERSE, "d")}
# "Schwiegermutter", "Enkelsohn".
FAMILY_ENDINGS = {"mutter": "f", "tochter": "f", "schwester": "f", "oma": "f", "vater": "m", "sohn": "m", "bruder": "m"}
MY = frozenset(("mein", "meine", "meinen", "meiner", "meinem", "unser", "unsere", "unseren", "unserer", "unserem"))
# "Meine Kleine", "unser Großer": a child, by its adjective; "meinem Kleinen", "meiner Kleinen".
CHILDREN = {("kleine", "meine"), ("kleine", "unsere"), ("grosse", "meine"), ("grosse", "unsere")}
DECLINED = re.compile(
    r"\b(keine angabe|moechte ich nicht (sagen|angeben)|sage? ich nicht|will ich nicht (sagen|angeben)|egal|"
    r"geht (dich|sie|euch|niemanden) n?ichts? an|lieber nicht|spielt keine rolle|beides|beide|privat)\b"
)
DECADE = {"anfang": 2, "mitte": 5, "ende": 8}
BEFORE_AGE = frozenset(
    ("bin", "mit", "alter", "ist", "wird", "werde", "alt", "fast", "knapp", "sind", "ab", "ueber",
    "frau", "mann", "ue",
     "maennlich", "weiblich", "circa", "ca", "etwa", "ungefaehr", "schon", "erst", "gerade", "jetzt", "bald", "w", "m")
)  # fmt: skip
# "Mit 45 zur Darmspiegelung": what follows an age, and hardly an amount.
AFTER_AGE = frozenset(
    ("zur", "zum", "zu", "noch", "schon", "die", "der", "eine", "einen", "welche", "fuer", "auf", "in")
)
CHECKUP_NOUN = re.compile(r"untersuchung|vorsorge|spiegelung|screening|check|mammogra|frueherkennung|impf|krebs")
# "Also 52", "so um die 50", "52 bitte": with nothing else around, the number is the answer.
FILLERS = frozenset(
    ("also", "ja", "nein", "nee", "ich", "so", "um", "die", "bitte", "genau", "ca", "circa", "etwa",
    "ungefaehr", "knapp",
     "fast", "schon", "erst", "gerade", "bald", "hm", "aeh", "von", "alter", "im", "meine", "und", "minus", "m", "w")
)  # fmt: skip
COUNTED = frozenset(
    ("uhr", "euro", "eur", "liter", "l", "mal", "x", "prozent", "stueck", "grad", "kartons", "karton",
    "saecke", "sack",
     "tonnen", "tonne", "flaschen", "dosen", "personen", "leute", "kinder", "meter", "m", "cm", "kg",
     "kilo", "km", "stunden",
     "minuten", "schritte", "zigaretten", "parteien", "stock", "etage", "januar", "februar", "maerz",
     "april", "mai", "juni",
     "juli", "august", "september", "oktober", "november", "dezember")
)  # fmt: skip
NO_AGE_NEAR = frozenset(("nummer", "hausnummer", "nr", "hausnr", "plz", "telefon", "tel", "linie", "bmi", "blutdruck"))
# "In 3 Wochen", "seit 5 Jahren", "alle zwei Jahre": a time, not an age.
BEFORE_TIME = frozenset(
    ("in", "seit", "vor", "alle", "naechsten", "letzten", "naechste", "letzte", "nach", "fuer", "bis",
    "innerhalb", "binnen",
     "ersten", "jede", "jedes", "alles", "haelt", "schon")
)  # fmt: skip
AFTER_TIME = frozenset(("lang", "spaeter", "her", "frueher", "nicht", "warten", "zu", "urlaub"))
HALVES = {
    "anderthalb": 18,
    "eineinhalb": 18,
    "zweieinhalb": 30,
    "dreieinhalb": 42,
    "viereinhalb": 54,
    "fuenfeinhalb": 66,
}
BORN = re.compile(
    r"\b(?:jahrgang|geburtsjahr|geboren|baujahr|geburtsdatum|geb|jg|bj)(?: (?:am|im|in|den|jahr|jahre))*"
    r"(?: \d{1,2}){0,2}(?: [a-z]{3,9})? ((?:18|19|20)\d\d|\d\d)\b"
)
BORN_AFTER = re.compile(r"\b((?:18|19|20)\d\d)(?:er)? (?:geboren|geb|jahrgang)\b")
LIFE_SPAN = re.compile(r"\b(\d{1,3}) lebens(tag|woche|monat|jahr)")
UNITS = (("tag", "d", 1), ("woche", "d", 7), ("monat", "m", 1), ("jahr", "y", 1), ("jaehrig", "y",
1), ("woech", "d", 7),
          ("taegig", "d", 1))  # fmt: skip
