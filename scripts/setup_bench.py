"""Makes .venv-bench, the environment of the benchmarks: Rasa as it is published, with TensorFlow, and a load generator.

Apart from .venv, so that what is served never holds TensorFlow; `make bench-nlu` and `make bench-server` call this.
"""

import os
import subprocess
import sys

from setup import ROOT, digest, index_of_pip, read

VENV = ROOT / ".venv-bench"
PYTHON = VENV / "bin" / "python"
LOCK = "requirements-bench.lock"
STAMP = VENV / "talbot-bench.stamp"


def main() -> None:
    """Install the lock file unless it is installed already."""
    if PYTHON.exists() and read(STAMP) == digest(LOCK):
        return
    print(f"Installing the environment of the benchmarks ({VENV.name}, 3 GB) …", flush=True)
    uv = str(ROOT / ".venv" / "bin" / "uv")
    env = {**index_of_pip(), **os.environ}
    install = [uv, "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--compile-bytecode"]
    for command in (
        [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)],
        [*install, "--python", str(PYTHON), "-r", LOCK],
    ):
        done = subprocess.run(command, cwd=ROOT, env=env, check=False)
        if done.returncode:
            sys.exit("The environment of the benchmarks could not be made; see above. Is there a network?")
    STAMP.write_text(digest(LOCK), encoding="utf-8")


if __name__ == "__main__":
    main()
