"""Setting up: finding a Python, filling .venv, skipping what is done, saying in a sentence what is missing.

Each test has a small project of its own with the real scripts; what would use the network is a shell script.
"""

import os
import shutil
import stat
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("sh", "awk", "dirname", "ls", "sort")
# Notes its arguments; fails when a file says so. As `uv venv` it makes an environment without pip.
FAKE_UV = """#!/bin/sh
echo "uv $*" >> "{root}/calls"
[ ! -e "{root}/uv-fails" ] || exit 1
[ "$1" != venv ] || exec "{python}" -m venv --without-pip --clear "$6"
"""
FAKE_PIP = """
import pathlib, shutil, sys
root = pathlib.Path({root!r})
if "install" in sys.argv:
    with (root / "calls").open("a") as calls:
        calls.write("pip " + " ".join(sys.argv[1:]) + "\\n")
    if (root / "pip-fails").exists():
        sys.exit("no connection to https://packages.example")
    shutil.copy(root / "fake-uv", root / ".venv/bin/uv")
"""
FAKE_CLI = """
import pathlib, sys
with pathlib.Path({root!r}, "calls").open("a") as calls:
    calls.write("talbot " + " ".join(sys.argv[1:]) + "\\n")
"""


@dataclass(frozen=True)
class Project:
    """A folder with the real scripts, fake lock files and fake tools."""

    root: Path

    def setup(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run scripts/setup.sh as `make` does."""
        return self.run("scripts/setup.sh", *arguments, **environment)

    def run(self, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one of the scripts with the tools of `bin` and nothing else."""
        env = {"PATH": str(self.root / "bin"), "HOME": str(self.root), "LANG": "C.UTF-8", **environment}
        command = ["sh", str(self.root / script), *arguments]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False, cwd=self.root)

    def calls(self) -> list[str]:
        """Give what was called since the last time one asked."""
        log = self.root / "calls"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines

    def executable(self, name: str, text: str) -> Path:
        """Write a script that can be run."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path


@pytest.fixture
def bare(tmp_path: Path) -> Project:
    """A fresh clone on a machine without any Python 3.11."""
    project = Project(tmp_path)
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "requirements.lock").write_text("first==1.0\nsecond==2.0\n")
    (tmp_path / "requirements-dev.lock").write_text("first==1.0\nsecond==2.0\nthird==3.0\n")
    (tmp_path / "requirements-bootstrap.lock").write_text("uv==1.0 --hash=sha256:" + "0" * 64)
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "cli.py").write_text(FAKE_CLI.format(root=str(tmp_path)))
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(str(shutil.which(tool)))
    project.executable("fake-uv", FAKE_UV.format(root=tmp_path, python=sys.executable))
    return project


@pytest.fixture
def project(bare: Project) -> Project:
    """The same with a Python 3.11 and an empty .venv, whose pip is a fake."""
    (bare.root / "bin" / "python3.11").symlink_to(sys.executable)
    venv.create(bare.root / ".venv", with_pip=False, symlinks=True)
    pip = next((bare.root / ".venv" / "lib").glob("python*/site-packages")) / "pip"
    pip.mkdir()
    (pip / "__init__.py").touch()
    (pip / "__main__.py").write_text(FAKE_PIP.format(root=str(bare.root)))
    return bare


def without_ensurepip(project: Project) -> str:
    """Give a PYTHONPATH with which Python looks like Debian's without the package python3.11-venv."""
    folder = project.root / "debian"
    folder.mkdir(exist_ok=True)
    (folder / "ensurepip.py").write_text("raise ImportError")
    return str(folder)


def fake_python(project: Project, path: str, *, works: bool = True, makes_venvs: bool = True) -> Path:
    """Write something that answers find-python.sh's two questions."""
    answers = f'case "$2" in *ensurepip*) exit {int(not makes_venvs)};; *) exit {int(not works)};; esac'
    return project.executable(path, f"#!/bin/sh\n{answers}\n")


# --- finding a Python ---


@pytest.mark.parametrize(
    "place",
    [
        "bin/python3.11",
        "bin/python3",
        ".pyenv/versions/3.11.9/bin/python3.11",
        ".local/share/uv/python/cpython-3.11.15-linux-x86_64-gnu/bin/python3.11",
    ],
)
def test_python_is_found_where_people_have_it(place: str, bare: Project) -> None:
    """Debian's own, pyenv without its shims, and uv's."""
    python = fake_python(bare, place)
    assert bare.run("scripts/find-python.sh").stdout.strip() == str(python)


def test_pyenv_shim_that_refuses_is_passed_over(bare: Project) -> None:
    """A shim exists for each version that is installed somewhere, and fails when it is not the chosen one."""
    fake_python(bare, "bin/python3.11", works=False)
    python = fake_python(bare, ".pyenv/versions/3.11.9/bin/python3.11")
    assert bare.run("scripts/find-python.sh").stdout.strip() == str(python)


def test_python_that_makes_environments_is_preferred(bare: Project) -> None:
    """Debian's without python3.11-venv is taken only if there is no other."""
    debian = fake_python(bare, "bin/python3.11", makes_venvs=False)
    assert bare.run("scripts/find-python.sh").stdout.strip() == str(debian)
    complete = fake_python(bare, ".pyenv/versions/3.11.9/bin/python3.11")
    assert bare.run("scripts/find-python.sh").stdout.strip() == str(complete)


def test_named_python_is_taken(bare: Project) -> None:
    """TALBOT_PYTHON wins over everything that could be found."""
    fake_python(bare, "bin/python3.11")
    named = fake_python(bare, "elsewhere/python")
    assert bare.run("scripts/find-python.sh", TALBOT_PYTHON=str(named)).stdout.strip() == str(named)


