"""No violation of WCAG 2.0 to 2.2 (A, AA) or of axe's best practices, in every state that the window can be in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import watch
from tests.browser.site import ScriptedAssistant, Site, examples
from tests.browser.window import Window, violations

# Light and dark; a desktop; 320 pixels, which is 1280 at 400 % zoom; text at 200 %.
LOOKS = {
    "light": {"color_scheme": "light", "viewport": {"width": 1200, "height": 800}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1200, "height": 800}},
    "narrow": {"color_scheme": "light", "viewport": {"width": 320, "height": 256}},
    "phone": {"color_scheme": "dark", "viewport": {"width": 390, "height": 800}},
}


def state_closed(_window: Window, _assistant: ScriptedAssistant) -> None:
    """As the page begins."""


def state_open(window: Window, _assistant: ScriptedAssistant) -> None:
    """With the welcome."""
    window.launcher.click()
    expect(window.input).to_be_visible()


def state_cards(window: Window, _assistant: ScriptedAssistant) -> None:
    """With every card there is."""
    state_open(window, _assistant)
    for name in examples():
        window.ask(name)


def state_choices(window: Window, _assistant: ScriptedAssistant) -> None:
    """With choices that are over and choices that are not."""
    state_open(window, _assistant)
    window.ask("item_choice")
    window.chat.get_by_role("button", name="Glühbirne").click()
    expect(window.answers).to_have_count(2)
    window.ask("street_choice")


def state_menu(window: Window, _assistant: ScriptedAssistant) -> None:
    """With the menu open."""
    state_open(window, _assistant)
    window.chat.get_by_role("button", name="Mehr").click()


def state_privacy(window: Window, _assistant: ScriptedAssistant) -> None:
    """With what is stored."""
    state_open(window, _assistant)
    window.menu("Was gespeichert wird")


def state_erase(window: Window, _assistant: ScriptedAssistant) -> None:
    """With the question whether to delete."""
    state_open(window, _assistant)
    window.menu("Meine Daten löschen")


def state_private(window: Window, _assistant: ScriptedAssistant) -> None:
    """With the question whether to send an account number."""
    state_open(window, _assistant)
    window.type("Meine IBAN ist DE89 3704 0044 0532 0130 00")
    expect(window.chat.get_by_role("alert")).to_contain_text("Kontonummer")


def state_completions(window: Window, _assistant: ScriptedAssistant) -> None:
    """With suggestions, one of them active."""
    state_open(window, _assistant)
    window.input.press_sequentially("Batte")
    expect(window.chat.get_by_role("option")).to_have_count(2)
    window.input.press("ArrowDown")


def state_rated(window: Window, _assistant: ScriptedAssistant) -> None:
    """With the question what was missing."""
    state_open(window, _assistant)
    window.ask("Hallo")
    window.chat.get_by_role("button", name="Nein, nicht hilfreich").click()
    expect(window.chat.get_by_placeholder("Was hat gefehlt")).to_be_visible()


def state_waiting(window: Window, assistant: ScriptedAssistant) -> None:
    """While an answer takes long."""
    state_open(window, assistant)
    assistant.hold.clear()
    window.type("Hallo")
    expect(window.status).to_have_text("Talbot schreibt …")


def state_offline(window: Window, _assistant: ScriptedAssistant) -> None:
    """Without a connection."""
    state_open(window, _assistant)
    window.page.context.set_offline(True)
    window.type("Hallo")
    expect(window.status).to_contain_text("nicht mit dem Internet verbunden")


def state_refused(window: Window, _assistant: ScriptedAssistant) -> None:
    """With a server that cannot be reached."""
    state_open(window, _assistant)
    window.page.route("**/webhooks/web/messages", lambda route: route.fulfill(status=502, body="Bad gateway"))
    window.type("Hallo")
    expect(window.status).to_contain_text("nicht zu erreichen")


STATES = [value for name, value in list(globals().items()) if name.startswith("state_")]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__.removeprefix("state_"))
def test_no_violation_in_any_state(
    look: str,
    state: Callable[[Window, ScriptedAssistant], None],
    browser: Browser,
    site: Site,
    assistant: ScriptedAssistant,
    axe: str,
) -> None:
    context = browser.new_context(locale="de-DE", reduced_motion="reduce", bypass_csp=True, **LOOKS[look])
    page = context.new_page()
    faults = watch(page)
    try:
        page.goto(f"{site.url}/")
        window = Window(page)
        expect(window.launcher).to_be_visible()
        state(window, assistant)
        found = violations(page, axe)
        assert not found, "\n".join(found)
        assert faults == []
    finally:
        assistant.hold.set()
        context.close()


@pytest.mark.parametrize("path", ["/talbot", "/chat"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_on_the_other_pages(path: str, scheme: str, browser: Browser, site: Site, axe: str) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    try:
        page.goto(site.url + path)
        if path == "/talbot":
            expect(Window(page).input).to_be_visible()
        found = violations(page, axe)
        assert not found, "\n".join(found)
    finally:
        context.close()


@pytest.mark.parametrize(
    "state", [state_open, state_cards, state_menu, state_private], ids=lambda state: state.__name__
)
def test_text_of_double_size_is_neither_cut_nor_moved_out(
    state: Callable[[Window, ScriptedAssistant], None], page: Page, site: Site, assistant: ScriptedAssistant
) -> None:
    """Somebody has set letters twice as large in the browser: everything follows, and nothing scrolls sideways."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site.url}/")
    window = Window(page)
    expect(window.launcher).to_be_visible()
    page.evaluate(
        "() => { document.querySelector('talbot-chat').shadowRoot.querySelector('.root').style.fontSize = '200%'; }"
    )
    state(window, assistant)
    assert overflowing(page) == []


@pytest.mark.parametrize(
    "state", [state_open, state_cards, state_choices, state_menu, state_erase, state_private, state_completions]
)
def test_nothing_is_cut_at_320_pixels(
    state: Callable[[Window, ScriptedAssistant], None], page: Page, site: Site, assistant: ScriptedAssistant
) -> None:
    """Reflow (WCAG 1.4.10): one direction of scrolling."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site.url}/")
    state(Window(page), assistant)
    assert overflowing(page) == []


def overflowing(page: Page) -> list[str]:
    """What in the window is wider than what holds it."""
    found = page.evaluate(
        """() => {
          const dialog = document.querySelector("talbot-chat").shadowRoot.querySelector("dialog");
          const edge = dialog.getBoundingClientRect();
          return [...dialog.querySelectorAll("*")]
            .filter((e) => e.getClientRects().length && !e.closest(".unseen, [aria-hidden]") && e.tagName !== "INPUT")
            .filter((e) => {
              const box = e.getBoundingClientRect();
              return box.right > edge.right + 1 || box.left < edge.left - 1 || e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline";
            })
            .map((e) => `${e.tagName}.${e.className}: ${e.textContent.slice(0, 40)}`);
        }"""
    )
    return [str(one) for one in found]
