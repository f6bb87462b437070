"""Telegram, the network, the database and our own process on a bad day: each question is answered, and answered once."""

import asyncio

import httpx
import pytest
import sqlalchemy as sa
from sanic import Sanic

from bot.channels.telegram.channel import PATH, webhook_blueprint, webhook_secret
from bot.channels.telegram.tables import UPDATES
from bot.database import connect
from bot.telegram.chats import Chats
from tests.channels.telegram.conftest import Channel, ScriptedAssistant
from tests.telegram.fake_api import CUT, CUT_AFTER, TOKEN, FakeTelegram, Trouble, too_many
from tests.web_server import Server


def once(trouble, method="sendMessage"):
    """Only the first request of a kind gets into trouble."""
    left = [trouble]
    return lambda call: left.pop() if left and call.method == method else None


BAD = {
    "flood": too_many(0),
    "server error": Trouble(500, "Internal Server Error"),
    "bad gateway": Trouble(502, "Bad Gateway"),
    "cut before": CUT,
}


@pytest.mark.usefixtures("channel")
@pytest.mark.parametrize("method", ["sendMessage", "getUpdates"])
@pytest.mark.parametrize("trouble", BAD.values(), ids=BAD)
def test_answer_comes_once_when_telegram_recovers(telegram, assistant, trouble, method):
    telegram.trouble = once(trouble, method)
    telegram.say("eins")
    telegram.say("zwei")
    assert telegram.wait_texts(2) == ["Antwort auf: eins", "Antwort auf: zwei"]
    assert assistant.asked == ["eins", "zwei"]


@pytest.mark.usefixtures("channel")
def test_unknown_whether_it_was_sent_is_sent_again_rather_than_lost(telegram, assistant):
    """That a message may come twice then is Telegram's limit: it cannot be asked."""
    telegram.trouble = once(CUT_AFTER)
    telegram.say("eins")
    assert telegram.wait_texts(2) == ["Antwort auf: eins"] * 2
    assert assistant.asked == ["eins"]


@pytest.mark.usefixtures("channel")
def test_asked_to_wait_we_wait(telegram):
    telegram.trouble = once(too_many(1))
    telegram.say("eins")
    telegram.wait_texts(1)
    sends = [call for call in telegram.calls if call.method == "sendMessage"]
    assert [call.status for call in sends] == [429, 200]
    assert sends[1].at - sends[0].at >= 1


@pytest.mark.usefixtures("channel")
def test_part_that_telegram_refuses_does_not_hold_up_what_follows(telegram, assistant):
    telegram.trouble = once(Trouble(400, "Bad Request: can't parse entities"))
    assistant.answers["zwei Teile"] = [{"text": "Erster."}, {"text": "Zweiter."}]
    telegram.say("zwei Teile")
    assert telegram.wait_texts(1) == ["Zweiter."]
    telegram.say("danach")
    assert telegram.wait_texts(2)[1] == "Antwort auf: danach"


@pytest.mark.usefixtures("channel")
@pytest.mark.parametrize("method", ["answerCallbackQuery", "editMessageReplyMarkup", "sendChatAction", "setMyCommands"])
def test_what_is_only_courtesy_may_fail(telegram, assistant, method):
    telegram.trouble = lambda call: (
        Trouble(400, "Bad Request") if call.method == method and len(telegram.calls) < 40 else None
    )
    assistant.answers["Wahl"] = [{"text": "Welches?", "buttons": [{"title": "Papier", "payload": "Papier"}]}]
    telegram.say("Wahl")
    telegram.wait_texts(1)
    asked = telegram.of("sendMessage")[0]
    telegram.press(next(telegram.buttons(asked))["callback_data"], telegram.sent_message(asked))
    assert telegram.wait_texts(2)[1] == "Antwort auf: Papier"


def test_begins_when_telegram_comes_back(database, assistant):
    """Without Telegram the server starts as well."""
    with FakeTelegram() as first:
        port = first.port
    channel = Channel(database, first, assistant).start()
    with FakeTelegram(port) as telegram:
        telegram.say("Hallo")
        assert telegram.wait_texts(1) == ["Antwort auf: Hallo"]
        channel.stop()


def test_token_that_telegram_does_not_know_is_said_once(database, telegram, assistant, caplog):
    telegram.trouble = lambda _call: Trouble(401, "Unauthorized")
    channel = Channel(database, telegram, assistant).start()
    channel.call(lambda: asyncio.wait(channel.channel._tasks[:1]))
    channel.stop()
    said = [record.getMessage() for record in caplog.records if "TALBOT_TELEGRAM_TOKEN" in record.getMessage()]
    assert len(said) == 1
    assert TOKEN not in caplog.text


