"""German vocabulary of street names: abbreviations, endings, what stands before and between them. Folded."""

import re

# What people shorten in street names; written out on both sides before comparing.
ABBREVIATIONS = {
    "str": "strasse",
    "pl": "platz",
    "plz": "platz",
    "wg": "weg",
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
# "Obergrünewalder", "Untenrohleder": people name both together and leave this out.
LEVELS = ("ober", "oben", "unter", "unten")
# Between the two streets of a corner, or of a choice.
CORNER = re.compile(r"(?i)\s*(?:[/&+]|\b(?:ecke|eck|kreuzung|oder|und|bzw)\b\.?)\s*")
# "Am", "An der", "Auf den" …: with them a name begins, but what tells it apart comes after.
OPENINGS = frozenset(("am", "an", "auf", "im", "in", "zum", "zur"))
# How "Straße" is misspelled, alone or at the end of a name; "Trasse" is a word of its own.
_STREET_MISSPELLED = tuple(
    """
    strassse strassee strahse strosse straesse starsse strabe strase stasse strasze strasee straese strass stross
    strsse strae srasse staase
    """.split()
)
_SHORT_ENDINGS = {"str": "strasse", "strs": "strasse", "wg": "weg", "pl": "platz"}
_SHORT = tuple(_SHORT_ENDINGS)
_LONG_ENDINGS = ("strasse", "platz", "allee", "gasse")
ABBREVIATIONS |= dict.fromkeys((*_STREET_MISSPELLED, "strs"), "strasse")
_OPENING_KEYS = ("ander", "inder", "inden", "aufder", "aufden", "am", "im", "zur", "zum")


def written_out(folded: str) -> str:
    """Write out a folded word's abbreviation: "str" and "luisenstr" get their "strasse", "kleistpl" its "platz"."""
    if folded in ABBREVIATIONS:
        return ABBREVIATIONS[folded]
    if folded.endswith(_SHORT):
        short = next(short for short in _SHORT if folded.endswith(short))
        return folded.removesuffix(short) + _SHORT_ENDINGS[short] if len(folded) > len(short) + 2 else folded
    if folded.endswith(_STREET_MISSPELLED) and len(folded) > 8:
        wrong = next(ending for ending in _STREET_MISSPELLED if folded.endswith(ending))
        return folded.removesuffix(wrong) + "strasse"
    return folded


def core(key: str) -> str:
    """What tells a name apart: without "an der" in front and "strasse" behind."""
    for opening in _OPENING_KEYS:
        if key.startswith(opening) and len(key) > len(opening) + 2:
            return key.removeprefix(opening)
    return next((key.removesuffix(end) for end in _LONG_ENDINGS if key.endswith(end)), key)
