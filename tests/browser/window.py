"""What a resident does with the chat window, and sees in it."""

from typing import Any

from playwright.sync_api import Locator, Page, expect


class Window:
    """The chat window on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.chat = page.locator("talbot-chat")
        self.launcher = self.chat.locator(".launcher")
        self.input = self.chat.get_by_role("combobox", name="Ihre Frage")
        self.answers = self.chat.locator(".turn-talbot")
        self.questions = self.chat.locator(".turn-resident")
        self.status = self.chat.locator(".status > [role=status]")
        self.announcer = self.chat.locator("[aria-atomic=false]")

    def open(self, url: str) -> "Window":
        """Go to a page and open the window."""
        self.page.goto(url)
        self.launcher.click()
        expect(self.input).to_be_visible()
        return self

    def type(self, text: str) -> None:
        """Write something and press Enter."""
        self.input.fill(text)
        self.input.press("Enter")

    def ask(self, text: str) -> Locator:
        """Write something, wait for the answer, and give it."""
        count = self.answers.count()
        self.type(text)
        expect(self.answers).to_have_count(count + 1)
        return self.answers.last

    def menu(self, entry: str) -> None:
        """Choose an entry of the menu."""
        self.chat.get_by_role("button", name="Mehr").click()
        self.chat.get_by_role("button", name=entry).click()

    def texts(self) -> list[str]:
        """What is written in the conversation, question by question."""
        return [text.strip() for text in self.chat.locator(".turn > .bubble").all_text_contents()]

    def focused(self) -> str:
        """What has the focus, in the window or on the page: its id, class or text."""
        found: Any = self.page.evaluate(
            """() => {
              let element = document.activeElement;
              while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
              return element?.id || element?.className || element?.textContent || element?.tagName;
            }"""
        )
        return str(found)


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds against WCAG 2.0 to 2.2, A and AA, and its best practices."""
    page.evaluate(axe)
    found = page.evaluate(
        """() => axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
          resultTypes: ["violations"],
        })"""
    )
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
