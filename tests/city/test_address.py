"""Addresses in residents' words: found where there is one, and only there."""

from time import perf_counter

import pytest

from bot.city.address import spot_address, spot_house_number
from bot.city.errors import StreetAmbiguous
from tests.city.address_list import LISTS, Outcome, read_list, summary

# What is promised; what holds is more, and in docs/benchmarks.
LEAST_RIGHT = 0.97
MOST_WRONG = 0.01

FOUND = (
    # in one go, as on the doorbell
    ("Luisenstr. 8", ("Luisenstraße",), "8"),
    ("Hofaue 20a", ("Hofaue",), "20a"),
    ("hofaue 12 a", ("Hofaue",), "12a"),
    ("hofaue,20", ("Hofaue",), "20"),
    ("HOFAUE 20!!!", ("Hofaue",), "20"),
    ("Hofaue Nr. 7", ("Hofaue",), "7"),
    ("Hofaue Hausnummer 7b", ("Hofaue",), "7b"),
    ("Hofaue zwölf", ("Hofaue",), "12"),
    ("Hofaue hundertzwölf", ("Hofaue",), "112"),
    ("Hofaue zwölf a", ("Hofaue",), "12a"),
    ("Hofaue 14-16", ("Hofaue",), "14"),
    ("Hofaue 14/16", ("Hofaue",), "14"),
    ("hofaue 0", ("Hofaue",), "0"),
    ("gathe", ("Gathe",), None),
    ("am diek", ("Am Diek",), None),
    ("Wall", ("Wall",), None),
    ("tunnel 4", ("Tunnel",), "4"),
    ("Hofaue 20, 42103 Wuppertal", ("Hofaue",), "20"),
    ("42103 Wuppertal, Hofaue 20", ("Hofaue",), "20"),
    # in questions
    ("Fr.-Ebert-Str. 12 wann papier", ("Friedrich-Ebert-Straße",), "12"),
    ("an der gathe 5", ("Gathe",), "5"),
    ("Wann wird in der Hofaue 20 die Papiertonne geleert?", ("Hofaue",), "20"),
    ("Nächste Abholung gelbe Tonne, Werth 5", ("Werth",), "5"),
    ("Ich wohne jetzt in der Nordstr. 12b, wann kommt Sperrmüll", ("Nordstraße",), "12b"),
    ("Also: Briller Straße 40", ("Briller Straße",), "40"),
    ("Quatsch, ich meinte die Kieler Straße", ("Kieler Straße",), None),
    ("und in der Hofaue 3?", ("Hofaue",), "3"),
    ("wann kommt gathe die gelbe", ("Gathe",), None),
    ("in der Nähe vom Neumarkt", ("Neumarkt",), None),
    ("wohne in der aue", ("Aue",), None),
    ("Wann wird in der Klippe geleert?", ("Klippe",), None),
    ("im tunnel 7", ("Tunnel",), "7"),
    ("Wann wird An der Kirche der Papiermüll abgeholt?", ("An der Kirche",), None),
    ("Papier in Küllenhahn 12", ("Küllenhahn",), "12"),
    # the number elsewhere
    ("12 hofaue papier", ("Hofaue",), "12"),
    ("14 b stahlstraße", ("Stahlstraße",), "14b"),
    ("Nr. 7 Paradestraße, Biomüll", ("Paradestraße",), "7"),
    ("Die 12 in der Gathe", ("Gathe",), "12"),
    ("Hauptstraße in Cronenberg, Nr. 61", ("Hauptstraße",), "61"),
    ("ich wohne in der Gathe, und zwar in der Nummer 12", ("Gathe",), "12"),
    ("Mirke 8, wann gelbe Tonne (In der Mirke)", ("In der Mirke",), "8"),
    ("Hofaue20", ("Hofaue",), "20"),
    ("Malerstr15a wann Bio", ("Malerstraße",), "15a"),
    ("wiesenstrasse acht und zwanzig", ("Wiesenstraße",), "28"),
    ("Wiesenstr. 112", ("Wiesenstraße",), "112"),
    ("Wiesenstr. 12+14 Papier", ("Wiesenstraße",), "12"),
    ("Wiesenstr. 20,42105 Wuppertal", ("Wiesenstraße",), "20"),
    ("fichtenstr 44. restmüll. danke.", ("Fichtenstraße",), "44"),
    ("hansastr 66 tonnen raus?", ("Hansastraße",), "66"),
    ("Benzstrasse 6 EG links", ("Benzstraße",), "6"),
    ("von der Hofaue 5 in die Gathe 7 gezogen", ("Gathe",), "7"),
    # left out, shortened, inflected
    ("Diek 17, wann kommt der Müll?", ("Am Diek",), "17"),
    ("collenbusch 8 wann is restmüll", ("Collenbuschstraße",), "8"),
    ("Vogelsang 80", ("Vogelsangstraße",), "80"),
    ("N. Friedrichstr. 40", ("Neue Friedrichstraße",), "40"),
    ("E.-Lasker-Schüler-Str. 3", ("Else-Lasker-Schüler-Straße",), "3"),
    ("Pl. d. Republik 4", ("Platz der Republik",), "4"),
    ("Luisenst. 8", ("Luisenstraße",), "8"),
    ("Kölner St. 12", ("Kölner Straße",), "12"),
    ("schlehen wg 10", ("Schlehenweg",), "10"),
    ("Lutherstraße 20", ("Martin-Luther-Straße",), "20"),
    ("uellendahler str 300", ("Uellendahler Straße",), "300"),
    ("Kolner Str 12", ("Kölner Straße",), "12"),
    ("am hofchen 3", ("Am Höfchen",), "3"),
    ("große flurstr 3", ("Große Flurstraße",), "3"),
    ("wann in der Paul Löbe str. 9", ("Paul-Löbe-Straße",), "9"),
    ("St.-Martins-Weg 3", ("Sankt-Martins-Weg",), "3"),
    ("Friedrich Engels Alle 20", ("Friedrich-Engels-Allee",), "20"),
    ("Von der Tann str 4", ("Von-der-Tann-Straße",), "4"),
    ("ich wohne Luisen 8", ("Luisenstraße",), "8"),
    ("Ebertstraße 12", ("Friedrich-Ebert-Straße",), "12"),
    ("Ebertsraße 12", ("Friedrich-Ebert-Straße",), "12"),
    ("Engels-Allee 20", ("Friedrich-Engels-Allee",), "20"),
    ("Brandtplatz 1", ("Willy-Brandt-Platz",), "1"),
    ("in der Breiten Straße 5", ("Breite Straße",), "5"),
    ("in der alten strasse 4", ("Alte Straße",), "4"),
    ("in der Oberen Lichtenplatzer Straße 9", ("Obere Lichtenplatzer Straße",), "9"),
    # slips
    ("freidrich ebert str 100 biotonne", ("Friedrich-Ebert-Straße",), "100"),
    ("fridrich-engels-allee", ("Friedrich-Engels-Allee",), None),
    ("Uellendaler Str. 300", ("Uellendahler Straße",), "300"),
    ("Klener Werth 5", ("Kleiner Werth",), "5"),
    ("In der Mirke Straße 5", ("Mirker Straße",), "5"),
    ("An edr Kirche 7", ("An der Kirche",), "7"),
    ("August-Mitelsten-Scheid-Straße 7", ("August-Mittelsten-Scheid-Straße",), "7"),
    # as they sound
    ("sofienstraße 20", ("Sophienstraße",), "20"),
    ("Hedwich straße 18", ("Hedwigstraße",), "18"),
    ("woswinkelstr 21", ("Voswinckelstraße",), "21"),
    ("Von-Einern-Straße 83", ("Von-Eynern-Straße",), "83"),
    # a number that is none
    ("am 3.12. in der gathe", ("Gathe",), None),
    ("Hofaue 12 a am 3.12.", ("Hofaue",), "12a"),
    ("gathe 24. dezember", ("Gathe",), None),
    ("Gathe 24.12.", ("Gathe",), None),
    ("Gathe 10 Uhr", ("Gathe",), None),
    ("Gathe 19:30", ("Gathe",), None),
    ("Hofaue 3. OG", ("Hofaue",), None),
    ("Hofaue 2 Kartons", ("Hofaue",), None),
    ("Hofaue zwei Wochen", ("Hofaue",), None),
    ("Hofaue 2027", ("Hofaue",), None),
    ("Hofaue 42103", ("Hofaue",), None),
    # which of two
    ("nicht Hofaue, sondern Gathe 5", ("Gathe",), "5"),
    ("nein, nicht in der Hofaue, sondern in der Gathe", ("Gathe",), None),
    ("Neue Friedrichstraße 5", ("Neue Friedrichstraße",), "5"),
    ("Flurstraße 3", ("Große Flurstraße", "Kleine Flurstraße"), "3"),
    ("Lichtenplatzer Str. 9", ("Obere Lichtenplatzer Straße", "Untere Lichtenplatzer Straße"), "9"),
    ("ich wohne linden 4", ("Lindenallee", "Lindenstraße"), "4"),
    ("Briller 6 papier bitte", ("Briller Straße", "Briller Höhe"), "6"),
    ("rubenstr. 15", ("Rubensstraße", "Rübenstraße"), "15"),
    ("wagnerstr. 5", ("Wegnerstraße", "Richard-Wagner-Straße"), "5"),
    ("steinstr. 4", ("Sternstraße", "Edith-Stein-Straße"), "4"),
    ("Rohleder 12", ("Obenrohleder", "Untenrohleder"), "12"),
    # corners, and one or the other
    ("Hauptstraße Ecke Kirchstraße", ("Hauptstraße", "Kirchstraße"), None),
    ("Ecke Hofaue/Gathe", ("Hofaue", "Gathe"), None),
    ("an der ecke wiesenstr und gathe, gelbe tonne", ("Wiesenstraße", "Gathe"), None),
    ("ecke gathe hofaue", ("Gathe", "Hofaue"), None),
    ("luisenstr ecke laurenziusstr", ("Luisenstraße", "Laurentiusstraße"), None),
    ("viktorstr oder viktoriastr 14", ("Viktorstraße", "Viktoriastraße"), "14"),
    ("Hofaue 20 Ecke Gathe", ("Hofaue",), "20"),
)


