"""Code is English: whatever residents read stands in domain.yml, under data/, or in a strings file."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT

PYTHON = sorted(path for folder in ("bot", "actions", "scripts") for path in (ROOT / folder).rglob("*.py"))
# The strings file of the page is one of the places for German.
SCRIPTS = sorted(path for path in (ROOT / "bot").rglob("*.js") if not path.name.startswith("strings."))
# Little words that any German sentence has and hardly any English one.
FUNCTION_WORDS = re.compile(
    r"\b(der|das|den|dem|des|ein|eine|einen|einem|einer|und|oder|nicht|kein|keine|ist|sind|wird|werden|wurde|haben|"
    r"bitte|Sie|Ihre|Ihnen|ich|wir|mit|für|auf|von|zu|zum|zur|bei|nach|über|aus|sich|auch|noch|nur|wenn|dass)\b"
)
SIGNS_OF_A_PATTERN = re.compile(r"\\[bwsd]|\||\(\?|\.\*")
FEWEST_WORDS = 4
STRING_OF_SCRIPT = re.compile(r"""(?<![\w/])(["'`])((?:\\.|(?!\1)[^\\\n])*)\1""")
COMMENT_OF_SCRIPT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)


def sentences_of_python(code: str) -> Iterator[str]:
    """String literals that are neither docstrings, nor patterns, nor lists of words (`"a b c".split()`)."""
    tree = ast.parse(code)
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            skipped |= {id(part) for part in ast.walk(node.func.value)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value


def sentences_of_script(code: str) -> Iterator[str]:
    """String literals without comments."""
    for match in STRING_OF_SCRIPT.finditer(COMMENT_OF_SCRIPT.sub("", code)):
        yield match.group(2)


def is_german(text: str) -> bool:
    """A rough sign: words enough, a little German one among them, capitals, and no regular expression."""
    count = len(re.findall(r"[^\W\d_]{2,}", text))
    long_enough = count > FEWEST_WORDS or (count == FEWEST_WORDS and bool(re.search(r"[.?!,:…]", text)))
    written = bool(re.search(r"[A-ZÄÖÜ]", text)) and not SIGNS_OF_A_PATTERN.search(text)
    return long_enough and written and bool(FUNCTION_WORDS.search(text))


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ("Für welche Adresse ist das bitte?", True),
        ("Die Datei ist nicht lesbar", True),
        ("The file could not be read", False),
        ("Wie ist die Adresse?", True),
        ("Restmüll und Bio", False),
        ("Tag der Deutschen Einheit", False),
        ("aus von zum zur bei mit", False),
        (r"\b(der|die|das) tonne wird geleert\b", False),
        ("", False),
    ],
)
def test_the_sign_itself(text, german):
    """It sees sentences, and lets words and patterns pass."""
    assert is_german(text) is german


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_german_sentence_in_python(path: Path):
    """An editor must find every sentence without reading code."""
    assert [text for text in sentences_of_python(path.read_text(encoding="utf-8")) if is_german(text)] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_german_sentence_in_scripts(path: Path):
    """The same for the chat page."""
    assert [text for text in sentences_of_script(path.read_text(encoding="utf-8")) if is_german(text)] == []
