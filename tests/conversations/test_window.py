"""The window of a conversation: short, and nothing remembered is lost."""

from hypothesis import given
from hypothesis import strategies as st

from bot.conversations.window import TURNS, window
from tests.conversations.turns import SLOTS, session, slot_values, texts, tracker_of, turn

SLOT_CHANGES = st.lists(st.dictionaries(st.sampled_from(SLOTS), st.sampled_from([None, "a", "b", ["c"]])), max_size=12)


@given(SLOT_CHANGES)
def test_a_window_remembers_what_the_whole_conversation_does(changes):
    """However often slots were set, changed and forgotten."""
    events = session() + [event for number, slots in enumerate(changes) for event in turn(str(number), **slots)]
    whole = tracker_of("x", events)
    kept = tracker_of("x", window(events, list(whole.slots.values())))
    assert slot_values(kept) == slot_values(whole)
    assert texts(kept) == texts(whole)[-TURNS:]
    assert kept.latest_action_name == whole.latest_action_name


@given(SLOT_CHANGES)
def test_the_window_of_a_window_is_itself(changes):
    """Saving again what was loaded changes nothing."""
    events = session() + [event for number, slots in enumerate(changes) for event in turn(str(number), **slots)]
    first = window(events, list(tracker_of("x", events).slots.values()))
    assert window(first, list(tracker_of("x", first).slots.values())) == first


def test_a_window_begins_with_listening():
    """Rasa's rules look at what the assistant did before the first message."""
    events = session() + [event for number in range(9) for event in turn(str(number))]
    first, second, *_ = window(events, [])
    assert (first.action_name, second.text) == ("action_listen", str(9 - TURNS))


def test_a_long_conversation_is_as_short_as_a_middling_one():
    """The cost of a message follows from this."""
    lengths = []
    for turns in (20, 300):
        events = session() + [event for number in range(turns) for event in turn(str(number), street="Hofaue")]
        lengths.append(len(window(events, list(tracker_of("x", events).slots.values()))))
    assert lengths[0] == lengths[1]


def test_a_new_session_forgets_no_slot():
    """Rasa carries the slots over into it; a window that begins before it must not set them twice to different values."""
    events = [*session(), *turn("1", street="Hofaue"), *session(), *turn("2", street="Gathe"), *turn("3"), *turn("4")]
    whole = tracker_of("x", events)
    assert slot_values(tracker_of("x", window(events, list(whole.slots.values())))) == slot_values(whole)