@pytest.mark.parametrize(("text", "streets", "number"), FOUND)
def test_an_address_is_read_however_it_is_written(city, text, streets, number):
    """Street and number, and nothing that only looks like a number."""
    found = spot_address(text, city.streets)
    assert found is not None
    assert (found.streets, found.house_number) == (streets, number)


UNKNOWN = (
    ("Wann wird am Broadway 7 der Müll geholt?", "Broadway", "7"),
    ("am Broadway 7", "Broadway", "7"),
    ("Musterstraße 5", "Musterstraße", "5"),
    ("Adlerstr 5 restmuell", "Adlerstr", "5"),
    ("Poststraße 5", "Poststraße", "5"),
    ("Am Berg 7", "Am Berg", "7"),
    ("Carl-Benz-Straße 7", "Carl-Benz-Straße", "7"),
    ("Dieselstraße 7", "Dieselstraße", "7"),
    ("Bonner Straße 7", "Bonner Straße", "7"),
    ("Goethestraße", "Goethestraße", None),
    ("Max-Muster-Straße 5", "Max-Muster-Straße", "5"),
    ("Dortmunder Straße", "Dortmunder Straße", None),
    ("dortmunder str 3", "dortmunder str", "3"),
    ("Laurentiusplatz 3", "Laurentiusplatz", "3"),
    ("Am Sonnenhang 12 wann papier", "Am Sonnenhang", "12"),
    ("wohne am Sonnenhang 12", "Sonnenhang", "12"),
    ("Ich wohne in der Schuchardstraße", "Schuchardstraße", None),
)


