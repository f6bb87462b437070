"""Where waste goes: which things or which bin a message is about. How one thing is told: `actions.disposal`."""

import re
from contextlib import suppress
from dataclasses import replace

from actions.base import CityAction
from actions.disposal import Telling, say_sources, tell, wants_yes_or_no
from actions.place import answer_place, is_about_acceptance
from actions.reply import Reply, source_card
from actions.turn import Turn
from bot.city.city import City
from bot.city.errors import ItemAmbiguous, ItemUnknown
from bot.city.question import is_yes_no
from bot.city.stream import Stream
from bot.city.stream_words import StreamMention
from bot.city.waste import WasteItem
from bot.city.waste_search import WasteMatch, content_words, doubt

_MOST_ITEMS = 3
# What stands before a thing in a list ("mit Batterien, Glas und alten Schuhen").
_LISTED = re.compile(r"(\b(mit|und|sowie)|,)(\s+\w+)?\s*$")
# "Ins Klo", "in den Abfluss": a broken toilet is thrown away itself.
_INTO = re.compile(r"\b(in|ins|im|durch|runter)(\s+\w+)?\s+$", re.IGNORECASE)
# Asked for a guide without naming a bin: the ones most residents have at home.
_GUIDES = (Stream.PACKAGING, Stream.ORGANIC, Stream.PAPER, Stream.RESIDUAL)


class ActionWasteDisposal(CityAction):
    """Tells where an item goes."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_waste_disposal"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer for up to three items of the message, or for the item before."""
        answer_disposal(turn, city, reply)


