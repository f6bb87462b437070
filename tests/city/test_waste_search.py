"""Finding waste items: rules on a small catalogue, and everyday questions on the real one."""

import csv
from datetime import date
from pathlib import Path

import pytest

from bot.city.errors import ItemAmbiguous, ItemUnknown
from bot.city.lexicon import Lexicon
from bot.city.source import Source
from bot.city.stream import Stream
from bot.city.waste import WasteChoice, WasteItem, WasteMaterial, WasteOption
from bot.city.waste_lookup import Certainty
from bot.city.waste_search import WasteCatalogue, content_words

SOURCE = Source("Test", None, date(2026, 11, 22))
QUESTIONS = Path(__file__).with_name("waste_questions.csv")
WORDS = (
    "laufen lauge stromschlag beschwerde kerze designer abschied terpentin loeffel bahn eisenbahn autor drucker band"
)
LEXICON = Lexicon(frozenset(WORDS.split()), frozenset(("terpentin", "loeffel", "bahn", "drucker", "band")))


def item(name: str, *synonyms: str) -> WasteItem:
    return WasteItem(name, synonyms, (WasteOption(Stream.RESIDUAL),), SOURCE)


@pytest.fixture(scope="module")
def small() -> WasteCatalogue:
    """A few things that are easily confused."""
    items = [
        item("Pizzakarton", "Pizzaschachtel"),
        item("Karton"),
        item("Käse"),
        item("Kerze", "Teelicht"),
        item("Lauge"),
        item("Erde"),
        item("Knete"),
        item("Rohr"),
        item("Leiter"),
        item("Gemüse", "Salat"),
        item("Brief"),
        item("Kaffeemaschine"),
        item("Matratze"),
        item("Hecke", "Heckenschnitt"),
        item("Laub"),
        item("Bücher", "Buch"),
        item("Farbe"),
        item("Eimer"),
        item("Deckel"),
        item("Küche"),
        item("Tischlampe"),
        item("LED-Lampe"),
        item("Schrottauto", "Auto"),
        item("Spüle"),
        item("Sofa", "Couch"),
        item("Handtuch", "Handtücher"),
        item("Faules Obst"),
        item("Gartenschlauch"),
        item("Fahrradreifen"),
        item("Papiertüte"),
        item("Plastiktüte"),
        item("Verpackung aus Kunststoff", "Kunststoffverpackung"),
        item("Imbissverpackung", "To-go-Verpackung"),
        item("Gegenstand aus Metall"),
        item("Gegenstand aus Holz"),
        item("Uhr"),
    ]
    choices = [
        WasteChoice(("Lampe",), ("Tischlampe", "LED-Lampe")),
        WasteChoice(("Schlauch",), ("Gartenschlauch", "Fahrradreifen")),
        WasteChoice(("Tüte", "Tüten"), ("Papiertüte", "Plastiktüte")),
        WasteChoice(("Verpackung",), ("Verpackung aus Kunststoff", "Imbissverpackung")),
    ]
    materials = [
        WasteMaterial(("Metall", "Blech"), "Gegenstand aus Metall"),
        WasteMaterial(("Holz",), "Gegenstand aus Holz"),
    ]
    return WasteCatalogue(items, choices, materials, LEXICON)


def names(catalogue: WasteCatalogue, text: str) -> list[str]:
    return [match.items[0].name for match in catalogue.spot(text) if len(match.items) == 1]


