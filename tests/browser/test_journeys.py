"""Residents who use no mouse, and residents who use no eyes."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.site import ScriptedAssistant, Site
from tests.browser.window import Window


def test_everything_can_be_done_with_the_keyboard(page: Page, site: Site) -> None:
    """From the page into the window, ask, choose, rate, read what is stored, have it deleted, and back to the page."""
    page.goto(f"{site.url}/")
    window = Window(page)
    expect(window.launcher).to_be_visible()
    keys = page.keyboard
    tab_until(page, window, "launcher")
    keys.press("Enter")
    assert window.focused() == "question"

    keys.type("item_choice")
    keys.press("Enter")
    expect(window.answers).to_have_count(1)
    assert window.focused() == "question", "the focus stays where people type"

    tab_until(page, window, "choice", back=True)
    keys.press("Enter")
    expect(window.questions).to_have_count(2)
    expect(window.answers).to_have_count(2)
    assert window.focused() == "question"

    tab_until(page, window, "quiet", back=True)
    keys.press("Enter")
    expect(window.chat.get_by_placeholder("Was hat gefehlt")).to_be_visible()
    keys.press("Tab")
    keys.type("Die Uhrzeit")
    keys.press("Enter")
    expect(window.chat.get_by_placeholder("Was hat gefehlt")).to_have_count(0)
    assert window.focused() != "BODY"

    window.chat.get_by_role("button", name="Mehr").focus()
    keys.press("Enter")
    for _ in range(3):
        keys.press("Tab")
    keys.press("Enter")
    assert window.focused() == "page", "the heading of what is stored"
    tab_until(page, window, "chip")
    keys.press("Enter")
    expect(window.input).to_be_visible()
    assert window.focused() == "quiet", "back at the menu"

    keys.press("Enter")
    for _ in range(4):
        keys.press("Tab")
    keys.press("Enter")
    tab_until(page, window, "send")
    keys.press("Enter")
    expect(window.status).to_contain_text("gelöscht")
    expect(window.questions).to_have_count(0)

    keys.press("Escape")
    expect(window.input).to_be_hidden()
    assert "launcher" in window.focused()


def test_escape_closes_one_thing_at_a_time(page: Page, site: Site) -> None:
    window = Window(page).open(f"{site.url}/")
    window.input.press_sequentially("Batte")
    expect(window.chat.get_by_role("option")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(window.chat.get_by_role("option")).to_have_count(0)
    expect(window.input).to_have_value("Batte")
    window.chat.get_by_role("button", name="Mehr").click()
    page.keyboard.press("Escape")
    expect(window.chat.get_by_role("button", name="Neue Unterhaltung")).to_be_hidden()
    expect(window.input).to_be_visible()
    page.keyboard.press("Escape")
    expect(window.input).to_be_hidden()


def test_suggestions_never_hold_up_what_was_typed(page: Page, site: Site) -> None:
    """Enter sends the words as they are, unless a suggestion was chosen with the arrows; then it is only filled in."""
    window = Window(page).open(f"{site.url}/")
    window.input.press_sequentially("Batte")
    expect(window.chat.get_by_role("option")).to_have_count(2)
    window.input.press("ArrowDown")
    window.input.press("ArrowDown")
    window.input.press("Enter")
    expect(window.input).to_have_value("Batterien")
    expect(window.questions).to_have_count(0)
    window.input.press("Enter")
    expect(window.answers).to_have_count(1)
    window.input.press_sequentially("Batte")
    expect(window.chat.get_by_role("option")).to_have_count(2)
    window.input.press("Enter")
    expect(window.answers).to_have_count(2)
    assert [text for text in window.texts() if text.startswith("Sie")] == ["Sie: Batterien", "Sie: Batte"]


def test_slow_suggestions_of_before_are_not_shown(page: Page, site: Site) -> None:
    """What comes back for letters that are no longer there is thrown away."""
    late: list[Any] = []

    def hold_first(route: Any) -> None:
        if late:
            route.continue_()
        else:
            late.append(route)

    page.route("**/suggestions", hold_first)
    window = Window(page).open(f"{site.url}/")
    window.input.press_sequentially("Batte")
    page.wait_for_timeout(300)
    window.input.fill("Wann")
    page.wait_for_timeout(300)
    assert late
    expect(window.chat.get_by_role("option")).to_have_count(0)


def test_screen_readers_hear_each_answer_once_and_in_order(
    page: Page, site: Site, assistant: ScriptedAssistant
) -> None:
    """By what the accessibility tree has in its live regions, watched from the first word on."""
    assistant.answers["zweite"] = [{"text": "Zweite Antwort.", "buttons": [{"title": "Ja", "payload": "ja"}]}]
    window = Window(page).open(f"{site.url}/")
    page.evaluate(
        """() => {
          window.heard = [];
          const root = document.querySelector("talbot-chat").shadowRoot;
          for (const region of root.querySelectorAll("[role=status], [role=alert], [aria-live=polite]")) {
            new MutationObserver((changes) => {
              for (const { addedNodes } of changes) for (const node of addedNodes) {
                if (node.textContent.trim()) window.heard.push(node.textContent.trim());
              }
            }).observe(region, { childList: true, characterData: true, subtree: true });
          }
        }"""
    )
    for question in ("erste", "zweite", "pickup", "dritte"):
        window.ask(question)
    assert page.evaluate("window.heard") == [
        "Talbot: Antwort auf: erste",
        "Talbot: Zweite Antwort.\nAntwortmöglichkeiten: Ja",
        "Talbot: Text zur Karte pickup.",
        "Talbot: Antwort auf: dritte",
    ]
    page.reload()
    expect(window.answers).to_have_count(4)
    assert window.announcer.inner_text() == "", "what was heard before is not read out again"


def test_accessibility_tree_tells_what_eyes_see(page: Page, site: Site) -> None:
    """Roles and names as assistive software gets them: dialog, conversation, choices, numbers to call."""
    window = Window(page).open(f"{site.url}/")
    window.ask("item_choice")
    window.ask("helplines")
    seen = [(node["role"], node["name"]) for node in tree(page)]
    assert ("dialog", "Talbot") in seen
    assert ("log", "Unterhaltung mit Talbot") in seen
    assert ("group", "Antwortmöglichkeiten") in seen
    assert ("combobox", "Ihre Frage") in seen
    assert ("link", "Anrufen: Rettungsdienst und Feuerwehr, 112") in seen
    order = [name for role, name in seen if role in ("heading", "log", "combobox", "button")]
    assert (
        order.index("Talbot")
        < order.index("Unterhaltung mit Talbot")
        < order.index("Ihre Frage")
        < order.index("Senden")
    )
    closed = next(node for node in tree(page) if node["name"] == "Glühbirne")
    assert closed["role"] == "button", "choices stay readable after use"
    assert closed["disabled"]


def test_focus_is_never_lost_when_a_choice_is_taken_on_a_phone(page: Page, site: Site) -> None:
    """There the focus stays on the button, so that no keyboard covers the answer."""
    page.emulate_media()
    page.add_init_script(
        "const real = matchMedia; window.matchMedia = (query) => real(query.includes('hover') ? 'not all' : query);"
    )
    window = Window(page).open(f"{site.url}/")
    window.ask("item_choice")
    window.chat.get_by_role("button", name="Glühbirne").click()
    expect(window.answers).to_have_count(2)
    assert "choice" in window.focused()


def tab_until(page: Page, window: Window, what: str, *, back: bool = False) -> None:
    """Press Tab until something of this class, id or name has the focus."""
    for _ in range(40):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if what in window.focused().split():
            return
    raise AssertionError(f"{what} cannot be reached with the keyboard")


def tree(page: Page) -> list[dict[str, Any]]:
    """The accessibility tree, in order, without what is ignored."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        {
            "role": node.get("role", {}).get("value"),
            "name": node.get("name", {}).get("value", ""),
            "disabled": any(p["name"] == "disabled" and p["value"]["value"] for p in node.get("properties", [])),
        }
        for node in nodes
        if not node.get("ignored")
    ]
