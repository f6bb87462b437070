"""Rasa graph components, one a file. What they know about the city and German lives in `bot.city`.

Whoever imports one imports Rasa, so TensorFlow is stood in for here.
"""

from bot.absent_tensorflow import stand_in_for_tensorflow

stand_in_for_tensorflow()
