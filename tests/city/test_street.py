"""Streets: every one is found however it is typed, and none is taken for another."""

import random
import string
from collections import Counter

import pytest
from rapidfuzz.distance import OSA

from bot.city.address import spot_address
from bot.city.errors import HouseNumberInvalid, HouseNumberNeeded, StreetAmbiguous, StreetUnknown
from bot.city.street import Street, StreetPart, StreetRegister, allowed_slips, read_house_number, street_key
from bot.city.street_index import NearKeys, plain
from bot.city.street_sound import sound

FRAMES = ("{} 7", "Wann wird in der {} 7 der Papiermüll geholt?", "ich wohne {} 12a")


def replaced(*pairs: tuple[str, str]):
    """A spelling that differs from the official one in these letters."""

    def spell(name: str) -> str:
        for official, typed in pairs:
            name = name.replace(official, typed)
        return name

    return spell


SPELLINGS = {
    "as written": str,
    "lower case": str.lower,
    "upper case": str.upper,
    "without umlaut keys": replaced(("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("é", "e")),
    "umlauts dropped": replaced(("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "ss"), ("é", "e")),
    "Str.": replaced(("straße", "str."), ("Straße", "Str.")),
    "str": replaced(("straße", "str"), ("Straße", "str")),
    "no hyphens": replaced(("-", " ")),
    "in one word": replaced(("-", ""), (" ", "")),
}

# "Rubenstr." may be either; both are offered.
ALIKE = {("Rübenstraße", "umlauts dropped"): ("Rubensstraße",)}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("frame", FRAMES)
def test_every_street_is_found_in_every_usual_spelling(city, spelling, frame):
    """Nobody types like the land registry."""
    missed = []
    for name in city.streets.streets:
        found = spot_address(frame.format(SPELLINGS[spelling](name)), city.streets)
        if not found or set(found.streets) != {name, *ALIKE.get((name, spelling), ())}:
            missed.append((name, found and found.streets))
    assert missed == []


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_register_finds_every_street_by_its_spelling(city, spelling):
    """Whatever stands in a slot is found again."""
    for name in city.streets.streets:
        if (name, spelling) not in ALIKE:
            assert city.streets.find(SPELLINGS[spelling](name)).name == name


def with_slip(name: str, chance: random.Random) -> str:
    """One letter left out, replaced, doubled up or swapped with the next."""
    at = chance.choice([i for i, letter in enumerate(name) if letter.isalpha()])
    other = chance.choice(string.ascii_lowercase)
    neighbour = name[at + 1 : at + 2]
    changed = {
        "out": name[:at] + name[at + 1 :],
        "replaced": name[:at] + other + name[at + 1 :],
        "more": name[:at] + other + name[at:],
        "swapped": name[:at] + neighbour + name[at] + name[at + 2 :]
        if neighbour.isalpha()
        else name[:at] + name[at + 1 :],
    }
    return changed[chance.choice(sorted(changed))]


@pytest.mark.parametrize("frame", FRAMES)
def test_one_slip_is_forgiven(city, frame):
    """97 of 100 are found, or offered with one other; at most one in a hundred is taken for another street."""
    chance = random.Random(42)
    results: Counter[str] = Counter()
    for name in city.streets.streets:
        for _ in range(3):
            found = spot_address(frame.format(with_slip(name, chance)), city.streets)
            streets = found.streets if found else ()
            results["found" if name in streets else "wrong" if len(streets) == 1 else "missed"] += 1
    total = results.total()
    assert results["found"] / total >= 0.97
    assert results["wrong"] / total <= 0.01


# Frequent in other towns; Wuppertal's list has none of them.
ELSEWHERE = (
    "Robert Koch Straße",
    "Poststraße", "Schulstraße", "Gartenstraße", "Bahnhofstraße", "Dorfstraße", "Birkenweg", "Waldstraße", "Ringstraße",
    "Amselweg", "Feldstraße", "Finkenweg", "Rosenstraße", "Mühlenstraße", "Parkstraße", "Tannenweg", "Goethestraße",
    "Blumenstraße", "Weststraße", "Heideweg", "Kastanienweg", "Fliederweg", "Meisenweg", "Lerchenweg", "Talstraße",
    "Marktplatz", "Kapellenweg", "Mittelstraße", "Seestraße", "Brückenstraße", "Bachstraße", "Händelstraße",
    "Uhlandstraße", "Lessingstraße", "Steinstraße", "Adlerstraße", "Nelkenweg", "Tulpenweg", "Schloßplatz",
    "Musterstraße", "Broadway", "Kurfürstendamm", "Wittelsbacherstraße", "Markgrafenstraße", "Laurentiusplatz",
    "Robert-Koch-Straße", "Konrad-Adenauer-Straße", "Unter den Linden",
)  # fmt: skip


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_street_of_another_town_is_taken_for_no_other(city, name):
    """A wrong date is worse than a question."""
    found = spot_address(f"Wann wird in der {name} 7 der Papiermüll geholt?", city.streets)
    assert found is None or len(found.streets) != 1
    with pytest.raises((StreetUnknown, StreetAmbiguous)):
        city.streets.find(name)


def test_the_index_misses_hardly_any_near_name(city):
    """It looks at few names only; held against a look at all of them, with as many slips as are forgiven."""
    keys = [street.key for street in city.streets.streets.values()]
    near, chance, missed, tried = NearKeys(keys), random.Random(7), [], 0
    for key in keys:
        typed = key
        for allowed in range(1, allowed_slips(key) + 1):
            typed, tried = with_slip(typed, chance), tried + 1
            slips, found = near.closest(typed, allowed)
            least = min(OSA.distance(plain(typed), plain(other)) for other in keys)
            if least <= allowed and (not found or slips > least):
                missed.append((typed, key))
    assert len(missed) <= tried / 500, missed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sofienstrasse", "sophienstrasse"),
        ("stefanstrasse", "stephanstrasse"),
        ("hedwichstrasse", "hedwigstrasse"),
        ("beienburgerfreiheit", "beyenburgerfreiheit"),
        ("irmgartstrasse", "irmgardstrasse"),
        ("klotwigstrasse", "chlodwigstrasse"),
        ("laurenziusstrasse", "laurentiusstrasse"),
    ],
)
def test_what_is_read_aloud_alike_sounds_alike(one, other):
    """People who know a street by ear write it so."""
    assert sound(one) == sound(other)


def test_a_part_of_a_name_is_enough_where_it_tells_which(city):
    """Without "Straße", without a first name, with shortened words."""
    find = city.streets.find
    assert find("Luisen").name == "Luisenstraße"
    assert find("Ebertstraße").name == "Friedrich-Ebert-Straße"
    assert find("N. Friedrichstr.").name == "Neue Friedrichstraße"
    assert find("Diek").name == "Am Diek"


@pytest.mark.parametrize(
    "text", ["Gathe Ecke Karlstraße", "Ecke Gathe/Karlstr.", "gathe / karlstr", "Gathe und Karlstr"]
)
def test_both_streets_of_a_corner_are_offered(city, text):
    """Which one the bins belong to, only who lives there knows."""
    with pytest.raises(StreetAmbiguous) as ambiguous:
        city.streets.find(text)
    assert ambiguous.value.candidates == ("Gathe", "Karlstraße")


def test_an_unknown_street_comes_with_the_nearest_names(city):
    """So that the assistant can offer them."""
    with pytest.raises(StreetUnknown) as unknown:
        city.streets.find("Poststraße")
    assert "Oststraße" in unknown.value.candidates
    assert len(unknown.value.candidates) <= 4


@pytest.mark.parametrize("text", ["", "???", "🙂", "Straße", "x"])
def test_what_is_no_name_finds_nothing(city, text):
    """Not even a guess at a sure answer."""
    with pytest.raises((StreetUnknown, StreetAmbiguous)):
        city.streets.find(text)


def test_several_fitting_streets_are_offered(city):
    """Great and Little Flurstraße."""
    with pytest.raises(StreetAmbiguous) as ambiguous:
        city.streets.find("Flurstr.")
    assert ambiguous.value.candidates == ("Große Flurstraße", "Kleine Flurstraße")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fr.-Ebert-Str.", "friedrich ebert strasse"),
        ("Luisenstr", "LUISENSTRASSE"),
        ("Kl. Flurstr.", "Kleine Flurstraße"),
        ("St.-Martins-Weg", "Sankt Martins-Weg"),
        ("Schlossstraße", "Schloßstraße"),
        ("Luisenstrase", "Luisenstraße"),
    ],
)
def test_keys_make_spellings_equal(one, other):
    """Two spellings of one name."""
    assert street_key(one) == street_key(other)