@pytest.mark.parametrize(("text", "query", "number"), UNKNOWN)
def test_an_unknown_street_keeps_its_words(city, text, query, number):
    """So that the assistant can say which street it does not know."""
    found = spot_address(text, city.streets)
    assert found is not None
    assert (found.streets, found.query, found.house_number) == ((), query, number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Hausnr. 7", "7"),
        ("nein, Hausnummer 14", "14"),
        ("Hausnummer zwölf", "12"),
        ("Nr 14-16", "14"),
        ("Nummer 14", "14"),
        ("nein, ich meinte Nummer 14", "14"),
        ("die Nr. 14a", "14a"),
    ],
)
def test_only_a_house_number(city, text, number):
    """A correction names the number alone."""
    found = spot_address(text, city.streets)
    assert found is not None
    assert (found.query, found.streets, found.house_number) == ("", (), number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("14", "14"), ("nein, 14", "14"), ("die 14a", "14a"), ("zwölf", "12"), ("14 b", "14b"), ("14 - 16", "14"),
        ("Nummer 7 bitte", "7"), ("weiß ich nicht", None), ("am 3.12.", None), ("14 Uhr", None), ("", None),
        ("ich habe 14 Tonnen im Hof", None),
    ],
)  # fmt: skip
def test_a_bare_number_answers_the_question_for_it(text, number):
    """Only whoever asked for the house number may read it like this."""
    assert spot_house_number(text) == number


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Wann in der Hofaue 12 a Papier?", "Hofaue 12 a"),
        ("Fr.-Ebert-Str. 14-16 wann papier", "Fr.-Ebert-Str. 14-16"),
        ("nein, Nummer 14 bitte", "Nummer 14"),
        ("am Broadway 7 bitte", "Broadway 7"),
    ],
)
def test_what_is_marked(city, text, marked):
    """From the first letter of the street to the end of the number."""
    found = spot_address(text, city.streets)
    assert found is not None
    assert text[found.start : found.end] == marked


