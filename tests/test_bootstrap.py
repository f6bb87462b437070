"""The living city: follows its files, and never gets worse by them."""

import logging
from pathlib import Path

import pytest

from bot.bootstrap import (
    LAST_GOOD,
    CityUnavailable,
    LiveCity,
    check_city,
    everyday_names,
    live_city,
    load_city,
    safety_data,
    safety_fingerprint,
    vocabulary_fingerprint,
)
from bot.settings import Settings
from bot.sources.faults import CityDataFaulty
from tests.sources.small_city import change, put, write_city

OFFERS = "offers.yml"


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def settings(tmp_path) -> Settings:
    """A healthy little city, and a place for its copy."""
    return Settings(data_dir=write_city(tmp_path / "city"), state_dir=tmp_path / "state")


@pytest.fixture
def clock() -> Clock:
    """A clock at 0."""
    return Clock()


def titles(live: LiveCity) -> list[str]:
    """What the city offers now."""
    return [offer.title for offer in live.current().data.offers]


def rename_offer(data_dir: Path, new: str = "Pilates für alle") -> None:
    """A harmless change by an editor."""
    change(data_dir, OFFERS, "title: Yoga", f"title: {new}")


def test_city_joins_files_and_calendars(settings):
    """What editors keep and what the waste company delivers."""
    data = load_city(settings).data
    assert len(data.streets) == 3
    assert set(data.pickups.areas) == {"nord", "sued"}


def test_faults_of_calendars_and_files_come_together(settings):
    """The editor repairs everything in one go."""
    put(settings.data_dir, "pickup/nord.ics", "Unsinn")
    put(settings.data_dir, OFFERS, "offers: []")
    with pytest.raises(CityDataFaulty) as caught:
        load_city(settings)
    assert {fault.file for fault in caught.value.faults} == {"pickup/nord.ics", OFFERS}
    assert "pickup/nord.ics, Zeile 1:" in str(caught.value)


def test_change_shows_after_a_second(settings, clock):
    """Editors see their change without a restart; files are looked at once a second at most."""
    live = LiveCity(settings, clock)
    assert titles(live)[0] == "Yoga"
    rename_offer(settings.data_dir)
    clock.now = 0.9
    assert titles(live)[0] == "Yoga"
    clock.now = 1.0
    assert titles(live)[0] == "Pilates für alle"


def test_unchanged_files_are_not_read_again(settings, clock):
    """The same city, with everything it has worked out."""
    live = LiveCity(settings, clock)
    first = live.current()
    clock.now = 60
    assert live.current() is first


def test_bad_change_keeps_the_last_good_state_and_is_reported_once(settings, clock, caplog):
    """Residents notice nothing; the log has the German report, not one per question."""
    live = LiveCity(settings, clock)
    first = live.current()
    change(settings.data_dir, OFFERS, "topic: movement", "topic: sport")
    with caplog.at_level(logging.ERROR):
        for clock.now in (1, 2, 3):
            assert live.current() is first
    (record,) = caplog.records
    assert "offers.yml, Zeile 4" in record.getMessage()
    assert "letzten fehlerfreien Stand" in record.getMessage()


def test_repair_is_taken_up(settings, clock):
    """After a bad change the next good one counts."""
    live = LiveCity(settings, clock)
    live.current()
    change(settings.data_dir, OFFERS, "title: Yoga", "titel: Yoga")
    clock.now = 1
    live.current()
    change(settings.data_dir, OFFERS, "titel: Yoga", "title: Tanzen für alle")
    clock.now = 2
    assert titles(live)[0] == "Tanzen für alle"


def test_start_with_bad_data_uses_the_copy_of_an_earlier_run(settings, clock, caplog):
    """A restart must not make a typing slip worse than it is."""
    LiveCity(settings, clock).current()
    put(settings.data_dir, "sources.yml", "sources: [")
    with caplog.at_level(logging.ERROR):
        assert titles(LiveCity(settings, clock))[0] == "Yoga"
    assert "sources.yml" in caplog.text


