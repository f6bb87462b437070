"""What the window warns of is what the server masks: both by one table."""

from playwright.sync_api import Page

from tests.browser.site import Site
from tests.channels.test_private import ROWS


def test_window_warns_of_what_the_server_masks(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/")
    found = page.evaluate(
        """async (texts) => {
          const { privateIn } = await import("/widget/private.js");
          return texts.map((text) => privateIn(text).sort());
        }""",
        [text for text, _ in ROWS],
    )
    expected = {text: sorted(kinds) for text, kinds in ROWS}
    assert dict(zip(expected, found, strict=True)) == expected