class ActionWasteStreamGuide(CityAction):
    """Tells what a bin takes."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_waste_stream_guide"

    def answer(self, turn: Turn, city: City, reply: Reply) -> None:
        """Answer for the bin of the message; a thing asked about a bin is a question about the thing."""
        answer_guide(turn, city, reply)


def answer_disposal(turn: Turn, city: City, reply: Reply) -> None:
    """Answer "where does this go" and "may this go in there"."""
    if is_about_acceptance(turn, city):
        answer_place(turn, city, reply)
        return
    turn.keep(topic="waste")
    streams = city.stream_words.spot(turn.text)
    sewers = [stream for stream in streams if stream.stream == Stream.SEWER_NEVER]
    if any(_INTO.search(turn.text[: sewer.start]) for sewer in sewers):
        # Whatever it is, and even if it is not known.
        reply.say("utter_waste_no", goes_to=city.streams[Stream.SEWER_NEVER].goes_to)
    streams = [stream for stream in streams if stream not in sewers]
    matches = _things(turn.text, city.waste.spot(turn.text), streams)
    try:
        matches = matches or _items_understood(turn, city) or _item_before(turn, city)
        if not matches and streams and not _thing_words(turn.text, streams):
            say_guide(city, reply, streams[0].stream)
            return
        _say_matches(turn, city, reply, matches or [city.waste.find(turn.text)], streams)
    except ItemAmbiguous as error:
        _ask_which(reply, error.query, error.candidates, "utter_waste_which")
    except ItemUnknown as error:
        turn.keep(waste_item=None)
        _say_unknown(reply, error)


def answer_guide(turn: Turn, city: City, reply: Reply) -> None:
    """Answer "what may go in there"."""
    streams = city.stream_words.spot(turn.text)
    things = _things(turn.text, city.waste.spot(turn.text), streams)
    about_one_thing = any(match.sure for match in things) or (things and not streams)
    if about_one_thing or (is_yes_no(turn.text) and _thing_words(turn.text, streams)):
        answer_disposal(turn, city, reply)
        return
    turn.keep(topic="waste", waste_item=None)
    if not streams:
        reply.say("utter_waste_guide_ask")
        for stream in _GUIDES:
            label = city.streams[stream].label
            reply.button(label, reply.phrase("utter_waste_guide_button", label=label))
        return
    say_guide(city, reply, streams[0].stream)


def say_guide(city: City, reply: Reply, stream: Stream) -> None:
    """Tell what one stream takes and what not."""
    info = city.streams[stream]
    if info.belongs:
        reply.say("utter_waste_guide", label=info.label)
        for thing in info.belongs:
            reply.say("utter_waste_guide_thing", thing=thing)
        if info.never:
            reply.say("utter_waste_guide_never")
        for thing in info.never:
            reply.say("utter_waste_guide_thing", thing=thing)
    else:
        reply.say("utter_waste_guide_plain", label=info.label, goes_to=info.goes_to)
    reply.source(info.source)
    reply.card(
        "stream_guide",
        stream=stream.value,
        belongs=list(info.belongs),
        never=list(info.never),
        source=source_card(info.source),
    )


def _items_understood(turn: Turn, city: City) -> list[WasteMatch]:
    """Items that the NLU recognised by more than their spelling: irregular forms, by their lemma."""
    names = (name for name in turn.entities.get("waste_item", ()) if name in city.waste.items)
    return [city.waste.find(name) for name in dict.fromkeys(names)]


def _item_before(turn: Turn, city: City) -> list[WasteMatch]:
    """The item that a fragment carries on with ("und fettig?"), unless it names a material ("aus Plastik")."""
    if not (turn.continues and turn.slot("waste_item")):
        return []
    # Nowhere in this text, so that it hides no bin named there.
    before = replace(city.waste.find(turn.slot("waste_item")), start=0, end=0)
    if not any(item.chosen_option(turn.text) for item in before.items):
        with suppress(ItemUnknown, ItemAmbiguous):
            return [city.waste.find(turn.text)]
    return [before]


def _thing_words(text: str, streams: list[StreamMention]) -> str:
    """What a question names besides bins."""
    for stream in reversed(streams):
        text = text[: stream.start] + text[stream.end :]
    return content_words(text)


def _things(text: str, matches: list[WasteMatch], streams: list[StreamMention]) -> list[WasteMatch]:
    """Items that are not merely a bin's name; a bin's name in a list of things is one of them."""
    named = [m for m in matches if any(_overlap(m, s) for s in streams)]
    if len(named) == len(matches):
        return matches
    return [m for m in matches if m not in named or _LISTED.search(text[: m.start])]


def _overlap(match: WasteMatch, stream: StreamMention) -> bool:
    return match.start < stream.end and stream.start < match.end


def _say_matches(turn: Turn, city: City, reply: Reply, matches: list[WasteMatch], streams: list[StreamMention]) -> None:
    asked = next((s for s in streams if not any(_overlap(m, s) for m in matches)), None)
    # "E-Zigarette Vape Elfbar" is one thing.
    once: dict[tuple[WasteItem, ...], WasteMatch] = {}
    for match in matches:
        once.setdefault(match.items, match)
    matches = list(once.values())
    clear = [match for match in matches if match.clear]
    unclear = [match for match in matches if not match.clear]
    if not clear:
        raise doubt(matches[0])
    told = clear[:_MOST_ITEMS]
    stream = asked.stream if asked and wants_yes_or_no(turn, asked) else None
    telling = Telling(turn, city, reply, stream, brief=len(matches) > 1)
    for match in told:
        tell(telling, match)
    say_sources(reply, told)
    if unclear:
        _ask_which(reply, unclear[0].query, tuple(item.name for item in unclear[0].items), "utter_waste_which")
    for match in clear[_MOST_ITEMS:]:
        reply.button(match.name, reply.phrase("utter_waste_button", item=match.name))


def _ask_which(reply: Reply, query: str, names: tuple[str, ...], key: str) -> None:
    reply.say(key, query=query)
    for name in names:
        reply.button(name, reply.phrase("utter_waste_button", item=name))
    reply.card("item_choice", query=query, candidates=list(names))


def _say_unknown(reply: Reply, error: ItemUnknown) -> None:
    if not error.query:
        reply.say("utter_waste_ask_item")
        reply.card("item_choice", query="", candidates=[])
    elif error.suggestions:
        _ask_which(reply, error.query, error.suggestions, "utter_waste_maybe")
    else:
        reply.say("utter_waste_unknown", query=error.query)
        reply.card("item_choice", query=error.query, candidates=[])
