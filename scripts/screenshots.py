"""Takes pictures of every card in the chat window, light and dark, on a phone and on a desktop, into `screenshots/`.

For people to look at; the folder is not part of the repository. Only the strip for the README is (`docs/window.png`).
"""

import sys
import tempfile
from pathlib import Path

from setup import ROOT
from setup_browser import find

sys.path.insert(0, str(ROOT))

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1200, "height": 800}}
FOLDER = ROOT / "screenshots"
STRIP = ROOT / "docs" / "window.png"
SHOWN = ("disposal-light", "pickup-light", "offers-dark", "helplines-dark")
# So few colours are enough for these pictures, and keep the file small.
COLORS = 64


def main() -> None:
    """Ask for each card once and photograph the answer."""
    from playwright.sync_api import expect, sync_playwright

    from tests.browser.site import ScriptedAssistant, Site, examples
    from tests.browser.window import Window

    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        Site(Path(folder) / "talbot.db", ScriptedAssistant()) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            for size, viewport in SIZES.items():
                for name in examples():
                    page = browser.new_page(
                        color_scheme=scheme, viewport=viewport, reduced_motion="reduce", locale="de-DE"
                    )
                    window = Window(page).open(f"{site.url}/")
                    window.ask(name)
                    expect(window.answers).to_have_count(1)
                    page.screenshot(path=FOLDER / f"{name}-{scheme}-{size}.png")
                    page.close()
        browser.close()
    _write_strip()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER.name}/")


def _write_strip() -> None:
    from PIL import Image

    shown = [Image.open(FOLDER / f"{name}-phone.png") for name in SHOWN]
    width, height = shown[0].size
    strip = Image.new("RGB", (width * len(shown), height))
    for place, picture in enumerate(shown):
        strip.paste(picture, (place * width, 0))
    strip.quantize(COLORS).save(STRIP, optimize=True)


if __name__ == "__main__":
    main()
