"""Reminders come when they are wanted, once, and nobody who is away, blocked or moved is forgotten or bothered."""

import pytest
import sqlalchemy as sa

from bot.city.reminder import Moment, Quiet, Reminder
from bot.city.stream import Stream
from bot.reminders.sender import AT_ONCE
from bot.reminders.tables import DELIVERIES, SUBSCRIPTIONS
from tests.reminders.conftest import NUMBER, local
from tests.telegram.fake_api import BLOCKED, CUT, CUT_AFTER, Trouble, too_many

TOMORROW = "Morgen, Dienstag, 1. Dezember, wird abgeholt: Altpapier (Hofaue 20)."
TODAY = "Heute, Dienstag, 1. Dezember, wird abgeholt: Altpapier (Hofaue 20)."
LATE = "Diese Erinnerung kommt später als gewünscht: Ich war zwischendurch nicht erreichbar."


def once(trouble):
    left = [trouble]
    return lambda call: left.pop() if left and call.method == "sendMessage" else None


def test_comes_at_its_time_and_once(post):
    post.want()
    assert post.at("2026-11-30T18:59") == []
    assert post.at("2026-11-30T19:00") == [TOMORROW]
    assert post.at("2026-11-30T19:01") == post.at("2026-12-01T06:00") == post.at("2026-12-01T12:00") == []
    assert post.at("2026-12-07T19:00") == ["Morgen, Dienstag, 8. Dezember, wird abgeholt: Restmüll (Hofaue 20)."]


@pytest.mark.parametrize(("moment", "before", "at", "text"), [
    (Moment(0, local("2026-12-01T06:00").time()), "2026-12-01T05:59", "2026-12-01T06:00", TODAY),
    (Moment(2), "2026-11-29T18:59", "2026-11-29T19:00", "Am Dienstag, 1. Dezember wird abgeholt: Altpapier (Hofaue 20)."),
])  # fmt: skip
def test_other_moments(post, moment, before, at, text):
    moment = Moment(moment.days_before, moment.time.replace(hour=6 if moment.days_before == 0 else 19))
    post.want(at=moment)
    assert post.at(before) == []
    assert post.at(at) == [text]


def test_only_the_bins_that_are_wanted(post):
    post.want(7, Stream.RESIDUAL)
    assert post.at("2026-11-30T19:00") == []
    assert len(post.at("2026-12-07T19:00")) == 1


def test_several_bins_of_one_day_come_together(post, town):
    town.set(("2026-12-01", Stream.PAPER), ("2026-12-01", Stream.ORGANIC))
    post.want()
    assert post.at("2026-11-30T19:00") == [TOMORROW.replace("Altpapier", "Bioabfall und Altpapier")]


def test_several_addresses_and_times_are_reminders_of_their_own(post):
    post.want(7)
    post.want(7, street="Gathe")
    post.want(7, at=Moment(0, Moment().time.replace(hour=6)))
    assert sorted(post.at("2026-11-30T19:00")) == sorted([TOMORROW, TOMORROW.replace("Hofaue", "Gathe")])
    assert post.at("2026-12-01T06:00") == [TODAY]


def test_group_gets_one_for_all(post):
    post.want(-100)
    post.at("2026-11-30T19:00")
    assert post.telegram.texts(-100) == [TOMORROW]


def test_example_dates_are_called_so(post, town):
    town.set(("2026-12-01", Stream.PAPER), example=True)
    post.want()
    assert post.at("2026-11-30T19:00") == [f"{TOMORROW}\nBeispieldaten, nicht der echte Kalender der AWG."]


# --- away for a while ---------------------------------------------------------------------------------------


def test_missed_by_minutes_says_nothing_about_it(post):
    post.want()
    assert post.at("2026-11-30T19:10") == [TOMORROW]


def test_missed_by_hours_comes_late_and_says_so(post):
    post.want()
    assert post.at("2026-12-01T08:00") == [f"{TODAY}\n{LATE}"]
    assert post.telegram.of("sendMessage")[0].data.get("disable_notification", "false") == "false"


def test_late_at_night_makes_no_sound(post):
    post.want()
    assert post.at("2026-12-01T03:00") == [f"{TODAY}\n{LATE}"]
    assert post.telegram.of("sendMessage")[0].data["disable_notification"] == "true"


def test_after_the_lorry_it_makes_no_sense(post):
    post.want()
    assert post.at("2026-12-01T12:00") == []
    assert len(post.at("2026-12-07T19:00")) == 1


def test_away_for_months_sends_only_what_makes_sense(post, town):
    town.set(*((f"2026-{month}-{day:02}", Stream.PAPER) for month in (11, 12) for day in range(1, 29)))
    post.want()
    assert len(post.at("2026-12-20T21:00")) == 1


def test_wanted_after_its_time_waits_for_the_next(post):
    """Whoever sets a reminder at eight in the evening has just heard what is collected tomorrow."""
    post.now = local("2026-11-30T20:00")
    post.want()
    assert post.at("2026-11-30T20:01") == []
    assert len(post.at("2026-12-07T19:00")) == 1


