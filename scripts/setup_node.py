"""Installs what checks the chat window (package-lock.json, by hash) with the Node of requirements-dev.lock."""

import subprocess
import sys

from setup import LOG, ROOT, VENV, announce, digest, message, read

STAMP = ROOT / "node_modules" / "talbot.stamp"
LOCK = "package-lock.json"


def main() -> int:
    """Install unless that is done already, and return the exit code."""
    if read(STAMP) == digest(LOCK):
        return 0
    announce("step_node")
    with LOG.open("ab") as log:
        command = [str(VENV / "bin" / "npm"), "ci", "--ignore-scripts"]
        done = subprocess.run(command, cwd=ROOT, stdout=log, stderr=log, check=False)
    if done.returncode:
        print(message("download_failed", "\n", log=LOG), file=sys.stderr)
        return 1
    STAMP.write_text(digest(LOCK), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
