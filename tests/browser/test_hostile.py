"""Nothing that residents, editors or a spoilt server send becomes a script, a style or a link of theirs."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from bot.channels.web.headers import PAGE_POLICY
from tests.browser.site import ScriptedAssistant, Site, examples
from tests.browser.window import Window

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text(encoding="utf-8").splitlines()
BAD_LINKS = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "blob:https://evil.example/1", "file:///etc/passwd",
    "http://insecure.example/", "//evil.example/", "https:evil", "/webhooks/web/session", "/calendar/../x.ics", "/calendar/x.ics?y", "/\\evil.example/x.ics",
]  # fmt: skip
WATCH = """() => {
  window.harm = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => window.harm.push(name);
  document.addEventListener("securitypolicyviolation", (event) => window.harm.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
}"""


@pytest.fixture
def requests_elsewhere(page: Page, site: Site) -> list[str]:
    """Whatever is asked of another host than ours."""
    elsewhere: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((site.url, "blob:")):
            elsewhere.append(request.url)

    page.on("request", note)
    return elsewhere


def harmless(page: Page, elsewhere: list[str]) -> None:
    """Nothing ran, no policy was broken, nobody else was asked, and no such element or attribute came to be."""
    assert page.evaluate("window.harm") == []
    assert elsewhere == []
    found = page.evaluate(
        """() => {
          const root = document.querySelector("talbot-chat").shadowRoot;
          const bad = [...root.querySelectorAll("script, iframe, img, object, embed, style, link, base, meta, form[action], math, template, video, audio")];
          for (const element of root.querySelectorAll("*")) {
            for (const { name, value } of element.attributes) {
              const link = ["href", "src", "action", "formaction", "xlink:href"].includes(name) && !/^(https:|tel:|http:\\/\\/127\\.0\\.0\\.1)/.test(value);
              if (name.startsWith("on") || link) bad.push(element);
            }
          }
          return bad.map((element) => element.outerHTML);
        }"""
    )
    assert found == []


def test_list_of_payloads_is_a_list() -> None:
    assert len(PAYLOADS) >= 60


@pytest.mark.parametrize("start", range(0, len(PAYLOADS), 20))
def test_what_residents_type_stays_text(start: int, page: Page, site: Site, requests_elsewhere: list[str]) -> None:
    """The text comes back in their own bubble and in the answer, letter by letter, and does nothing."""
    page.add_init_script(f"({WATCH})()")
    window = Window(page).open(f"{site.url}/")
    for payload in PAYLOADS[start : start + 20]:
        answer = window.ask(payload)
        assert (
            " ".join((answer.locator(".bubble").text_content() or "").split())
            == f"Antwort auf: {' '.join(payload.split())}"
        )
    harmless(page, requests_elsewhere)
    page.reload()
    expect(window.answers).to_have_count(len(PAYLOADS[start : start + 20]))
    harmless(page, requests_elsewhere)


@pytest.mark.parametrize("name", examples())
def test_what_editors_write_into_cards_stays_text(
    name: str, page: Page, site: Site, assistant: ScriptedAssistant, requests_elsewhere: list[str]
) -> None:
    """Every string of a card is a payload, one after the other; every link leads where it should not."""
    page.add_init_script(f"({WATCH})()")
    window = Window(page).open(f"{site.url}/")
    for payload in [*PAYLOADS[::6], *BAD_LINKS]:
        assistant.answers["card"] = [
            {"text": payload, "buttons": [{"title": payload, "payload": payload}]},
            {"custom": spoilt(examples()[name], payload)},
        ]
        window.ask("card")
    harmless(page, requests_elsewhere)


@pytest.mark.parametrize(
    "nonsense",
    [None, 7, "text", [], [None], {"x": 1}, True, -1.5, "2026-13-45", {"__proto__": {"x": 1}}],
    ids=str,
)
def test_card_against_the_contract_does_not_take_the_text_with_it(
    nonsense: Any, page: Page, site: Site, assistant: ScriptedAssistant
) -> None:
    """Every value of every card is replaced by nonsense of another type; the text is there, and so is the next answer."""
    window = Window(page).open(f"{site.url}/")
    page.on("console", lambda _: None)
    for name, card in examples().items():
        assistant.answers["card"] = [
            {"text": f"Text {name}"},
            {"custom": {key: card[key] if key == "card" else nonsense for key in card}},
        ]
        expect(window.ask("card")).to_contain_text(f"Text {name}")


def test_server_that_sends_nonsense_is_not_believed(page: Page, site: Site) -> None:
    """Replies of the wrong form are left out; the window stays usable."""
    window = Window(page).open(f"{site.url}/")
    events = [("turn", {"id": "x", "said": "<b>x</b>", "choice": None}), ("reply", {"text": 5}), ("reply", {"card": "x"}), ("reply", 7), ("reply", None),
              ("reply", {"text": "<img src=x onerror=alert(1)>", "choices": [{"id": 1, "title": None}, 5]}), ("done", {"outcome": "answered"})]  # fmt: skip
    body = "".join(f"event: {kind}\ndata: {json.dumps(data)}\n\n" for kind, data in events)
    page.route(
        "**/webhooks/web/messages", lambda r: r.fulfill(headers={"Content-Type": "text/event-stream"}, body=body)
    )
    page.add_init_script(f"({WATCH})()")
    window.type("eins")
    expect(window.answers.last).to_contain_text("<img src=x onerror=alert(1)>")
    page.unroute("**/webhooks/web/messages")
    expect(window.ask("zwei")).to_contain_text("Antwort auf: zwei")


def test_policy_of_our_pages_has_no_hole() -> None:
    assert "unsafe" not in PAGE_POLICY
    assert "*" not in PAGE_POLICY
    assert "http" not in PAGE_POLICY
    assert "data:" not in PAGE_POLICY


def spoilt(value: Any, payload: str, key: str = "") -> Any:
    """The same card with every string replaced, except for what says which card and which kind it is."""
    if isinstance(value, dict):
        return {name: spoilt(inner, payload, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [spoilt(inner, payload, key) for inner in value]
    return payload if isinstance(value, str) and key != "card" else value