# --- dates move ---------------------------------------------------------------------------------------------


def test_date_that_moves_back_is_reminded_of_later(post, town):
    post.want(7, Stream.PAPER)
    post.at("2026-11-25T12:00")
    town.set(("2026-12-02", Stream.PAPER), moved={"2026-12-02": "2026-12-01"})
    assert post.at("2026-11-30T19:00") == []
    assert post.at("2026-12-01T19:00") == [
        "Morgen, Mittwoch, 2. Dezember, wird abgeholt: Altpapier (Hofaue 20).\nVerschoben, statt Di, 1.12.: Feiertag."
    ]


def test_date_that_moves_forward_is_known_in_time(post, town):
    post.want(7, Stream.PAPER)
    post.at("2026-11-28T12:00")
    town.set(("2026-11-30", Stream.PAPER), moved={"2026-11-30": "2026-12-01"})
    assert post.at("2026-11-28T15:00") == []
    assert len(post.at("2026-11-29T19:00")) == 1
    assert post.at("2026-11-30T19:00") == []


def test_date_that_moves_forward_at_the_last_moment_comes_late_rather_than_never(post, town):
    post.want(7, Stream.PAPER)
    post.at("2026-11-28T23:30")
    town.set(("2026-11-30", Stream.PAPER), moved={"2026-11-30": "2026-12-01"})
    (text,) = post.at("2026-11-29T22:00")
    assert text.startswith("Morgen, Montag, 30. November")


def test_date_that_is_cancelled_is_not_reminded_of(post, town):
    post.want(7, Stream.PAPER)
    post.at("2026-11-28T12:00")
    town.set(("2026-12-08", Stream.RESIDUAL))
    assert post.at("2026-11-30T19:00") == []


def test_calendar_of_next_year_is_taken_up_by_itself(post, town):
    town.set(("2026-12-29", Stream.PAPER))
    post.want()
    post.at("2026-12-28T19:00")
    post.at("2026-12-30T12:00")
    town.set(("2027-01-12", Stream.PAPER))
    assert len(post.at("2027-01-11T19:00")) == 1


# --- clocks change ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pickup", "time", "at_utc"), [
    # The night to 29 March 2026: there is no 2:30; it counts an hour later.
    ("2026-03-29", "02:30", "2026-03-29T01:30"),
    ("2026-03-30", "19:00", "2026-03-29T17:00"),
    # The night to 25 October 2026: 2:30 comes twice; the first counts.
    ("2026-10-25", "02:30", "2026-10-25T00:30"),
    ("2026-10-26", "19:00", "2026-10-25T18:00"),
])  # fmt: skip
def test_nights_in_which_clocks_change(post, town, pickup, time, at_utc):
    from datetime import UTC, datetime, timedelta

    town.set((pickup, Stream.PAPER))
    at = datetime.fromisoformat(at_utc).replace(tzinfo=UTC)
    post.now = at - timedelta(days=2)
    days = 0 if time < "12" else 1
    post.want(at=Moment(days, datetime.strptime(time, "%H:%M").time()))  # noqa: DTZ007
    post.now = at - timedelta(minutes=1)
    post.work()
    assert post.telegram.texts() == []
    post.now = at
    post.work()
    post.work()
    assert len(post.telegram.texts()) == 1


# --- quiet, pause, changes ----------------------------------------------------------------------------------


def test_quiet_hours_move_a_reminder_before_them(post):
    conversation = post.want(at=Moment(1, Moment().time.replace(hour=22, minute=30)))
    post.subscriptions.set_quiet(
        conversation, Quiet(Moment().time.replace(hour=21), Moment().time.replace(hour=7)), post.now
    )
    assert post.at("2026-11-30T20:59") == []
    assert post.at("2026-11-30T21:00") == [TOMORROW]


def test_pause_lasts_until_its_end(post):
    from dataclasses import replace
    from datetime import date

    conversation = post.want()
    post.subscriptions.change(
        conversation, post.now, lambda current: [replace(r, paused_until=date(2026, 12, 1)) for r in current]
    )
    assert post.at("2026-11-30T19:00") == []
    assert len(post.at("2026-12-07T19:00")) == 1


def test_other_time_is_another_reminder(post):
    """Reminded at seven, and then "lieber morgens um 6": the morning comes as well."""
    conversation = post.want()
    assert post.at("2026-11-30T19:00") == [TOMORROW]
    from dataclasses import replace

    morning = Moment(0, Moment().time.replace(hour=6))
    post.subscriptions.change(conversation, post.now, lambda current: [replace(r, moment=morning) for r in current])
    assert post.at("2026-12-01T06:00") == [TODAY]


def test_other_bins_keep_what_was_sent(post):
    from dataclasses import replace

    from bot.city.pickup import Selection

    conversation = post.want()
    assert post.at("2026-11-30T19:00") == [TOMORROW]
    paper = Selection((Stream.PAPER,))
    post.subscriptions.change(conversation, post.now, lambda current: [replace(r, selection=paper) for r in current])
    assert post.at("2026-11-30T19:05") == []


