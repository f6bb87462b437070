"""Reading updates: whatever comes, there is a meaning, and it says nothing about people."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.reading import Incoming, Me, read_update
from tests.telegram.fake_api import BOT_ID, USERNAME

ME = Me(BOT_ID, USERNAME)
KEYS = st.sampled_from(
    ["message", "edited_message", "callback_query", "my_chat_member", "chat", "from", "id", "type", "text", "location",
     "message_id", "latitude", "data", "new_chat_member", "old_chat_member", "status", "user", "photo", "caption"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(["private", "group", "kicked", "/x@y", "@"]) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)  # fmt: skip


@given(st.dictionaries(KEYS, VALUES, max_size=6), st.integers(0, 2**63 - 1))
def test_any_update_with_a_number_has_a_meaning(content, number):
    incoming = read_update({**content, "update_id": number}, ME)
    assert isinstance(incoming, Incoming)
    assert incoming.update == number


@given(VALUES)
def test_anything_else_has_none_and_raises_nothing(raw):
    assert read_update(raw, ME) is None


def test_names_and_numbers_of_people_are_not_read():
    sender = {"id": 424242, "is_bot": False, "first_name": "Erika", "last_name": "Mustermann", "username": "erika1"}
    message = {
        "message_id": 1,
        "date": 1,
        "from": sender,
        "chat": {"id": 7, "type": "private", "first_name": "Erika"},
        "contact": {"phone_number": "0202"},
    }
    said = json.dumps(vars(read_update({"update_id": 1, "message": message}, ME)))
    assert not any(secret in said for secret in ("Erika", "Mustermann", "erika1", "424242", "0202"))


def test_people_who_write_in_the_name_of_a_group_are_no_bots():
    group = {"id": -5, "type": "supergroup"}
    sender = {"id": 1087968824, "is_bot": True}
    message = {
        "message_id": 1,
        "date": 1,
        "from": sender,
        "sender_chat": group,
        "chat": group,
        "text": f"@{USERNAME} hallo",
    }
    assert read_update({"update_id": 1, "message": message}, ME).text == "hallo"