NO_ADDRESS = (
    # waste
    "in der Küche", "auf dem Balkon 3 Töpfe", "im Keller stehen 5 Dosen", "Wohin mit 3 Kartons", "3 Kartons",
    "2 Säcke Laub", "Wohin mit der alten Matratze?", "kann ich Holz in die blaue Tonne", "Wohin mit dem Straßenschmutz",
    "Darf der Pizzakarton in die Papiertonne?", "Im Kühlschrank sind 10 alte Eier", "Playstation 4 entsorgen",
    "Playstation 4", "Xbox 360 kaputt", "iPhone 12 entsorgen", "Plastik Nr. 5", "Batterien 9 Volt", "Papier 3 Kisten",
    "Ich habe 20 Flaschen Wein", "Restmülltonne 120 Liter", "Tonne 240", "Windeln Größe 4", "Wo kommt Alufolie rein?",
    "Was kostet ein Sack Restmüll?", "Meine Tonne wurde nicht geleert", "Die Tonne ist voll", "Müll auf dem Gehweg",
    "hinter dem Wall liegt Müll", "Im Tunnel liegt ein Sofa", "Am Spielplatz liegt Müll", "Auf dem Parkplatz 3 Reifen",
    "Der Container an der Kirche ist voll", "in meiner Straße wird nie geleert", "meine Straße", "unsere ganze Straße",
    "in der Straße nebenan", "Wie heißt die Straße?", "Welche Straße meinst du?", "auf offener Straße",
    "Neben der Straße liegen Reifen", "Wohin mit Straßenlaternen", "Terrasse 20 qm Holzdielen", "alte Treppe aus Holz",
    "Kellertreppe aus Holz", "Bretter von der Treppe", "5 Bretter", "fünf alte Stühle", "zwei Kabel", "Kabel 3 m",
    "1 Kühlschrank und 2 Lampen", "Farbeimer 10 l", "Wandfarbe 5 kg", "Rasenschnitt", "Äste vom Weinberg",
    "Blätter vom Kleeblatt", "Kork", "Glühbirnen 40 Watt", "Energiesparlampe 11 W", "Ordner mit 500 Blatt",
    "Schuhe Größe 42", "Bettdecke 200 x 220", "Teppich 3 mal 4 Meter", "Fernseher 55 Zoll", "Festplatte 500 GB",
    "Sperrmüll wie viel maximal?", "darf ich 5 Möbelstücke rausstellen", "ist Styropor Verpackung", "Wie trenne ich Müll",
    "Wohin mit einem Wagenheber", "Bauschutt aus dem Bad", "Gehört Asche in die graue Tonne?", "Ringordner", "Schmuckring",
    "Wohin mit Tellern", "alte Bücher vom Dachboden", "Ufersteine", "Feuerlöscher von 1998", "Sekt von Silvester",
    "Spraydose halb voll", "Kann man Baumschnitt abholen lassen?", "Pfandflasche ohne Etikett", "grüner Punkt",
    "Nummer 5 auf der Verpackung", "Was bedeutet die Nummer 7 auf Plastik?", "Warum kommt die Müllabfuhr nicht?",
    "Recycling-Code 21", "Ich ziehe um und habe 40 Kartons", "Wer räumt den Müll unterwegs weg?",
    # when
    "am Freitag", "am Freitag 5 Säcke", "am 3.12.", "am 24.", "am 31.2.", "um 19.30 Uhr", "um 7", "im Dezember 24",
    "in 2 Wochen", "in zwei Tagen", "zwischen den Jahren", "bis 18 Uhr", "ab 10", "Montag 8 bis 12", "nächste Woche",
    "Silvester 2026", "Weihnachten 2027", "im Jahr 2027", "die nächsten 3 Termine", "nächsten 2 Abholungen",
    "alle 14 Tage", "Wie oft im Monat?", "Öffnungszeiten Recyclinghof", "Samstag offen?", "bis 2030",
    # health and persons
    "Ich bin 72 und wohne allein", "bin 38", "Frau mit 51", "Mein Kind ist 5 Monate", "Unser Baby ist 4 Wochen alt",
    "Kurse 60+", "Yoga ab 50", "Sport für Leute über 65", "Rücken 50 plus", "Pflegegrad 3", "Diabetes Typ 2",
    "Welche Vorsorge mit 35?", "weiblich, 52", "Jahrgang 1974", "meine Tochter ist 13", "Zwillinge 8 Monate", "Ü60",
    "ich brauche einen Therapieplatz", "Wo finde ich einen Kitaplatz?", "Rückenkurs dienstags", "Angst vor Arbeitsplatzverlust",
    "Ich bin 14 und mir geht es schlecht", "Notruf 112", "Welche Nummer hat die Telefonseelsorge?", "Tel. 0202 4042",
    "Nummer 112", "unter der Nummer 116117", "0800 1110111", "Mein Opa ist 80", "seit 3 Jahren rauche ich",
    "Ich wiege 95 kg", "Blutdruck 160 zu 90", "BMI 31", "Fieber 39 Grad", "Kinder von 3 bis 6", "Gruppe 2",
    "im Alter von 65", "als Rentner mit 67", "Sport in Küllenhahn", "Yoga in Heidt", "Kurse in Barmen",
    "Angebote in Vohwinkel", "Bewegung auf der Nordbahntrasse", "Radweg", "Ich bin viel unterwegs", "Spielplatz in der Nähe",
    "Wie komme ich zum Sportplatz?", "Covid 19", "mein Sohn, 7", "Wir sind 4 Personen", "5 Leute", "Schwanger 20. Woche",
    # chat
    "hallo", "Guten Morgen", "danke", "ja", "nein", "nein, 14", "14", "38", "42103", "und Papier?", "Bist du ein Roboter?",
    "Wie alt bist du?", "Erzähl einen Witz", "1 2 3", "Was kannst du?", "Auf Wiedersehen", "Höchstens 3", "einen 5er",
    "Alles klar", "Du bist klasse 5 Sterne", "keineswegs", "das ist mir zu hoch", "10 von 10", "Platz 1", "Wer kontrolliert die Tempo-30-Zone?", "Buslinie 5",
    "Ich habe eine Frage", "Wer bist du", "", "???", "🙂", "Schöne Aussicht von hier", "alte Straße ist laut",
    "Was gibt es Neues?", "Wall-E ist ein Film", "Berliner und Krapfen", "Hamburger 2 Stück", "Stadtrat", "Rathaus",
)  # fmt: skip