SPLIT = Street("Lange Straße", "Markt", "Nord", (StreetPart("east", 1, 99), StreetPart("west", 100, None, "even")))
WHOLE = Street("Kurze Straße", "Markt", "Nord", (StreetPart("east"),))


@pytest.mark.parametrize(("number", "area"), [("1", "east"), ("99b", "east"), ("100", "west"), ("98-100", "east")])
def test_the_house_number_decides_in_a_split_street(number, area):
    """Both ends of a stretch belong to it."""
    assert SPLIT.area(number) == area


@pytest.mark.parametrize("number", ["101", "0", "abc", ""])
def test_a_number_outside_all_stretches_is_refused(number):
    """101 is on the side that the calendar does not know."""
    with pytest.raises(HouseNumberInvalid):
        SPLIT.area(number)


def test_only_a_split_street_needs_a_number():
    """Nobody is asked for nothing."""
    assert WHOLE.area(None) == WHOLE.area("7") == "east"
    with pytest.raises(HouseNumberNeeded):
        SPLIT.area(None)


def test_an_impossible_number_is_refused_everywhere():
    """Also where it would not matter."""
    with pytest.raises(HouseNumberInvalid):
        WHOLE.area("0")


@pytest.mark.parametrize(("text", "number"), [("14", 14), ("14a", 14), (" 14 B", 14), ("14-16", 14)])
def test_house_numbers(text, number):
    """Letters and ranges are read by their first number."""
    assert read_house_number("Hofaue", text) == number


def test_an_empty_register_knows_nothing():
    """No streets, no answer, no crash."""
    with pytest.raises(StreetUnknown):
        StreetRegister(()).find("Hofaue")
    found = spot_address("Wann in der Hofaue 5?", StreetRegister(()))
    assert found is not None
    assert (found.query, found.streets) == ("Hofaue", ())