# --- Telegram on a bad day ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "trouble", [CUT, too_many(0), Trouble(500, "Internal Server Error"), Trouble(502, "Bad Gateway")], ids=range(4)
)
def test_not_taken_is_sent_again(post, trouble):
    post.want()
    post.telegram.trouble = once(trouble)
    assert post.at("2026-11-30T19:00", rounds=1) == []
    with post.engine.begin() as db:
        db.execute(DELIVERIES.update().values(free_at=0.0))
    assert post.at("2026-11-30T19:05") == [TOMORROW]
    assert post.at("2026-11-30T19:06") == []


def test_unknown_whether_taken_is_sent_again_and_counted(post):
    post.want()
    post.telegram.trouble = once(CUT_AFTER)
    post.now = local("2026-11-30T19:00")
    (sender,) = post.work(rounds=1)
    assert (sender.count.unsure, sender.count.sent) == (1, 0)
    with post.engine.begin() as db:
        db.execute(DELIVERIES.update().values(free_at=0.0))
    assert post.at("2026-11-30T19:05") == [TOMORROW]


@pytest.mark.parametrize(
    "trouble",
    [
        BLOCKED,
        Trouble(403, "Forbidden: bot was kicked from the group chat"),
        Trouble(403, "Forbidden: user is deactivated"),
    ],
    ids=range(3),
)
def test_whoever_blocks_us_wants_no_reminders(post, trouble):
    conversation = post.want()
    post.want(8)
    post.telegram.trouble = lambda call: trouble if call.data.get("chat_id") == "7" else None
    post.at("2026-11-30T19:00")
    assert post.subscriptions.of(conversation) == []
    assert post.telegram.texts(8) == [TOMORROW]
    with post.engine.connect() as db:
        assert db.execute(sa.select(sa.func.count()).select_from(SUBSCRIPTIONS)).scalar() == 1


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(400, "Bad Request: chat not found"),
        Trouble(403, "Forbidden: bot can't initiate conversation with a user"),
        Trouble(401, "Unauthorized"),
    ],
    ids=range(3),
)
def test_token_of_another_bot_unsubscribes_nobody(post, trouble):
    conversation = post.want()
    post.telegram.trouble = lambda call: trouble if call.method == "sendMessage" else None
    assert post.at("2026-11-30T19:00") == []
    assert len(post.subscriptions.of(conversation)) == 1
    post.telegram.trouble = lambda _call: None
    assert len(post.at("2026-12-07T19:00")) == 1


def test_asked_to_wait_for_long_nobody_turns_in_circles(post):
    """Those on their way arrive; all others wait, and are not tried again and again."""
    for chat in range(1, AT_ONCE + 10):
        post.want(chat)
    post.telegram.trouble = once(too_many(30))
    post.at("2026-11-30T19:00", rounds=5)
    assert len([call for call in post.telegram.calls if call.method == "sendMessage"]) == AT_ONCE


def test_group_that_grows_is_reminded_in_its_new_chat(post):
    post.want(-100)
    moved = Trouble(
        400, "Bad Request: group chat was upgraded to a supergroup chat", parameters={"migrate_to_chat_id": -200}
    )
    post.telegram.trouble = lambda call: moved if call.data.get("chat_id") == "-100" else None
    post.at("2026-11-30T19:00")
    assert post.telegram.texts(-200) == [TOMORROW]


def test_text_that_telegram_refuses_does_not_come_back_for_ever(post):
    post.want()
    post.telegram.trouble = lambda call: (
        Trouble(400, "Bad Request: message is too long") if call.method == "sendMessage" else None
    )
    post.at("2026-11-30T19:00", rounds=5)
    assert len([call for call in post.telegram.calls if call.method == "sendMessage"]) == 1


def test_deleted_conversation_gets_nothing(post):
    conversation = post.want()
    post.chats.forget(7)
    assert post.at("2026-11-30T19:00") == []
    assert post.subscriptions.of(conversation) == []


def test_two_senders_send_each_once(post):
    for chat in range(1, 60):
        post.want(chat)
    texts = post.at("2026-11-30T19:00", senders=3, rounds=4)
    assert len(texts) == 59
    assert len({call.data["chat_id"] for call in post.telegram.of("sendMessage")}) == 59


def test_street_that_has_no_calendar_does_not_hold_up_others(post):
    post.want(7, street="Gibt-es-nicht-Straße")
    post.want(8)
    assert post.at("2026-11-30T19:00") == [TOMORROW]


def test_reminder_shows_what_was_typed_as_it_is(post):
    new = Reminder("Hofaue", "<b>", post.subscriptions.of(post.want(9))[0].selection)
    post.subscriptions.change(post.chats.conversation(7), post.now, lambda _current: [new])
    post.at("2026-11-30T19:00")
    assert all("<b>" not in text for text in post.telegram.texts())
    assert NUMBER in post.telegram.texts(9)[0]
