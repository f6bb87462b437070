"""What people in Telegram see, over real HTTP, whatever they send."""

import json

import pytest

from bot.database import connect
from bot.migrations import bring_up_to_date
from bot.strings import text
from bot.telegram.handover import Handovers
from tests.telegram.fake_api import BLOCKED, BOT_ID, USERNAME, FakeTelegram

pytestmark = pytest.mark.usefixtures("channel")

GROUP = {"chat": -100, "kind": "supergroup"}
LAST = "und jetzt?"


@pytest.fixture
def database(tmp_path):
    """What people see does not depend on the database; `test_trouble.py` runs on each kind."""
    url = f"sqlite:///{tmp_path / 'talbot.db'}"
    engine = connect(url)
    bring_up_to_date(engine)
    engine.dispose()
    return url


def everything_answered(telegram: FakeTelegram, count: int, chat: int | None = None) -> list[str]:
    """All texts, once a last question in another chat shows that nothing more comes."""
    telegram.say(LAST, chat=99)
    telegram.wait_texts(1, chat=99)
    texts = [one for one in telegram.texts(chat) if LAST not in one]
    assert len(texts) == count, telegram.summary()
    return texts


def offer(assistant, *titles):
    """Let the assistant answer "Wahl" with buttons."""
    buttons = [{"title": title, "payload": f"Bedeutung {title}"} for title in titles]
    assistant.answers["Wahl"] = [{"text": "Welches?", "buttons": buttons}]


# --- questions ---------------------------------------------------------------------------------------------


def test_text_is_answered(telegram):
    telegram.say("Hallo")
    assert telegram.wait_texts(1) == ["Antwort auf: Hallo"]


def test_signs_of_html_are_shown_and_not_read(telegram):
    telegram.say("<b>&amp; a < b")
    assert telegram.wait_texts(1) == ["Antwort auf: &lt;b&gt;&amp;amp; a &lt; b"]
    assert telegram.of("sendMessage")[0].data["parse_mode"] == "HTML"


def test_writing_is_shown_while_an_answer_is_thought_about(telegram, assistant):
    assistant.hold.clear()
    telegram.say("Hallo")
    call = telegram.wait_for(lambda: telegram.of("sendChatAction"))[0]
    assert (call.data["chat_id"], call.data["action"]) == ("7", "typing")
    assistant.hold.set()
    telegram.wait_texts(1)


def test_answers_of_a_chat_come_in_order(telegram):
    for number in range(10):
        telegram.say(f"Frage {number}")
    assert telegram.wait_texts(10) == [f"Antwort auf: Frage {number}" for number in range(10)]


def test_private_things_are_masked(telegram, assistant):
    telegram.say("Meine IBAN ist DE89370400440532013000")
    telegram.wait_texts(1)
    assert "DE89" not in assistant.asked[0]


def test_too_long_a_text_is_not_cut_silently(telegram, assistant):
    telegram.say("a" * 1001)
    assert "1000" in telegram.wait_texts(1)[0]
    assert assistant.asked == []


def test_assistant_that_fails_is_no_silence(telegram, assistant):
    assistant.failure = RuntimeError("what somebody said")
    telegram.say("Hallo")
    assert telegram.wait_texts(1) == [text("channels.unanswered.failed")]


def test_long_answer_comes_in_pieces_that_end_with_sentences(telegram, assistant):
    assistant.answers["lang"] = [{"text": "Ein Satz mit <Klammern>. " * 400}]
    telegram.say("lang")
    texts = telegram.wait_texts(3)
    assert all(len(one.replace("&lt;", "<").replace("&gt;", ">")) <= 4096 and one.endswith(".") for one in texts)
    assert sum(one.count("Ein Satz") for one in texts) == 400


# --- buttons -----------------------------------------------------------------------------------------------


