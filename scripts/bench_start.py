"""Prints how long Talbot takes from its start to its first answer and to its end, and the memory it holds meanwhile.

Only measures; whether the figures are good enough is for people to say, since absolute times drift on shared machines.
"""

import sys
import time

from servers import first_answer, free_port, memory_mb, started


def main() -> None:
    """Start what `make run` starts, ask once, stop it."""
    port = free_port()
    settings = {"TALBOT_PORT": str(port), "TALBOT_ACTIONS_PORT": str(free_port())}
    with started([sys.executable, "-m", "bot.cli", "run"], settings) as talbot:
        print(f"start to first answer: {first_answer(port, talbot):.1f} s")
        print(f"memory of all processes: {memory_mb(talbot.pid)} MB")
        end = time.monotonic()
    print(f"stop: {time.monotonic() - end:.1f} s")


if __name__ == "__main__":
    main()
