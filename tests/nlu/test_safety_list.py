"""The lists the guard is judged by: big enough, of every level, and not learned."""

import pytest
from rasa.shared.nlu.training_data.loading import load_data

from bot.bootstrap import safety_data
from bot.city.safety import HARMLESS, LEVELS
from bot.city.text import normalise
from bot.settings import ROOT, Settings
from tests.nlu.safety_list import LISTS, NOISES, read_list

MIN_DANGEROUS, MIN_HARMLESS, MIN_PER_LEVEL = 300, 200, 50


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_lists_are_big_enough(path):
    """Below this a percent means nothing."""
    levels = [row.level for row in read_list(path)]
    assert set(levels) == {*LEVELS, HARMLESS}
    assert len(levels) - levels.count(HARMLESS) >= MIN_DANGEROUS
    assert levels.count(HARMLESS) >= MIN_HARMLESS
    assert all(levels.count(level) >= MIN_PER_LEVEL for level in LEVELS)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_lists_are_not_learned(path):
    """What was learned proves nothing."""
    learned = {normalise(text) for texts in safety_data(Settings())["examples"].values() for text in texts}
    learned |= {normalise(m.get("text")) for m in load_data(str(ROOT / "data" / "nlu.yml")).intent_examples}
    assert [row.text for row in read_list(path) if normalise(row.text) in learned] == []


@pytest.mark.parametrize("name", NOISES)
def test_noise_keeps_a_text_readable(name):
    """The same noise every time, as many words, and only a few of them changed."""
    for row in read_list(LISTS[0]):
        noisy = NOISES[name](row.text)
        assert noisy == NOISES[name](row.text)
        assert noisy.strip()
    assert NOISES["typos"]("Mein Vater kippt um und ist grau") != "Mein Vater kippt um und ist grau"
    assert NOISES["bare umlauts"]("Mädchen süß") == "Madchen sus"
    assert NOISES["lower case"]("Hilfe! Es BRENNT.") == "hilfe es brennt"
