"""Which bin residents mean: by colour, by name, misspelled; and when a colour is only a colour."""

import pytest

from bot.city.stream import Stream
from bot.city.stream_words import StreamWords


@pytest.mark.parametrize(
    ("text", "streams"),
    [
        ("Wann kommt die Blaue?", [Stream.PAPER]),
        ("nur bio und gelb, restmüll brauch ich nich", [Stream.ORGANIC, Stream.PACKAGING]),
        ("in die blaue Tonne", [Stream.PAPER]),
        ("den blauen Tonnen", [Stream.PAPER]),
        ("papiertonne", [Stream.PAPER]),
        ("Papiertone", [Stream.PAPER]),
        ("blauetonne", [Stream.PAPER]),
        ("gelber Sack", [Stream.PACKAGING]),
        ("die gelben Säcke", [Stream.PACKAGING]),
        ("Gelbetonne", [Stream.PACKAGING]),
        ("braune Tonne", [Stream.ORGANIC]),
        ("wann ist bio dran", [Stream.ORGANIC]),
        ("Biomül", [Stream.ORGANIC]),
        ("Restmuell", [Stream.RESIDUAL]),
        ("RESTMÜLL-TONNE", [Stream.RESIDUAL]),
        ("Restmühl", [Stream.RESIDUAL]),
        ("Sperrmüll", [Stream.BULKY]),
        ("ins Altglas", [Stream.GLASS]),
        ("die Braune und die Graue", [Stream.ORGANIC, Stream.RESIDUAL]),
        ("Papier und Bio am Montag", [Stream.PAPER, Stream.ORGANIC]),
    ],
)
def test_bins_are_recognised(city, text, streams):
    """However they are inflected, glued or misspelled by one letter."""
    assert [mention.stream for mention in city.stream_words.spot(text)] == streams


@pytest.mark.parametrize(
    "text", ["Bestmüll", "blaue Flecken", "blaues Auto", "gelbe Bananen", "der restliche Tag", "Hallo", "", "42"]
)
def test_other_words_are_no_bins(city, text):
    """A slip in the first letter makes another word, and a colour alone is no bin before another noun."""
    assert city.stream_words.spot(text) == []


def test_places_are_those_in_the_text(city):
    """Start and end cut out the longest name."""
    text = "Die gelbe Tonne bitte"
    [mention] = city.stream_words.spot(text)
    assert text[mention.start : mention.end] == "gelbe Tonne"


def test_every_name_leads_to_its_stream(city):
    """All names of the data, each as it is written."""
    for stream, info in city.streams.items():
        for name in info.names:
            assert stream in {mention.stream for mention in city.stream_words.spot(name)}, name


def test_no_streams_no_words():
    """An empty list of streams spots nothing."""
    assert StreamWords(()).spot("blaue Tonne") == []
