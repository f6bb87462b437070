"""Where deliveries are kept: each place by itself, shared by processes, never half written."""

import subprocess
import sys
from datetime import timedelta

import pytest

from bot.settings import ROOT
from bot.sources.pickup_store import NOTHING, PickupStore, Record
from bot.sources.supplier import Delivery
from tests.sources.fake_suppliers.truth import NORTH, NOW

GOOD = Record(Delivery("Friedrich-Ebert-Str.", NORTH), NOW, NOW)
PLACES = [
    ("Hofaue", None), ("Hofaue", "1"), ("Hofaue", "1 a"), ("Hofaue", "1-3"), ("Hofaue", "1/3"), ("Hofaue 1", None),
    ("../../etc/passwd", None), ("!?", None), ("?!", "1"), ("x" * 500, "y" * 500), ("Straße\0", None),
]  # fmt: skip


@pytest.fixture
def store(tmp_path):
    """A store in a folder that is not there yet."""
    return PickupStore(tmp_path / "a" / "b")


@pytest.mark.parametrize(
    "record",
    [
        GOOD,
        NOTHING,
        Record(Delivery("Lange Straße", numbers=("1", "3-5")), NOW, NOW),
        Record(tried_at=NOW, failures=3, not_before=NOW + timedelta(hours=1), missing=True),
    ],
    ids=["dates", "nothing", "numbers", "failures"],
)
def test_what_is_kept_comes_back(store, record):
    """In every part, and from another store on the same folder too."""
    store.put("Hofaue", "1", record)
    assert store.get("Hofaue", "1") == record
    assert store.get("Hofaue") == NOTHING


def test_each_place_and_number_is_kept_by_itself(store, tmp_path):
    """However odd its name, and always in this folder."""
    for number, place in enumerate(PLACES):
        store.put(*place, Record(failures=number))
    assert [store.get(*place).failures for place in PLACES[:7]] == list(range(7))
    assert {path.parent for path in tmp_path.rglob("*.msgpack")} == {tmp_path / "a" / "b"}


def test_all_spellings_of_a_street_are_one_place(store):
    """Its calendar is asked for once."""
    store.put("Friedrich-Ebert-Str.", None, GOOD)
    assert store.get("friedrich ebert straße") == GOOD


def test_a_record_of_another_version_is_none(store, tmp_path, caplog):
    """It is fetched anew; the log does not tell which street it was."""
    store.put("Hofaue", None, GOOD)
    [file] = tmp_path.rglob("*.msgpack")
    file.write_bytes(b"\x81\xa8delivery\x01")
    assert store.get("Hofaue") == NOTHING
    assert "cannot be read" in caplog.text
    assert file.stem not in caplog.text


def test_what_cannot_be_written_is_known_until_the_end(tmp_path):
    """And written as soon as that works again."""
    (tmp_path / "a").write_text("in the way")
    store = PickupStore(tmp_path / "a" / "b")
    store.put("Hofaue", None, GOOD)
    assert store.get("Hofaue") == GOOD
    with store.asking("Hofaue", None, 0) as alone:
        assert alone
    (tmp_path / "a").unlink()
    store.put("Hofaue", None, GOOD)
    assert PickupStore(tmp_path / "a" / "b").get("Hofaue") == GOOD


def test_one_process_at_a_time_asks_about_a_place(store, tmp_path):
    """Others wait for it, but not for ever; other places are free."""
    holder = (
        "import sys\n"
        "from pathlib import Path\n"
        "from bot.sources.pickup_store import PickupStore\n"
        f"with PickupStore(Path({str(tmp_path / 'a' / 'b')!r})).asking('Hofaue', None, 5):\n"
        "    print('mine', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == "mine\n"
        with store.asking("Hofaue", None, 0.01) as alone:
            assert not alone
        with store.asking("Gathe", None, 0.01) as alone:
            assert alone
        process.communicate("")
    with store.asking("Hofaue", None, 0.01) as alone:
        assert alone