@pytest.mark.parametrize(
    ("text", "name", "certainty"),
    [
        ("Pizzakarton", "Pizzakarton", Certainty.EXACT),
        ("PIZZAKARTON?!", "Pizzakarton", Certainty.EXACT),
        ("pizza karton", "Pizzakarton", Certainty.EXACT),
        ("Pizza-Karton", "Pizzakarton", Certainty.EXACT),
        ("Kaffee Maschine", "Kaffeemaschine", Certainty.EXACT),
        ("Kaese", "Käse", Certainty.EXACT),
        ("Kase", "Käse", Certainty.INFLECTED),
        ("Pizzakartons", "Pizzakarton", Certainty.INFLECTED),
        ("mit den Handtüchern", "Handtuch", Certainty.INFLECTED),
        ("faulem Obst", "Faules Obst", Certainty.INFLECTED),
        ("Kaffemaschine", "Kaffeemaschine", Certainty.TYPO),
        ("Kafeemaschiene", "Kaffeemaschine", Certainty.TYPO),
        ("Matrazte", "Matratze", Certainty.TYPO),
        ("Designersofa", "Sofa", Certainty.COMPOUND),
        ("Abschiedsbrief", "Brief", Certainty.COMPOUND),
        ("Käsereste", "Käse", Certainty.COMPOUND),
        ("Matratzenstücke", "Matratze", Certainty.COMPOUND),
        ("Blechdingsbums", "Gegenstand aus Metall", Certainty.MATERIAL),
    ],
)
def test_a_thing_is_found_as_people_write_it(small, text, name, certainty):
    """Folding, inflection, one slip, two in long words, and unlisted compounds."""
    [match] = small.spot(text)
    assert [found.name for found in match.items] == [name]
    assert match.certainty == certainty
    assert match.sure == (certainty >= Certainty.TYPO)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pizza- oder andere Kartons", ["Karton"]),
        ("Papier- oder Plastiktüten", ["Papiertüte", "Plastiktüte"]),
        ("Stroh- und Kaffeemaschinen", ["Kaffeemaschine"]),
        ("Handtücher - und Laub", ["Handtuch", "Laub"]),
    ],
)
def test_what_a_hyphen_leaves_out_is_completed(small, text, found):
    """The end of the second word belongs to the first as well; without one it is no thing of its own."""
    assert names(small, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Farbe Eimer", ["Farbe"]),
        ("Laub, drei Säcke", ["Laub"]),
        ("Erde, zwei Eimer", ["Erde"]),
        ("Erde, Eimer", ["Erde", "Eimer"]),
        ("Obst faul", ["Faules Obst"]),
        ("ein Rohr", ["Rohr"]),
    ],
)
def test_vessels_quantities_and_qualities_belong_to_the_thing_before(small, text, found):
    """ "Farbe Eimer" is about paint, "Obst, faul" about rotten fruit."""
    assert names(small, text) == found


def test_a_slip_may_be_in_the_first_letter_of_a_long_word(small):
    """Another one, one missing, one too many, two swapped; not in a short word ("Bofa")."""
    for text in ("Gatratze", "atratze", "Mmatratze", "aMtratze"):
        assert names(small, text) == ["Matratze"], text
    assert names(small, "Bofa") == []


def test_a_word_of_two_german_nouns_is_no_slip():
    """A "Druckerband" is near a "Druckverband", but only offered."""
    near = WasteCatalogue([item("Druckverband"), item("Waschmaschine")], lexicon=LEXICON)
    [match] = near.spot("Druckerband")
    assert (match.clear, match.items[0].name) == (False, "Druckverband")
    [match] = near.spot("Waschmachine")
    assert match.sure


def test_a_compound_that_begins_with_no_word_is_only_offered():
    """The head of "Flubberkissen" is known, but not what it is."""
    pillows = WasteCatalogue([item("Kissen")], lexicon=LEXICON)
    with pytest.raises(ItemUnknown) as caught:
        pillows.find("Flubberkissen")
    assert caught.value.suggestions == ("Kissen",)
    assert pillows.find("Designerkissen").certainty == Certainty.COMPOUND


def test_a_bottle_of_something_dangerous_is_asked_about():
    """Whoever has a bottle of turpentine must not hear where bottles go."""
    poison = WasteItem("Terpentin", (), (WasteOption(Stream.HAZARDOUS),), SOURCE)
    shelf = WasteCatalogue([poison, item("Flasche")], lexicon=LEXICON)
    with pytest.raises(ItemUnknown) as caught:
        shelf.find("Terpentinflasche")
    assert caught.value.suggestions == ("Terpentin", "Flasche")


def test_a_word_of_its_own_need_not_be_made_of_what_it_begins_with():
    """An "Eisenbahn" is no iron; a "Holzdings" is presumably wood."""
    things = WasteCatalogue(
        [item("Sachen aus Eisen")], materials=[WasteMaterial(("Eisen",), "Sachen aus Eisen")], lexicon=LEXICON
    )
    assert not things.spot("Eisenbahn")[0].clear
    assert things.spot("Eisendings")[0].certainty == Certainty.MATERIAL


def test_the_thing_of_a_material_is_named_as_the_resident_did(small):
    """The unknown thing is unknown, not its material."""
    assert small.find("Dingsbums aus Metall").query == "Dingsbums"
    assert small.is_material(small.find("aus Metall").query)


