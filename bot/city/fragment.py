"""Short messages that are no questions of their own ("bin 38", "und nächste Woche?", "Pizzakarton, fettig").

Tells what they carry on; what is answered then is the actions' business.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from bot.city.address import spot_house_number
from bot.city.person import read_person
from bot.city.question import is_about_later, tells_missed_pickup
from bot.city.reminder_words import is_about_reminder
from bot.city.stopwords import STOPWORDS
from bot.city.text import Word, normalise, words

_LONGEST_ANSWER = 8
_LONGEST_BARE_THING = 5
_LONGEST_STATE = 10
# Under the subject of courses these are no waste.
_AIDS = re.compile(r"\b(rollator\w*|rollstuhl\w*|gehhilfe\w*|gehstock|hoergeraet\w*)\b")
# "Die ist kaputt" is about the thing; "das ist toll" is about the answer.
_STATE = re.compile(
    r"(aber )?(die|der|das|er|sie|es|dat)( (ist|is|sind|war|waren|hat|haben|geht|gehen)\b"
    r"(?! (ja |doch |aber |mir |sehr |so |total |echt )*(falsch|richtig|quatsch|toll|super|nett|prima|klasse"
    r"|hilfreich|doof|bloed|unsinn|klar|interessant|lustig|schade|alles|nicht richtig|mir|gut|egal|okay|ok"
    r"|schlecht)$)| \w+$)|(ist |is |und )?(schon |noch |ganz |total |halb |nicht (mehr )?)*"
    r"(kaputt|defekt|leer|voll|zerbrochen|verrostet|dreckig|fettig|nass|eingetrocknet|aus \w+)( gegangen)?$"
)
_ASKING = frozenset(
    "wohin wann wo was wer wie welche welcher welches warum wieso darf kann koennen gibt gibts zahlt kostet".split()
)
# Openings that carry on with the subject before, even in the form of a question.
_CARRYING_ON = frozenset(
    "und auch oder nein ne nee noe doch quatsch also aber ach sorry falsch stimmt halt moment ups oh".split()
)
_WHAT_ABOUT = re.compile(r"(was|wie) (ist|sieht|siehts|steht|stehts|waere)( es)? (denn )?(mit|bei|um)\b")
# Intents of few words that name nothing; with a thing or an address in them something else is meant.
_SMALL_TALK = frozenset(("talk_greet", "talk_thanks", "talk_goodbye", "talk_affirm", "talk_deny"))
_MEANS_UNDER: dict[tuple[str | None, str], str] = {
    ("offer", "info_fees"): "info_course_refund",
    ("checkup", "info_fees"): "info_course_refund",
    ("waste", "info_course_refund"): "info_fees",
    ("place", "info_course_refund"): "info_fees",
}
# What each subject can be carried on with.
_ANSWERED_BY = {
    "pickup": {"street", "house_number", "stream", "when", "rhythm"},
    "pickup_calendar": {"street", "house_number", "stream"},
    "reminder": {"street", "house_number", "stream", "when", "rhythm"},
    "place": {"when", "district", "quarter", "street"},
    "offer": {"district", "quarter"},
}
# Other cities whose residents ask here too; Wuppertal's neighbours first. Word forms, folded.
_OTHER_CITIES = frozenset(
    """
    solingen remscheid hagen duesseldorf schwelm velbert haan mettmann wuelfrath ennepetal gevelsberg sprockhoevel
    hattingen radevormwald wermelskirchen hilden ratingen erkrath langenfeld leverkusen koeln bonn essen bochum
    dortmund duisburg gelsenkirchen oberhausen krefeld moenchengladbach muenster bielefeld aachen berlin hamburg
    muenchen frankfurt stuttgart hannover bremen leipzig dresden nuernberg wien
    """.split()
)
_IN = frozenset(("in", "aus"))
# Towns whose names mean other things as well, or belong to streets here.
_UNCLEAR_CITIES = frozenset(("essen", "hagen", "haan", "wien"))
_YES = re.compile(r"(ja|jo|jep|jawohl|gern|gerne|ok|okay|klar|bitte|mach|das|so|passt|einverstanden|genau| )+")
_BARE_NUMBER = re.compile(r"(ja |nein |die |glaub |glaube |nr |nummer |haus |wohl |denk |ich )*\d{1,3} ?[a-k]?")


def is_opening(text: str) -> bool:
    """Whether a text opens like something that carries on ("und …", "nein, …", "was ist mit …")."""
    plain = normalise(text)
    return bool(plain) and (plain.split()[0] in _CARRYING_ON or bool(_WHAT_ABOUT.match(plain)))


def in_context(topic: str | None, intent: str, kinds: set[str]) -> str:
    """What an intent means here: the price of a course is no waste fee, "top" beside a sofa is no thanks."""
    if intent in _SMALL_TALK and "street" in kinds:
        return "inform"
    if intent in _SMALL_TALK and "waste_item" in kinds:
        return "waste_disposal"
    if intent == "info_fees" and kinds & {"stream", "waste_item"}:
        return intent
    return _MEANS_UNDER.get((topic, intent), intent)


def carries_on(topic: str | None, asked: str | None, text: str, kinds: set[str]) -> bool:
    """Whether a text carries on with the subject of the conversation instead of asking something new.

    Args:
        topic: the subject so far, None at the beginning.
        asked: the subject the assistant itself asked about last, None when nothing is open.
        kinds: what the text mentions of the city, by kind.
    """
    found = words(text)
    if not found or len(found) > _LONGEST_ANSWER:
        return False
    if tells_missed_pickup(text):
        return False
    if "pickup" in (topic, asked) and is_about_later(text):
        return True
    if not is_opening(text) and _ASKING & {word.folded for word in found}:
        return False
    if topic == "offer" and _AIDS.search(normalise(text)):
        return True
    if topic == "reminder" and (is_about_reminder(text) or (asked == topic and _YES.fullmatch(normalise(text)))):
        return True
    if "waste_item" in kinds and not kinds & {"street", "house_number"}:
        return False
    if "checkup" in (topic, asked) and read_person(text).tells_something and "street" not in kinds:
        return True
    if is_bare_house_number(topic, asked, text, kinds):
        return True
    expected = set().union(*(_ANSWERED_BY.get(subject or "", set()) for subject in (topic, asked)))
    return bool(kinds & expected)


def is_bare_house_number(topic: str | None, asked: str | None, text: str, kinds: set[str]) -> bool:
    """Whether a number alone is one of a house: asked for ("14"), or corrected ("nein, 300").

    Args: as of `carries_on`.
    """
    if kinds & {"street", "house_number", "when"} or not spot_house_number(text):
        return False
    if asked in ("pickup", "pickup_calendar", "reminder"):
        return True
    found = set(normalise(text).split())
    if topic == "pickup" and asked is None and _BARE_NUMBER.fullmatch(normalise(text).strip(" .!?")):
        return True
    # "Und am 14.?" means a day.
    return topic == "pickup" and asked is None and (is_opening(text) or "meinte" in found) and "am" not in found


def is_state(topic: str | None, text: str) -> bool:
    """Whether a text tells the state of the thing talked about ("die ist noch ganz neu", "das rote")."""
    found = words(text)
    return topic == "waste" and len(found) <= _LONGEST_STATE and bool(_STATE.match(normalise(text)))


def is_bare_thing(text: str, mentions: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    """Whether a text is nothing but things and their state ("Staubsaugerbeutel voll", "Bettdecke Federn").

    Args:
        mentions: start and end of what the text mentions of the city, by kind.
    """
    found = words(text)
    if set(mentions) != {"waste_item"} or len(found) > _LONGEST_BARE_THING:
        return False
    places = mentions["waste_item"]
    beside = [word for word in found if all(word.end <= start or word.start >= end for start, end in places)]
    return all(_says_nothing_else(word) for word in beside)


def _says_nothing_else(word: Word) -> bool:
    return word.folded in STOPWORDS and word.folded not in _ASKING


def is_elsewhere(text: str, kinds: Collection[str] = ()) -> bool:
    """Whether a text asks about another city ("Restmüll in Solingen", "Papiertonne Solingen, Kölner Straße 12").

    Args:
        kinds: what the text mentions of the city, by kind.
    """
    plain = normalise(text).split()
    if "wuppertal" in plain:
        return False
    named = _OTHER_CITIES - _UNCLEAR_CITIES
    if {"street", "stream"} & set(kinds) and any(
        word in named and after not in ("str", "strasse", "weg", "platz") for word, after in pairwise([*plain, ""])
    ):
        return True
    return any(before in _IN and word in _OTHER_CITIES for before, word in pairwise(plain))