@pytest.mark.parametrize(
    ("environment", "german", "english"),
    [
        ({}, "Python 3.11 wurde nicht gefunden", "Python 3.11 was not found"),
        (
            {"TALBOT_PYTHON": "/no/python"},
            "kein lauffähiges Python 3.11: /no/python",
            "working Python 3.11: /no/python",
        ),
    ],
)
def test_missing_python_ends_in_a_sentence(
    environment: dict[str, str], german: str, english: str, bare: Project
) -> None:
    """One line in German, one in English, no traceback."""
    result = bare.setup(**environment)
    assert result.returncode == 1
    first, second = result.stderr.splitlines()
    assert german in first
    assert english in second


# --- filling the environment ---


def test_first_setup_installs_the_lock_with_hashes(project: Project) -> None:
    """The locked installer first, then everything else, then the language model."""
    result = project.setup()
    assert result.returncode == 0, result.stderr
    tool, packages, language = project.calls()
    assert tool.startswith("pip install") and "--require-hashes" in tool  # noqa: PT018
    assert packages.startswith("uv pip install --no-deps --require-hashes --compile-bytecode")
    assert packages.endswith("-r requirements.lock")
    assert language == "talbot language-model"
    assert "2 Pakete" in result.stdout
    assert "2 packages" in result.stdout


def test_second_setup_does_nothing(project: Project) -> None:
    """Everything is stamped: no call, no output."""
    project.setup()
    project.calls()
    again = project.setup()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert project.calls() == []


def test_tests_need_the_development_packages_only_once(project: Project) -> None:
    """`make run`, then `make test`, then both again: each lock is installed once."""
    project.setup()
    project.calls()
    project.setup("--dev")
    assert project.calls()[-1].endswith("-r requirements-dev.lock")
    project.setup("--dev")
    project.setup()
    assert project.calls() == []


def test_development_packages_include_the_others(project: Project) -> None:
    """After a first `make test`, `make run` has nothing left to install."""
    project.setup("--dev")
    project.calls()
    project.setup()
    assert project.calls() == []


def test_changed_lock_is_installed(project: Project) -> None:
    """A `git pull` that brings another lock file is enough."""
    project.setup()
    project.calls()
    (project.root / "requirements.lock").write_text("first==1.1\n")
    project.setup()
    assert project.calls()[-2].endswith("-r requirements.lock")


def test_changed_choice_of_language_model_is_prepared(project: Project) -> None:
    """The key in config.yml is an input of setup."""
    project.setup()
    project.calls()
    (project.root / "config.yml").write_text("pipeline:\n  - name: x\n    language_model: de_lookup\n")
    project.setup()
    assert project.calls() == ["talbot language-model"]


@pytest.mark.parametrize("switch", ["pip-fails", "uv-fails"])
def test_failed_download_ends_in_a_sentence(switch: str, project: Project) -> None:
    """German and English, where the details are, and that running it again is enough."""
    (project.root / switch).touch()
    result = project.setup()
    assert result.returncode == 1
    german, english = result.stderr.splitlines()
    assert "noch einmal" in german
    assert "setup.log" in german
    assert "again" in english


def test_failed_download_is_repeated_next_time(project: Project) -> None:
    """What failed is not stamped."""
    (project.root / "pip-fails").touch()
    project.setup()
    (project.root / "pip-fails").unlink()
    assert project.setup().returncode == 0


def test_half_filled_environment_is_made_anew(project: Project) -> None:
    """After an interruption while packages were written, nobody knows which of them are whole."""
    left_over = project.root / ".venv" / "left-over"
    left_over.touch()
    (project.root / ".venv" / "talbot-installing").touch()
    # The new environment has the real pip; without an index it fails as it does without a network.
    result = project.setup(PIP_NO_INDEX="1")
    assert not left_over.exists()
    assert "noch einmal" in result.stderr


def test_debian_without_venv_names_the_package(project: Project) -> None:
    """The sentence says what to install."""
    shutil.rmtree(project.root / ".venv")
    result = project.setup(PYTHONPATH=without_ensurepip(project))
    assert result.returncode == 1
    german, english = result.stderr.splitlines()
    assert "apt install python3.11-venv" in german
    assert "apt install python3.11-venv" in english


def test_uv_on_path_replaces_venv_and_pip(project: Project) -> None:
    """With uv there, Debian's Python is enough as it is."""
    shutil.rmtree(project.root / ".venv")
    shutil.copy(project.root / "fake-uv", project.root / "bin" / "uv")
    result = project.setup(PYTHONPATH=without_ensurepip(project))
    assert result.returncode == 0, result.stderr
    assert [call.split()[:2] for call in project.calls()] == [
        ["uv", "venv"],
        ["uv", "pip"],
        ["talbot", "language-model"],
    ]


# --- what is locked ---


def test_every_sentence_of_setup_is_bilingual() -> None:
    """Each line of messages.txt has a key, a German and an English sentence with the same blanks."""
    for line in (ROOT / "scripts" / "messages.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _, german, english = line.split(" | ")
            assert german.count("{") == english.count("{")


def test_lock_files_name_no_host_and_no_folder() -> None:
    """They hold names, versions and hashes, and are the same whoever writes them."""
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert str(Path.home()) not in text


def test_development_lock_holds_the_other_one_whole() -> None:
    """Setup relies on it when it installs only the development lock."""
    runtime, development = (pins(ROOT / name) for name in ("requirements.lock", "requirements-dev.lock"))
    assert runtime <= development


def pins(lock: Path) -> set[str]:
    """Give the `name==version` of each package."""
    return {line.split()[0] for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line.split(" ")[0]}


def test_ci_runs_what_everybody_runs() -> None:
    """`.ci/run` can be executed and calls `make test`."""
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text()
