"""The form of a question: whether it wants yes or no, whether it is about moved or disturbed pickups."""

import re

from bot.city.text import normalise

_YES_NO = re.compile(
    r"^(?:\w+ ){0,3}?(darf|duerfen|kann|koennen|gehoert|gehoeren|kommt|kommen|muss|muessen|soll|sollen|ist|sind"
    r"|passt|passen|werf|werfe|schmeiss\w*)\b|\b(erlaubt|okay so|richtig so|oder nicht|darf)\b"
)
# A bin with a question mark is enough: "Teebeutel in die Biotonne?"
_INTO = re.compile(r"\b(in|ins|zum|zur|zu)\b")
_IDIOMS = re.compile(r"\b(oder nicht|was fuer (den|die|das))\b")
_OPEN = re.compile(r"\b(wohin|wo|was|welche\w*|wie|worein|oder|wann)\b")
_MOVES = re.compile(
    r"\b(verschieb\w*|verschob\w*|verleg\w*|vorgezogen|vorverleg\w*|nachgeholt|ausfall\w*|ausgefallen"
    r"|faellt .{0,80}\baus|entfaell\w*|entfallen|aender\w* sich|geaendert|anders als sonst|auswirkung\w*)\b"
)
_DISTURBANCE = re.compile(
    r"\b(streik\w*|gestreikt|bestreik\w*|warnstreik\w*|schnee\w*|eingeschneit|glatteis|glaette|eisglaette"
    r"|sturm\w*|unwetter\w*|hochwasser|stoerung\w*|fahrerausfall)\b"
)
_LATER = re.compile(
    r"^(und |ok |okay |gut |ja )*(wann |was |wie )*(kommt |ist |sind |gibt es )?(dann|danach|darauf|spaeter|weiter"
    r"|als naechstes|der danach|die danach|die naechsten|die termine danach)"
    r"( dann| danach| wieder| noch| weiter| kommt| termine?)*$"
)
_MISSED = re.compile(
    r"\b(nicht|nie|vergessen|stehen)\b.{0,30}"
    r"\b(geleert|abgeholt|geholt|mitgenommen|entleert|gelassen|geblieben|abgefahren)\b"
    r"|\bvergessen worden\b|\bnoch voll\b"
)


def is_about_disturbance(text: str) -> bool:
    """Whether a text asks if something keeps the bins from being emptied ("wird heute gestreikt?")."""
    return bool(_DISTURBANCE.search(normalise(text)))


def is_about_later(text: str) -> bool:
    """Whether a text asks only for what comes after the dates just told ("und danach?")."""
    return bool(_LATER.match(normalise(text).strip(" ?.!")))


def tells_missed_pickup(text: str) -> bool:
    """Whether a text complains about a bin that was not emptied ("wurde heute nicht geleert")."""
    return bool(_MISSED.search(normalise(text)))


def is_about_moves(text: str) -> bool:
    """Whether a text asks if dates move ("verschiebt sich was wegen Fronleichnam?")."""
    return bool(_MOVES.search(normalise(text)))


def is_yes_no(text: str) -> bool:
    """Whether a text asks for yes or no ("darf Styropor in die gelbe Tonne?"), not for a choice."""
    plain = normalise(text)
    asks = bool(_YES_NO.search(plain)) or (text.rstrip().endswith("?") and bool(_INTO.search(plain)))
    return asks and not _OPEN.search(_IDIOMS.sub("", plain))