CORNERS = tuple(text for text, streets, _ in FOUND if len(streets) > 1)


@pytest.mark.parametrize("text", CORNERS)
def test_what_is_asked_back_is_found_again_by_its_query(city, text):
    """The query alone is kept in the conversation; it has to lead to the same streets."""
    found = spot_address(text, city.streets)
    with pytest.raises(StreetAmbiguous) as ambiguous:
        city.streets.find(found.query)
    assert set(ambiguous.value.candidates) == set(found.streets)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_of_addresses_is_read_right(city, path):
    """Whoever should be asked and is asked counts as right; a wrong street is worse than none."""
    rows = read_list(path)
    assert len(rows) >= 400
    assert {row.outcome for row in rows} == set(Outcome)
    shares = summary(city.streets, rows)
    assert shares.right >= LEAST_RIGHT, shares
    assert shares.wrong <= MOST_WRONG, shares


def test_there_are_enough_counterexamples():
    """Most messages name no address at all."""
    assert len(set(NO_ADDRESS)) >= 150


@pytest.mark.parametrize("text", NO_ADDRESS)
def test_no_address_where_there_is_none(city, text):
    """Ages, amounts, dates and everyday words are no addresses."""
    assert spot_address(text, city.streets) is None


def test_an_address_is_found_at_once(city):
    """Half of the messages take less than a few milliseconds even on a slow machine."""
    texts = [text for text, *_ in FOUND] + list(NO_ADDRESS)
    city.streets.exact("")
    took = []
    for text in texts:
        begin = perf_counter()
        spot_address(text, city.streets)
        took.append(perf_counter() - begin)
    assert sorted(took)[len(took) // 2] < 0.005