def test_choice_is_answered_once_and_seen(telegram, assistant):
    """The press is acknowledged, the buttons give way to what was chosen, pressing again changes nothing."""
    offer(assistant, "Papier", "Bio")
    telegram.say("Wahl")
    telegram.wait_texts(1)
    asked = telegram.of("sendMessage")[0]
    papers = next(button for button in telegram.buttons(asked) if button["text"] == "Papier")
    message = telegram.sent_message(asked)
    telegram.press(papers["callback_data"], message, "first")
    assert telegram.wait_texts(2)[1] == "Antwort auf: Bedeutung Papier"
    retired = telegram.of("editMessageReplyMarkup")[0]
    assert [button["text"] for button in telegram.buttons(retired)] == ["✓ Papier"]
    telegram.press(papers["callback_data"], message, "second")
    telegram.wait_for(lambda: len(telegram.of("answerCallbackQuery")) == 2)
    assert [call.data.get("text", "") for call in telegram.of("answerCallbackQuery")] == [
        "",
        text("telegram.choice_over"),
    ]
    everything_answered(telegram, 2)
    assert assistant.messages[1][1].said == "Papier"


def test_meaning_of_a_button_may_be_longer_than_telegram_takes(telegram, assistant):
    """What goes to Telegram is a short id; the fake one refuses more than 64 bytes."""
    assistant.answers["Wahl"] = [{"text": "Welches?", "buttons": [{"title": "Lang", "payload": "Ä" * 500}]}]
    telegram.say("Wahl")
    telegram.wait_texts(1)
    asked = telegram.of("sendMessage")[0]
    telegram.press(next(telegram.buttons(asked))["callback_data"], telegram.sent_message(asked))
    telegram.wait_texts(2)
    assert assistant.asked == ["Wahl", "Ä" * 500]


def test_acknowledged_before_it_is_thought_about(telegram, assistant):
    offer(assistant, "Papier")
    telegram.say("Wahl")
    telegram.wait_texts(1)
    asked = telegram.of("sendMessage")[0]
    assistant.hold.clear()
    telegram.press(next(telegram.buttons(asked))["callback_data"], telegram.sent_message(asked))
    telegram.wait_for(lambda: telegram.of("answerCallbackQuery"))
    assert len(telegram.texts()) == 1
    assistant.hold.set()
    telegram.wait_texts(2)


def test_buttons_of_an_earlier_answer_go(telegram, assistant):
    offer(assistant, "Papier")
    telegram.say("Wahl")
    telegram.wait_texts(1)
    asked = telegram.of("sendMessage")[0]
    telegram.say("etwas anderes")
    telegram.wait_texts(2)
    retired = telegram.of("editMessageReplyMarkup")[0]
    assert (retired.data["message_id"], list(telegram.buttons(retired))) == (str(asked.data["made"]), [])
    telegram.press(next(telegram.buttons(asked))["callback_data"], telegram.sent_message(asked))
    telegram.wait_for(lambda: telegram.of("answerCallbackQuery"))
    assert telegram.of("answerCallbackQuery")[0].data["show_alert"] == "true"


@pytest.mark.parametrize("data", ["", "unknown", "/restart", "x" * 64, "!erase"])
def test_choice_that_was_never_offered_does_nothing(telegram, assistant, data):
    telegram.say("Hallo")
    telegram.wait_texts(1)
    telegram.press(data, telegram.sent_message(telegram.of("sendMessage")[0]))
    telegram.wait_for(lambda: telegram.of("answerCallbackQuery"))
    everything_answered(telegram, 1)
    assert assistant.forgotten == []


def test_choice_of_another_chat_does_nothing(telegram, assistant):
    offer(assistant, "Papier")
    telegram.say("Wahl")
    telegram.wait_texts(1)
    asked = telegram.of("sendMessage")[0]
    elsewhere = {**telegram.sent_message(asked), "chat": {"id": 8, "type": "private"}}
    telegram.press(next(telegram.buttons(asked))["callback_data"], elsewhere)
    telegram.wait_for(lambda: telegram.of("answerCallbackQuery"))
    everything_answered(telegram, 1)


def test_press_on_a_message_that_telegram_has_forgotten(telegram):
    telegram.update(
        callback_query={"id": "old", "from": {"id": 7}, "inline_message_id": "x", "chat_instance": "1", "data": "a"}
    )
    assert telegram.wait_for(lambda: telegram.of("answerCallbackQuery"))[0].data["text"] == text("telegram.choice_over")


# --- cards -------------------------------------------------------------------------------------------------


