"""Suppliers of city data: one file per supplier or kind, each turning something outside into bot.city values.

Faults are collected with file, line and German words and reported all at once.
"""
