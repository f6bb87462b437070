"""How the way of one thing is told: yes or no first, then the state that was named, then the others.

Which things a message is about is decided in `actions.waste`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.reply import Reply, source_card
from actions.turn import Turn
from bot import german
from bot.city.city import City
from bot.city.fragment import is_opening
from bot.city.question import is_yes_no
from bot.city.stream import Stream
from bot.city.stream_words import StreamMention
from bot.city.waste import WasteItem, WasteOption
from bot.city.waste_search import WasteMatch

_INTO = re.compile(r"\b(in|ins|zum|zur|oder)(\s+\w+)?\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Telling:
    """What all things of one answer share.

    Attributes:
        asked: the stream that wants a yes or no ("darf das in die gelbe Tonne?"); None when none does.
        brief: there are several things, so nobody reads tips.
    """

    turn: Turn
    city: City
    reply: Reply
    asked: Stream | None
    brief: bool


def tell(telling: Telling, match: WasteMatch) -> None:
    """Tell where a thing goes, under the name the resident knows it by."""
    turn, city, reply = telling.turn, telling.city, telling.reply
    item = match.items[0]
    name = match.name[:1].upper() + match.name[1:] if match.sure else item.name
    turn.keep(waste_item=name)
    if not match.sure and city.waste.is_material(match.query):
        reply.say("utter_waste_presumably_material")
    elif not match.sure:
        reply.say("utter_waste_presumably", query=match.query, item=item.name)
    chosen, ordered = item.chosen_option(turn.text), item.for_text(turn.text)
    warning = item.warning
    if telling.asked and _say_yes_or_no(telling, telling.asked, (chosen,) if chosen else item.options, name, warning):
        warning = None
    if chosen and len(ordered.options) > 1:
        _say_chosen(telling, ordered, name)
    else:
        _say_ways(telling, ordered, name, announced=not match.sure)
    reply.add(warning)
    if item.avoid and not telling.brief:
        reply.say("utter_waste_avoid", avoid=item.avoid)
    _disposal_card(reply, ordered, name)


def say_sources(reply: Reply, matches: list[WasteMatch]) -> None:
    """Name where the facts come from, each source once."""
    for source in dict.fromkeys(match.items[0].source for match in matches):
        reply.source(source)


def wants_yes_or_no(turn: Turn, asked: StreamMention) -> bool:
    """Whether a message that names a bin asks if things go there; "Laptop mit Akku" names half of one only."""
    follows = is_opening(turn.text) or turn.intent == "inform"
    return is_yes_no(turn.text) or (follows and bool(_INTO.search(turn.text[: asked.start])))


def _say_yes_or_no(
    telling: Telling, asked: Stream, options: Sequence[WasteOption], name: str, warning: str | None
) -> bool:
    """Say yes, no, or when; tell whether the warning was given as the reason for a no."""
    reply = telling.reply
    fitting = [option for option in options if option.stream == asked]
    if len(fitting) == len(options):
        reply.add(_about(telling, name, reply.phrase("utter_waste_yes")))
    elif fitting:
        conditions = german.either(option.condition or "" for option in fitting)
        reply.add(_about(telling, name, reply.phrase("utter_waste_yes_if", conditions=conditions)))
    else:
        no = _about(telling, name, reply.phrase("utter_waste_no", goes_to=telling.city.streams[asked].goes_to))
        reply.add(f"{no} {warning}" if warning else no)
        return bool(warning)
    return False


def _about(telling: Telling, name: str, answer: str) -> str:
    """An answer for one of several things has to say for which."""
    return telling.reply.phrase("utter_waste_about", item=name, answer=answer) if telling.brief else answer


def _say_chosen(telling: Telling, item: WasteItem, name: str) -> None:
    """The way for the state that was named, then the others."""
    reply = telling.reply
    first, *others = item.options
    reply.say("utter_waste_item_state", item=name, condition=first.condition, goes_to=_goes_to(telling, first))
    reply.add(first.note)
    reply.say("utter_waste_otherwise")
    _list_ways(telling, others)


def _say_ways(telling: Telling, item: WasteItem, name: str, *, announced: bool) -> None:
    """All ways with their conditions, or the only one."""
    reply = telling.reply
    first, *others = item.options
    if others:
        if not announced:
            reply.say("utter_waste_item_depends", item=name)
        _list_ways(telling, item.options)
    else:
        reply.say("utter_waste_item", item=name, goes_to=_goes_to(telling, first))
        reply.add(first.note)


def _list_ways(telling: Telling, options: Sequence[WasteOption]) -> None:
    for option in options:
        line = telling.reply.phrase("utter_waste_option", condition=option.condition, goes_to=_goes_to(telling, option))
        telling.reply.add(f"{line} {option.note}" if option.note else line)


def _goes_to(telling: Telling, option: WasteOption) -> str:
    return option.goes_to or telling.city.streams[option.stream].goes_to


def _disposal_card(reply: Reply, item: WasteItem, called: str) -> None:
    reply.card(
        "disposal",
        item=item.name,
        query=called,
        options=[_option_card(option) for option in item.options],
        warning=item.warning,
        avoid=item.avoid,
        source=source_card(item.source),
    )


def _option_card(option: WasteOption) -> dict[str, str | None]:
    return {
        "stream": option.stream.value,
        "condition": option.condition,
        "note": option.note,
        "goes_to": option.goes_to,
    }
