"""Links of residents: they last, tell nothing, and only this installation makes them."""

import os
import stat
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.city.city import City
from bot.city.pickup import EVERYTHING, Selection
from bot.city.stream import PICKUP_STREAMS, Stream
from bot.links import SECRET_FILE, CalendarSubject, LinkInvalid, Links, kept_secret, links, public_url
from bot.settings import ROOT, SettingInvalid, Settings
from bot.whole_file import write_whole

SECRET = "a secret of this test"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
HOME = CalendarSubject("Hofaue", "12", Selection((Stream.PAPER, Stream.ORGANIC), fortnightly=True))
OURS = Links(SECRET, "https://talbot.example")
# What another process makes of the settings of its environment.
PRINT_PATH = """
from bot.city.pickup import EVERYTHING
from bot.links import CalendarSubject, links
print(links().calendar_path(CalendarSubject("Hofaue", "12", EVERYTHING)))
"""


def feed_id(subject: CalendarSubject, made_by: Links = OURS) -> str:
    return made_by.calendar_path(subject).removeprefix("/calendar/").removesuffix(".ics")


def started(state: Path, **settings: str) -> subprocess.Popen[str]:
    """A process that prints the path of a calendar."""
    environment = {**os.environ, "TALBOT_STATE": str(state), "PYTHONPATH": str(ROOT), **settings}
    return subprocess.Popen([sys.executable, "-c", PRINT_PATH], env=environment, stdout=subprocess.PIPE, text=True)


def printed(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return output.strip()


@given(
    street=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=80),
    number=st.none() | st.sampled_from(["1", "14a", "12-14"]),
    streams=st.lists(st.sampled_from(PICKUP_STREAMS), unique=True),
    fortnightly=st.booleans(),
)
@example(street="Straße\x1fmit\x1fTrennzeichen", number="1", streams=[], fortnightly=True)
def test_id_stands_for_what_it_was_made_from(
    street: str, number: str | None, streams: list[Stream], fortnightly: bool
) -> None:
    """Whatever the street is called; the bins come back in the order of the bins."""
    subject = CalendarSubject(street, number, Selection(tuple(streams), fortnightly))
    ordered = Selection(tuple(sorted(streams, key=PICKUP_STREAMS.index)), fortnightly)
    assert OURS.calendar_subject(feed_id(subject)) == CalendarSubject(street, number, ordered)


def test_equal_wishes_have_equal_ids() -> None:
    """In whatever order the bins were named, and however the number is written: nobody has two calendars of one."""
    bins = (Stream.PAPER, Stream.RESIDUAL, Stream.BULKY)
    ids = {feed_id(CalendarSubject("Hofaue", "12a", Selection(order))) for order in permutations(bins)}
    spellings = {feed_id(CalendarSubject("Hofaue", number, Selection(bins))) for number in ("12a", "12 A", " 12A ")}
    assert len(ids | spellings) == 1


def test_different_wishes_have_different_ids() -> None:
    """Street, number, bins and tariff all count."""
    subjects = [
        HOME,
        CalendarSubject("Gathe", "12", HOME.selection),
        CalendarSubject("Hofaue", "14", HOME.selection),
        CalendarSubject("Hofaue", None, HOME.selection),
        CalendarSubject("Hofaue", "12", EVERYTHING),
        CalendarSubject("Hofaue", "12", Selection(PICKUP_STREAMS)),
        CalendarSubject("Hofaue", "12", Selection((Stream.PAPER, Stream.ORGANIC))),
    ]
    assert len({feed_id(subject) for subject in subjects}) == len(subjects)


def test_id_reveals_nothing(city: City) -> None:
    """All addresses of the city have ids of one length, without a common part and with all letters alike."""
    ids = [feed_id(CalendarSubject(name, "123a", HOME.selection)) for name in city.streets.streets]
    assert {len(found) for found in ids} == {107}
    assert all(len(set(letters)) > len(LETTERS) / 2 for letters in list(zip(*ids, strict=True))[:-1])
    neighbours = [feed_id(CalendarSubject("Hofaue", str(number), HOME.selection)) for number in (1, 2)]
    assert sum(a == b for a, b in zip(*neighbours, strict=True)) < 20


@pytest.mark.parametrize("place", range(107))
def test_no_letter_of_an_id_can_be_changed(place: int) -> None:
    """Nobody tries ids until one fits; and each calendar has one address, also where letters have bits to spare."""
    ours = feed_id(HOME)
    assert len(ours) == 107
    for letter in LETTERS.replace(ours[place], ""):
        with pytest.raises(LinkInvalid):
            OURS.calendar_subject(ours[:place] + letter + ours[place + 1 :])


