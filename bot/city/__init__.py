"""The domain core: what Talbot knows about the city and how it understands residents' German.

Pure functions and frozen data only. No files, network, clock, environment or Rasa; `today` and
`now` are parameters. May import the standard library, rapidfuzz and holidays.
"""
