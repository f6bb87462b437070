"""Finds the Chromium that the browser tests drive, installs Debian's where it may, or says how to get one.

Playwright's own browsers come from a host of their own, so they are not used.
"""

import os
import shutil
import subprocess
import sys

from setup import LOG, STATE, announce, message

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT = ("apt-get", "-q", "-y", "--no-install-recommends", "install", "chromium", "fonts-dejavu-core")


def main() -> int:
    """Make sure that there is one, and return the exit code."""
    if find():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        announce("step_browser")
        install()
    if find():
        return 0
    print(message("browser_missing", "\n", log=LOG), file=sys.stderr)
    return 1


def find() -> str | None:
    """Give the path of a browser, None if there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Try Debian's packages; what it says goes to the log."""
    STATE.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with LOG.open("ab") as log:
        subprocess.run(["apt-get", "-q", "update"], stdout=log, stderr=log, env=env, check=False)
        subprocess.run(APT, stdout=log, stderr=log, env=env, check=False)


if __name__ == "__main__":
    sys.exit(main())
