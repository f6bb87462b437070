"""German words that are never themselves a thing to throw away: function words, verbs and bin talk.

Used to find the content word of a question and to keep typo tolerance away from ordinary words
("heute" is one slip from "Häute"). Folded forms.
"""

STOPWORDS = frozenset(
    """
    ab aber abend abends abfall abgeben abgelaufen abgelaufene abgelaufenem abgelaufenen abgelaufener abgelaufenes
    abgeholt abholen abholung
    alle allem allen aller alles als also alt alte altem alten alter altes am an and andere anderen anderes
    angebrochen angebrochene angebrochenen anfang ans auch auf aufheben aus ausser bei beim beide bekomme bekommen
    bereits beste besten bestimmt bin bis bisher bissel bisschen bitte bleibt brauch brauche brauchen
    bringe bringen danke dann dar daran darauf darf darfst darin das dass davon dazu dein deine dem den denn
    der deren des deshalb dich die dies diese diesem diesen dieser dieses dinge dings dir doch dort
    drin drinnen du duerfen duerfte dumme durch eben eher eigentlich ein eine einem einen einer eines einfach einmal
    eigene eigenen eigentlich einige einigen
    ende endlich entsorge entsorgen entsorgt entsorgung entsorg er es etwa etwas euch euer eure fertig fragen
    finde finden frage frau fuer ganz ganze ganzen geb gebe geben gehoeren gehoert gehen geht gehts gerade gern
    gerne gestern gibt gibts ging gleich gross grosse grossem grossen grosser grosses guck gute guten guten gut
    hab habe haben habt hallo halt halbe halben halber halbes haette haetten hat hatte hauptsache hause heute
    hey hi hier hilfe hin hinein hinter holen hoer ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in
    innen ins irgendein irgendeine irgendwas irgendwie irgendwo ist ja jede jedem jeden jeder jedes jemand jetzt
    kann kannst kaputt kaputte kaputtem kaputten kaputter kaputtes kein keine keinen keinem keller klar klein kleine
    kleinem kleinen kleiner kleines koennen koennt koennte koennten komme kommen kommt kommts kriegen kriege krieg
    kram lassen lasse laesst leer leere leerem leeren leerer leeres leider letzte letzten liegen liegt lieber liegt
    los loswerden mach mache machen macht mal man mancher mehr mein meine meinem meinen meiner meines meins mich mir
    mit mitnehmen moechte moechten moin morgen muell muelleimer muelltonne muss musst muesste muessen nach
    nachbar nachbarin naechste naechsten neben nehmen nein neu neue neuen nicht nichts nie nimmt noch nochmal
    normal normale normalen nun nur ob obwohl oder ok okay oma opa ort paar raus reicht rein reinwerfen reintun rest
    richtig richtige richtigen riesige riesigen rum sache sachen sagen sagt schaden schmeiss schmeisse schmeissen
    schmeisst schon schoen sehr sei sein seine seinem seinen seiner seit selbst sich sicher sie sind so sogar
    solche soll sollen sollte sonst spaeter statt stehen steht stelle stellen stueck tag tonne tonnen tolle tu tue tun
    tut ueber uebrig ueberhaupt uebriggeblieben um und uns unser unsere unserem unseren unter verbrauchte viel viele
    vielen vielleicht voll volle vollem vollen voller volles vom von vor war waere warum was weg wegen weggeben
    wegmachen wegschmeissen wegtun wegwerfen weggeworfen weil weiss welche welchem welchen welcher welches wem wen
    wenig wenn wer werd werde werden werfe werfen werft wie wieder wieviel wir wird wo woche wochen woher wohin wofuer
    wohne wohl wollen wollte worein worin wuerde wurde zu zum zur zurueck zusammen zwei zwar zwischen gehoere
    getan geworfen schmutzig schmutzige dreckig dreckige dreckigen gebraucht gebrauchte gebrauchten benutzt benutzte
    benutzten eingetrocknet eingetrocknete sauber saubere sauberen verschmutzt verschmutzte nass nasse defekt defekte
    defekten fettig fettige fettiger fettigen uralt uralte uralten
    behaelter container abfalltonne tonnchen restlich restliche uebrige uebrigen
    wuppertal stadt strasse haus wohnung schuppen garage
    tach guude servus gruess gott kinder leute euro jahre jahr monat monate
    weisse weiss rote roten rot gelb gelbe gelben gelber blau blaue blauen blauer braun braune braunen brauner grau
    graue grauen grauer schwarz schwarze schwarzen gruen gruene gruenen dat wat isset mer misch hann ming dir et
    trennen getrennt recyceln recyclen entsorgn mülltrennung muelltrennung sortieren verwerten kosten kostet kostenlos
    termin termine wann kommt uhrzeit samstag sonntag montag dienstag mittwoch donnerstag freitag
    verschenken verkaufen spenden verschenke funktioniert funktionieren geht fahren faehrt laeuft getrunken gegessen
    schreib stell sowas kannste notfall sag besser gar schoenes melde such suche suchen
    genau eben freundlich gruesse vielleicht wissen wisst kennt kenne kennst
    erlaubt verboten falsch zulaessig moeglich darueber darunter
    """.split()
)

# Infinitives that look like the plural of a thing ("spülen" and "Spülen"); written small they are verbs.
VERBS = frozenset(
    """
    spuelen kleben bohren saugen kochen fegen rasieren heizen wischen schalten mixen drucken kopieren scannen ordnen
    wecken leiten saegen grillen packen spielen spiele drehen schleudern zelten wiegen wiege kaemmen salzen fischen
    messen trocknen testen backen toasten bremsen filtern malen duschen klingeln klingen brausen feilen hacken
    harken hobeln loeffeln pfeffern stempeln tuschen zuckern angeln rutschen schaukeln trommeln wuerfeln werkeln
    fahnden karten leuchten masken reiben runden rasten schneiden schleifen schrauben nageln sicherten streichen
    """.split()
)
