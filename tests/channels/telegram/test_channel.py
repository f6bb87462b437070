"""What people in Telegram see, over real HTTP."""


def test_text_is_answered(channel, telegram):
    telegram.say("Hallo")
    assert telegram.wait_texts(1) == ["Antwort auf: Hallo"]
