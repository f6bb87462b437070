"""German words that are not a thing to throw away: function words, verbs, bin talk, and chance look-alikes.

Used to find the content word of a question and to keep typo tolerance away from ordinary words
("heute" is one slip from "Häute"). Folded forms, sorted.
"""


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text, as they are."""
    return frozenset(text.split())


STOPWORDS = word_set(
    """
    ab abend abends aber abfall abfalltonne abgeben abgeholt abgelaufen abgelaufene abgelaufenem
    abgelaufenen abgelaufener abgelaufenes abholen abholung all alle allem allen aller alles als also
    alt alte altem alten alter altes am an and andere anderen anderes anfang angebrochen angebrochene
    angebrochenen ans auch auf aufheben aus ausser behaelter bei beide beim bekomme bekommen benutzt
    benutzte benutzten bereits besser beste besten bestimmt bin bis bisher bisschen bissel bitte blau
    blaue blauen blauer bleibt brauch brauche brauchen braun braune braunen brauner bringe bringen
    container da damit danke dann dar daran darauf darf darfst darin darueber darunter das dass dat
    davon dazu defekt defekte defekten dein deine dem den denn der deren des deshalb dich die dienstag
    dies diese diesem diesen dieser dieses dinge dings dir doch donnerstag dort dreckig dreckige
    dreckigen drin drinnen du duerfen duerfte dumme durch eben eher eigene eigenen eigentlich ein eine
    einem einen einer eines einfach eingetrocknet eingetrocknete einige einigen einmal ende endlich
    entsorg entsorge entsorgen entsorgn entsorgt entsorgung er erklaer erklaere erklaeren erlaubt es et
    etwa etwas euch euer eure euro faehrt fahren falsch fertig fettig fettige fettigen fettiger finde
    finden frage fragen frau freitag freundlich fuer funktionieren funktioniert ganz ganze ganzen gar
    garage geb gebe geben gebraucht gebrauchte gebrauchten gegessen gehen gehoere gehoeren gehoert geht
    gehts gelb gelbe gelben gelber genau gerade gern gerne gestern getan getrennt getrunken geworfen
    gibt gibts ging gleich gott grau graue grauen grauer gross grosse grossem grossen grosser grosses
    gruen gruene gruenen gruess gruesse guck gut gute guten guude hab habe haben habt haette haetten
    halbe halben halber halbes hallo halt hann hat hatte hauptsache haus hause helfen heute hey hi hier
    hilf hilfe hin hinein hinter hoer holen ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in
    innen ins irgendein irgendeine irgendwas irgendwie irgendwo isset ist ja jahr jahre jede jedem jeden
    jeder jedes jemand jetzt kann kannst kannste kaputt kaputte kaputtem kaputten kaputter kaputtes kein
    keine keinem keinen keller kenne kennst kennt kinder klar klein kleine kleinem kleinen kleiner
    kleines koennen koennt koennte koennten komme kommen kommt kommts kosten kostenlos kostet kram krieg
    kriege kriegen laesst laeuft lasse lassen leer leere leerem leeren leerer leeres leider letzte
    letzten leute lieber liegen liegt los loswerden mach mache machen macht mal man mancher mehr mein
    meine meinem meinen meiner meines meins melde mer mich ming mir misch mit mitnehmen mittwoch moechte
    moechten moeglich moin monat monate montag morgen muell muelleimer muelltonne muelltrennung muessen
    muesste muss musst nach nachbar nachbarin naechste naechsten nass nasse neben nehmen nein neu neue
    neuen nicht nichts nie nimmt noch nochmal normal normale normalen notfall nun nur ob obwohl oder ok
    okay oma opa ort paar raus recyceln recyclen reicht rein reintun reinwerfen rest restlich restliche
    richtig richtige richtigen riesige riesigen rot rote roten rum sache sachen sag sagen sagt samstag
    sauber saubere sauberen schaden schmeiss schmeisse schmeissen schmeisst schmutzig schmutzige schoen
    schoenes schon schreib schuppen schwarz schwarze schwarzen sehr sei sein seine seinem seinen seiner
    seit selbst servus sich sicher sie sind so sogar solche soll sollen sollte sonntag sonst sortieren
    sowas spaeter spenden stadt statt stehen steht stell stelle stellen strasse stueck such suche suchen
    tach tag termin termine tolle tonnchen tonne tonnen trennen tu tue tun tut ueber ueberhaupt uebrig
    uebrige uebrigen uebriggeblieben uhrzeit um und uns unser unsere unserem unseren unter uralt uralte
    uralten verboten verbrauchte verkaufen verschenke verschenken verschmutzt verschmutzte verwerten
    viel viele vielen vielleicht voll volle vollem vollen voller volles vom von vor waere wann war warum
    was wat weg wegen weggeben weggeworfen wegmachen wegschmeissen wegtun wegwerfen weil weiss weisse
    welche welchem welchen welcher welches wem wen wenig wenn wer werd werde werden werfe werfen werft
    wie wieder wieviel wir wird wissen wisst wo woche wochen wofuer woher wohin wohl wohne wohnung
    wollen wollte worein worin wuerde wuppertal wurde zeig zeige zeigen zu zulaessig zum zur zurueck
    zusammen zwar zwei zwischen
    """
)

# Infinitives that look like the plural of a thing ("spülen" and "Spülen"); written small they are verbs.
VERBS = word_set(
    """
    angeln backen bohren brausen bremsen buchen drehen drucken duschen fahnden fassen fegen feilen
    filtern fischen grillen hacken harken heizen hobeln kaemmen karten kippen kleben klingeln klingen
    kochen kopieren leiten leuchten loeffeln malen masken messen mixen nageln ordnen packen pfeffern
    rasieren rasten reiben reisen rollen runden rutschen saege saegen salzen saugen scannen schalten
    schaukeln schleifen schleudern schneiden schrauben sicherten spiele spielen spuelen stempeln
    streichen testen toasten trennen trocknen trommeln tuschen wecken werkeln wiege wiegen wischen
    wuerfeln zelten zuckern
    """
)

# Words that are near the name of a thing by chance ("falsche" and "Flasche"); never taken for a slip.
ORDINARY = word_set(
    """
    abmelden adresse adressen altglas altkleidercontainer altpapier angeles anlaesse anlass anmelden
    anschreibst antraege antrag arbeit arbeiten arbeitslos aufschreiben ausweis ausweise automaten baer
    balkon balkone balkons barmen bauern baums belegen beraten besuchen beten betonen beyenburg
    bezahlen biegen bilden bitten blinde blinden blues blut blute bluten blutet briller bruder brueder
    buche buesch butter camp chip cronenberg dackel daempfe dampf dampft dauern daumen denken dicke
    dicken dienen dieter druck drueck dummer einrichten einschalten elberfeld eltern enkel enkelin
    ernst erzaehlen fach falsche falschen falscher falsches familie familien fehlen feiern fernsehen
    feste fester feuern fischer fliegen floehe fluchen fluege formular formulare fotografiert fragen
    freund freunde freunden freundin frisch frische frischen frischer frist fristen frost fruehling
    fuchs fuehlen fuehrerschein fuellen gasse gassen gebuehr gebuehren geraete geraeten geschossen
    geschwister gesteckt getrieben gewiss guenter guenther hamm handel hausmeister heck heckinghausen
    herbst highlight holland huefte jack jean jochen juergen kaempfer kalte kalten kammer kampf kasse
    kassen klagen klappe klappen kleiden klick koehler kollege kollegen kompostiere kompostieren
    kompostiert kontakt krank kranke kranken kreuz kuehl kuehle kundennummer kurze kurzen lach lachen
    lake lange langen langerfeld lauern laufe laufen lauten legen leichte leichter leiden leitet lippen
    liter litern loch loecher luft lust maden magen mahlen mark marke marken mauern mediziner meiden
    melden miete mieten mieter minute minuten mittags mitten mobil mobilen monika morgens mueller
    muenze muetter mutter nachbarn nachts nadeln naechte neiden nummer nummern oberbarmen peter petra
    pflanzt plaene plaenen plaetze plan platz post posten potter praxis prueft pumpe pumpen pure rauche
    rauchen rechne rechnen rechnet rechnung rechnungen regen reichen reise reisen renate repeat riechen
    riecht rohe rohem rohen roher rohes roma romans ronsdorf rost russen rutsch rutscht sabine sage
    sauer saure schade schalt schaue schauen scheiden schenken scheuern schicken schief schien schier
    schildern schlagen schlapp schlechte schlechter schleppen schliessen schlossen schluck schluss
    schmerz schmerzen schneller schnellere schnuert schreibe schreibmaschine schritt schritte schrot
    schuetten schule schulen schutz schwere schwerem schweren schwerer schwester schwestern segen
    sekunde sekunden selbe selben sichere sieben siegel siegen sitten sommer spaet spaete span sparen
    spende spiegeln spiel spieler spielt spinnt spitze sport spritzt stabile standen status stecker
    stehlen sterne steuern stillen strassen strick stuecke stuecken stunde stunden super tann tauchen
    tauschen telefonisch tippen tochter toechter toller tolles tragen trasse trauern treppe treppen
    treppenhaus treten trimm trinkhalle trockene trockener trockenes tuermen uebersetzer ummelden
    ursula vater verdammte verdammter vermieter vertraege vertrag vertrocknet vertrocknete
    vertrockneten vohwinkel vorlage vorlagen vorlege wach wachen wachsen waehlen wahlen walter watt
    weck weiden werner west wetter winter wupper zaehlen zahlen zerbrochen zerbrochene zerbrochenes
    zerkleinern zerrissen zerrissene zerrissenes zweite zweiten
    """
)
