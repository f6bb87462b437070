"""Finds the programs that tests need beside Python, installs Debian's where it may, or says how to get them.

These are PostgreSQL, and the Chromium that the browser tests drive.

Playwright's own browsers come from a host of their own, so they are not used.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from setup import LOG, STATE, announce, message

APT = ("apt-get", "-q", "-y", "--no-install-recommends")


@dataclass(frozen=True)
class Program:
    """What is looked for.

    Attributes:
        name: in the sentences of messages.txt.
        names: any of them in PATH will do, or
        pattern: any file of this pattern: Debian keeps the programs of PostgreSQL out of PATH.
    """

    name: str
    names: tuple[str, ...]
    packages: tuple[str, ...]
    pattern: str = ""

    def path(self) -> str | None:
        """Where it is; None where it is not."""
        elsewhere = map(str, Path("/").glob(self.pattern)) if self.pattern else ()
        return next((path for path in (*map(shutil.which, self.names), *elsewhere) if path), None)


BROWSER = Program(
    "browser",
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    ("chromium", "fonts-dejavu-core"),
)
POSTGRES = Program("postgres", ("initdb",), ("postgresql",), "usr/lib/postgresql/*/bin/initdb")


def main() -> int:
    """Make sure that they are there, and return the exit code."""
    for program in [one for one in (BROWSER, POSTGRES) if not one.path()]:
        if os.geteuid() == 0 and shutil.which("apt-get"):
            announce(f"step_{program.name}")
            install(program)
        if not program.path():
            print(message(f"{program.name}_missing", "\n", log=LOG), file=sys.stderr)
            return 1
    return 0


def install(program: Program) -> None:
    """Try Debian's packages; what it says goes to the log."""
    STATE.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with LOG.open("ab") as log:
        for command in (("update",), ("install", *program.packages)):
            subprocess.run([*APT, *command], stdout=log, stderr=log, env=env, check=False)


if __name__ == "__main__":
    sys.exit(main())
