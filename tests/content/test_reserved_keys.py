"""Rasa reads every YAML file below data/ that looks like training data; the city's data must not look like it."""

import pytest

from bot.settings import ROOT

RESERVED = ("nlu:", "responses:", "stories:", "rules:")
CITY_FILES = sorted((ROOT / "data" / "city").rglob("*.y*ml"))
TRAINING_FILES = sorted(path for path in (ROOT / "data").glob("*.yml"))


@pytest.mark.parametrize("path", CITY_FILES, ids=lambda path: path.relative_to(ROOT / "data").as_posix())
def test_city_file_has_no_line_that_rasa_would_take(path):
    """At any indentation, also inside texts of several lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.lstrip().startswith(RESERVED)] == []


@pytest.mark.parametrize("path", CITY_FILES, ids=lambda path: path.relative_to(ROOT / "data").as_posix())
def test_rasa_itself_leaves_the_city_file_alone(path):
    """Asked directly, as training does."""
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
    from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

    assert not RasaYAMLReader.is_yaml_nlu_file(str(path))
    assert not YAMLStoryReader.is_stories_file(str(path))
    assert not Domain.is_domain_file(str(path))


def test_there_are_city_files_and_training_files():
    """The two tests above look at something."""
    assert len(CITY_FILES) > 10
    assert {path.name for path in TRAINING_FILES} >= {"nlu.yml", "rules.yml"}
