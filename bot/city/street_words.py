"""German vocabulary of street names: abbreviations, endings, and names that nearly every town has. Folded."""

# What people shorten in street names; written out on both sides before comparing.
ABBREVIATIONS = {
    "str": "strasse",
    "strs": "strasse",
    "strase": "strasse",
    "strass": "strasse",
    "strae": "strasse",
    "stasse": "strasse",
    "pl": "platz",
    "st": "sankt",
    "gr": "grosse",
    "kl": "kleine",
    "fr": "friedrich",
    "friedr": "friedrich",
    "wilh": "wilhelm",
    "heinr": "heinrich",
    "joh": "johannes",
    "ob": "obere",
    "unt": "untere",
}
SUFFIXES = ("strasse", "weg", "platz", "allee", "gasse", "ring", "ufer", "treppe", "berg", "hof", "markt")
# "Am", "An der", "Auf den" …: with them a name begins, but what tells it apart comes after.
OPENINGS = frozenset(("am", "an", "auf", "im", "in", "zum", "zur"))
# Found in most towns. Where the list of streets lacks one, it is a gap or another town's street, but not
# a misspelling of the name next to it (Steinstraße – Sternstraße).
_COMMON_CORES = frozenset(
    """
    adler amsel bach bahnhof beethoven berg birken bismarck blumen bruecken buchen burg dorf eichen erlen feld
    finken flieder forst garten goethe hafen haupt haydn heide industrie jahn kant kapellen kastanien
    kirch kloster linden lerchen lessing markt meisen mittel mozart muehlen nelken neue nord ober park post
    quer rathaus ring rosen sand schiller schloss schul see stadt stein sued tal tannen tulpen uhland ulmen unter
    veilchen wald wasser weiden west wiesen ziegel
    werk fabrik
    """.split()
)
_COMMON_ENDINGS = ("strasse", "weg", "platz", "allee")


def common_elsewhere(key: str) -> bool:
    """Whether nearly every town has a street of this name ("poststrasse")."""
    return any(key.removesuffix(e) in _COMMON_CORES for e in _COMMON_ENDINGS if key.endswith(e))


def written_out(folded: str) -> str:
    """Write out a folded word's abbreviation: "str" and "luisenstr" get their "strasse"."""
    if folded in ABBREVIATIONS:
        return ABBREVIATIONS[folded]
    if folded.endswith("str") and len(folded) > 5:
        return folded + "asse"
    if folded.endswith(("strase", "stasse", "strasze", "strass", "strae")) and len(folded) > 8:
        return folded[: folded.rindex("st")] + "strasse"
    return folded


def core(key: str) -> str:
    """What tells a name apart: without "an der" in front and "strasse" behind."""
    for opening in ("ander", "inder", "inden", "aufder", "aufden", "am", "im", "zur", "zum"):
        if key.startswith(opening) and len(key) > len(opening) + 2:
            return key.removeprefix(opening)
    return key.removesuffix("strasse")
