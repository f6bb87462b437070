"""On the site of somebody else: one script, no other host asked, nothing moved, nothing leaks in or out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.channels.web.pages import HERE, read_files
from tests.browser.conftest import watch
from tests.browser.site import HostPage, ScriptedAssistant, Site
from tests.browser.window import Window

LARGEST = 25 * 1024
# What sites do to everything on them, and with names that ours might have as well.
RUDE_STYLE = """
  html { font-size: 62.5%; } * { font-family: fantasy !important; color: lime !important; letter-spacing: .5em; box-sizing: content-box; }
  button, input { border-radius: 0; background: lime; text-transform: uppercase; transform: rotate(3deg); } dialog { display: none; }
  .panel, .launcher, .turn, .card { display: none !important; } p { margin: 5em; line-height: 4; } :root { --brand: lime; --text: lime; --page: lime; }
  talbot-chat { font-size: 40px; color: lime; text-align: right; }
"""
SHIFTS = """() => {
  window.shifts = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifts += entry.value; }).observe({ type: "layout-shift", buffered: true });
}"""


class Host:
    """The embedding site with what a test puts on it."""

    html = ""
    policy = ""


@pytest.fixture
def host(tmp_path: Path, assistant: ScriptedAssistant) -> Iterator[tuple[Host, HostPage, Site]]:
    """A site on another origin that may embed Talbot."""
    host = Host()
    with (
        HostPage(lambda: host.html, lambda: host.policy) as page,
        Site(tmp_path / "talbot.db", assistant, (page.url,)) as site,
    ):
        # As the documentation tells those who embed: no exception for inline code or styles, no nonce.
        host.policy = f"default-src 'none'; script-src {site.url}; connect-src {site.url}; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
        host.html = embedding(site)
        yield host, page, site


def embedding(site: Site, style: str = "", body: str = "<p id='below'>Text der Stadt</p>") -> str:
    """A page with the one script that it takes."""
    return (
        f"<!doctype html><html lang='de'><head><title>Stadt</title>{f'<style>{style}</style>' if style else ''}"
        f"<script type='module' src='{site.url}/widget/talbot-chat.js'></script></head>"
        f"<body><main><h1>Stadt</h1>{body}</main><talbot-chat></talbot-chat></body></html>"
    )


def test_works_on_another_site_with_a_strict_policy(page: Page, host: tuple[Host, HostPage, Site]) -> None:
    """And asks nobody but the assistant's server."""
    _, there, site = host
    asked: set[str] = set()
    page.on("request", lambda request: asked.add("/".join(request.url.split("/")[:3])))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.error('policy', e.violatedDirective))"
    )
    site.assistant.answers["pickup"][1]["custom"]["ics_url"] = "/calendar/aB3_-x.ics"
    window = Window(page).open(f"{there.url}/host")
    window.ask("pickup")
    window.ask("item_choice")
    window.chat.get_by_role("button", name="Glühbirne").click()
    expect(window.answers).to_have_count(3)
    assert asked == {there.url, site.url}
    calendar = window.chat.get_by_role("link", name="In meinen Kalender")
    assert calendar.get_attribute("href") == f"{site.url}/calendar/aB3_-x.ics"
    assert page.context.cookies() == []


def test_site_that_was_not_allowed_gets_nothing(browser: Browser, tmp_path: Path, assistant: ScriptedAssistant) -> None:
    """Its browser does not even let it load the script."""
    host = Host()
    with HostPage(lambda: host.html, lambda: "") as there, Site(tmp_path / "talbot.db", assistant) as site:
        host.html = embedding(site)
        page = browser.new_page()
        page.goto(f"{there.url}/host")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("customElements.get('talbot-chat') === undefined")
        assert (
            page.evaluate(
                f"fetch('{site.url}/webhooks/web/sessions', {{method: 'POST'}}).then(() => 'read', () => 'refused')"
            )
            == "refused"
        )
        page.close()


def test_style_of_the_page_does_not_come_in(page: Page, host: tuple[Host, HostPage, Site]) -> None:
    """The window looks the same with the rudest of pages around it, pixel sizes and colours and all."""
    there, page_of_host, site = host
    looks = []
    for style in ("", RUDE_STYLE):
        there.html, there.policy = embedding(site, style), ""
        window = Window(page).open(f"{page_of_host.url}/host")
        window.ask("disposal")
        looks.append(
            page.evaluate(
                """() => [...document.querySelector("talbot-chat").shadowRoot.querySelectorAll("*")].map((element) => {
                  const style = getComputedStyle(element), box = element.getBoundingClientRect();
                  return [element.tagName, element.className?.baseVal ?? element.className, style.color, style.backgroundColor, style.fontFamily, style.fontSize,
                    style.letterSpacing, style.textTransform, style.display, style.margin, style.transform, Math.round(box.width), Math.round(box.height)].join(" ");
                })"""
            )
        )
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    assert looks[0] == looks[1]


