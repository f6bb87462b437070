"""Schemathesis asks the running channel whatever its description allows, and much that it does not."""

import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.browser.site import Site
from tests.channels.web.resident import API, Resident

SCHEMATHESIS = ROOT / ".venv-api" / "bin" / "schemathesis"
CONFIG = Path(__file__).with_name("schemathesis.toml")
# Sanic answers TRACE without the header Allow. What is valid in form may still be refused (an unknown choice).
# Erasing ends the session that all other requests need; tests/channels/web/test_channel.py does that.
OPTIONS = ("--exclude-path", f"{API}/session", "--exclude-checks", "unsupported_method,positive_data_acceptance", "--seed", "7", "--max-examples", "25", "--phases", "examples,coverage,fuzzing")  # fmt: skip


def test_channel_does_what_its_description_says(site: Site, resident: Resident) -> None:
    if not SCHEMATHESIS.exists():
        pytest.fail("Schemathesis is missing. Run `make setup-dev`.")
    command = [
        str(SCHEMATHESIS),
        "--config-file",
        str(CONFIG),
        "run",
        f"{site.url}{API}/openapi.json",
        "-H",
        f"Authorization: Bearer {resident.token}",
        *OPTIONS,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT / ".venv-api")
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-2_000:]
