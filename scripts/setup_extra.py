"""Makes an environment beside .venv, from a lock file of its own, for what cannot live together with Rasa as served.

`bench`: Rasa as it is published, with TensorFlow, and a load generator; `make bench-nlu` and `make bench-server`.
`api`: what tests the web channel against its description, newer than Rasa's pins allow; `make setup-dev`.
"""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from setup import LOG, ROOT, SetupFailed, announce, digest, index_of_pip, message, one_at_a_time, read, run

NAMES = ("api", "bench")
UV = ROOT / ".venv" / "bin" / "uv"


def main(arguments: Sequence[str]) -> int:
    """Install the lock file unless it is installed already, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=NAMES)
    venv = ROOT / f".venv-{parser.parse_args(arguments).name}"
    try:
        if not ready(venv):
            with one_at_a_time():
                set_up(venv)
    except SetupFailed as failure:
        print(message(str(failure), "\n", name=venv.name, log=LOG), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(message("interrupted", "\n"), file=sys.stderr)
        return 130
    return 0


def set_up(venv: Path) -> None:
    """Make the environment anew, hashes checked, and stamp it last: an interrupted one is never taken for ready.

    Raises:
        SetupFailed: with the key of the sentence to say.
    """
    # Another setup may have done it while this one waited.
    if ready(venv):
        return
    lock = lock_of(venv)
    announce("step_extra", name=venv.name, count=len(re.findall(r"^[\w.-]+==", read(ROOT / lock), re.MULTILINE)))
    options = ["--no-deps", "--require-hashes", "--compile-bytecode", "--python", str(venv / "bin" / "python")]
    run("extra_failed", [str(UV), "venv", "--clear", "--python", sys.executable, str(venv)])
    run("download_failed", [str(UV), "pip", "install", *options, "-r", lock], {**index_of_pip(), **os.environ})
    stamp_of(venv).write_text(digest(lock), encoding="utf-8")


def ready(venv: Path) -> bool:
    """Tell whether the environment holds exactly what its lock file asks for."""
    return (venv / "bin" / "python").exists() and read(stamp_of(venv)) == digest(lock_of(venv))


def lock_of(venv: Path) -> str:
    """Name the lock file of an environment."""
    return f"requirements-{venv.name.removeprefix('.venv-')}.lock"


def stamp_of(venv: Path) -> Path:
    """Name the file that says which version of the lock file is installed."""
    return venv / "talbot.stamp"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
