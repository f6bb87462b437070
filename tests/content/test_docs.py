"""The documents say what is there: paths, commands, settings and words, and nothing about one machine."""

import re
from pathlib import Path

import pytest
import yaml

from bot.city.offer import TOPICS
from bot.city.place import KINDS
from bot.city.safety import LEVELS
from bot.city.stream import Stream
from bot.settings import ROOT

DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), ROOT / "data" / "README.md", *(ROOT / "docs").rglob("*.md")],
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
# Made by running Talbot, so not there in a fresh clone.
MADE = (".talbot", ".venv", "models")
FILE_ENDINGS = ("md", "py", "yml", "json", "lock", "in", "txt", "toml", "csv", "ics", "js", "css", "html", "sh")
LINKED_HOSTS = {
    "api.telegram.org", "awg-wuppertal.de", "keepachangelog.com", "portal.zentrale-pruefstelle-praevention.de", "t.me", "talbot.example",
}  # fmt: skip
LOCAL_HOSTS = {"localhost", "127.0.0.1"}
CHANGE_KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def glossary_terms() -> list[str]:
    """The terms of the middle column, as often as they stand there."""
    rows = [line.split("|") for line in GLOSSARY.splitlines() if line.startswith("| ")]
    return [term for row in rows for term in re.findall(r"`(\w+)`", row[2])]


def named_paths(document: Path) -> set[str]:
    """What stands in backticks and looks like a path of the project: a folder in it, or a file's ending."""
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    quoted = re.findall(r"`([^`\s<>{}…:]+)`", text)
    ending = re.compile(rf"\.({'|'.join(FILE_ENDINGS)})$")
    paths = {name for name in quoted if "/" in name or ending.search(name)}
    return {path for path in paths if not path.startswith(("/", "../", *MADE))}


def is_there(path: str, beside: Path) -> bool:
    """Whether a path or a pattern of paths leads to something, from the root or the document's own folder."""
    return any(any(folder.glob(path.rstrip("/"))) for folder in (ROOT, beside, ROOT / "data" / "city"))


def named(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_path_in_a_document_exists(document):
    """A moved file takes its mentions with it."""
    missing = {path for path in named_paths(document) if not is_there(path, document.parent)}
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_to_a_file_leads_somewhere(document):
    """Relative links only; where they point to a heading, the file counts."""
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8"))
    files = [target for target in targets if "://" not in target]
    assert [target for target in files if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_documents_stand_alone(document):
    """No folder of somebody's machine, and no host but those that readers are sent to."""
    text = document.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.…])/(?:work|home|root|Users|mnt|opt)/", text) == []
    hosts = {host.removeprefix("www.") for host in re.findall(r"https?://([\w.-]+)", text)}
    allowed = LINKED_HOSTS | LOCAL_HOSTS | hosts_of_the_city()
    assert {host for host in hosts if host not in allowed} == set()
    # The vocabulary called schema.org has no other name.
    assert not re.search(r"\b(?!keepachangelog|schema)[\w-]+\.(?:org|io)\b", text)


def test_every_test_that_a_document_names_exists():
    """Who looks for the proof finds it."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named_tests = {
        name for document in DOCUMENTS for name in re.findall(r"`(test_\w+)`", document.read_text(encoding="utf-8"))
    }
    assert {name for name in named_tests if f"def {name}(" not in code} == set()


def hosts_of_the_city() -> set[str]:
    """Hosts that the editors' sources name."""
    text = (ROOT / "data" / "city" / "sources.yml").read_text(encoding="utf-8")
    return {host.removeprefix("www.") for host in re.findall(r"https?://([\w.-]+)", text)}


def test_readme_lists_every_setting():
    """A variable that settings.py reads has a row in the table."""
    code = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `(TALBOT_\w+)`", README, re.MULTILINE))
    assert set(re.findall(r"TALBOT_\w+", code)) <= rows


def test_every_make_target_named_exists():
    """In README, CONTRIBUTING and the editors' guide alike."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for document in DOCUMENTS:
        asked = set(re.findall(r"`(?:\w+=\S+ )*make ([a-z-]+)", document.read_text(encoding="utf-8")))
        assert asked <= targets, named(document)


def test_every_command_of_the_assistant_named_exists():
    """`python -m bot.cli …` is spelled as the command line has it."""
    code = "\n".join((ROOT / "bot" / name).read_text(encoding="utf-8") for name in ("cli.py", "offer_commands.py"))
    commands = set(re.findall(r'@(?:talbot|click)\.command\("([\w-]+)"\)', code))
    commands |= set(re.findall(r"@talbot\.command\(\)\n(?:@.*\n)*def (\w+)", code))
    for document in DOCUMENTS:
        asked = set(re.findall(r"python -m bot\.cli ([\w-]+)", document.read_text(encoding="utf-8")))
        assert asked <= commands, named(document)


def test_glossary_holds_every_value_of_the_core():
    """Streams, kinds of places, topics of offers, levels of danger."""
    terms = set(glossary_terms())
    assert {*map(str, Stream), *KINDS, *TOPICS, *LEVELS} <= terms


def test_glossary_holds_every_topic():
    """The first words of the intents: `pickup_next` belongs to `pickup`."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    terms = glossary_terms()
    strange = [name for name in domain["intents"] if not any(f"{name}_".startswith(f"{t}_") for t in terms)]
    assert strange == []


def test_glossary_has_one_row_for_a_term():
    """Two rows would be two meanings."""
    terms = glossary_terms()
    assert sorted(set(terms)) == sorted(terms)


def test_changelog_has_a_section_for_what_is_coming():
    """Sections are those of Keep a Changelog."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog
    assert set(re.findall(r"^### (.+)$", changelog, re.MULTILINE)) <= CHANGE_KINDS


def test_decisions_are_numbered_and_confirmed():
    """No number twice or left out, and each names the test that proves it."""
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [f"{n:04}" for n in range(1, len(decisions) + 1)]
    for path in decisions:
        confirmation = path.read_text(encoding="utf-8").partition("## Confirmation")[2]
        assert "`tests/" in confirmation, path.name