@pytest.mark.parametrize(
    "foreign",
    [
        "",
        "A",
        "Hofaue",
        "..",
        "ä" * 107,
        "\ud800",
        "=" * 107,
        "A" * 107,
        "A" * 100_000,
        feed_id(HOME) + "=",
        feed_id(HOME) + "A",
        feed_id(HOME)[:-1],
        " " + feed_id(HOME),
        feed_id(HOME, Links("a secret of somebody else", "")),
    ],
    ids=lambda value: ascii(value[:12]),
)
def test_what_is_no_id_of_ours_is_refused(foreign: str) -> None:
    """Also ids of another installation."""
    with pytest.raises(LinkInvalid):
        OURS.calendar_subject(foreign)


@pytest.mark.parametrize("base", ["https://talbot.example", "https://talbot.example/"])
def test_address_is_that_of_the_operator(base: str) -> None:
    """With or without a slash at its end."""
    url = Links(SECRET, base).calendar_url(HOME)
    assert url == f"https://talbot.example/calendar/{feed_id(HOME)}.ics"


def test_without_public_address_it_is_host_and_port() -> None:
    """Good enough on one's own machine."""
    assert public_url(Settings(port=8080)) == "http://127.0.0.1:8080"
    assert public_url(Settings(public_url="https://talbot.example")) == "https://talbot.example"


def test_ids_survive_restarts_and_two_starts_at_once(tmp_path: Path) -> None:
    """Five processes in a new folder, and one after them, make the same id."""
    together = [started(tmp_path / "new" / "state") for _ in range(5)]
    paths = {printed(process) for process in together} | {printed(started(tmp_path / "new" / "state"))}
    assert len(paths) == 1
    assert paths != {printed(started(tmp_path / "other"))}


def test_secret_of_the_environment_comes_first(tmp_path: Path) -> None:
    """It needs no folder, and other machines with it make the same ids."""
    path = printed(started(tmp_path / "one", TALBOT_SECRET=SECRET))
    assert path == printed(started(tmp_path / "two", TALBOT_SECRET=SECRET))
    assert path == OURS.calendar_path(CalendarSubject("Hofaue", "12", EVERYTHING))
    assert not (tmp_path / "one").exists()


def test_kept_secret_is_for_its_owner_only(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The operator is told where it lies, once, and not what it is."""
    settings = Settings(state_dir=tmp_path / "state")
    secret = kept_secret(settings)
    place = settings.state_dir / SECRET_FILE
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert len(secret) >= 32
    [record] = caplog.records
    assert str(place) in record.getMessage()
    assert secret not in record.getMessage()
    assert kept_secret(settings) == secret
    assert len(caplog.records) == 1
    assert not [path for path in settings.state_dir.iterdir() if secret.encode() in path.read_bytes() and path != place]


def test_first_of_several_makes_the_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """All see that there is none and want to make it; what one gave out must not be replaced by another."""
    barrier = threading.Barrier(4)

    def make(place: Path, content: bytes) -> None:
        time.sleep(0.05)
        write_whole(place, content)

    def ask(_: int) -> str:
        barrier.wait()
        return kept_secret(Settings(state_dir=tmp_path))

    monkeypatch.setattr("bot.links.write_whole", make)
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(4)))) == 1
    assert len(caplog.records) == 1


def test_secret_of_an_operator_may_end_with_a_line(tmp_path: Path) -> None:
    """As an editor or `echo` writes it."""
    (tmp_path / SECRET_FILE).write_text(f"{SECRET}\n", encoding="utf-8")
    assert kept_secret(Settings(state_dir=tmp_path)) == SECRET


@pytest.mark.parametrize("content", ["", "\n", "short"])
def test_secret_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    """With an empty secret anybody could make ids."""
    (tmp_path / SECRET_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(SettingInvalid, match="at least 16 characters"):
        kept_secret(Settings(state_dir=tmp_path))


def test_folder_that_takes_no_secret_is_an_error(tmp_path: Path) -> None:
    """An id that does not survive a restart would be worse than none."""
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    with pytest.raises(OSError, match="state"):
        kept_secret(Settings(state_dir=tmp_path / "state"))


def test_links_of_the_process_follow_its_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The action server gives out what the assistant understands."""
    monkeypatch.setenv("TALBOT_STATE", str(tmp_path))
    monkeypatch.setenv("TALBOT_SECRET", SECRET)
    monkeypatch.setenv("TALBOT_PUBLIC_URL", "https://talbot.example")
    links.cache_clear()
    try:
        assert links().calendar_url(HOME) == OURS.calendar_url(HOME)
    finally:
        links.cache_clear()
