"""Takes pictures of every card in the chat window, light and dark, on a phone and on a desktop, into `screenshots/`.

For people to look at; the folder is not part of the repository. Only the strip for the README is (`docs/window.png`).
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from servers import running_talbot
from setup import ROOT
from setup_programs import BROWSER

sys.path.insert(0, str(ROOT))

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1200, "height": 800}}
FOLDER = ROOT / "screenshots"
STRIP = ROOT / "docs" / "window.png"
# The first half of them by day, the others in the dark.
QUESTIONS = ROOT / "scripts" / "window_questions.txt"
NOW = "2026-11-23T10:00"
# Enough for these pictures, bins included, and the file stays small.
COLORS = 256


def main() -> None:
    """Take the pictures of all cards, and those for the README."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER.path(), args=["--no-sandbox"])
        _show_cards(browser, Path(folder))
        _show_talbot(browser, Path(folder))
        browser.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER.name}/")


def _show_cards(browser: Any, folder: Path) -> None:
    from tests.browser.site import ScriptedAssistant, Site, examples

    with Site(folder / "cards.db", ScriptedAssistant()) as site:
        for scheme in ("light", "dark"):
            for size in SIZES:
                for name in examples():
                    _photograph(browser, site.url, name, scheme, size).save(FOLDER / f"{name}-{scheme}-{size}.png")


def _show_talbot(browser: Any, folder: Path) -> None:
    """What the trained assistant really says, side by side."""
    questions = QUESTIONS.read_text("utf-8").splitlines()
    schemes = ["light" if 2 * place < len(questions) else "dark" for place in range(len(questions))]
    with running_talbot(folder, TALBOT_NOW=NOW) as url:
        shown = [_photograph(browser, url, *asked, "phone") for asked in zip(questions, schemes, strict=True)]
    width, height = shown[0].size
    strip = Image.new("RGB", (width * len(shown), height))
    for place, picture in enumerate(shown):
        strip.paste(picture, (place * width, 0))
    strip.quantize(COLORS, kmeans=1).save(STRIP, optimize=True)


def _photograph(browser: Any, url: str, question: str, scheme: str, size: str) -> Image.Image:
    from tests.browser.window import Window

    page = browser.new_page(color_scheme=scheme, viewport=SIZES[size], reduced_motion="reduce", locale="de-DE")
    page.set_default_timeout(20_000)
    Window(page).open(f"{url}/").ask(question)
    picture = page.screenshot()
    page.close()
    return Image.open(BytesIO(picture))


if __name__ == "__main__":
    main()