class StuckAssistant(ScriptedAssistant):
    """Never comes to an answer."""

    async def answer(self, _conversation, message, _into):
        self.asked.append(message.said)
        await asyncio.Event().wait()


# --- our own process ends -------------------------------------------------------------------------------------


def test_restart_answers_what_came_in_between_and_nothing_twice(database, telegram, assistant):
    channel = Channel(database, telegram, assistant).start()
    telegram.say("davor")
    telegram.wait_texts(1)
    channel.stop()
    telegram.say("dazwischen")
    telegram.deliver({"update_id": 1001, "message": telegram.message(text="davor")})
    again = Channel(database, telegram, assistant).start()
    assert telegram.wait_texts(2) == ["Antwort auf: davor", "Antwort auf: dazwischen"]
    again.stop()
    assert assistant.asked == ["davor", "dazwischen"]


def test_killed_before_the_answer_another_process_answers(database, telegram):
    first = StuckAssistant()
    channel = Channel(database, telegram, first).start()
    telegram.say("Hallo")
    telegram.wait_for(lambda: first.asked or telegram.of("sendChatAction"))
    channel.kill()
    second = ScriptedAssistant()
    again = Channel(database, telegram, second).start()
    assert telegram.wait_texts(1) == ["Antwort auf: Hallo"]
    again.stop()
    assert second.asked == ["Hallo"]


def test_killed_after_the_answer_it_is_found_again(database, telegram):
    """The assistant remembers that it has answered; asked again it would answer the next question."""
    first = StuckAssistant()
    channel = Channel(database, telegram, first).start()
    telegram.say("Hallo")
    telegram.wait_for(lambda: telegram.of("sendChatAction"))
    channel.kill()
    second = ScriptedAssistant()
    second.remembered = {"1001": "Erinnerte Antwort"}
    again = Channel(database, telegram, second).start()
    assert telegram.wait_texts(1) == ["Erinnerte Antwort"]
    again.stop()
    assert second.asked == []


def test_killed_between_two_parts_only_the_rest_is_sent(database, telegram, assistant):
    assistant.answers["drei Teile"] = [{"text": f"Teil {number}"} for number in (1, 2, 3)]
    channel = Channel(database, telegram, assistant).start()
    telegram.trouble = lambda call: CUT if "Teil 2" in call.data.get("text", "") else None
    telegram.say("drei Teile")
    telegram.wait_for(lambda: any("Teil 2" in call.data.get("text", "") for call in telegram.calls))
    channel.kill()
    telegram.trouble = lambda _call: None
    again = Channel(database, telegram, assistant).start()
    assert telegram.wait_texts(3) == ["Teil 1", "Teil 2", "Teil 3"]
    again.stop()
    assert assistant.asked == ["drei Teile"]


def test_two_processes_share_the_work_and_keep_the_order(database, telegram, assistant):
    """As with several workers behind a webhook: updates of one chat arrive here and there."""
    channels = [Channel(database, telegram, assistant).start() for _ in range(2)]
    try:
        telegram.wait_for(lambda: len(telegram.of("setMyCommands")) == 2)
        for number in range(20):
            update = {"update_id": 5000 + number, "message": telegram.message(text=f"Frage {number:02}")}
            for channel in (channels[number % 2], channels[number % 2 - 1]):
                channel.call(lambda channel=channel, update=update: channel.channel.updates.take([update]))
        assert telegram.wait_texts(20) == [f"Antwort auf: Frage {number:02}" for number in range(20)]
    finally:
        for channel in channels:
            channel.stop()
    assert len(assistant.asked) == 20


def test_nothing_that_was_said_stays_in_the_inbox(database, telegram, assistant):
    channel = Channel(database, telegram, assistant).start()
    telegram.say("etwas Vertrauliches")
    telegram.wait_texts(1)
    channel.stop()
    engine = connect(database)
    with engine.connect() as db:
        assert db.execute(sa.select(UPDATES.c.content, UPDATES.c.parts, UPDATES.c.done)).all() == [(None, None, True)]
    engine.dispose()


