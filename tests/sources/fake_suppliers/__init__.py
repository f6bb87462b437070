"""Servers that behave like the suppliers of pickup dates, over real HTTP on this machine, well and badly."""