def test_links_are_buttons_and_stay(telegram, assistant):
    links = [
        {"title": "Anmeldung", "url": "https://example.org/a"},
        {"title": "Unsicher", "url": "javascript:alert(1)"},
    ]
    card = {"card": "info", "topic": "x", "links": links}
    assistant.answers["Link"] = [{"text": "Hier:", "buttons": [{"title": "Ja", "payload": "ja"}]}, {"custom": card}]
    telegram.say("Link")
    telegram.wait_texts(1)
    rows = list(telegram.buttons(telegram.of("sendMessage")[0]))
    assert [button["text"] for button in rows] == ["Ja", "Anmeldung"]
    telegram.say("weiter")
    telegram.wait_texts(2)
    kept = list(telegram.buttons(telegram.of("editMessageReplyMarkup")[0]))
    assert kept == [{"text": "Anmeldung", "url": "https://example.org/a"}]


def test_calendar_comes_as_a_document(telegram, assistant, channel):
    channel.calendars["abc"] = b"BEGIN:VCALENDAR"
    card = {"card": "info", "topic": "calendar_export", "links": [], "ics_url": "/calendar/abc.ics"}
    assistant.answers["Kalender"] = [{"text": "Hier:"}, {"custom": card}]
    telegram.say("Kalender")
    document = telegram.wait_for(lambda: telegram.of("sendDocument"))[0]
    assert "BEGIN:VCALENDAR" in str(document.data)


def test_calendar_that_cannot_be_had_does_not_hold_up_the_rest(telegram, assistant):
    card = {"card": "info", "topic": "calendar_export", "links": [], "ics_url": "/calendar/gone.ics"}
    assistant.answers["Kalender"] = [{"text": "Hier:"}, {"custom": card}, {"text": "Noch etwas."}]
    telegram.say("Kalender")
    assert telegram.wait_texts(2) == ["Hier:", "Noch etwas."]


@pytest.mark.parametrize("count", [1, 2])
def test_single_place_is_shown_on_a_map(telegram, assistant, count):
    place = {"name": "Recyclinghof", "address": "Giebel 1", "position": [51.25, 7.1]}
    assistant.answers["Ort"] = [
        {"text": "Da."},
        {"custom": {"card": "places", "places": [place] * count}},
        {"text": "Ende."},
    ]
    telegram.say("Ort")
    telegram.wait_texts(2)
    venues = telegram.of("sendVenue")
    assert len(venues) == (count == 1)
    assert not venues or (venues[0].data["title"], venues[0].data["latitude"]) == ("Recyclinghof", "51.25")


def test_every_card_of_the_documentation_can_be_shown(telegram, assistant):
    names = list(assistant.answers)
    for name in names:
        telegram.say(name)
    assert all(telegram.wait_texts(len(names)))


# --- other kinds of updates ----------------------------------------------------------------------------------

MEDIA = {
    "voice": {"file_id": "x", "duration": 3},
    "photo": [{"file_id": "x", "width": 1, "height": 1}],
    "sticker": {"file_id": "x"},
    "document": {"file_id": "x"},
    "contact": {"phone_number": "+49202123456", "first_name": "Erika"},
    "video": {"file_id": "x"},
    "poll": {"id": "1", "question": "?"},
    "dice": {"emoji": "🎲", "value": 3},
}


@pytest.mark.parametrize("kind", MEDIA)
def test_what_cannot_be_understood_is_answered_politely(telegram, assistant, kind):
    telegram.update(message=telegram.message(**{kind: MEDIA[kind]}))
    key = f"telegram.media.{kind}" if kind != "dice" else "telegram.media.other"
    assert telegram.wait_texts(1) == [text(key)]
    assert assistant.asked == []


def test_words_under_a_picture_are_answered_as_well(telegram):
    telegram.update(message=telegram.message(photo=MEDIA["photo"], caption="Wohin damit?"))
    assert telegram.wait_texts(2) == [text("telegram.media.photo"), "Antwort auf: Wohin damit?"]


@pytest.mark.parametrize("where", [
    {"location": {"latitude": 51.25, "longitude": 7.15}},
    {"location": {"latitude": 51.25, "longitude": 7.15}, "venue": {"location": {"latitude": 51.25, "longitude": 7.15}, "title": "a", "address": "b"}},
])  # fmt: skip
def test_location_is_handed_over_as_a_place_to_search_from(telegram, assistant, where):
    telegram.update(message=telegram.message(**where))
    telegram.wait_texts(1)
    message = assistant.messages[0][1]
    assert (message.intent, message.data) == ("place_find", {"position": [51.25, 7.15]})


