"""How a street's name sounds: spellings that are read aloud alike ("Sofien", "Sophien") share one sound.

Only ever compare sounds with sounds; what sounds alike is still a slip, never the same name.
"""

# In this order, on folded keys: the longer sign before the shorter one that is in it.
_SIGNS = (
    ("aeu", "oi"), ("eu", "oi"), ("oy", "oi"), ("ae", "e"), ("oe", "o"), ("ue", "u"),
    ("ai", "ei"), ("ay", "ei"), ("ey", "ei"), ("ie", "i"),
    ("tio", "zio"), ("tius", "zius"), ("ce", "ze"), ("ci", "zi"), ("qu", "kf"),
    ("sch", "s"), ("ph", "f"), ("pf", "f"), ("ch", "k"),
)  # fmt: skip
_LETTERS = str.maketrans("yjvwcgdb", "iiffkktp")
_DOUBLE = tuple((letter * 2, letter) for letter in "aefiklmnoprstuxz")
_TOGETHER = (*_DOUBLE, ("ks", "x"), ("tz", "z"), ("ts", "z"))
_END = "strasse"


def sound(key: str) -> str:
    """Reduce a street key to how it sounds: "sophienstrasse" and "sofienstrasse" give the same."""
    heard = key.removesuffix(_END)
    for written, spoken in _SIGNS:
        heard = heard.replace(written, spoken)
    # After the first letter an "h" only lengthens.
    heard = (heard[:1] + heard[1:].replace("h", "")).translate(_LETTERS)
    for written, spoken in _TOGETHER:
        heard = heard.replace(written, spoken)
    return heard + _END if key.endswith(_END) else heard
