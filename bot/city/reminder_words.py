"""Reads what somebody says about reminders: set, change, list, stop or pause them, of which bins, when.

When is read in `bot.city.reminder_when`; what becomes of the reminders there are is `bot.city.reminder_change`.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.city.reminder import Moment, Quiet
from bot.city.reminder_when import names_moment, read_moments, read_quiet, read_shift, read_until
from bot.city.stream import PICKUP_STREAMS, Stream
from bot.city.stream_words import StreamWords, names_rest
from bot.city.text import normalise


class Kind(StrEnum):
    """What is wanted."""

    SET = "set"
    ASK = "ask"
    LIST = "list"
    STOP = "stop"
    PAUSE = "pause"
    RESUME = "resume"
    MISSING = "missing"
    QUIET = "quiet"


@dataclass(frozen=True)
class Part:
    """Bins, and when to be reminded of them; empty where nothing is said about either."""

    streams: frozenset[Stream] = frozenset()
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True)
class ReminderWish:
    """What somebody said about reminders.

    Attributes:
        parts: what to be reminded of; those without streams are about all of them.
        without: bins that are not wanted (any more).
        only: nothing but these bins.
        adds: beside what is there.
        shift: how much later than now.
        until: the last day of a pause, None = until further notice.
        elsewhere: asked for by mail, SMS or another way that we do not have.
        on_weekday: on a fixed day of the week, which we cannot.
        moves: asked for news of moved dates.
    """

    kind: Kind
    parts: tuple[Part, ...] = ()
    without: frozenset[Stream] = frozenset()
    only: bool = False
    adds: bool = False
    shift: timedelta | None = None
    until: date | None = None
    quiet: Quiet | None = None
    elsewhere: bool = False
    on_weekday: bool = False
    moves: bool = False

    @property
    def says_what(self) -> bool:
        """Whether it names bins or a moment."""
        return bool(self.parts or self.without or self.shift)

    @property
    def streams(self) -> frozenset[Stream]:
        """All bins that are named."""
        return frozenset().union(*(part.streams for part in self.parts))

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All moments that are named."""
        return tuple(moment for part in self.parts for moment in part.moments)


