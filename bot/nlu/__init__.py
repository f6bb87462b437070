"""Rasa graph components, one a file. What they know about the city and German lives in `bot.city`."""