NOTHING = [
    {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "Hallo"}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "Hallo"}},
    {"edited_channel_post": {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "Hallo"}},
    {"poll": {"id": "1", "question": "?", "options": []}},
    {"poll_answer": {"poll_id": "1", "option_ids": [0]}},
    {"inline_query": {"id": "1", "from": {"id": 7}, "query": "a", "offset": ""}},
    {"chat_member": {"chat": {"id": -5, "type": "group"}}},
    {"message_reaction": {"chat": {"id": 7, "type": "private"}, "message_id": 1}},
    {
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": 7, "type": "private"},
            "pinned_message": {"message_id": 2},
        }
    },
    {
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": 7, "type": "private"},
            "from": {"id": 8, "is_bot": True},
            "text": "a bot",
        }
    },
    {"something_new": {"of": "next year"}},
    {},
    {"message": None},
    {"message": "text"},
    {"message": {"message_id": "1", "chat": 7, "text": 5}},
    {"callback_query": {"id": 5}},
    {"my_chat_member": {}},
    {
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": 7, "type": "private"},
            "location": {"latitude": 400, "longitude": 7},
        }
    },
]


@pytest.mark.parametrize("content", NOTHING, ids=lambda content: next(iter(content), "nothing"))
def test_update_that_asks_nothing_is_taken_and_that_is_all(telegram, assistant, content):
    telegram.update(**content)
    telegram.wait_done()
    everything_answered(telegram, 0, chat=7)
    assert assistant.asked == [LAST]


@pytest.mark.parametrize(
    "raw",
    [
        None,
        5,
        "update",
        [],
        {"message": {}},
        {"update_id": "7"},
        {"update_id": True},
        {"update_id": -1},
        {"update_id": 2**70},
    ],
)
def test_update_without_a_number_does_not_stop_the_next_one(telegram, raw):
    telegram.deliver(raw)
    telegram.say("Hallo")
    assert telegram.wait_texts(1) == ["Antwort auf: Hallo"]


def test_update_that_comes_twice_is_answered_once(telegram):
    update = {"update_id": 500, "message": telegram.message(text="Hallo")}
    telegram.deliver(update, update)
    telegram.wait_texts(1)
    telegram.deliver(update)
    everything_answered(telegram, 1, chat=7)


def test_updates_in_the_wrong_order_are_all_answered(telegram):
    telegram.deliver(
        *({"update_id": number, "message": telegram.message(text=str(number))} for number in (503, 501, 502))
    )
    assert telegram.wait_texts(3, chat=7) == [f"Antwort auf: {number}" for number in (501, 502, 503)]


# --- edited texts ------------------------------------------------------------------------------------------


def edited(telegram, said, number=40):
    changed = {**telegram.message(text=said), "message_id": number, "edit_date": 1_700_000_001}
    return telegram.update(edited_message=changed)


def test_edited_text_whose_answer_is_there_is_not_answered_again(telegram):
    number = telegram.say("Wohin mit Papir?")
    telegram.wait_texts(1)
    edited(telegram, "Wohin mit Papier?", number)
    everything_answered(telegram, 1, chat=7)


def test_edited_text_counts_where_the_first_one_still_waits(telegram, assistant):
    assistant.hold.clear()
    telegram.say("davor")
    telegram.wait_for(lambda: assistant.asked or telegram.of("sendChatAction"))
    number = telegram.say("Wohin mit Papir?")
    telegram.wait_done(edited(telegram, "Wohin mit Papier?", number))
    assistant.hold.set()
    assert telegram.wait_texts(2) == ["Antwort auf: davor", "Antwort auf: Wohin mit Papier?"]
    everything_answered(telegram, 2, chat=7)


def test_edited_text_that_was_never_seen_is_a_question(telegram):
    edited(telegram, "Wohin mit Papier?")
    assert telegram.wait_texts(1) == ["Antwort auf: Wohin mit Papier?"]


