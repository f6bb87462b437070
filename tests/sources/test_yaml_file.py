"""Reading YAML of editors: values with their lines, and every slip named with its line."""

from pathlib import Path

import pytest

from bot.sources.faults import Fault, Faults
from bot.sources.yaml_file import YamlFile, read_yaml


def read(tmp_path: Path, content: bytes | str) -> tuple[YamlFile | None, tuple[Fault, ...]]:
    """Read this content as a file."""
    path = tmp_path / "probe.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    faults = Faults()
    return read_yaml(path, "probe.yml", faults), faults.all()


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "Klammer"),
        ("a: 1\nb: c: d\n", 2, "Doppelpunkt"),
        ('a: 1\nb: "offen\nc: 2\n', 4, "Anführungszeichen"),
        ("a:\n  - b\n c: 1\n", 3, "Einrückung"),
        ("a: 1\nb: @x\n", 2, "Anführungszeichen"),
        ("a:\n\t- b\n", 2, "Tabulator"),
        ("a: 1\nb: 2\na: 3\n", 3, "doppelt vor, zuerst in Zeile 1"),
        ("x:\n  - a: 1\n    b: 2\n    a: 3\n", 4, "doppelt"),
        ("a: &x 1\nb: *x\n", 1, "Anker"),
        ("a: 1\n---\nb: 2\n", 2, "mehrere Dokumente"),
        ("a: 1\nb: !!python/name:os.system x\n", 2, "„!“"),
        ("a: 1\n  responses: 2\n", 2, "Rasa"),
        ("a: 1\n? [x, y]\n: 2\n", 2, "einfaches Wort"),
        ("a: 1\nb: x\x07y\n", 2, "Steuerzeichen"),
    ],
)
def test_slip_is_named_with_its_line(tmp_path, content, line, words):
    """An editor learns where the slip is and what to do, in German."""
    file, faults = read(tmp_path, content)
    assert file is None
    assert any(fault.line == line and words in str(fault) for fault in faults), [str(f) for f in faults]
    assert all(str(fault).startswith("probe.yml, Zeile ") for fault in faults)


@pytest.mark.parametrize("content", ["a: 1\nb: Müll\n".encode("latin-1"), "a: ä\n".encode("utf-16")])
def test_other_encoding_than_utf8_is_refused(tmp_path, content):
    """Guessing the encoding would turn umlauts into wrong words."""
    file, (fault,) = read(tmp_path, content)
    assert file is None
    assert "UTF-8" in str(fault)


def test_line_of_the_first_wrong_byte_is_named(tmp_path):
    """The editor finds the letter that another program saved differently."""
    _, (fault,) = read(tmp_path, b"a: 1\nb: 2\nc: M\xfcll\n")
    assert fault.line == 3


def test_byte_order_mark_and_windows_line_ends_are_fine(tmp_path):
    """That is how Windows saves UTF-8."""
    file, faults = read(tmp_path, b"\xef\xbb\xbfa: 1\r\nb:\r\n  - Stra\xc3\x9fe\r\n")
    assert not faults
    assert file is not None
    assert file.data == {"a": 1, "b": ["Straße"]}
    assert file.line("b", 0) == 3


def test_empty_and_missing_files_are_faults(tmp_path):
    """A file that says nothing is never taken for "there is nothing"."""
    assert "leer" in str(read(tmp_path, "# nur ein Kommentar\n")[1][0])
    faults = Faults()
    assert read_yaml(tmp_path / "none.yml", "none.yml", faults) is None
    assert "fehlt" in str(faults.all()[0])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2026-11-22", "2026-11-22"),
        ("no", "no"),
        ("on", "on"),
        ("18:30", "18:30"),
        ("0202", "0202"),
        ("112", 112),
        ("1.5", 1.5),
        ("true", True),
        ("~", None),
        ("", None),
    ],
)
def test_values_are_what_people_expect(tmp_path, written, value):
    """YAML 1.1 surprises (no = false, 18:30 = 1110, 0202 = 130) do not reach the data."""
    file, _ = read(tmp_path, f"a: {written}\n")
    assert file is not None
    assert file.data == {"a": value}
    assert type(file.data["a"]) is type(value)


def test_every_value_knows_its_line(tmp_path):
    """Lines are found by path; of what is missing, the line of the thing around it."""
    file, _ = read(tmp_path, "x:\n  - a: 1\n    b:\n      - c\n      - d\n  - a: 2\n")
    assert file is not None
    assert [file.line("x", 0), file.line("x", 0, "b", 1), file.line("x", 1, "a")] == [2, 5, 6]
    assert file.line("x", 1, "missing") == 6


def test_all_slips_outside_the_syntax_are_reported_together(tmp_path):
    """Nobody should have to repair a file one fault at a time."""
    _, faults = read(tmp_path, "a: 1\na: 2\nb:\n  c: 1\n  c: 2\n")
    assert [fault.line for fault in faults] == [2, 5]