_NOTE = (
    r"(?:erinner\w*|reminder\w*|er+inn?er\w*|benachrichtig\w*|nachricht\w*|meldung\w*|mitteilung\w*|push\w*|hinweis\w*"
    r"|wecker|weckdienst|weckruf\w*|alarm\w*|notiz\w*|info)"
)
_MISSING = re.compile(
    rf"\b(warum|wieso|weshalb)\b.*\b(keine?|nicht)\b|\b{_NOTE}\b"
    r".*\b(kam|kommt|kamen|blieb|gekommen|bekommen|erhalten)\b"
    r".*\b(nicht|zu spaet|aus|doppelt|nie)\b|\b(kam|gekommen|bekommen|erhalten|gepiept)\b.*\b(keine|nicht)\b"
    r"|\b(keine|nicht)\b.*\b(gekommen|bekommen|erhalten|gepiept|gekriegt)\b|\bdoppelt\b|\bblieb\b.*\baus\b"
)
_LIST = re.compile(
    r"\b(welche|zeig\w*|liste|uebersicht|was hab\w* ich|was hast du|was ist|wofuer bin ich)\b(?!.*\btonnen? ist)"
    r"|\b(bin ich|sind wir|laeuft|ist|sind|steht|habe? ich|hab ich)\b.*"
    r"\b(angemeldet|aktiv|eingestellt|hinterlegt|gestellt|noch|gespeichert)\b"
    r"|\bwann (erinnerst|meldest)\b|\bwie oft\b|\bwann (werde|wuerde) ich\b.*\berinnert\b"
    r"|\bzu welcher uhrzeit\b|\bstatus\b"
)
_STOP = re.compile(
    r"\b(stopp?\w*|abbestell\w*|abmeld\w*|abgemeldet|kuendig\w*|loesch\w*|deaktivier\w*|ausschalt\w*|abschalt\w*"
    r"|abstell\w*|beend\w*|aufhoer\w*|unsubscribe)\b|\b(hoer\w*|hoert) (bitte )?auf\b"
    rf"|\b(stell\w*|schalt\w*|mach\w*)\b.*\b(ab|aus)\b|\b{_NOTE} (bitte )?(aus|ab|weg)\b"
    rf"|\b(kein\w*) (\w+ )?{_NOTE}|\bnicht mehr\b|\bnicht (laenger|weiter)\b|\bnie wieder\b"
    r"|\bbrauch\w* .*\b(nicht|kein\w*)\b|\blass\w* mich (damit )?in ruhe\b|\b(stelle?) den weckdienst ein\b"
    r"|\bkein \w+ mehr\b"
)
_PAUSE = re.compile(
    r"\b(paus\w*|urlaub\w*|verreis\w*|kur|ferien|aussetz\w*|unterbrech\w*)\b|\bsetz\w*\b.*\baus\b|\bbin .*\bweg\b"
    r"|\bnicht anpiep\w*"
)
_RESUME = re.compile(
    r"(?<!schon )\b(wieder|weiter) (an|ein|erinner\w*|anschalt\w*|aktivier\w*|einschalt\w*|loslegen)\b"
    r"|\bpause (beend\w*|vorbei|aus|zu ende|auf)\w*|\bfortsetz\w*"
    r"|(?<!schon )\bwieder .*\b(erinner\w*|anstell\w*|einschalt\w*|aktivier\w*|melden)\b"
)
_ASK = re.compile(
    r"^(guten \w+ |hallo |hi |hey |moin |sagt? mal |sag mal )*(kann|kannst|koennen|koennt|koennten|koenntest|gibt|gibts"
    r"|geht|kommt|kommen|bietet|bieten|habt|hast|lassen|laesst|verschickt|schickst|weiss|ist es"
    r"|wie|erinnerst|klappt|machst|moeglich|existiert)\b|\bmoeglich\b|\bgibt es\b"
    r"|\bgeht das\b|^\w*(dienst|funktion|service)$"
)
_ADDS = re.compile(
    r"\b(zusaetzlich|ausserdem|auch noch|noch dazu|dazu|ergaenz\w*|nimm .*\bdazu|fueg\w*|auch|ebenfalls"
    r"|noch (eine|mal|an))\b"
)
_ONLY = re.compile(r"\b(nur|bloss|lediglich|ausschliesslich|allein)\b")
_SURELY_STOP = re.compile(r"\b(hoer\w*|hoert) (bitte )?auf\b|\bstopp?\b|\bkein\w*\b.*\bmehr\b|\bnicht mehr\b")
_DENIES = re.compile(
    r"\b(nicht(?! (wieder |mehr )?(zu )?(verpass|vergess|verschlaf|verpenn))|kein\w*|ohne|ausser|bis auf"
    r"|raus(?! (muss|stell|soll|geh|komm|bring|mues))|heraus|rausnehm\w*|streich\w*|entfern\w*|weg(lass\w*)?"
    r"|abbestell\w*"
    r"|loesch\w*|statt)\b"
)
_CLAUSE = re.compile(
    r"[,;.!?]\s|\bsondern\b|\baber\b|\bdafür\b|\bdafuer\b|\bstattdessen\b|\bund nur\b|\b(?=nur noch\b)", re.IGNORECASE
)
_AND = re.compile(r"\s(?:und|sowie|plus|&)\s|,\s", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(e ?mails?|mails?|sms|whats ?app|signal|anruf\w*|anrufen|telefon\w*|brief\w*|threema|alexa)\b"
)
_WEEKDAY = re.compile(
    r"\b(jeden|jede|immer)? ?(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)(s|abends?|frueh|morgens?)?\b"
)
_INSTEAD = re.compile(
    r"\bstatt (?:um )?\S+(?: uhr)?|\b\S+(?: uhr)? (?:ist|sind|war) (?:mir )?(?:viel )?zu (?:frueh|spaet|früh"
    r"|spät)\w*|\bnicht (?:mehr )?um \S+(?: uhr)?|\bvon \S+(?: uhr)? auf\b",
    re.IGNORECASE,
)
_GREETING = re.compile(r"\bgute[nr]? (morgen|tag|abend|nacht)\b", re.IGNORECASE)
_MOVES = re.compile(r"\b(verschieb\w*|verschoben\w*|verleg\w*|feiertag\w*|anders ist|aenderung\w*)\b")
_CHANGE = re.compile(r"\b(aender\w*|veraender\w*|verstell\w*|umstell\w*|anpass\w*)\b")
# Whoever says one of these wants it done; "Müll Erinnerung" is asked back.
_ORDER = re.compile(
    r"\b(er+inn?ere?n?|erinnert|sag\w*|sach|schreib\w*|schick\w*|weck\w*|meld\w*|bitte|ja|einricht\w*|anleg\w*"
    r"|an|einstell\w*|aktivier\w*|"
    r"einschalt\w*|setz\w*|gib|gebt|geben|piep\w*|denk\w*|will|moechte|haette|brauche|stups\w*|ping\w*"
    r"|notier\w*|sorg|hilf|jede\w*|alle\w*|tu|lass)\b"
)
_HOW = re.compile(r"\bwie (viele?|lange|frueh|weit)\b")


