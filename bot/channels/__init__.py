"""Channels carry messages between residents and Rasa. They know no facts about the city."""
