"""What `make bench-server` has Locust do: residents who write one question after the other."""

import itertools
import os
import uuid
from pathlib import Path

from locust import FastHttpUser, constant, task

# Thirteen, so that messages 1, 157 and 300 of a conversation are the same one.
QUESTIONS = Path(__file__).with_name("peers").joinpath("questions.txt").read_text("utf-8").splitlines()
TOLD = (1, 157, 300)
# How long a conversation is; 0: twenty messages, then the resident begins another one.
LENGTH = int(os.environ.get("BENCH_LENGTH") or 0)


class Resident(FastHttpUser):
    """Talks over Rasa's REST channel without a pause."""

    wait_time = constant(0)

    @task
    def talk(self) -> None:
        """One conversation."""
        sender = uuid.uuid4().hex
        for turn, question in zip(range(1, (LENGTH or 20) + 1), itertools.cycle(QUESTIONS), strict=False):
            name = f"turn {turn}" if LENGTH and turn in TOLD else "message"
            with self.rest(
                "POST", "/webhooks/rest/webhook", json={"sender": sender, "message": question}, name=name
            ) as got:
                if not got.js:
                    got.failure("no answer")
        if LENGTH:
            self.environment.runner.quit()
