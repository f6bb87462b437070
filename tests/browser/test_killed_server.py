"""The whole Talbot is killed in the middle of an answer and started again: the browser gets every answer exactly once."""

import os
import signal
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import Window
from tests.e2e.running_talbot import Talbot

pytestmark = pytest.mark.trained


def test_server_killed_in_the_middle_of_an_answer(browser: Browser, tmp_path: Path) -> None:
    """The action server is stopped, so that the answer hangs; then the assistant is killed without a chance to tidy up."""
    talbot = Talbot(tmp_path)
    page = browser.new_page(locale="de-DE")
    page.set_default_timeout(30_000)
    with talbot.command("actions") as actions:
        actions.wait_until_ready(f"{talbot.actions_url}/health")
        with talbot.command("serve") as web:
            web.wait_until_ready(f"{talbot.url}/healthz")
            window = Window(page).open(f"{talbot.url}/")
            window.ask("Wann wird in der Hofaue 20 das Papier geholt?")
            os.kill(actions.process.pid, signal.SIGSTOP)
            window.type("Wohin mit Eierschalen?")
            expect(window.status).to_have_text("Talbot schreibt …")
            web.kill()
        expect(window.status).to_contain_text("nicht zu erreichen")
        os.kill(actions.process.pid, signal.SIGCONT)
        with talbot.command("serve") as web:
            web.wait_until_ready(f"{talbot.url}/healthz")
            expect(window.answers).to_have_count(2, timeout=30_000)
            expect(window.answers.last).to_contain_text("Eierschalen")
            window.ask("Und übermorgen?")
            page.reload()
            expect(window.answers).to_have_count(3)
        page.close()
    with sqlite3.connect(Path(talbot.environment["TALBOT_STATE"]) / "talbot.db") as database:
        said = [row[0] for row in database.execute("SELECT said FROM web_messages ORDER BY number")]
        heard = database.execute("SELECT count(*) FROM events WHERE type_name = 'user'").fetchone()[0]
    assert said == ["Wann wird in der Hofaue 20 das Papier geholt?", "Wohin mit Eierschalen?", "Und übermorgen?"]
    assert heard == len(said), "Rasa has each message once"