def test_style_of_the_window_does_not_get_out(page: Page, host: tuple[Host, HostPage, Site]) -> None:
    """The page is the same with and without it."""
    there, page_of_host, site = host
    body = "<div class='panel card badge small'><button class='launcher send'>x</button><p class='turn'>y</p><dialog open>z</dialog></div>"
    looks = []
    for html in (embedding(site, body=body), embedding(site, body=body).replace("<talbot-chat></talbot-chat>", "")):
        there.html = html
        page.goto(f"{page_of_host.url}/host")
        if "<talbot-chat>" in html:
            Window(page).launcher.click()
        looks.append(
            page.evaluate(
                """() => [...document.querySelectorAll("main, main *")].map((element) => {
                  const style = getComputedStyle(element), box = element.getBoundingClientRect();
                  return [element.tagName, ...[...style].map((name) => style.getPropertyValue(name)), box.x, box.y, box.width, box.height].join(" ");
                })"""
            )
        )
        assert page.evaluate("Object.keys(window).filter((name) => /talbot/i.test(name))") == []
    assert looks[0] == looks[1]


@pytest.mark.parametrize(
    "viewport", [{"width": 1200, "height": 800}, {"width": 390, "height": 800}], ids=["desktop", "phone"]
)
def test_nothing_on_the_page_moves_when_the_launcher_appears(
    viewport: dict[str, int], page: Page, host: tuple[Host, HostPage, Site]
) -> None:
    _, there, _ = host
    page.set_viewport_size(viewport)  # type: ignore[arg-type]
    page.add_init_script(f"({SHIFTS})()")
    page.goto(f"{there.url}/host")
    before = page.locator("#below").bounding_box()
    expect(Window(page).launcher).to_be_visible()
    assert page.locator("#below").bounding_box() == before
    assert page.evaluate("window.shifts") == 0


def test_window_is_small() -> None:
    """Scripts and styles together, as they travel."""
    files = read_files(HERE / "widget")
    assert {path.name for path in (HERE / "widget").glob("*.[jc]s*")} == set(files)
    assert sum(len(file.compressed) for file in files.values()) <= LARGEST


def test_all_that_is_loaded_is_small_and_ours(page: Page, site: Site) -> None:
    """Measured in the browser: no file twice, none from elsewhere, none uncompressed."""
    page.goto(f"{site.url}/talbot")
    expect(Window(page).input).to_be_visible()
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').filter((e) => e.name.includes('/widget/')).map((e) => [e.name, e.encodedBodySize, e.decodedBodySize])"
    )
    assert len({name for name, *_ in loaded}) == len(loaded)
    assert sum(encoded for _, encoded, _ in loaded) <= LARGEST
    assert all(encoded < decoded for _, encoded, decoded in loaded if decoded > 500)


def test_colours_and_measures_can_be_set_from_outside(page: Page, host: tuple[Host, HostPage, Site]) -> None:
    """By the custom properties that the documentation lists."""
    there, page_of_host, site = host
    there.html, there.policy = (
        embedding(site, "talbot-chat { --talbot-brand: rgb(1, 2, 3); --talbot-width: 20em; --talbot-radius: 0 }"),
        "",
    )
    window = Window(page).open(f"{page_of_host.url}/host")
    assert window.launcher.evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgb(1, 2, 3)"
    assert window.chat.locator("dialog").evaluate("(e) => e.getBoundingClientRect().width") == 320
    assert window.chat.locator("dialog").evaluate("(e) => getComputedStyle(e).borderRadius") == "0px"


@pytest.mark.parametrize(
    ("scheme", "system", "dark"),
    [(None, "dark", True), (None, "light", False), ("light", "dark", False), ("dark", "light", True)],
)
def test_scheme_follows_the_system_unless_the_page_says_otherwise(
    scheme: str | None, system: str, dark: bool, browser: Browser, site: Site
) -> None:
    page = browser.new_page(color_scheme=system)  # type: ignore[arg-type]
    page.goto(f"{site.url}/")
    window = Window(page)
    expect(window.launcher).to_be_visible()
    if scheme:
        window.chat.evaluate("(e, scheme) => e.setAttribute('scheme', scheme)", scheme)
    assert (window.chat.get_attribute("dark") is not None) == dark
    page.close()


def test_element_can_be_taken_out_moved_and_put_in_again(page: Page, site: Site) -> None:
    """As frameworks do; nothing is left behind and nothing is asked twice."""
    faults = watch(page)
    window = Window(page).open(f"{site.url}/")
    window.ask("eins")
    page.evaluate(
        "() => { const e = document.querySelector('talbot-chat'); e.remove(); document.querySelector('main').append(e); }"
    )
    expect(window.answers).to_have_count(1)
    window.ask("zwei")
    assert window.texts() == ["Sie: eins", "Antwort auf: eins", "Sie: zwei", "Antwort auf: zwei"]
    assert faults == []
