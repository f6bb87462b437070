"""Names of streets that most German towns have.

Where the list of streets lacks one, it is a gap or another town's street, but not a misspelling of the name
next to it: Steinstraße is not Sternstraße, Bonner Straße is not Borner Straße.
"""

from bot.city.text import without_umlauts

_ENDINGS = ("strasse", "weg", "platz", "allee", "gasse", "ring")
# Without "Straße"; folded.
_CORES = """
    adler ahorn akazien alb alpen altstadt amsel andreas anger anna anton apfel arndt astern au auen bach baecker
    bahnhof barbara bauern beethoven berg birken birnen bismarck bluecher blumen blumenthal bosch brahms brauhaus
    brombeer bruecken bruehl buchen burg bussard buttermarkt clara dachs dahlien daimler deich diesel dom donau dorf
    drossel duerer eber ebert eibe eichen eichendorff einstein elbe elster ems engel erlen eschen eulen fabrik
    falken farn fasanen feld felsen fichten finken fischer flieder fliederbusch flur fontane forst franken frieden
    friedens fruehling fuchs gaertner garten gewerbe ginster glocken gneisenau goethe graben grimm gruen grund
    habicht haendel hafen hainbuchen handwerker hanssachs hasel hasen haupt haydn hebbel hegel heide heine heinkel
    herbst herder hirten hoch hoelderlin hohe hohenstaufen holunder holz hospital huegel humboldt hutten iltis
    industrie insel jahn jakob jasmin johannes josef joseph junkers kaiser kanal kant kapellen karls kastanien
    katharinen kepler kerner kiefern kies kirch kirchen kirschen klee kleist klopstock kloster koch koenig koenigs
    kolumbus krokus kron kronprinzen krumme kurze lahn land landwehr lange lavendel leibniz lenau lerchen lessing
    lilien lilienthal linden liszt loewenzahn lortzing luetzow lukas luther maerz magnolien mai main margareten
    maria marien markt martin matthaeus maurer max meisen memel metzer mittel moerike molkerei moltke mond mosel
    mozart muehl muehlen nachtigallen narzissen neckar nelken neu neue nibelungen nord nuss ober obst oder ost otto
    pappel park pastor paul peter pfarr pflaumen philosophen platanen pommern post prinzen quellen quer raiffeisen
    rathaus reh reuter rhein richard ring robert robertschumann robinien rochus roemer roentgen rosen rosmarin
    rotdorn ruhr saar sachsen salz sand schaefer schanzen schiefer schiller schlehen schlesier schleusen schloss
    schmied schmiede schub schubert schuetzen schul schumann schwaben schwalben schwanen sebastian see siedlung sieg
    siemens sommer sonnen spatzen specht sperber spiel sport spree stadion stadt star stauffenberg stein steinbruch
    stern stifter storchen storm strauss sudeten sued tal tannen tauben taunus teich telemann theodorheuss
    theodorstorm thomas tulpen turm uhland ulmen unter veilchen viktoria virchow voegel wacholder wagner wald
    waldrand wall wasser weber weiden weiher wein weinberg weissdorn werk weser west wieland wiesen wikinger wilhelm
    wilhelms winter wittgenstein woerth wolfs wupper zechen zedern zeisig zeppelin ziegel ziegelei zoll
"""
_TOWNS = """
    aachener allensteiner altenaer ansbacher aschaffenburger augsburger bamberger baseler bayreuther bielefelder
    bochumer bonner bottroper braunschweiger chemnitzer coburger cottbuser danziger darmstaedter dessauer detmolder
    dortmunder dresdener dresdner duerener duesseldorfer duisburger elbinger emdener erfurter erlanger essener
    eupener euskirchener flensburger frankfurter freiburger fuldaer geraer giessener glogauer goettinger goslarer
    guetersloher hagener hallesche hamelner hammer hanauer hannoversche hannoverscher hattinger heidelberger
    heilbronner herforder herner hildener hildesheimer insterburger iserlohner jenaer juelicher kaiserslauterer
    karlsruher kasseler kattowitzer kempener klever koblenzer konstanzer krefelder landshuter leverkusener limburger
    lindauer linzer luebecker luedenscheider lueneburger magdeburger mainzer mannheimer marburger memeler mettmanner
    mindener moerser muelheimer muenchener muenchner muensteraner naumburger neusser nuernberger oldenburger
    osnabruecker paderborner passauer pommersche posener potsdamer prager ratinger recklinghauser regensburger
    reutlinger rosenheimer rostocker saarbruecker salzburger siegburger siegener soester speyerer stettiner
    stralsunder straubinger stuttgarter tilsiter trierer tuebinger ulmer velberter viersener weimarer weseler
    wetzlarer wiener wiesbadener wolfsburger wormser wuerzburger xantener zwickauer
"""
# A name of two first names is not shortened to the second: Wilhelmstraße is not the Friedrich-Wilhelm-Straße.
_FIRST_NAMES = frozenset("wilhelm friedrich karl otto martin georg heinrich august josef joseph johann marie".split())
_KNOWN = frozenset(without_umlauts(name) for name in (*_CORES.split(), *_TOWNS.split()))


def common_elsewhere(key: str) -> bool:
    """Whether most towns have a street of this name ("poststrasse")."""
    plain = without_umlauts(key)
    return any(plain.removesuffix(end) in _KNOWN for end in _ENDINGS if plain.endswith(end))


def common_word(key: str) -> bool:
    """Whether this is what such streets are named after, without "Straße": "wald" is no slip of Wall."""
    return without_umlauts(key) in _KNOWN


def first_name(key: str) -> bool:
    """Whether a street is called after nothing but a first name."""
    return any(key.removesuffix(end) in _FIRST_NAMES for end in _ENDINGS if key.endswith(end))
