"""What holds for every action: failures are answered, nothing private is logged, names fit the domain."""

import importlib
import logging
import pkgutil
from datetime import datetime

import pytest
from rasa_sdk.executor import ActionExecutor

import actions
from actions.base import CityAction
from bot.bootstrap import CityUnavailable, live_city
from bot.settings import CITY_ZONE
from tests.actions.conftest import ACTIONS, NOW

SECRET = "Gartenzwerg-Geheimnis"


class ActionBroken(CityAction):
    """Fails in the middle of an answer, with the resident's words in its error."""

    def name(self):
        """A name the domain need not know."""
        return "action_broken"

    def answer(self, turn, city, reply):
        """Keep and say something, then fail."""
        turn.keep(street=turn.text, topic=city and "pickup")
        reply.say("utter_checkup_hint")
        raise ValueError(turn.text)


class ActionIncomplete(ActionBroken):
    """Forgets a value of a phrase."""

    def answer(self, turn, city, reply):
        """Say a phrase with a hole."""
        reply.say("utter_waste_item", item=f"{turn.text} {len(city.streams)}")


def no_city():
    """What the live city does when neither the data nor a copy can be used."""
    raise CityUnavailable(())


@pytest.mark.parametrize("broken", [ActionBroken, ActionIncomplete])
def test_failure_is_answered_and_keeps_nothing(say, domain, city, broken):
    """A resident never waits for nothing, and half a turn is not remembered."""
    answer = say("inform", SECRET, action=broken(city=lambda: city, now=lambda: NOW))
    assert answer.text == domain["responses"]["utter_error"][0]["text"]
    assert answer.changed == set()


@pytest.mark.parametrize("broken", [ActionBroken, ActionIncomplete])
def test_failure_is_logged_without_the_message(say, city, caplog, broken):
    """The log says which action failed how and where, and not with which words."""
    with caplog.at_level(logging.DEBUG):
        say("inform", SECRET, action=broken(city=lambda: city, now=lambda: NOW))
    [record] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "action_broken" in record.getMessage()
    assert ".py:" in record.getMessage()
    assert SECRET not in caplog.text
    assert not any(SECRET in str(vars(record)) for record in caplog.records)


@pytest.mark.parametrize("intent", sorted(ACTIONS))
def test_unusable_data_is_said(say, domain, intent):
    """Every action that needs the city says the same when there is none."""
    answer = say(intent, "Papier Hofaue 20", action=ACTIONS[intent](city=no_city, now=lambda: NOW))
    assert answer.text == domain["responses"]["utter_data_missing"][0]["text"]
    assert answer.changed == set()


def test_broken_files_end_in_that_sentence(say, domain, tmp_path, monkeypatch):
    """From the real live city with a real broken folder."""
    monkeypatch.setenv("TALBOT_DATA", str(tmp_path / "none"))
    monkeypatch.setenv("TALBOT_STATE", str(tmp_path / "state"))
    live_city.cache_clear()
    try:
        answer = say("waste_disposal", "Wohin mit Windeln?", action=ACTIONS["waste_disposal"]())
    finally:
        live_city.cache_clear()
    assert answer.text == domain["responses"]["utter_data_missing"][0]["text"]


def test_default_clock_is_the_one_of_the_settings(say, city, monkeypatch):
    """A demonstration at another date needs no other code."""
    monkeypatch.setenv("TALBOT_NOW", "2027-03-01T08:00")
    answer = say("pickup_next", "Restmüll Hofaue 20", action=ACTIONS["pickup_next"](city=lambda: city))
    first = datetime.fromisoformat(answer.card["pickups"][0]["date"]).replace(tzinfo=CITY_ZONE)
    assert first >= datetime(2027, 3, 1, tzinfo=CITY_ZONE)


def test_action_server_finds_exactly_the_actions_of_the_domain(domain):
    """Modules register themselves; nothing of the domain is missing and nothing is left over."""
    executor = ActionExecutor()
    executor.register_package("actions")
    # The executor finds subclasses, so the broken ones of this file as well.
    found = {name for name, run in executor.actions.items() if run.__self__.__module__.startswith("actions.")}
    assert found == set(domain["actions"])


def test_actions_folder_is_flat():
    """Sub-packages would be imported twice by rasa_sdk 3.6."""
    modules = list(pkgutil.iter_modules(actions.__path__))
    assert modules
    assert not [module.name for module in modules if module.ispkg]
    for module in modules:
        assert importlib.import_module(f"actions.{module.name}").__doc__


@pytest.mark.parametrize("intent", sorted(ACTIONS))
def test_actions_are_named_after_their_intents(intent):
    """`pickup_next` → `action_pickup_next`; the two that talk about talking have names of their own."""
    name = ACTIONS[intent]().name()
    assert name in {f"action_{intent}", "action_not_understood", "action_forget"}
