"""What the logs hold, and above all what they do not: nothing that somebody typed."""

import subprocess
import sys

from bot.settings import ROOT

PROGRAM = """
import logging, structlog, warnings
from bot.logs import log_quietly
log_quietly()
structlogger = structlog.get_logger("rasa.core.processor")
structlogger.warning("message.parsing.failed", user_text="SECRET", event_info="about SECRET")
structlogger.info("message.received", text="SECRET")
try:
    try:
        raise KeyError("SECRET")
    except KeyError as error:
        raise ValueError("no SECRET here") from error
except ValueError:
    structlogger.exception("rest.message.received.failure", text="SECRET")
    logging.getLogger("rasa_sdk").exception("An action failed.")
warnings.warn("SECRET")
"""


def test_logs_name_events_and_places_but_never_a_text() -> None:
    """Neither Rasa's values nor the messages of exceptions are written."""
    command = [sys.executable, "-c", PROGRAM]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    written = result.stdout + result.stderr
    assert "SECRET" not in written
    for expected in (
        "message.parsing.failed",
        "rest.message.received.failure",
        "KeyError",
        "ValueError",
        "<string>:",
    ):
        assert expected in written