@pytest.mark.parametrize(
    "text",
    [
        "Beschwerde",
        "vertrocknete",
        "roher",
        "ein Liter",
        "die Kasse",
        "Meine Mutter kommt",
        "muss ich spülen",
        "ausspülen",
        "der Autor",
        "Kontrolle",
        "um 17 Uhr",
        "wir laufen",
        "Zwurbeldings",
        "Quantendings",
        "",
        "???",
        "😀",
    ],
)
def test_other_words_are_no_things(small, text):
    """Neither chance ends of words, nor verbs, nor ordinary words that are one slip away."""
    assert small.spot(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pizzakarton mit Käse", ["Pizzakarton"]),
        ("Pizzakarton mit ganz viel altem Käse", ["Pizzakarton"]),
        ("Pizzakarton und Käse", ["Pizzakarton", "Käse"]),
        ("Wohin mit Laub und wohin mit Erde?", ["Laub", "Erde"]),
        ("Was mach ich mit der Matratze? Und mit der Couch?", ["Matratze", "Sofa"]),
        ("Anhänger voll Heckenschnitt", ["Hecke"]),
        ("ein Sack Laub", ["Laub"]),
        ("drei Säcke voller Laub", ["Laub"]),
        ("Eimer voll Farbe", ["Farbe"]),
        ("Eimer mit alter Farbe", ["Farbe"]),
        ("leerer Eimer mit Farbe", ["Eimer"]),
        ("Eimer mit Deckel", ["Eimer"]),
        ("Eimer", ["Eimer"]),
        ("Karton mit Büchern", ["Bücher"]),
        ("Karton und Bücher", ["Karton", "Bücher"]),
        ("in der Küche liegt ein Brief", ["Brief"]),
        ("in der WG-Küche liegt ein Brief", ["Brief"]),
        ("bei meinem Auto ist der Deckel ab", ["Deckel"]),
        ("Die Küche muss raus", ["Küche"]),
        ("Tüte aus Papier", ["Papiertüte"]),
        ("roher Salat", ["Gemüse"]),
        ("Ich hab kein Auto, wohin mit dem Sofa", ["Sofa"]),
        ("Dungsel fürs Auto", []),
    ],
)
def test_state_place_and_container_are_not_the_waste(small, text, found):
    """What only describes another thing is not answered."""
    assert names(small, text) == found


def test_a_word_for_several_items_is_asked_back(small):
    """The catalogue's choices become candidates."""
    with pytest.raises(ItemAmbiguous) as caught:
        small.find("Wohin mit der alten Lampe?")
    assert caught.value.candidates == ("Tischlampe", "LED-Lampe")


def test_the_end_of_an_unknown_compound_may_be_several_things(small):
    """A "Flubberschlauch" is unknown; the hoses are only suggestions."""
    with pytest.raises(ItemUnknown) as caught:
        small.find("Flubberschlauch")
    assert (caught.value.query, caught.value.suggestions) == (
        "Flubberschlauch",
        ("Gartenschlauch", "Fahrradreifen"),
    )


def test_another_first_part_is_no_typing_slip(small):
    """A "Tofuverpackung" resembles "To-go-Verpackung", and is asked about."""
    [match] = small.spot("Tofuverpackung")
    assert not match.sure
    assert {found.name for found in match.items} == {"Imbissverpackung", "Verpackung aus Kunststoff"}


@pytest.mark.parametrize("text", ["Dingsbums aus Metall", "so ein Teil aus Holz", "was Altes aus Blech"])
def test_the_material_answers_for_an_unknown_thing(small, text):
    """Presumably, as its certainty says."""
    match = small.find(text)
    assert match.certainty == Certainty.MATERIAL
    assert not match.sure
    assert match.items[0].name.startswith("Gegenstand aus ")


def test_an_unknown_thing_carries_what_is_asked_next(small):
    """Its name as written, and names that look like it, none if none do."""
    with pytest.raises(ItemUnknown) as caught:
        small.find("Wohin mit dem Zwurbeldings?")
    assert (caught.value.query, caught.value.suggestions) == ("Zwurbeldings", ())
    with pytest.raises(ItemUnknown) as caught:
        small.find("Wohin mit Kafemaschien?")
    assert "Kaffeemaschine" in caught.value.suggestions


def test_without_a_thing_there_is_nothing_to_suggest(small):
    """A question of function words only asks for the thing."""
    with pytest.raises(ItemUnknown) as caught:
        small.find("Wohin damit?")
    assert (caught.value.query, caught.value.suggestions) == ("", ())


def test_the_name_is_the_synonym_met_spelled_right(small):
    """What the resident called it, not what the catalogue calls it first."""
    assert small.find("mit ner alten couch").name == "Couch"
    assert small.find("Pizaschachtel").name == "Pizzaschachtel"


def test_places_in_the_text_are_those_of_the_words(small):
    """Start and end cut out what was written."""
    text = "Wohin mit dem  pizza-karton, bitte?"
    [match] = small.spot(text)
    assert text[match.start : match.end] == match.query == "pizza-karton"


