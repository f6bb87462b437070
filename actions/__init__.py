"""Custom actions: read slots, ask `bot.city`, answer with phrases of `domain.yml` and a card.

Keep this folder flat: rasa-sdk 3.6 imports sub-packages of an actions package by the wrong name.
"""