@pytest.mark.parametrize("wanted", [False, True])
def test_chat_that_is_silent_for_days_is_forgotten_unless_it_wants_reminders(database, telegram, assistant, wanted):
    channel = Channel(database, telegram, assistant).start()
    telegram.say("Hallo")
    telegram.wait_texts(1)
    conversation = assistant.messages[0][0]
    channel.wanted |= {conversation} if wanted else set()
    channel.call(channel.channel._worker._tidy)
    assert channel.erased == []
    engine = connect(database)
    with engine.begin() as db:
        db.execute(UPDATES.update().values(received=0.0))
    channel.call(channel.channel._worker._tidy)
    assert channel.erased == ([] if wanted else [conversation])
    assert (Chats(engine).chat(conversation) is not None) is wanted
    engine.dispose()
    channel.stop()


@pytest.mark.usefixtures("channel")
def test_update_that_makes_us_fail_does_not_hold_up_the_next(telegram, monkeypatch):
    """Whatever mistake of ours it is."""
    from bot.channels.telegram import worker

    masked = worker.masked

    def fail(text):
        if "böse" in text:
            raise ValueError(text)
        return masked(text)

    monkeypatch.setattr(worker, "masked", fail)
    telegram.say("böse")
    telegram.say("gut")
    assert telegram.wait_texts(1) == ["Antwort auf: gut"]


# --- the webhook ------------------------------------------------------------------------------------------------

SECRET = webhook_secret("a secret for tests only")
HEADER = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@pytest.fixture
def hooked(database, telegram, assistant):
    """The channel with updates brought to it, and the address."""
    made = Channel(database, telegram, assistant)
    made.webhook = ("https://talbot.example" + PATH, SECRET)
    made.start()
    telegram.wait_for(lambda: telegram.webhook)
    app = Sanic("hook", configure_logging=False)
    app.blueprint(webhook_blueprint(_Elsewhere(made), SECRET))
    with Server(app) as server:
        yield f"http://{server.address[0]}:{server.address[1]}{PATH}"
    made.stop()


class _Elsewhere:
    """The updates of a channel whose loop runs in another thread."""

    def __init__(self, channel):
        self._channel = channel
        self.updates = self

    async def take(self, updates):
        self._channel.call(lambda: self._channel.channel.updates.take(updates))


def test_telegram_is_told_where_and_by_which_secret(hooked, telegram):  # noqa: ARG001
    assert (telegram.webhook["url"], telegram.webhook["secret_token"]) == (f"https://talbot.example{PATH}", SECRET)
    assert telegram.of("getUpdates") == []


def test_nobody_else_can_change_where_updates_go(hooked, telegram):
    before = telegram.webhook
    answers = [httpx.get(f"{hooked}{path}", headers=HEADER).status_code for path in ("", "/set_webhook", "/webhook")]
    assert set(answers) <= {404, 405}
    assert telegram.webhook == before


def test_update_that_is_brought_is_answered(hooked, telegram):
    update = {"update_id": 1, "message": telegram.message(text="Hallo")}
    assert [httpx.post(hooked, json=update, headers=HEADER).status_code for _ in range(2)] == [200, 200]
    assert telegram.wait_texts(1) == ["Antwort auf: Hallo"]


@pytest.mark.parametrize("shown", [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), "ä".encode()])
def test_forged_update_is_not_taken(hooked, telegram, assistant, shown):
    headers = {} if shown is None else {"X-Telegram-Bot-Api-Secret-Token": shown}
    update = {"update_id": 1, "message": telegram.message(text="Hallo")}
    assert httpx.post(hooked, json=update, headers=headers).status_code == 401
    assert assistant.asked == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"null", b"[]", b'"update"', b"[" * 5000], ids=range(7))
def test_body_that_is_no_update_does_not_come_again(hooked, body):
    assert httpx.post(hooked, content=body, headers=HEADER).status_code == 200


def test_database_that_is_away_makes_telegram_come_again(hooked, telegram, database):
    engine = connect(database)
    with engine.begin() as db:
        db.execute(sa.text("ALTER TABLE telegram_updates RENAME TO away"))
    update = {"update_id": 1, "message": telegram.message(text="Hallo")}
    assert httpx.post(hooked, json=update, headers=HEADER).status_code == 503
    with engine.begin() as db:
        db.execute(sa.text("ALTER TABLE away RENAME TO telegram_updates"))
    engine.dispose()
    assert httpx.post(hooked, json=update, headers=HEADER).status_code == 200
    assert telegram.wait_texts(1) == ["Antwort auf: Hallo"]