# --- groups --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "asked"), [
    (f"@{USERNAME} wohin mit Papier?", "wohin mit Papier?"),
    (f"Wohin mit Papier, @{USERNAME.lower()}?", "Wohin mit Papier, ?"),
    (f"/hilfe@{USERNAME}", text("telegram.said.hilfe")),
    (f"/termine@{USERNAME} Hofaue 20", "Termine Hofaue 20"),
])  # fmt: skip
def test_group_is_answered_where_it_addresses_us(telegram, assistant, said, asked):
    number = telegram.say(said, **GROUP)
    telegram.wait_texts(1, chat=-100)
    assert assistant.asked == [asked]
    assert json.loads(telegram.of("sendMessage")[0].data["reply_parameters"])["message_id"] == number


@pytest.mark.parametrize("said", [
    "Wohin mit Papier?", "/hilfe", "/hilfe@AnotherBot", f"@{USERNAME}2 hallo", f"mail@{USERNAME}.example", "@AnotherBot hallo",
])  # fmt: skip
def test_group_that_talks_about_something_else_is_left_alone(telegram, assistant, said):
    telegram.say(said, **GROUP)
    telegram.wait_done()
    everything_answered(telegram, 0, chat=-100)
    assert assistant.asked == [LAST]


def test_reply_to_us_is_addressed_to_us(telegram):
    ours = {
        "message_id": 3,
        "date": 1,
        "chat": {"id": -100, "type": "supergroup"},
        "from": {"id": BOT_ID, "is_bot": True},
    }
    telegram.say("und Bio?", reply_to_message=ours, **GROUP)
    assert telegram.wait_texts(1, chat=-100) == ["Antwort auf: und Bio?"]


def test_answer_stays_in_its_topic(telegram):
    telegram.say(f"@{USERNAME} hallo", message_thread_id=12, is_topic_message=True, **GROUP)
    telegram.wait_texts(1, chat=-100)
    assert telegram.of("sendMessage")[0].data["message_thread_id"] == "12"


def member(telegram, before, after, chat=-100, kind="group"):
    bot = {"id": BOT_ID, "is_bot": True, "first_name": "Talbot"}
    change = {"old_chat_member": {"status": before, "user": bot}, "new_chat_member": {"status": after, "user": bot}}
    return telegram.update(my_chat_member={"chat": {"id": chat, "type": kind}, "from": {"id": 7}, "date": 1, **change})


def test_group_that_takes_us_in_is_greeted_once(telegram):
    member(telegram, "left", "member")
    assert telegram.wait_texts(1) == [text("telegram.joined")]
    member(telegram, "member", "administrator")
    everything_answered(telegram, 1, chat=-100)


@pytest.mark.parametrize(
    ("chat", "kind", "after"), [(7, "private", "kicked"), (-100, "group", "left"), (-100, "group", "kicked")]
)
def test_whoever_does_not_want_us_any_more_is_forgotten(telegram, assistant, channel, chat, kind, after):
    telegram.say(f"@{USERNAME} Hallo", chat=chat, kind=kind)
    telegram.wait_texts(1)
    conversation = assistant.messages[0][0]
    member(telegram, "member", after, chat, kind)
    everything_answered(telegram, 1, chat)
    telegram.wait_for(lambda: assistant.forgotten == [conversation] == channel.erased)


def test_blocked_while_we_answer_is_forgotten_as_well(telegram, assistant, channel):
    telegram.trouble = lambda call: BLOCKED if call.method == "sendMessage" and call.data["chat_id"] == "7" else None
    telegram.say("Hallo")
    telegram.wait_for(lambda: any(call.status == 403 for call in telegram.calls))
    everything_answered(telegram, 0, chat=7)
    assert [assistant.messages[0][0]] == assistant.forgotten == channel.erased


def test_group_that_grows_keeps_its_conversation(telegram, assistant):
    telegram.say(f"@{USERNAME} eins", **GROUP)
    telegram.wait_texts(1)
    telegram.update(message=telegram.message(chat=-100, kind="group", migrate_to_chat_id=-200))
    telegram.say(f"@{USERNAME} zwei", chat=-200, kind="supergroup")
    telegram.wait_texts(1, chat=-200)
    assert assistant.messages[0][0] == assistant.messages[1][0]


