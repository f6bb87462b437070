"""Times of day as people write them."""

from datetime import time

import pytest

from bot.city.clock import spot_clocks


@pytest.mark.parametrize(("said", "times"), [
    ("um 19 Uhr", ["19:00"]),
    ("abends um acht", ["20:00"]),
    ("19:30", ["19:30"]),
    ("18.30 Uhr", ["18:30"]),
    ("um 20h", ["20:00"]),
    ("20h15", ["20:15"]),
    ("19 Uhr 30", ["19:30"]),
    ("um 6", ["06:00"]),
    ("morgens um 6", ["06:00"]),
    ("6 uhr früh", ["06:00"]),
    ("06:00", ["06:00"]),
    ("halb sieben", ["06:30"]),
    ("abends halb sieben", ["18:30"]),
    ("Viertel nach sieben", ["07:15"]),
    ("Viertel vor acht", ["07:45"]),
    ("Dreiviertel acht abends", ["19:45"]),
    ("8 Uhr abends", ["20:00"]),
    ("Abend vorher um 7", ["19:00"]),
    ("nachts um 3", ["03:00"]),
    ("um 24 Uhr", ["00:00"]),
    ("um 12 Uhr mittags", ["12:00"]),
    ("zwischen 22 und 7 Uhr", ["22:00", "07:00"]),
    ("auf 21 Uhr, 20 Uhr ist mir zu früh", ["21:00", "20:00"]),
    ("Erinnerung für Bio um 20 Uhr, Hofaue 20", ["20:00"]),
    # None of these is a time.
    ("am 3.12.", []),
    ("ab 3. Dezember", []),
    ("Hofaue 20", []),
    ("in 3 Tagen", []),
    ("für zwei Wochen", []),
    ("in zwei Stunden", []),
    ("um 25 Uhr", []),
    ("alle acht Tonnen", []),
    ("", []),
])  # fmt: skip
def test_times_are_found(said, times):
    assert [f"{clock.time:%H:%M}" for clock in spot_clocks(said)] == times


@pytest.mark.parametrize(
    ("said", "sure"), [("19 Uhr", True), ("um 7", False), ("abends um 7", True), ("07:00", True), ("um 12", False)]
)
def test_what_could_be_either_of_two_times_is_not_sure(said, sure):
    assert [clock.sure for clock in spot_clocks(said)] == [sure]


def test_place_in_the_text_is_told():
    (clock,) = spot_clocks("bitte um 19 Uhr")
    assert ("bitte um 19 Uhr"[clock.start : clock.end], clock.time) == ("19 Uhr", time(19))
