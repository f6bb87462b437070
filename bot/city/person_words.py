"""German vocabulary of ages and sexes, and of numbers that are no ages. Folded."""

import re

FEMALE = frozenset(
    """
    frau frauen weiblich w tochter toechterchen mutter mama oma grossmutter schwester maedchen ehefrau freundin
    partnerin tante nichte enkelin dame schwanger schwangere seniorin patientin weibl rentnerin lebensgefaehrtin madchen
    omi mutti mami muttern gattin ehegattin cousine kusine nachbarin kollegin maedel maedels toechter schwestern omas
    juengste aelteste tochta schwaegerin hausfrau studentin schuelerin fem weibchen urgrossmutter chefin frauchen
    """.split()
)
MALE = frozenset(
    """
    mann maenner maennlich m sohn vater papa opa grossvater bruder junge jungen bub ehemann freund partner onkel neffe
    enkel herr senior patient maennl sohnemann lebensgefaehrte mannlich
    opi vati papi gatte ehegatte cousin vetter nachbar kollege jungs buben soehne brueder opas bursche maenn kerl
    juengster aeltester schwager rentner student schueler urgrossvater masc
    """.split()
)
DIVERSE = frozenset(
    ("divers", "diverse", "nichtbinaer", "nonbinaer", "nonbinary", "enby", "inter", "intergeschlechtlich")
)
SEX_OF = {**dict.fromkeys(FEMALE, "f"), **dict.fromkeys(MALE, "m"), **dict.fromkeys(DIVERSE, "d")}
# "Schwiegermutter", "Enkelsohn".
FAMILY_ENDINGS = {"mutter": "f", "tochter": "f", "schwester": "f", "oma": "f", "vater": "m", "sohn": "m", "bruder": "m"}
MY = frozenset(("mein", "meine", "meinen", "meiner", "meinem", "unser", "unsere", "unseren", "unserer", "unserem"))
# "Meine Kleine", "unser Großer": a child, by its adjective; "meinem Kleinen", "meiner Kleinen".
CHILDREN = {("kleine", "meine"), ("kleine", "unsere"), ("grosse", "meine"), ("grosse", "unsere")}
LITTLE_ONES = frozenset(("kleiner", "grosser", "kleine", "grosse", "kleinen", "grossen", "kleinste", "kleinster"))
# Of these two must not contradict; "mein Mann" and "meine Frau" are somebody else.
OWN_SEX = frozenset(("weiblich", "maennlich", "weibl", "maennl", "mannlich", "frau", "mann", "m", "w"))
CHILD_WORDS = frozenset(
    """
    kind kinder baby babys saeugling zwillinge zwilling drillinge enkelkind enkelkinder kleinkind pflegekind
    neugeborenes tochter sohn toechter soehne schulkind kids kid maedchen junge stiefkind patenkind nachwuchs
    """.split()
)
PEOPLE = frozenset(word for word in SEX_OF if len(word) > 1) | CHILD_WORDS | frozenset(
    ("ehepartner", "eltern", "grosseltern", "person", "patienten", "erwachsene", "erwachsener", "teenager", "ich",
     "weiblich", "maennlich", "er", "sie")
)  # fmt: skip
BESIDE_PERSON = MY | frozenset(
    ("trans", "transfrau", "transmann", "nicht", "binaer", "eine", "ein", "ne", "geschlecht", "bin", "ist")
)
# "Ich 52 und weiblich": no second person.
SELF = frozenset(("weiblich", "maennlich", "divers", "ich", "rentner", "rentnerin", "schwanger", "inter"))
# One noun for several ages: "meine Kinder sind 3 und 5".
SEVERAL = frozenset(
    ("kinder", "soehne", "toechter", "enkel", "enkelkinder", "jungs", "maedels", "eltern", "babys", "kids")
)
BOTH_SEXES = re.compile(
    r"\b(frau(en)?|weiblich|w|maedchen) (und|oder|bzw|sowie) (maenner|mann|maennlich|m|jungen?)\b|"
    r"\b(maenner|mann|maennlich|m|jungen?) (und|oder|bzw|sowie) (frau(en)?|weiblich|w|maedchen)\b"
)
# What somebody is entitled to follows from organs, not from a word; so both lists.
TRANS = re.compile(r"\b(trans|transmann|transfrau|transgender|transident\w*|transsexuell\w*|transperson\w*)\b")
EXPECTING = re.compile(
    r"\b(schwanger|schwangere[nr]?|schwangeren?|hochschwanger\w*|schwangerschaft\w*|ssw|ungeboren\w*|"
    r"werdende mutter|noch nicht geboren|noch nicht auf der welt|noch im bauch|geburtstermin|entbindungstermin|"
    r"erwarte[nt]?( (gerade|bald|ein|unser|mein|das|erstes|zweites|drittes|im \w+))* (kind|baby|zwillinge|nachwuchs))\b"
)
NOT_EXPECTING = re.compile(
    r"\b(nicht schwanger|nicht mehr schwanger|nach der schwangerschaft|vor (der|einer) schwangerschaft|"
    r"schwanger werden|kinderwunsch)\b"
)
UNBORN = re.compile(r"\b(ungeboren\w*|noch nicht (geboren|auf der welt)|noch im bauch)\b")
NEWBORN = re.compile(r"\b(neugeboren\w*|gerade geboren|frisch geboren\w*|eben geboren)")
# An age without a number.
VAGUE = re.compile(
    r"\b(uralt|steinalt|uralter?|rentner(in)?|rentenalter|in rente|senior(in)?|teenager|teenie|alt genug|volljaehrig|"
    r"im besten alter|nicht mehr (der|die) juengste|kommt in die schule|schulkind|kindergartenkind|kleinkind|greis|"
    r"greisin|methusalem|erwachsen|jugendlicher?|baby|saeugling|in die jahre|ziemlich alt|schon alt|sehr alt|zu alt)\b"
)
# "Mein Vater hatte mit 48 Darmkrebs": not the age of now.
PAST_EVENT = re.compile(
    r"\b(hatte|hatten|bekam|erkrankte|erkrankt|starb|gestorben|verstorben|damals)( \w+){0,2} (mit|im alter von)( \w+)?$"
)
# Weeks of pregnancy without any other age.
SPAN_OF_CARE = re.compile(r"\b\d{1,2} (ssw|schwangerschaftswoche)\b(?!.*\bjahre? alt\b)(?!.*\bbin \d\d\b)")
TURNING = re.compile(
    r"\b(wird|werde|wurde|werden|wuerde) (naechste\w* (monat|woche|jahr)|dies\w* (monat|jahr|woche)|bald|im \w+|"
    r"am \w+( \w+)?|demnaechst|heuer|jetzt|morgen|heute|schon|naechstens|endlich|dann)$"
)
DECLINED = re.compile(
    r"\b(keine angabe|moechte ich nicht (sagen|angeben)|sage? ich nicht|will ich nicht (sagen|angeben)|egal|"
    r"geht (dich|sie|euch|niemanden) n?ichts? an|lieber nicht|spielt keine rolle|beides|beide|beide listen|privat|"
    r"verrate? ich nicht|weder noch)\b"
)
DECADE = {"anfang": 2, "mitte": 5, "ende": 8, "mitt": 5, "end": 8}
BEFORE_AGE = frozenset(
    ("bin", "mit", "alter", "ist", "wird", "werde", "alt", "fast", "knapp", "sind", "ab", "ueber", "frau", "mann", "ue",
     "maennlich", "weiblich", "divers", "zwischen", "gut", "werden", "wurde", "habe", "hab", "circa", "ca", "etwa",
     "ungefaehr", "schon", "erst", "gerade", "jetzt", "bald", "w", "m")
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
LIFE_SPAN = re.compile(r"\b(\d{1,3}) lebens(tag|woche|monat|jahr)")
UNITS = (
    ("tag", "d", 1), ("woche", "d", 7), ("monat", "m", 1), ("jahr", "y", 1), ("jaehrig", "y", 1), ("woech", "d", 7),
    ("taegig", "d", 1), ("wohce", "d", 7), ("wochn", "d", 7), ("monad", "m", 1), ("mont", "m", 1), ("moant", "m", 1),
    ("jar", "y", 1), ("jhar", "y", 1), ("jahe", "y", 1), ("jaher", "y", 1), ("jaer", "y", 1), ("jae", "y", 1),
)  # fmt: skip
SHORT_UNITS = {"j": "jahr", "jh": "jahr", "mon": "monat", "mo": "monat", "wo": "woche", "wch": "woche", "mte": "monat",
               "lj": "jahr", "year": "jahr", "years": "jahr"}  # fmt: skip
# "Etage 3", "Check-up 35", "Paragraf 25": a name, not an age.
NUMBERED = frozenset(("up", "u", "j", "paragraf", "paragraph", "nummer", "haus", "seite", "artikel", "linie"))
# "Frau Mitte 50", "Frau Anfang 40", "Frau Jahrgang 1974" are no names.
AFTER_WOMAN = frozenset(("jahrgang", "baujahr", "alter"))