def read_reminder(text: str, streams: StreamWords, today: date, *, evening: bool = False) -> ReminderWish:
    """Read a message that is about reminders.

    Args:
        evening: whether the reminders there are come in the evening; then "um 8" means 20 Uhr.
    """
    text = _GREETING.sub(" ", text)
    plain = normalise(text)
    quiet = read_quiet(text, plain)
    if quiet:
        return ReminderWish(Kind.QUIET, quiet=quiet)
    # "Wie viele Tage vorher?" names no moment.
    parts, without = ((), frozenset()) if _HOW.search(plain) else _read_parts(text, streams, evening=evening)
    shift = read_shift(plain)
    kind = _kind(plain, parts, without, shift)
    only = bool(_ONLY.search(plain)) and any(part.streams for part in parts)
    return ReminderWish(
        kind,
        parts,
        without if kind is not Kind.STOP else frozenset(),
        only,
        bool(_ADDS.search(plain)),
        shift,
        read_until(text, today) if kind is Kind.PAUSE else None,
        None,
        bool(_ELSEWHERE.search(plain)),
        bool(_WEEKDAY.search(plain)),
        bool(_MOVES.search(plain)) and not _moments(parts),
    )


def is_about_reminder(text: str) -> bool:
    """Whether a few words can carry on with reminders: "lieber um 18 Uhr", "am Tag selbst", "stopp"."""
    plain = normalise(text)
    return names_moment(text) or any(pattern.search(plain) for pattern in (_STOP, _PAUSE, _RESUME, _LIST))


def _kind(plain: str, parts: tuple[Part, ...], without: frozenset[Stream], shift: timedelta | None) -> Kind:
    says_what = bool(without or shift or any(part.streams or part.moments for part in parts))
    if _MISSING.search(plain):
        return Kind.MISSING
    if _RESUME.search(plain):
        return Kind.RESUME
    if _PAUSE.search(plain):
        return Kind.PAUSE
    wanted = frozenset().union(*(part.streams for part in parts))
    said_when = _moments(parts) and not _SURELY_STOP.search(plain)
    if _STOP.search(plain) and not (without or said_when or (wanted and _ONLY.search(plain))):
        return Kind.STOP
    if not (without or shift) and _LIST.search(plain) and not _moments(parts):
        return Kind.LIST
    if not says_what and (_ASK.search(plain) or _CHANGE.search(plain) or not _ORDER.search(plain)):
        return Kind.ASK
    return Kind.SET


def _moments(parts: tuple[Part, ...]) -> bool:
    return any(part.moments for part in parts)


def _read_parts(text: str, names: StreamWords, *, evening: bool) -> tuple[tuple[Part, ...], frozenset[Stream]]:
    """Bins and moments clause by clause, and the bins that are denied."""
    text = _INSTEAD.sub(" ", text)
    parts: list[Part] = []
    without: set[Stream] = set()
    for clause in filter(None, (piece.strip() for piece in _CLAUSE.split(text))):
        named = _streams(clause, names)
        denied = bool(named) and bool(_DENIES.search(normalise(clause))) and not _ONLY.search(normalise(clause))
        if denied:
            without |= named
            continue
        for piece in _AND.split(clause):
            _add(parts, Part(_streams(piece, names), read_moments(piece, evening=evening)))
    return tuple(part for part in parts if part.streams or part.moments), frozenset(without)


def _streams(text: str, names: StreamWords) -> frozenset[Stream]:
    found = {mention.stream for mention in names.spot(text)} & set(PICKUP_STREAMS)
    return frozenset(found | ({Stream.RESIDUAL} if names_rest(text) else set()))


def _add(parts: list[Part], new: Part) -> None:
    """Bins belong to the moment said with them or before; a second moment is one more of the bins before."""
    if not parts:
        parts.append(new)
        return
    last = parts[-1]
    if not new.moments or not last.moments or not last.streams:
        # "Papier und Bio", "abends an Papier", "an Papier, abends um 7".
        moments = (*last.moments, *(one for one in new.moments if one not in last.moments))
        parts[-1] = Part(last.streams | new.streams, moments)
    elif new.streams:
        parts.append(new)
    else:
        parts[-1] = Part(last.streams, tuple(dict.fromkeys((*last.moments, *new.moments))))
