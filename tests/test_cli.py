"""The commands as they are typed: what they print and how they end, without Rasa as far as possible."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from bot.cli import _last_model_for_bad_data, _years
from bot.settings import ROOT, Settings
from bot.strings import text
from bot.terminal import ENGLISH


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def free_ports() -> dict[str, str]:
    """Give ports on which nobody listens, whatever else runs on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        first, second = one.getsockname()[1], other.getsockname()[1]
    return {"TALBOT_PORT": str(first), "TALBOT_ACTIONS_PORT": str(second)}


def talbot(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    command = [sys.executable, "-m", "bot.cli", *arguments]
    env = {**os.environ, **environment}
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def bilingual(result: subprocess.CompletedProcess[str]) -> tuple[str, str]:
    """Give the German and the English line of a failed command; a traceback would be longer."""
    assert result.returncode == 1
    assert result.stdout == ""
    german, english = result.stderr.splitlines()
    return german, english


@pytest.mark.parametrize("variable", ["TALBOT_PORT", "TALBOT_ACTIONS_PORT"])
def test_taken_port_ends_in_a_sentence_that_names_the_way_out(variable: str, taken_port: int) -> None:
    """The variable to set, with a port that is free."""
    ports = {**free_ports(), variable: str(taken_port)}
    german, english = bilingual(talbot("run", **ports))
    assert f"Der Port {taken_port} ist schon belegt" in german
    assert f"Port {taken_port} is taken" in english
    assert f"{variable}=" in german
    assert f"{variable}=" in english


def test_port_that_is_no_port_is_named() -> None:
    """Both lines name the variable and its value."""
    for line in bilingual(talbot("run", TALBOT_PORT="80x")):
        assert "TALBOT_PORT" in line
        assert "80x" in line


def test_both_servers_cannot_share_a_port() -> None:
    """Found before anything is started."""
    german, english = bilingual(talbot("run", TALBOT_PORT="5055", TALBOT_ACTIONS_PORT="5055"))
    assert "verschieden" in german
    assert "differ" in english


def test_foreign_address_is_refused_in_a_sentence() -> None:
    """An address of another machine (TEST-NET-1) cannot be listened on."""
    german, english = bilingual(talbot("run", **{**free_ports(), "TALBOT_HOST": "192.0.2.1"}))
    assert "TALBOT_HOST" in german
    assert "TALBOT_HOST" in english


def test_serving_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    """`make train` first."""
    german, english = bilingual(talbot("serve", TALBOT_MODELS=str(tmp_path)))
    assert "make train" in german
    assert "make train" in english


@pytest.mark.parametrize(
    ("given", "years"),
    [(None, range(2026, 2028)), ("2027", range(2027, 2028)), ("2026-2028", range(2026, 2029))],
)
def test_years_of_the_example_calendars(given: str | None, years: range) -> None:
    """This and the next year unless said otherwise."""
    assert _years(given, this_year=2026) == years


def test_every_sentence_is_there_in_both_languages() -> None:
    """Both have the same blanks: the English ones in the code, the German ones in bot/strings.de.yml."""
    for key, english in ENGLISH.items():
        blanks = {name: f"<{name}>" for _, name, _, _ in Formatter().parse(english) if name}
        german = text(f"cli.{key}", **blanks)
        assert all(blank in german for blank in blanks.values())


def _models_with_one(folder: Path) -> Path:
    """A models folder with one complete model, as far as reading its certificate goes."""
    folder.mkdir()
    (folder / "talbot-0123.tar.gz").write_bytes(b"model")
    language = {"kind": "built", "name": "de_lookup", "version": "1"}
    certificate = {"inputs": "0123", "language_model": language, "model_sha256": ""}
    (folder / "talbot-0123.json").write_text(json.dumps(certificate), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("broken", "copy", "found"), [(True, True, True), (True, False, False), (False, True, False)])
def test_faulty_data_at_start_is_answered_by_the_model_of_the_last_good_state(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], broken: bool, copy: bool, found: bool
) -> None:
    """With a report, and only where there is a good copy to go on with."""
    data = shutil.copytree(ROOT / "data" / "city", tmp_path / "city")
    if broken:
        (data / "offers.yml").write_text("offers:\n\t- broken\n", encoding="utf-8")
    if copy:
        (tmp_path / "state" / "last_good").mkdir(parents=True)
    models = _models_with_one(tmp_path / "models")
    model = _last_model_for_bad_data(Settings(data_dir=data, state_dir=tmp_path / "state", models_dir=models))
    assert (model is not None) is found
    assert ("offers.yml, Zeile 2" in capsys.readouterr().err) is found