def test_copy_follows_every_good_state_and_no_bad_one(settings, clock):
    """What a restart falls back to is the newest state without faults."""
    live = LiveCity(settings, clock)
    live.current()
    rename_offer(settings.data_dir)
    clock.now = 1
    live.current()
    put(settings.data_dir, OFFERS, "kaputt")
    clock.now = 2
    live.current()
    kept = (settings.state_dir / LAST_GOOD / OFFERS).read_text(encoding="utf-8")
    assert "Pilates für alle" in kept
    assert [path.name for path in settings.state_dir.glob(f"*{LAST_GOOD}*") if path.is_dir()] == [LAST_GOOD]


def test_start_without_any_good_state_says_so_and_recovers(settings, clock):
    """There is nothing to answer from until the files are repaired; then there is."""
    put(settings.data_dir, OFFERS, "kaputt")
    live = LiveCity(settings, clock)
    with pytest.raises(CityUnavailable) as caught:
        live.current()
    assert OFFERS in str(caught.value)
    write_city(settings.data_dir)
    clock.now = 1
    assert titles(live)[0] == "Yoga"


def test_deleted_folder_keeps_the_last_good_state(settings, clock):
    """Also a botched copy by an operator."""
    live = LiveCity(settings, clock)
    first = live.current()
    settings.data_dir.rename(settings.data_dir.with_name("moved"))
    clock.now = 1
    assert live.current() is first


def test_copy_that_cannot_be_kept_is_only_a_warning(settings, clock, caplog):
    """Answers do not depend on the copy."""
    settings.state_dir.write_text("a file is in the way")
    assert titles(LiveCity(settings, clock))[0] == "Yoga"
    assert "konnte nicht gesichert werden" in caplog.text


def test_safety_data_is_plain_values(settings):
    """What the guard learns, and nothing else."""
    data = safety_data(settings)
    assert data["levels"] == {"emergency": ("herzinfarkt jetzt",)}
    assert data["examples"]["crisis"] == ("Ich will nicht mehr leben",)


def test_everyday_names_are_those_of_things_and_places(settings, monkeypatch):
    """What the guard learns as harmless by itself."""
    monkeypatch.setenv("TALBOT_DATA", str(settings.data_dir))
    live_city.cache_clear()
    names = everyday_names()
    live_city.cache_clear()
    assert {"Pizzakarton", "Pizzaschachtel", "Heideweg", "Hafen"} <= set(names)


def test_broken_safety_data_stops_the_training(settings):
    """A model without safety must not come into being."""
    put(settings.data_dir, "safety/patterns.yml", "levels: []")
    with pytest.raises(CityDataFaulty):
        safety_data(settings)


def test_checking_reads_everything_at_once(settings):
    """Faults of the city's data and of the safety files come together."""
    put(settings.data_dir, "safety/patterns.yml", "levels: []")
    put(settings.data_dir, "checkups.yml", "checkups: []")
    with pytest.raises(CityDataFaulty) as faulty:
        check_city(settings)
    assert {fault.file for fault in faulty.value.faults} >= {"safety/patterns.yml", "checkups.yml"}


def test_answers_do_not_depend_on_safety_files(settings):
    """They are learned into the model; a slip in them is found before training."""
    put(settings.data_dir, "safety/patterns.yml", "levels: []")
    assert load_city(settings)


def test_safety_fingerprint_follows_the_phrases(settings):
    """Comments do not call for training, phrases do."""
    before = safety_fingerprint(settings)
    change(settings.data_dir, "safety/patterns.yml", "harmless:", "# Redensarten\nharmless:")
    assert safety_fingerprint(settings) == before
    change(settings.data_dir, "safety/patterns.yml", "vor lachen", "vor freude")
    assert safety_fingerprint(settings) != before


@pytest.mark.parametrize(
    ("name", "old", "new", "changes"),
    [
        ("waste/everyday.yml", "[Pizzaschachtel]", "[Pizzabox]", True),
        ("streets.csv", "Heideweg", "Heidestraße", True),
        ("districts.yml", "[Kai]", "[Pier]", True),
        ("waste/everyday.yml", "warning: Reste vorher entfernen.", "warning: Deckel abreißen.", False),
        ("offers.yml", "title: Yoga", "title: Tanzen", False),
    ],
)
def test_vocabulary_fingerprint_follows_names_only(settings, name, old, new, changes):
    """Only what messages are searched for decides about training again."""
    before = vocabulary_fingerprint(load_city(settings))
    change(settings.data_dir, name, old, new)
    assert (vocabulary_fingerprint(load_city(settings)) != before) is changes
