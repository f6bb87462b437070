"""What residents and operators see of a running Talbot: answers over HTTP, bad days, and a clean end."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.city.text import normalise
from bot.settings import Settings
from bot.strings import text
from tests.e2e.player import Conversation, Resident, cards_of, faults, play, read_conversations, text_of
from tests.e2e.running_talbot import Talbot, descendants, is_alive, wait_until

CONVERSATIONS = read_conversations(Path(__file__).with_name("conversations"))
FEWEST_CONVERSATIONS = 30
FEWEST_QUESTIONS = 40
SECONDS_TO_NOTICE = 30

DANGER = [
    ("Mein Mann liegt bewusstlos im Bad und atmet nicht mehr", "emergency", "112"),
    ("Ich will nicht mehr leben", "crisis", "0800 1110111"),
    ("Meine Tochter hat Abflussreiniger getrunken", "poisoning", "0228 19240"),
    ("Mein Mann schlägt mich", "violence", "110"),
    ("Mein Kind hat Ohrenschmerzen, es ist Sonntag, welcher Arzt hat Notdienst?", "on_call", "116117"),
    ("Ich komme vom Alkohol nicht mehr los und zittere", "addiction", "01806 313031"),
]
# Asked of the assistant, and measured where it answers: a resident in danger must not wait.
SECONDS_IN_DANGER = 0.2


@pytest.fixture(scope="session")
def talbot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talbot]:
    """Talbot as `make run` starts it, for all questions."""
    started = Talbot(tmp_path_factory.mktemp("talbot"))
    with started.run():
        yield started


@pytest.fixture
def own_talbot(tmp_path: Path) -> Talbot:
    """Another one, not started yet, whose data may be damaged."""
    data = tmp_path / "city"
    shutil.copytree(Settings().data_dir, data)
    return Talbot(tmp_path, TALBOT_DATA=str(data))


@pytest.mark.parametrize(
    "conversation", CONVERSATIONS, ids=lambda conversation: normalise(conversation.name.replace("_", " "))
)
def test_conversation_gets_the_expected_answers(conversation: Conversation, talbot: Talbot) -> None:
    """Text, primary card and values are right, every card keeps to the contract, and nothing leaks."""
    if found := play(conversation, talbot.url):
        pytest.fail("\n".join(found), pytrace=False)


def test_there_are_enough_conversations() -> None:
    """Enough to touch every subject."""
    assert len(CONVERSATIONS) >= FEWEST_CONVERSATIONS
    assert sum(len(conversation.turns) for conversation in CONVERSATIONS) >= FEWEST_QUESTIONS
    assert len({conversation.name for conversation in CONVERSATIONS}) == len(CONVERSATIONS)


def test_chat_page_is_served_with_its_files(talbot: Talbot) -> None:
    """A browser that opens the address gets the page and what the page needs."""
    page = httpx.get(talbot.url, trust_env=False)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "Talbot" in page.text
    named = set(re.findall(r'(?:href|src)="/?((?:site|widget)/[^"]+)"', page.text))
    assert named
    for name in named:
        assert httpx.get(f"{talbot.url}/{name}", trust_env=False).status_code == 200, name


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"text"', b"{}", b'{"sender": "x"}', b'{"sender": "x", "message": 7}'],
    ids=lambda body: body.decode() or "nothing",
)
def test_broken_request_tells_nothing_about_the_machinery(body: bytes, talbot: Talbot) -> None:
    """Whatever a program sends, it learns neither paths nor exceptions."""
    answer = httpx.post(
        f"{talbot.url}/webhooks/rest/webhook",
        content=body,
        headers={"Content-Type": "application/json"},
        trust_env=False,
        timeout=20,
    )
    assert not [word for word in ("Traceback", 'File "', ".py", "rasa") if word in answer.text], answer.text


def test_ctrl_c_ends_everything(own_talbot: Talbot) -> None:
    """Exit code 0, a farewell, nothing left running, and both ports free again."""
    with own_talbot.run() as started:
        children = descendants(started.process.pid)
        assert len(children) >= 2
        assert started.interrupt() == 0
        left = {pid for pid in children if is_alive(pid)}
        assert not left
        assert own_talbot.has_free_ports()
        assert text("cli.stopped") in started.log()
        assert "Traceback" not in started.log()


def test_danger_is_answered_without_action_server_and_data(own_talbot: Talbot) -> None:
    """Numbers come from the model and domain.yml alone, at once; whatever else is asked leaves nobody waiting."""
    data = Path(own_talbot.environment["TALBOT_DATA"])
    with own_talbot.servers_apart() as (_, actions):
        resident = Resident(own_talbot.url)
        assert cards_of(resident.say("Wohin mit einem Joghurtbecher?"))
        actions.kill()
        shutil.rmtree(Path(own_talbot.environment["TALBOT_STATE"]) / "last_good", ignore_errors=True)
        shutil.rmtree(data)
        data.write_text("no folder any more", encoding="utf-8")
        found: list[str] = []
        for message, level, number in DANGER:
            found += faults(resident.say(message), helplines(level, number))
            # Fails when there is no answer in time; there need not be words yet.
            resident.say("Wohin mit einem Joghurtbecher?")
            # The best of some: what others do on this machine is not what takes the assistant's time.
            if (took := min(seconds_to(message, own_talbot) for _ in range(5))) > SECONDS_IN_DANGER:
                found.append(f"{took:.3f} s for {message!r}")
        assert not found


def seconds_to(message: str, talbot: Talbot) -> float:
    """How long somebody waits who writes this as their first message."""
    resident = Resident(talbot.url)
    begin = time.perf_counter()
    assert cards_of(resident.say(message))
    return time.perf_counter() - begin


def test_conversation_goes_on_after_danger(talbot: Talbot) -> None:
    """What was asked before is still known, and no list of courses comes in between."""
    resident = Resident(talbot.url)
    resident.say("Wann wird das Papier abgeholt?")
    [card] = cards_of(resident.say("Hilfe, mein Mann atmet nicht mehr"))
    assert card["card"] == "helplines"
    assert [card["card"] for card in cards_of(resident.say("Hofaue 20"))] == ["pickup"]


def helplines(level: str, number: str) -> dict[str, Any]:
    """Expect the helplines of this level, in the card and in the text."""
    return {"card": "helplines", "is": {"level": level}, "has": {"lines.*.number": number}, "text": number}


def test_broken_data_is_reported_while_the_last_good_state_answers(own_talbot: Talbot) -> None:
    """The log names file, line and fault in German; answers go on; repaired data is used at once."""
    paper = Path(own_talbot.environment["TALBOT_DATA"]) / "waste" / "paper.yml"
    good = paper.read_text(encoding="utf-8")
    before, items, after = good.partition("items:\n")
    fault = text("faults.place_line", file="waste/paper.yml", line=before.count("\n") + 2, message=text("faults.tab"))
    with own_talbot.run() as started:
        assert streams_of_pizza_box(own_talbot) == {"paper", "residual"}

        paper.write_text(f"{before}{items}\t{after.lstrip()}", encoding="utf-8")
        wait_until(
            lambda: bool(streams_of_pizza_box(own_talbot)) and text("faults.kept") in started.log(),
            SECONDS_TO_NOTICE,
            what="reported",
        )
        assert fault in started.log()
        assert streams_of_pizza_box(own_talbot) == {"paper", "residual"}

        item = "  - name: Zwurbelding\n    options:\n      - stream: bulky\n"
        paper.write_text(f"{before}{items}{item}{after}", encoding="utf-8")
        wait_until(
            lambda: streams_of(own_talbot, "Wohin mit dem Zwurbelding?") == {"bulky"},
            SECONDS_TO_NOTICE,
            what="using the repaired data",
        )


def streams_of_pizza_box(talbot: Talbot) -> set[str]:
    """Where a thing goes that the data has always known."""
    return streams_of(talbot, "Wohin mit einem Pizzakarton?")


def streams_of(talbot: Talbot, question: str) -> set[str]:
    """Ask, and give where the thing may go; an answer without words would be a fault."""
    replies = Resident(talbot.url).say(question)
    assert text_of(replies)
    return {option["stream"] for card in cards_of(replies) for option in card.get("options", [])}