def test_before_the_subject_is_known_only_listed_names_count(small):
    """No compound is read; exact, inflected and misspelled names stay."""
    assert small.spot("Designersofa", only_listed=True) == []
    assert [match.query for match in small.spot("Wohin mit Kerzen und Kafemaschine", only_listed=True)] == [
        "Kerzen",
        "Kafemaschine",
    ]


def test_who_writes_capitals_means_no_thing_without(small):
    """In "Der Dekel leute" the small word is no noun, so no slip of one."""
    assert names(small, "Dekkel") == ["Deckel"]
    assert names(small, "Ist das dekkel, Frau Meier?") == []


def test_content_words_leave_the_talk_out():
    """Up to three words that may be the thing."""
    assert content_words("Wohin mit dem alten Zwurbeldings bitte") == "Zwurbeldings"
    assert content_words("und 3?") == ""


def read_questions() -> list[tuple[str, tuple[str, ...], str]]:
    with QUESTIONS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return [(r["question"], tuple(r["item"].split(" + ")) if r["item"] else (), r["stream"]) for r in rows]


def candidates(catalogue: WasteCatalogue, question: str) -> set[str]:
    matches = catalogue.spot(question)
    if matches:
        return {found.name for match in matches for found in match.items}
    try:
        return {found.name for found in catalogue.find(question).items}
    except ItemAmbiguous as error:
        return set(error.candidates)
    except ItemUnknown as error:
        return set(error.suggestions)


def test_the_questions_name_known_items(city):
    """A typing slip in the table would count as a wrong answer."""
    wanted = {name for _, items, _ in read_questions() for name in items}
    assert wanted <= set(city.waste.items)
    assert len(read_questions()) >= 300


def test_everyday_questions_find_their_items(city):
    """At least 95 of 100 are answered right or asked back with the right candidate."""
    asked = [(question, items) for question, items, _ in read_questions() if items]
    missed = [question for question, items in asked if not set(items) <= candidates(city.waste, question)]
    assert len(missed) <= 0.05 * len(asked), missed


def test_hardly_a_question_is_answered_wrong_for_sure(city):
    """At most 1 of 100, unknown things and talk about other subjects included."""
    asked = read_questions()
    wrong = [
        (question, match.items[0].name)
        for question, items, _ in asked
        for match in city.waste.spot(question)
        if match.sure and match.items[0].name not in items
    ]
    assert len(wrong) <= 0.01 * len(asked), wrong


def test_unknown_things_are_not_even_presumed(city):
    """Talk and invented things get no answer at all."""
    presumed = [
        question
        for question, items, _ in read_questions()
        if not items and any(match.clear for match in city.waste.spot(question))
    ]
    assert presumed == []


def test_the_state_named_chooses_the_stream(city):
    """Where the table says where it goes, that option comes first."""
    wrong = []
    for question, items, stream in read_questions():
        found = [m.items[0] for m in city.waste.spot(question) if m.sure and m.items[0].name in items[:1]]
        if stream and found and found[0].for_text(question).options[0].stream != stream:
            wrong.append((question, stream))
    assert wrong == []


def test_every_name_of_the_catalogue_finds_its_item(city):
    """Written exactly so, in capitals, and with hyphens for spaces."""
    for waste in city.data.items:
        for name in (waste.name, *waste.synonyms):
            for written in (name, name.upper(), name.replace(" ", "-")):
                assert waste in {found for m in city.waste.spot(written) for found in m.items}, written


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wohin mit Putzeimer voll altem Bohnerwachs", "Bodenpflegemittel"),
        ("Benzinkanister voll Benzin", "Benzin"),
        ("Putzeimer", "Eimer"),
        ("Staubsaugerbeutel voll", "Staubsaugerbeutel"),
        ("Feuerlöscher voll", "Feuerlöscher"),
    ],
)
def test_what_is_full_of_something_holds_it(city, text, name):
    """The wax may do harm, the bucket does not."""
    assert [match.items[0].name for match in city.waste.spot(text)] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Plastik Joghurt Becher + Alu Deckel", ["Joghurtbecher", "Joghurtdeckel"]),
        ("Plastik und Joghurtbecher", ["Sachen aus Plastik", "Joghurtbecher"]),
        ("Plastik, Joghurtbecher", ["Sachen aus Plastik", "Joghurtbecher"]),
        ("Plastik", ["Sachen aus Plastik"]),
    ],
)
def test_a_material_right_before_a_thing_describes_it(city, text, names):
    """In a list it is a thing of its own."""
    assert [match.items[0].name for match in city.waste.spot(text)] == names
