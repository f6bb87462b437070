"""Talbot in Telegram. What a chat means is in `bot/telegram`, what an answer says is not here at all."""