# --- commands ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "intent", "asked"), [
    ("/hilfe", "talk_capabilities", text("telegram.said.hilfe")),
    ("/HELP", "talk_capabilities", text("telegram.said.help")),
    ("/termine", "pickup_next", "Termine"),
    ("/termine Hofaue 20", "pickup_next", "Termine Hofaue 20"),
    (f"/erinnerung@{USERNAME}  um 18 Uhr ", "reminder_request", "Erinnerung um 18 Uhr"),
    ("/stop", "reminder_request", text("telegram.said.stop")),
    ("Stopp!", "reminder_request", text("telegram.said.stop")),
    ("stop", "reminder_request", text("telegram.said.stop")),
    ("/meine_daten", "talk_privacy", text("telegram.said.meine_daten")),
    ("/restart", None, "/restart"),
    ("/talk_forget", None, "/talk_forget"),
    ('/inform{"street": "x"}', None, '/inform{"street": "x"}'),
    ("und/oder /bot", None, "und/oder /bot"),
])  # fmt: skip
def test_command_is_a_question_and_nothing_else_is_a_command(telegram, assistant, said, intent, asked):
    telegram.say(said)
    telegram.wait_texts(1)
    message = assistant.messages[0][1]
    assert (message.intent, message.said, message.payload) == (intent, asked, None)


def test_menu_shows_the_commands(telegram):
    call = telegram.wait_for(lambda: telegram.of("setMyCommands"))[0]
    assert all(
        f'"{name}"' in call.data["commands"]
        for name in ("termine", "erinnerung", "stop", "hilfe", "neu", "meine_daten", "loeschen")
    )


def test_start_greets_with_examples(telegram, assistant):
    telegram.say("/start")
    assert "Talbot" in telegram.wait_texts(1)[0]
    asked = telegram.of("sendMessage")[0]
    telegram.press(next(telegram.buttons(asked))["callback_data"], telegram.sent_message(asked))
    telegram.wait_texts(2)
    assert assistant.asked == [text("telegram.example_1")]


def test_link_from_the_web_works_once_and_brings_the_address(telegram, assistant, database):
    engine = connect(database)
    telegram.wait_for(lambda: telegram.of("setMyCommands"))
    link = Handovers(engine).link("Hofaue 20")
    engine.dispose()
    assert link.startswith(f"https://t.me/{USERNAME}?start=")
    token = link.partition("start=")[2]
    assert len(token) <= 64
    telegram.say(f"/start {token}")
    telegram.wait_texts(1)
    message = assistant.messages[0][1]
    assert (message.intent, message.said) == ("reminder_request", text("telegram.said.handover", address="Hofaue 20"))
    telegram.say(f"/start {token}", chat=8)
    assert telegram.wait_texts(1, chat=8) == [text("telegram.link_over")]


@pytest.mark.parametrize("payload", ["abc", "x" * 64, "💥", "' OR 1=1 --"])
def test_link_that_is_none_is_told(telegram, assistant, payload):
    telegram.say(f"/start {payload}")
    assert telegram.wait_texts(1) == [text("telegram.link_over")]
    assert assistant.asked == []


def press_titled(telegram, title, on):
    button = next(button for button in telegram.buttons(on) if button["text"] == title)
    telegram.press(button["callback_data"], telegram.sent_message(on))


def test_deletion_is_asked_for_and_done(telegram, assistant, channel):
    telegram.say("Hallo")
    telegram.wait_texts(1)
    telegram.say("/loeschen")
    telegram.wait_texts(2)
    press_titled(telegram, text("telegram.erase_yes"), telegram.of("sendMessage")[1])
    assert telegram.wait_texts(3)[2] == text("telegram.erased")
    assert assistant.forgotten == channel.erased == [assistant.messages[0][0]]
    telegram.say("Hallo")
    telegram.wait_texts(4)
    assert assistant.messages[1][0] != assistant.messages[0][0]


def test_deletion_can_be_thought_over(telegram, assistant, channel):
    telegram.say("/loeschen")
    telegram.wait_texts(1)
    press_titled(telegram, text("telegram.erase_no"), telegram.of("sendMessage")[0])
    assert telegram.wait_texts(2)[1] == text("telegram.kept")
    assert assistant.forgotten == channel.erased == []


def test_beginning_anew_forgets_the_talk_and_keeps_the_rest(telegram, assistant, channel):
    telegram.say("Hallo")
    telegram.wait_texts(1)
    telegram.say("/neu")
    assert telegram.wait_texts(2)[1] == text("telegram.fresh")
    assert (assistant.forgotten, channel.erased) == ([assistant.messages[0][0]], [])
