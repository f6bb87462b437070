"""From the words of suppliers to bins."""

import pytest

from bot.city.stream import PICKUP_STREAMS, Stream
from bot.sources.pickup_labels import FORTNIGHTLY, Labels
from tests.sources.fake_suppliers.truth import LABELS

R, B, P, G = Stream.RESIDUAL, Stream.ORGANIC, Stream.PAPER, Stream.PACKAGING
HALF = (R, True)


@pytest.mark.parametrize(
    ("text", "bins"),
    [
        ("Restmüll", [(R, False)]),
        ("RESTMÜLL", [(R, False)]),
        ("Rest müll", [(R, False)]),
        ("Restmüll/Bio/Papier", [(R, False), (B, False), (P, False)]),
        ("Restmüll / Restmüll-50% / Gelb", [(R, False), HALF, (G, False)]),
        ("Restmüll 14-täglich", [HALF]),
        ("Bio/Bio", [(B, False)]),
        ("Bio + Papier", [(B, False), (P, False)]),
        ("Bio und Papier", [(B, False), (P, False)]),
        ("Bio & Papier", [(B, False), (P, False)]),
        ("Bio, Papier", [(B, False), (P, False)]),
        ("Papier, Pappe", [(P, False)]),
        ("Papier/Pappe", [(P, False)]),
        ("Abfuhr: Restmüll", [(R, False)]),
        ("Leerung: Biotonne (braun)", [(B, False)]),
        ("Abfuhr: Restmüll, Bio", [(R, False), (B, False)]),
        ("Gelber Sack (ab 6 Uhr)", [(G, False)]),
        ("Sperrmüll", [(Stream.BULKY, False)]),
        ("Weihnachtsbaumabholung", [(Stream.CHRISTMAS_TREE, False)]),
        ("Schadstoffmobil", []),
        ("Bio/Schadstoffmobil (Marktplatz)", [(B, False)]),
        ("", []),
    ],
)
def test_a_summary_names_one_or_several_bins(text, bins):
    """Whatever joins them, in any case and with spaces anywhere; what is no pickup at the door is skipped."""
    found = LABELS.read(text)
    assert list(found.bins) == bins
    assert (found.marked, found.unknown) == (False, ())


@pytest.mark.parametrize(
    "text",
    [
        "Bio / !!! Terminverschiebung !!!",
        "Bio/!!! Terminverschiebung !!!",
        "!!! Terminverschiebung !!! Bio",
        "Bio (verschoben)",
        "Bio - Terminverlegung",
        "Bio*verlegt*",
        "BIO / TERMINVERSCHIEBUNG",
    ],
)
def test_a_mark_says_that_the_date_moved(text):
    """And leaves the bin as it is."""
    found = LABELS.read(text)
    assert (found.bins, found.marked, found.unknown) == (((B, False),), True, ())


@pytest.mark.parametrize(
    ("text", "unknown"), [("Bio/Glas", ("Glas",)), ("Bioglas", ("Bioglas",)), ("Glas/Metall", ("Glas", "Metall"))]
)
def test_what_nobody_knows_is_kept_as_it_is_written(text, unknown):
    """For the report."""
    assert LABELS.read(text).unknown == unknown


@pytest.mark.parametrize("stream", PICKUP_STREAMS)
def test_each_name_of_a_bin_means_this_bin(stream):
    """All words of suppliers.yml, alone and side by side with another."""
    for name in LABELS.words[stream]:
        assert LABELS.read(name).bins == ((stream, False),), name
        assert (stream, False) in LABELS.read(f"{name}/Sperrmüll").bins, name


def test_each_name_of_the_fortnightly_tariff_means_it():
    """And never the weekly one."""
    for name in LABELS.words[FORTNIGHTLY]:
        assert LABELS.read(name).bins == (HALF,), name


def test_the_first_name_is_for_writing():
    """One per bin."""
    labels = Labels({"organic": ("Bio", "Biomüll"), FORTNIGHTLY: ("Halb",)})
    assert labels.name("organic") == "Bio"
    assert labels.known == ("Bio", "Halb")
