"""A real Chromium, and pages in it that notice whatever a resident should never meet."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from bot.settings import ROOT
from tests.browser.site import ScriptedAssistant, Site

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


# Of this package only: Playwright keeps an event loop running, beside which no test of asyncio can run.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser of this machine."""
    path = next((found for name in CHROMIUMS if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("There is no Chromium on this machine. Run `make setup-dev`, or install the package `chromium`.")
    with sync_playwright() as playwright:
        # Everybody is root in a container, where Chromium's sandbox does not start.
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        # The first answer of a server that has just started takes its time on a busy machine.
        expect.set_options(timeout=15_000)
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    if not AXE.exists():
        pytest.fail("axe-core is missing. Run `make setup-dev`.")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def assistant() -> ScriptedAssistant:
    """Says what the test wants."""
    return ScriptedAssistant()


@pytest.fixture
def site(tmp_path: Path, assistant: ScriptedAssistant) -> Iterator[Site]:
    """The web channel, running."""
    with Site(tmp_path / "talbot.db", assistant) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile of its own, of somebody who prefers less motion."""
    made = browser.new_context(
        locale="de-DE", timezone_id="Asia/Tokyo", reduced_motion="reduce", viewport={"width": 1200, "height": 800}
    )
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page in which no script may fail and no policy may be broken."""
    opened = context.new_page()
    faults = watch(opened)
    yield opened
    assert faults == []


def watch(page: Page) -> list[str]:
    """Collect what goes wrong on a page from now on."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("console", lambda message: faults.append(message.text) if _is_fault(message.type, message.text) else None)
    return faults


def _is_fault(kind: str, text: str) -> bool:
    # Chromium reports each answer beyond 399 and each lost connection as an error; the window deals with them.
    return kind == "error" and "Failed to load resource" not in text
