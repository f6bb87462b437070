"""What can be set from outside, and what happens when it does not fit."""

import os
import re
from datetime import datetime
from pathlib import Path

import pytest

from bot.settings import CITY_ZONE, SettingInvalid, Settings, load_settings, publish


def test_without_environment_both_servers_stay_on_this_machine() -> None:
    """The defaults of the README."""
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 5005)
    assert (settings.actions_host, settings.actions_port) == ("127.0.0.1", 5055)


@pytest.mark.parametrize(
    ("variable", "value", "field", "expected"),
    [
        ("TALBOT_PORT", "8080", "port", 8080),
        ("TALBOT_ACTIONS_PORT", "8081", "actions_port", 8081),
        ("TALBOT_HOST", "0.0.0.0", "host", "0.0.0.0"),
        ("TALBOT_ACTIONS_HOST", "10.0.0.2", "actions_host", "10.0.0.2"),
        ("TALBOT_DATA", "/srv/city", "data_dir", Path("/srv/city")),
        ("TALBOT_STATE", "/var/talbot", "state_dir", Path("/var/talbot")),
        ("TALBOT_MODELS", "/srv/models", "models_dir", Path("/srv/models")),
        ("TALBOT_PICKUP", "awg", "pickup", "awg"),
        ("TALBOT_AWG_URL", "http://127.0.0.1:9000/kalender?L=0", "awg_url", "http://127.0.0.1:9000/kalender?L=0"),
        ("TALBOT_CONTACT", "abfall@stadt.example", "contact", "abfall@stadt.example"),
        ("TALBOT_PUBLIC_URL", "https://talbot.example/chat/", "public_url", "https://talbot.example/chat/"),
        ("TALBOT_PUBLIC_URL", "http://[::1]:8080", "public_url", "http://[::1]:8080"),
        ("TALBOT_SECRET", "sixteen letters!", "secret", "sixteen letters!"),
        (
            "TALBOT_ORIGINS",
            "https://a.example, http://b.example:8080",
            "origins",
            ("https://a.example", "http://b.example:8080"),
        ),
        ("TALBOT_DATABASE", "postgresql://u:p@db/talbot", "database", "postgresql://u:p@db/talbot"),
        ("TALBOT_PROXIES", "1", "proxies", 1),
        ("TALBOT_SESSION_HOURS", "48", "session_hours", 48),
        ("TALBOT_REQUESTS_PER_MINUTE", "0", "requests_per_minute", 0),
        ("TALBOT_NOW", "2026-12-24T08:00", "fixed_now", datetime(2026, 12, 24, 8, tzinfo=CITY_ZONE)),
    ],
)
def test_variable_sets_field(
    variable: str, value: str, field: str, expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each variable sets the field of the same meaning."""
    monkeypatch.setenv(variable, value)
    assert getattr(load_settings(), field) == expected


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TALBOT_PORT", "80x"),
        ("TALBOT_PORT", ""),
        ("TALBOT_PORT", "0"),
        ("TALBOT_ACTIONS_PORT", "65536"),
        ("TALBOT_ACTIONS_PORT", "-1"),
        ("TALBOT_NOW", "tomorrow"),
        ("TALBOT_ORIGINS", "https://a.example/"),
        ("TALBOT_ORIGINS", "*"),
        ("TALBOT_ORIGINS", "https://A.example"),
        ("TALBOT_PROXIES", "-1"),
        ("TALBOT_SESSION_HOURS", "0"),
        ("TALBOT_AWG_URL", "awg-wuppertal.example"),
        ("TALBOT_AWG_URL", "ftp://awg-wuppertal.example/"),
        ("TALBOT_AWG_URL", "https://"),
        ("TALBOT_AWG_URL", "https://:443/kalender"),
        ("TALBOT_AWG_URL", "https://awg example/"),
        ("TALBOT_PUBLIC_URL", "//talbot.example"),
        ("TALBOT_PUBLIC_URL", "https://[::1"),
        ("TALBOT_PUBLIC_URL", "https://talbot.example:99999"),
        ("TALBOT_PUBLIC_URL", "https://talbot.example:0"),
        ("TALBOT_PUBLIC_URL", "https://talbot.example/?lang=de"),
        ("TALBOT_PUBLIC_URL", "https://talbot.example/#top"),
        ("TALBOT_CONTACT", "Müllabfuhr"),
    ],
)
def test_unusable_value_is_named_with_its_variable(variable: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says which variable and which value."""
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingInvalid, match=f"{variable} .*not '{re.escape(value)}'"):
        load_settings()


@pytest.mark.parametrize(
    ("variable", "field"),
    [
        ("TALBOT_PICKUP", "pickup"),
        ("TALBOT_AWG_URL", "awg_url"),
        ("TALBOT_CONTACT", "contact"),
        ("TALBOT_PUBLIC_URL", "public_url"),
        ("TALBOT_SECRET", "secret"),
    ],
)
def test_empty_variable_is_as_if_it_were_not_there(variable: str, field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates of operators leave variables empty that they do not use."""
    monkeypatch.setenv(variable, "")
    assert getattr(load_settings(), field) == getattr(Settings(), field)


@pytest.mark.parametrize("value", ["a contact\r\nX-Evil: 1", "tab\there"])
def test_contact_cannot_add_a_header(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is sent to suppliers in the User-Agent."""
    monkeypatch.setenv("TALBOT_CONTACT", value)
    with pytest.raises(SettingInvalid, match="TALBOT_CONTACT"):
        load_settings()


def test_short_secret_is_refused_and_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a message nor a log may contain it."""
    monkeypatch.setenv("TALBOT_SECRET", "hunter2")
    with pytest.raises(SettingInvalid, match="TALBOT_SECRET must have at least 16 characters") as refused:
        load_settings()
    assert "hunter2" not in str(refused.value)
    monkeypatch.setenv("TALBOT_SECRET", "hunter2hunter2hunter2")
    assert "hunter2" not in repr(load_settings())


def test_fixed_moment_replaces_the_clock() -> None:
    """For tests and demonstrations."""
    moment = datetime(2026, 12, 24, 8, tzinfo=CITY_ZONE)
    assert Settings(fixed_now=moment).now() == moment


def test_publishing_fills_what_endpoints_and_rasa_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """endpoints.yml finds the action server, and Rasa sends nothing home."""
    for name in ("TALBOT_ACTIONS_HOST", "TALBOT_ACTIONS_PORT", "RASA_TELEMETRY_ENABLED", "LOG_LEVEL"):
        monkeypatch.setenv(name, "before")
    publish(Settings(actions_port=6055))
    assert os.environ["TALBOT_ACTIONS_PORT"] == "6055"
    assert os.environ["TALBOT_ACTIONS_HOST"] == "127.0.0.1"
    assert os.environ["RASA_TELEMETRY_ENABLED"] == "false"


def test_unusable_database_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in that variable may be secret."""
    monkeypatch.setenv("TALBOT_DATABASE", "mysql://user:geheim@host/talbot")
    with pytest.raises(SettingInvalid, match="TALBOT_DATABASE") as fault:
        load_settings()
    assert "geheim" not in str(fault.value)
