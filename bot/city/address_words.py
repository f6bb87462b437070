"""German vocabulary around addresses: what stands before and after one, and what only looks like one. Folded."""

LOCATIVE = frozenset(
    ("in", "im", "an", "am", "auf", "bei", "beim", "zur", "zum", "vom", "der", "dem", "den", "die", "wohne", "hier")
)
# "in/an/auf (der)": enough, together with talk of living or pickups, to read an everyday word as a street.
PLACING = frozenset(("in", "im", "an", "am", "auf", "zur", "zum", "wohne", "adresse", "anschrift"))
# With these a street ending in "-straße" or "-weg" cannot be meant: nobody lives "am Luisen".
PLACING_NEUTER = frozenset(("am", "im", "zum", "beim"))
NEUTER_ENDINGS = ("platz", "berg", "hof", "ring", "markt", "ufer", "steig", "damm", "park", "bach")
# Who talks like this means an address even where the street's name is an everyday word.
ADDRESS_TALK = frozenset(
    """
    wohne wohnen wohnt wohn wohnhaft adresse anschrift abgeholt geleert abholung abholungen leerung
    abfuhr abfuhrtermin
    abfuhrtermine abholtermin abholtermine leerungstermin leerungstermine muellabfuhr abfuhrkalender abfallkalender
    """.split()
)
# Who talks like this may leave "Straße" out: "Berliner 5, wann Papier?"
PICKUP_TALK = frozenset(
    """
    papier papiertonne altpapier restmuell rest bio biotonne biomuell gelb gelbe gelber gelben sack tonne tonnen muell
    blaue braune graue schwarze leerung leeren abholung termin termine kalender rausstellen muellabfuhr abfuhr
    sperrmuell wertstofftonne wann
    """.split()
)
# Before a first name that is a street's as well: "mein Sohn Karl, 7".
BEFORE_PERSON = frozenset(
    """
    herr herrn frau familie sohn tochter kind baby bruder schwester oma opa onkel tante mann freund freundin heisse name
    nachbar nachbarin hund katze doktor dr
    """.split()
)
# Words that are left of street names without "Straße", but mean something else before a number.
EVERYDAY_PARTS = frozenset(
    """
    bahn bank band berg hof burg damm kreuz stern kabel zimmer stahl insel linien palmen platz sonnabend markt kirche
    schule treppe gueter brunnen birken buchen eichen linden spitzen rueben loewen baeren hirsch fuchs teich garten
    gewerbe konsum turn sieges stall ufer werth
    """.split()
)
NUMBER_WORDS = frozenset(
    ("hausnummer", "hausnr", "hausnumer", "hsnr", "hnr", "nummer", "nr", "nro", "numer", "no", "nummero")
)
HOUSE_NUMBER_WORDS = frozenset(("hausnummer", "hausnr", "hausnumer", "hsnr", "hnr"))
# Before "Nummer 14" as an answer or correction; after other words it is a number of something else.
BEFORE_NUMBER = frozenset(
    """
    nein ne nee noe doch quatsch sorry falsch stimmt also und aber ach ja meine meinte ist war die der
    das wohne in bei
    sondern fuer habe hab hat richtig richtige von aus ich mit zu oder auch eigentlich haus moment
    entschuldigung pardon halt
    """.split()
)
# Between a street and its number: "Hofaue, und zwar die Nummer 12".
BEFORE_HOUSE_NUMBER = frozenset("haus die der ist war waere hat und zwar genau bei mit warte moment unser".split())
# A number after one of these is a time, an amount or another thing's number.
BEFORE_OTHER_NUMBERS = frozenset(
    """
    um bis ab gegen vor nach seit am in im zwischen von bin mit bus buslinie linie tram kw woche stufe zone tempo tonne
    tonnen telefon tel telefonnummer rufnummer kundennummer vertragsnummer aktenzeichen die welche unter
    """.split()
)
# A number followed by one of these counts something and is no house number.
UNITS = frozenset(
    """
    jahr jahre jahren jahrigen jaehrig jaehrige monat monate monaten woche wochen tag tage tagen uhr liter l kg kilo g
    gramm cm mm m meter qm euro eur cent stueck mal x stunden stunde std minuten min prozent januar februar maerz april
    mai juni juli august september oktober november dezember jan feb mrz apr jun jul aug sep sept okt nov dez grad
    personen leute kinder menschen plus watt volt gb zoll haushalte parteien wohnungen km mieter
    """.split()
)
# What there may be so many of, and how many at most; with more, the number is the house's.
COUNTED = (
    (frozenset("og stock stockwerk etage".split()), 9),
    (frozenset("tonnen muelltonnen biotonnen papiertonnen container".split()), 12),
    (frozenset("karton kartons saecke saecken sack tueten kisten dosen flaschen toepfe stuehle moebel".split()), 30),
)
# With a dot before them the number is an ordinal: "3. Stock", "48. KW"; else the dot ends a sentence.
ORDERED = frozenset(
    """
    og stock stockwerk etage obergeschoss geschoss und oder bis kw kalenderwoche woche mal tag monat quartal klasse
    advent feiertag weihnachtstag januar februar maerz april mai juni juli august september oktober november dezember
    jan feb mrz apr jun jul aug sep sept okt nov dez montag dienstag mittwoch donnerstag freitag samstag sonntag
    schwangerschaftswoche ssw lebensjahr stelle platz
    """.split()
)
# A date's words: alone no street, but "August-…-Straße" begins with one.
CALENDAR = frozenset(
    """
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar maerz april mai juni juli august
    september oktober november dezember
    """.split()
)
# Words that stand before a number for other reasons than being a street.
NO_STREETS = frozenset(
    """
    in im am an ab bin mit ueber unter vor um bis von nach mann frau alter jahrgang nummer nr hausnummer u j ich
    und oder circa ca etwa fast schon mitte anfang ende knapp hab habe haben noch sind waren ueberhaupt die der
    das den dem des ein eine einen einem einer nur so fuer seit gut rund tonne tonnen muell bus linie zone seite
    artikel auf aus bei beim zu als wie was wo wann wer
    weiblich maennlich sohn tochter kind baby oma opa mutter vater ist wird werde alt age typ uhr vom zum zur
    kategorie stufe plz wuppertal paragraf paragraph dann also doch nein ja okay ok hallo heute morgen
    ostern weihnachten silvester pfingsten jahr jahre woche monat fruehling sommer herbst winter weniger
    mehr mindestens hoechstens ungefaehr zirka minus telefon tel notruf rufnummer hotline
    """.split()
)
# Nouns that a place and a number follow without being a street: "in Zimmer 5", "im Haushalt 4".
NO_PLACES = frozenset(
    """
    zimmer kabel tempo zone raum halle gleis gruppe klasse kurs haus etage tor block teil punkt kapitel stand
    durchschnitt schnitt
    haushalt keller garten balkon kueche garage flur hof dachboden speicher bad schrank kuehlschrank tiefkuehler korb
    pflegegrad grad groesse stelle nacht mittag abend frueh fruehstueck wochenende ferien treffen spiel alters arzt
    friedhof spielplatz notfall telefon anzahl rente ruhestand uebergang schule kita kindergarten termin
    termine schnelltest test hoehe muehle bruecke kirche teich
    """.split()
)
# Keys of street names that are everyday words as well: they need a number, or a place and talk of pickups.
EVERYDAY = frozenset(
    """
    wall tunnel aue eich klippe kleeblatt weinberg springen imspringen steinberg bies eiland hoechsten steinweg
    steinhaus bracken einern hengsten hoehne anderkirche amstall anderhuette altestrasse breitestrasse kurzestrasse
    schoeneaussicht schwarzerweg amwalde indenbirken
    """.split()
)
# Keys of street names that are quarters as well ("Sport in Küllenhahn"): only a number makes them streets.
QUARTERS_TOO = frozenset(("kuellenhahn", "heidt", "schwarzbach"))
STREET_ENDINGS = ("strasse", "weg", "platz", "allee", "gasse", "treppe", "ufer")
# After an unknown name these alone say too little ("Therapieplatz", "Heimweg"): they need a number.
VAGUE_ENDINGS = ("weg", "platz", "allee", "gasse", "treppe", "ufer")
# Everyday words that a street's name of several words may begin with all the same.
FIRST_WORDS = frozenset(
    """
    alt alte alten alter altes neu neue neuen neuer gross grosse grossen grosser klein kleine kleinen kleiner lange
    langen kurze kurzen schwarz schwarze schwarzen schwarzer schoene schoenen rote roten gruene gruenen hinter unter
    weisse weissen platz dicke
    """.split()
)
SEPARATE_ENDINGS = frozenset(
    ("str", "strasse", "weg", "platz", "allee", "gasse", "ring", "ufer", "steig", "damm", "wg", "pl", "plz")
)
# Words with a street's ending that are everyday words: "unterwegs", "Parkplatz", "Nordbahntrasse".
NOT_STREET_WORDS = frozenset(
    """
    strasse weg platz allee gasse treppe ufer parkplatz spielplatz arbeitsplatz heimweg radweg rueckweg gehweg
    stellplatz sportplatz wertstoffplatz sammelplatz fussweg umweg ausweg hinweg bahnhofsvorplatz innenstadtstrasse
    therapieplatz studienplatz kitaplatz pflegeplatz heimplatz kindergartenplatz ausbildungsplatz
    schlafplatz sitzplatz
    tennisplatz bolzplatz campingplatz grillplatz rastplatz lagerplatz bauplatz standplatz containerplatz marktplatz
    schulweg arbeitsweg fahrradweg waldweg feldweg gartenweg wanderweg rettungsweg fluchtweg lebensweg seeweg zuweg
    kellertreppe haustreppe holztreppe aussentreppe sackgasse einbahnstrasse spielstrasse nebenstrasse seitenstrasse
    hauptverkehrsstrasse durchgangsstrasse wohnstrasse bundesstrasse landstrasse querstrasse milchstrasse baustrasse
    zufahrtsstrasse einkaufsstrasse geschaeftsstrasse anliegerstrasse fahrstrasse privatstrasse datenautobahn
    nachbarstrasse parallelstrasse zugangsweg privatweg dienstweg klageweg postweg mittelweg irrweg keinesweg
    terrasse dachterrasse nordbahntrasse trasse bahntrasse garagenplatz
    muellplatz abstellplatz hofplatz treffpunktplatz listenplatz startplatz freiplatz listplatz
    reitplatz fussballplatz
    gehstrasse fussgaengerstrasse autostrasse ausfallstrasse ringstrasse
    """.split()
)
# "Meine Straße", "offener Straße", "jeder Straße": no names.
NO_STREET_NAMES = frozenset(
    """
    meine meiner meinen unsere unserer deine deiner ihre ihrer seine seiner eure eurer welche welcher
    diese dieser jede
    jeder andere anderer anderen ganze ganzen ganzer selbe selben gleiche gleichen naechste naechsten offener offene
    hinter unter ueber vor neben keine keiner eine einer einen einem alle aller viele vieler befahrene befahrener
    ruhige ruhiger beide beider manche mancher oeffentlicher oeffentliche per pro halbe ueberall deren dessen eigene
    eigener eigenen falsche richtigen richtige falscher laute lauter dunkle enge enger steile steiler nasse
    """.split()
)
# Who talks like this lives no longer where they came "von".
MOVING = frozenset("gezogen umgezogen ziehe ziehen ziehn umzug umziehen zieh".split())
# Between the two streets of a corner: "Gathe an der Ecke zur Karlstraße".
CORNERS = frozenset(("ecke", "eck", "kreuzung", "/"))
BETWEEN_STREETS = frozenset("ecke eck kreuzung oder und bzw beziehungsweise mit der die in an zur zum dem".split())
EMERGENCY_NUMBERS = frozenset(("110", "112", "116", "116117", "19240"))
