"""A resident in Telegram, with the trained assistant, both servers and the process that sends reminders."""

import httpx
import pytest

from bot.channels.telegram.channel import PATH
from bot.strings import text
from tests.e2e.running_talbot import Talbot, descendants, wait_until
from tests.telegram.fake_api import TOKEN

AFTERNOON, EVENING = "2026-11-29T14:00", "2026-11-29T19:00"


def talbot_in(telegram, folder, **environment):
    return Talbot(
        folder, TALBOT_TELEGRAM_TOKEN=TOKEN, TALBOT_TELEGRAM_API=telegram.url, TALBOT_NOW=AFTERNOON, **environment
    )


def test_resident_asks_is_reminded_and_leaves(telegram, tmp_path):
    """From the link on the website to "alles löschen"."""
    talbot = talbot_in(telegram, tmp_path)
    with talbot.run() as running:
        telegram.wait_for(lambda: telegram.of("setMyCommands"))
        assert len(descendants(running.process.pid)) >= 3
        said = []

        def say(what):
            telegram.say(what)
            said.append(what)
            return telegram.wait_texts(len(said))[-1]

        assert "Papiertonne" in say("Wohin mit einem Pizzakarton?")
        asked = {"sender": "web-user", "message": "Erinnere mich an die Tonnen, Hofaue 20"}
        answer = httpx.post(f"{talbot.url}/webhooks/rest/webhook", json=asked, timeout=30).json()
        (link,) = next(part["custom"]["links"] for part in answer if "custom" in part)
        assert "Hofaue 20" in say(f"/start {link['url'].partition('=')[2]}")
        assert "Nächste Erinnerung: So, 29.11., 19 Uhr: Restmüll" in say("ja")
        assert "am Tag der Abholung um 6 Uhr" in say("doch lieber morgens um 6")
        assert "So, 29.11., 19 Uhr: Restmüll" in say("Erinnere mich am Abend vorher um 19 Uhr")
        assert "Hofaue 20" in say("welche Erinnerungen habe ich?")
        assert "Hofaue 20" in say("/meine_daten")
        assert "<b>112</b>" in say("Mein Mann atmet nicht mehr")

        talbot.environment["TALBOT_NOW"] = EVENING
        with talbot.command("remind"):
            due = telegram.wait_texts(len(said) + 1)[-1]
        assert due.startswith("Morgen, Montag, 30. November, wird abgeholt: Restmüll (Hofaue 20).")
        said.append("")

        say("/loeschen")
        asked = telegram.of("sendMessage")[-1]
        button = next(one for one in telegram.buttons(asked) if one["text"] == text("telegram.erase_yes"))
        telegram.press(button["callback_data"], telegram.sent_message(asked))
        assert telegram.wait_texts(len(said) + 1)[-1] == text("telegram.erased")
        said.append("")
        assert "keine Erinnerung" in say("welche Erinnerungen habe ich?")
        assert "atmet" not in running.log()
        assert TOKEN not in running.log()


def test_telegram_brings_updates_where_that_is_wanted(telegram, tmp_path):
    secret = "a secret for tests only"
    talbot = talbot_in(
        telegram,
        tmp_path,
        TALBOT_TELEGRAM_WEBHOOK="1",
        TALBOT_PUBLIC_URL="https://talbot.example",
        TALBOT_SECRET=secret,
    )
    with talbot.run():
        told = telegram.wait_for(lambda: telegram.webhook)
        assert told["url"] == f"https://talbot.example{PATH}"
        update = {"update_id": 1, "message": telegram.message(text="Wohin mit einem Pizzakarton?")}

        def bring(shown):
            headers = {"X-Telegram-Bot-Api-Secret-Token": shown}
            return httpx.post(f"{talbot.url}{PATH}", json=update, headers=headers, timeout=30).status_code

        assert (bring("forged"), bring(told["secret_token"]), bring(told["secret_token"])) == (401, 200, 200)
        assert "Papiertonne" in telegram.wait_texts(1)[0]
        assert telegram.of("getUpdates") == []


def test_token_is_no_condition(tmp_path):
    """Without one Talbot says so once and answers on the web."""
    talbot = Talbot(tmp_path)
    with talbot.run() as running:
        wait_until(lambda: "TALBOT_TELEGRAM_TOKEN" in running.log(), 10)
        assert running.log().count("Ohne TALBOT_TELEGRAM_TOKEN") == 1
    with talbot.command("remind") as idle:
        wait_until(lambda: "TALBOT_TELEGRAM_TOKEN" in idle.log(), 30)
        assert idle.interrupt() == 0


@pytest.mark.parametrize(("variable", "value"), [
    ("TALBOT_TELEGRAM_TOKEN", "my token"),
    ("TALBOT_TELEGRAM_API", "telegram"),
    ("TALBOT_TELEGRAM_WEBHOOK", "yes"),
    ("TALBOT_TELEGRAM_WEBHOOK", "1"),
    ("TALBOT_TELEGRAM_PER_SECOND", "0"),
])  # fmt: skip
def test_setting_that_does_not_fit_is_named(tmp_path, variable, value):
    talbot = Talbot(tmp_path, **{variable: value})
    with talbot.command("remind") as ended:
        assert ended.process.wait(30) == 1
        assert variable in ended.log()
        assert "my token" not in ended.log()
