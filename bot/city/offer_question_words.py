"""The German of questions about offers that were shown, as patterns over folded text."""

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """One of several patterns, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


_INSURER = r"(?:\w*kassen?|krankenversicherung|versicherung|aok|barmer|tk|dak|ikk|bkk)"
_PAYS = r"(?:(?:be)?zahlt|(?:be)?zahlen|uebernimmt|uebernehmen|erstattet|gibt|tut|macht|bezuschusst|foerdert)"
_BARRIER = (
    r"(?:barrierefrei\w*|rollstuhl\w*|rollator\w*|treppen?|stufen?|aufzug|fahrstuhl|behindertengerecht"
    r"|kinderwagen|zugaenglich)"
)
_ANY = r"(?:egal|wurscht|wurst|schnuppe|gleich|nicht (?:so )?wichtig|muss nicht(?: unbedingt)? sein|spielt keine rolle)"

# What a question about an offer asks for; the first that fits.
ASPECTS: dict[str, re.Pattern[str]] = {
    "refund": any_of(
        rf"{_PAYS}(?: \w+){{0,4}} {_INSURER}(?: \w+)?",
        rf"{_INSURER}(?: \w+){{0,4}} (?:(?:be)?zahl\w+|uebernimmt|erstattet|dazu|bezuschusst|kosten)",
        r"(?:wird|bekomme?|kriege?)(?: \w+){0,7} (?:erstattet|bezuschusst|wieder|zurueck|von der kasse|uebernommen)",
        r"erstattung|zuschuss|ueber die (?:kranken)?kasse",
        r"(?:ist|sind)(?: \w+){0,3} (?:zertifiziert|anerkannt|erstattungsfaehig|kassenleistung)",
    ),
    "signup": any_of(
        r"anmeld\w*|melde?n?(?: \w+){0,3} an|angemeldet|einschreib\w*|buchen|buchung|teilnehmen|mitmachen",
        r"plaetze|platz frei|frei\w* platz|kontakt\w*|telefon\w*|rufnummer|nummer(?! \d)|e mail\w*|mail\w*",
        r"webseite|website|homepage|internetseite|link|anrufen|ansprechpartner\w*",
        r"wen (?:frag|ruf|kontaktier)\w*(?: \w+)?|komme?(?: \w+){0,2} (?:da|dort)? ?rein",
        r"einfach hingehen|einfach (?:vorbei)?kommen",
    ),
    "start": any_of(
        r"ab wann|wann (?:geht|gehts|faengt|startet|beginnt)(?: \w+){0,3}?(?: los| an)?",
        r"wann (?:ist|waere)(?: \w+)? naechst\w+(?: \w+)?|naechste\w* (?:termin|mal|kurs)\w*",
        r"beginn|start|beginnt|startet",
    ),
    "when": any_of(
        r"wann|uhrzeit\w*|um wie ?viel uhr|wie ?viel uhr|an welche[mn] tag\w*|welche\w* tage?",
        r"wie lange|wie oft|termine?|zeiten",
    ),
    "access": any_of(
        rf"(?:ist|sind|komme?|kommt|hat|haben|gibt|gibts|geht|kann|wie|ob)(?: \w+){{0,6}} {_BARRIER}(?: \w+){{0,3}}"
    ),
    "provider": any_of(
        r"wer (?:macht|bietet|leitet|veranstaltet|gibt|organisiert|ist)(?: \w+){0,3}?(?: an| veranstalter| anbieter)?",
        r"anbieter\w*|veranstalter\w*|traeger|kursleit\w*|trainer\w*|von wem",
    ),
    "place": any_of(
        r"wo|adresse|wohin (?:muss|soll)|wie komme?n?(?: \w+)? (?:da|dort)\w*(?: hin)?|wie weit",
        r"in welche[mr] (?:stadtteil|bezirk|strasse)|welche strasse|treffpunkt|haltestelle",
    ),
    "audience": any_of(
        r"fuer wen|(?:ist|sind|waere)(?: \w+){0,2}(?: auch| was| etwas| nur)* fuer|geeignet|ab welchem alter",
        r"altersgruppe|wer (?:darf|kann)(?: \w+){0,2}|duerfen",
    ),
    "language": any_of(r"welche\w* sprachen?|auf deutsch|sprechen die|wird da(?: \w+)? gesprochen"),
    "price": any_of(
        r"was kostet|kostet|kosten|wie teuer|teuer|preise?|gebuehr|gebuehren|eintritt|wie ?viel(?: geld| euro)?",
        r"(?:ist|sind)(?: \w+){0,3} (?:kostenlos|umsonst|gratis|kostenfrei|frei)",
        r"muss(?: \w+){0,3} (?:be)?zahlen|ermaessigung|rabatt",
    ),
    "details": any_of(
        r"mehr (?:infos?|informationen|dazu|darueber|wissen)|infos?|worum geht(?:s| es)",
        r"was (?:ist|macht man|passiert|laeuft|wird)(?: man)?(?: da| das| dort| denn| genau)*(?: gemacht)?",
        r"erzaehl\w*|genauer\w*|naeheres|einzelheiten|details|beschreib\w*",
    ),
}
# What may stand around a question without naming anything.
FILLERS = frozenset(
    """
    und oder auch aber denn eigentlich mal bitte da dort dafuer dazu dabei davon damit das die der dies dieses diese
    dieser diesem diesen den dem des es er sie so ein eine einen einem einer kurs kurse kurses kursen angebot angebote
    gruppe treffen ding sache alles alle beide beides ich man mir mich uns wir ist sind war wird werden kann kannst
    koennen muss muessen soll sollte darf hat haben gibt gibts noch schon insgesamt pro person monat stunde teilnahme
    dann jetzt nun ok okay gut danke super hm hmm ja na sag sagen du wie was wo wann wer hin her an am im in auf bei
    beim zu zum zur mit von vom fuer um genau ungefaehr etwa statt stattfinden findet finde gehts geht los hier mein
    meine meiner meinem mensch leute weiss wissen wuesste gern gerne moechte will wollte mache machen machst macht
    jemand jeder jede nochmal einfach nur ihr ihre ihnen drin eben erst wohl uebernimmt zahlt bezahlt teil kosten nicht
    anbieter veranstalter eins eines welches welche welcher euch bekomme kriege wieder geld kommt komme komm kommen
    """.split()
)
ORDINALS = ("erst", "zweit", "dritt", "viert", "fuenft")
ORDINAL = re.compile(
    r"\b(?:(?:nummer|nr|platz|punkt|angebot|kurs) (?P<number>[1-5])|(?P<short>[1-5])(?:te|ten|tes|ter)?(?= |$)"
    r"|(?P<word>erst|zweit|dritt|viert|fuenft|letzt)(?:e|en|er|es|em|eres|erer))\b"
)
# "Wo gibt es Yoga?" searches, whatever was shown.
SEARCHES = any_of(r"gibt es|gibts|finde|finden|suche|kann|koennte|koennen")
# "der in Barmen": an offer, where "in Barmen" alone is a wish.
POINTS = any_of(r"(?:der|die|das|den|dem) (?:in|am|auf|aus|vom|im|beim)")
MORE = re.compile(
    r"^(?:und |ja |gibt es |gibts |hast du |haben sie |zeig\w* (?:mir |mal )?|sonst |bitte |noch |nochmal )*"
    r"(?:(?:noch )?(?:mehr|weitere|andere|was anderes|anderes|welche)|noch (?:was|etwas|eins|mehr)"
    r"|sonst noch (?:was|etwas)?|weiter|die naechsten|naechste seite|alle)"
    r"(?: davon| dazu| anzeigen| zeigen| angebote| kurse| treffer| bitte| alternativen| moeglichkeiten| da| sehen"
    r"| was)*$"
)
# What no longer matters, with the wishes that are given up for it.
FORGOTTEN: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (
        ("quarter", "district"),
        any_of(
            rf"egal wo|wo ist {_ANY}|(?:ort|stadtteil|bezirk|entfernung)(?: \w+)? {_ANY}|ganz wuppertal|ueberall",
            r"in der ganzen stadt|ganze stadt|irgendwo",
            r"(?:auch )?(?:in anderen|andere) (?:stadt)?(?:teilen?|bezirken?)",
        ),
    ),
    (
        ("weekdays", "dates", "time"),
        any_of(rf"egal wann|wann ist {_ANY}|(?:zeit|termin)(?: \w+)? {_ANY}|jederzeit"),
    ),
    (
        ("weekdays", "dates"),
        any_of(
            rf"(?:wochen)?tag(?: \w+)? {_ANY}|egal (?:an )?welche[rmn] tag|andere[nr]? tage?n?",
            r"jeden tag|an jedem tag",
        ),
    ),
    (("time",), any_of(rf"(?:uhr|tages)zeit(?: \w+)? {_ANY}|andere (?:uhr|tages)zeit\w*|zu jeder zeit")),
    (
        ("max_price_eur",),
        any_of(
            rf"(?:preis|geld|kosten)(?: \w+)? {_ANY}|egal was (?:es|das) kostet",
            r"darf (?:auch |ruhig )?(?:was|etwas) kosten|muss nicht (?:kostenlos|umsonst|gratis)(?: sein)?",
            r"auch kostenpflichtig\w*|auch (?:was|welche) die (?:was )?kosten",
        ),
    ),
    (("online",), any_of(rf"online oder vor ort|online(?: \w+){{0,3}} {_ANY}|egal ob online")),
    (
        ("audience",),
        any_of(
            r"(?<!\w )fuer alle$|(?:auch|ruhig|lieber|und) fuer alle$|egal fuer wen",
            rf"alter(?: \w+)? {_ANY}|nicht nur fuer \w+|auch gemischt\w*",
        ),
    ),
    (
        ("certified",),
        any_of(r"muss nicht (?:zertifiziert|von der kasse|anerkannt)(?: \w+)?|auch (?:nicht|ohne) zertifi\w*"),
    ),
    (("wheelchair",), any_of(r"muss nicht barrierefrei(?: \w+)?|barrierefrei(?: \w+){0,2} egal")),
)
