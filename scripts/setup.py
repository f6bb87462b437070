"""Makes .venv and fills it from the lock files, then has the German language model set up.

Runs before anything is installed, so it needs the standard library only. Every step leaves a stamp, the hash
of what it was made from; a step whose stamp still fits is skipped, an interrupted one is done again.
"""

import argparse
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STATE = Path(os.environ.get("TALBOT_STATE") or ROOT / ".talbot")
LOG = STATE / "setup.log"
# Present while packages are being written: whoever finds it later has an environment that may be half full
# and makes a new one. What had been downloaded is kept outside of it, by uv.
INSTALLING = VENV / "talbot-installing"
LANGUAGE_STAMP = STATE / "spacy" / "ready"
HEARTBEAT_SECONDS = 10


class SetupFailed(Exception):
    """A step failed; the arguments are the key of the sentence that says so and how to go on."""


def main(arguments: Sequence[str]) -> int:
    """Do what is missing and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    lock = "requirements-dev.lock" if parser.parse_args(arguments).dev else "requirements.lock"
    if packages_ready(lock) and language_ready():
        return 0
    try:
        with one_at_a_time():
            set_up(lock)
    except SetupFailed as failure:
        print(message(str(failure), "\n", log=LOG), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(message("interrupted", "\n"), file=sys.stderr)
        return 130
    return 0


def set_up(lock: str) -> None:
    """Do the steps whose stamps do not fit.

    Raises:
        SetupFailed: with the key of the sentence to say.
    """
    start = time.monotonic()
    if not venv_works():
        make_venv()
    if not packages_ready(lock):
        install(lock)
    if not language_ready():
        prepare_language()
    announce("step_done", seconds=round(time.monotonic() - start))


# --- what is there already ---------------------------------------------------------------------------------


def packages_ready(lock: str) -> bool:
    """Tell whether the environment holds exactly what this lock file asks for (or more, the test tools)."""
    return venv_works() and read(stamp_of(lock)) == digest(lock)


def venv_works() -> bool:
    """Tell whether .venv can be built upon; setup.sh has started us with its Python if that runs at all."""
    return Path(sys.prefix).resolve() == VENV and not INSTALLING.exists()


def language_ready() -> bool:
    """Tell whether the language model was set up for these packages and this choice in config.yml."""
    return read(LANGUAGE_STAMP) == language_key()


def language_key() -> str:
    """Say what the language model depends on: the packages and the one key of config.yml that chooses it."""
    choice = re.search(r"^[\s-]*language_model:\s*(\S+)", read(ROOT / "config.yml"), re.MULTILINE)
    return f"{digest('requirements.lock')} {choice.group(1) if choice else 'auto'}"


def stamp_of(lock: str) -> Path:
    """Name the file that says which version of a lock file is installed."""
    return VENV / f"talbot-{Path(lock).stem}.stamp"


def digest(name: str) -> str:
    """Hash a file of the project."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def read(path: Path) -> str:
    """Give a file's text, empty if there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


# --- the steps ---------------------------------------------------------------------------------------------


def make_venv() -> None:
    """Make .venv anew, with the venv module or, where Debian left that out, with uv."""
    announce("step_venv")
    # sys.executable may be the Python of the very environment that is about to be replaced.
    python = getattr(sys, "_base_executable", sys.executable)
    if can_make_venvs():
        run("venv_failed", [python, "-m", "venv", "--clear", str(VENV)])
    elif uv := shutil.which("uv"):
        run("venv_failed", [uv, "venv", "--clear", "--seed", "--python", python, str(VENV)])
    else:
        raise SetupFailed("venv_missing")
    LANGUAGE_STAMP.unlink(missing_ok=True)


def can_make_venvs() -> bool:
    """Tell whether this Python has what Debian puts into the separate package python3.11-venv."""
    try:
        import ensurepip  # noqa: F401  # it is the import that is asked about
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def install(lock: str) -> None:
    """Install a lock file, hashes checked, and stamp it; the development lock holds the other one whole."""
    uv = installer()
    announce("step_install", count=len(re.findall(r"^[\w.-]+==", read(ROOT / lock), re.MULTILINE)))
    options = ["--no-deps", "--require-hashes", "--compile-bytecode", "--python", str(VENV_PYTHON)]
    INSTALLING.touch()
    run("download_failed", [uv, "pip", "install", *options, "-r", lock], {**index_of_pip(), **os.environ})
    for installed in {lock, "requirements.lock"}:
        stamp_of(installed).write_text(digest(installed), encoding="utf-8")
    INSTALLING.unlink()


def installer() -> str:
    """Give the path of uv: the locked one, or where .venv was made with one from PATH, that one."""
    uv = VENV / "bin" / "uv"
    if not uv.exists() and not can_make_venvs():
        return shutil.which("uv") or "uv"
    announce("step_tool")
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
    run("download_failed", [*pip, "-r", "requirements-bootstrap.lock"])
    return str(uv)


def index_of_pip() -> Mapping[str, str]:
    """Tell uv what pip has been told on this machine (a mirror, a certificate); uv does not read that."""
    command = [str(VENV_PYTHON), "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    known = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}
    found = re.findall(r"^(?:global|install|:env:)\.([\w-]+)='(.*)'$", listed, re.MULTILINE)
    return {known[key]: value for key, value in found if key in known}


def prepare_language() -> None:
    """Have the project itself fetch or build the German pipeline; it prints which one is used."""
    announce("step_language")
    run("language_failed", [str(VENV_PYTHON), "-m", "bot.cli", "language-model"], quiet=False)
    LANGUAGE_STAMP.parent.mkdir(parents=True, exist_ok=True)
    LANGUAGE_STAMP.write_text(language_key(), encoding="utf-8")


# --- running and speaking ----------------------------------------------------------------------------------


def run(failure: str, command: Sequence[str], env: Mapping[str, str] | None = None, *, quiet: bool = True) -> None:
    """Run a command, its output in the log, with a sign of life every few seconds.

    Raises:
        SetupFailed: with the given key, when the command fails.
    """
    start = time.monotonic()
    with LOG.open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log if quiet else None, stderr=log)
        while (code := wait(process)) is None:
            print(f"  … {time.monotonic() - start:.0f} s", flush=True)
    if code != 0:
        raise SetupFailed(failure)


def wait(process: subprocess.Popen[bytes]) -> int | None:
    """Wait for one heartbeat; give the exit code, or None if the process is still at work."""
    try:
        return process.wait(HEARTBEAT_SECONDS)
    except subprocess.TimeoutExpired:
        return None
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second setup, started beside this one, wait for its end."""
    STATE.mkdir(parents=True, exist_ok=True)
    with (STATE / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def announce(key: str, **values: object) -> None:
    """Print a line of progress, German and English."""
    print("• " + message(key, " · ", **values), flush=True)


def message(key: str, between: str, **values: object) -> str:
    """Give the German and the English sentence under a key of messages.txt."""
    for line in read(ROOT / "scripts" / "messages.txt").splitlines():
        name, *sentences = line.split(" | ")
        if name == key:
            return between.join(sentences).format(**values)
    raise KeyError(key)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
