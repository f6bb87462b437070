"""Takes pictures of every card in the chat window, light and dark, on a phone and on a desktop, into `screenshots/`.

For people to look at; the folder is not part of the repository.
"""

import sys
import tempfile
from pathlib import Path

from setup import ROOT
from setup_browser import find

sys.path.insert(0, str(ROOT))

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1200, "height": 800}}
FOLDER = ROOT / "screenshots"


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
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER.name}/")


if __name__ == "__main__":
    main()
