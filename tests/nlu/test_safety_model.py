"""The trained part: learns danger from a few texts, hears words of a field it never saw, survives saving."""

import random

import pytest

from bot.city.safety import HARMLESS
from bot.nlu.safety_model import SafetyModel, slips

FIELDS = {
    "swallow": ("geschluckt", "getrunken", "verschluckt"),
    "poison": ("*reiniger", "rattengift", "lampenöl"),
    "child": ("kind", "baby", "tochter", "sohn"),
    "waste": ("wohin", "entsorgen", "tonne", "müll"),
}
TEXTS = {
    "poisoning": [
        "Mein Kind hat Reiniger getrunken",
        "Baby hat Lampenöl verschluckt",
        "meine Tochter hat Rattengift geschluckt, was tun",
        "Hilfe, der Sohn hat Rohrreiniger geschluckt",
        "Kind hat Badreiniger verschluckt",
        "Unser Sohn hat Lampenöl getrunken",
    ],
    "crisis": [
        "Ich will nicht mehr leben",
        "ich möchte sterben",
        "ich mag nicht mehr leben, es hat keinen Sinn",
        "Meine Freundin will sterben",
        "will nicht mehr aufwachen",
        "Das Leben hat keinen Sinn mehr",
    ],
    HARMLESS: [
        "Wohin mit altem Rattengift?",
        "Rohrreiniger entsorgen",
        "Ich sterbe vor Langeweile",
        "Wann wird die Tonne geleert?",
        "Wohin mit Lampenöl",
        "Mein Kind braucht einen Schwimmkurs",
        "Darf Badreiniger in die graue Tonne?",
        "Ich habe Hunger",
    ],
}


@pytest.fixture(scope="module")
def model() -> SafetyModel:
    """Trained with the texts above."""
    pairs = [(text, label) for label, texts in TEXTS.items() for text in texts]
    return SafetyModel.train([text for text, _ in pairs], [label for _, label in pairs], FIELDS)


@pytest.mark.parametrize("label", ["poisoning", "crisis"])
def test_it_knows_what_it_learned(model, label):
    """Level and weight."""
    for text in TEXTS[label]:
        found, weight = model.judge(text)
        assert (found, weight > 0) == (label, True), text


def test_harmless_texts_weigh_less_than_nothing(model):
    """Also those that name poison."""
    assert all(model.judge(text)[1] < 0 for text in TEXTS[HARMLESS])


def test_words_of_a_field_stand_for_each_other(model):
    """It never saw "Backofenreiniger" and "verschluckt" together, nor this child."""
    assert model.judge("Das Baby hat Backofenreiniger verschluckt")[0] == "poisoning"
    assert model.judge("Das Baby hat Backofenreiniger verschluckt")[1] > 0
    assert model.judge("Wohin mit Backofenreiniger?")[1] < 0


@pytest.mark.parametrize("text", ["MEIN KIND HAT REINIGER GETRUNKEN", "mein kind hat reiniger getrunken!!!"])
def test_case_and_signs_do_not_matter(model, text):
    """People in need do not write carefully."""
    assert model.judge(text) == model.judge(TEXTS["poisoning"][0])


def test_training_gives_the_same_twice(model):
    """A model is a function of its texts."""
    pairs = [(text, label) for label, texts in TEXTS.items() for text in texts]
    again = SafetyModel.train([text for text, _ in pairs], [label for _, label in pairs], FIELDS)
    assert again.judge("kind trinkt reiniger") == model.judge("kind trinkt reiniger")


def test_what_is_saved_judges_alike(model, tmp_path):
    """Without any code in the files."""
    model.save(tmp_path)
    loaded = SafetyModel.load(tmp_path)
    for text in ("Baby hat Gift getrunken", "ich will sterben", "Wohin mit Müll", "", "😀"):
        assert loaded.judge(text) == pytest.approx(model.judge(text)) or loaded.judge(text)[0] == model.judge(text)[0]
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npz"}


@pytest.mark.parametrize("text", ["", "?", "😀", "Мусор", "x" * 1000])
def test_odd_texts_are_judged(model, text):
    """Nothing readable is no reason to fail."""
    assert model.judge(text)[0] in ("poisoning", "crisis")


def test_slips_are_small_and_repeatable():
    """The words stay as many, and one in six is hit."""
    text = "Meine Tochter hat gerade irgendwelche Tabletten geschluckt, bitte sagen Sie schnell was"
    slipped = slips(text, random.Random(1))
    assert slipped == slips(text, random.Random(1)) != text
    assert len(slipped.split()) == len(text.split())
    assert sum(a != b for a, b in zip(text.split(), slipped.split(), strict=True)) <= 2
