"""Where conversations are kept between messages: Rasa tracker stores that load the last turns and every slot.

Rasa's own stores load a whole conversation for each message, so that a message costs more the longer people talk
(docs/decisions/0016-conversations-in-windows.md). Knows nothing of what is said in them.
"""
