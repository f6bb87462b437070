"""Whatever happens to the connection, the page or the server: every message is answered exactly once."""

import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.site import ScriptedAssistant, Site
from tests.browser.window import Window

ASK = "**/webhooks/web/messages"


def answered_once(window: Window, assistant: ScriptedAssistant, *questions: str) -> None:
    """Each question is there once, in order, with its answer, and was put to the assistant once."""
    expect(window.answers).to_have_count(len(questions), timeout=20_000)
    wanted = [text for question in questions for text in (f"Sie: {question}", f"Antwort auf: {question}")]
    assert window.texts() == wanted
    assert assistant.asked == list(questions)


def test_reload_keeps_the_conversation_and_the_open_window(
    page: Page, site: Site, assistant: ScriptedAssistant
) -> None:
    window = Window(page).open(f"{site.url}/")
    window.ask("eins")
    window.ask("zwei")
    page.reload()
    expect(window.input).to_be_visible()
    answered_once(window, assistant, "eins", "zwei")


def test_reload_in_the_middle_of_an_answer(page: Page, site: Site, assistant: ScriptedAssistant) -> None:
    window = Window(page).open(f"{site.url}/")
    assistant.hold.clear()
    window.type("eins")
    expect(window.questions).to_have_count(1)
    page.reload()
    expect(window.questions).to_have_count(1)
    assistant.hold.set()
    answered_once(window, assistant, "eins")


def test_leaving_and_coming_back_while_it_is_answered(page: Page, site: Site, assistant: ScriptedAssistant) -> None:
    """The answer comes while nobody looks, and is there afterwards."""
    window = Window(page).open(f"{site.url}/")
    assistant.hold.clear()
    window.type("eins")
    expect(window.status).to_have_text("Talbot schreibt …")
    page.goto("about:blank")
    assistant.hold.set()
    page.goto(f"{site.url}/")
    answered_once(window, assistant, "eins")


def test_offline_question_is_sent_when_the_connection_is_back(
    page: Page, site: Site, assistant: ScriptedAssistant
) -> None:
    window = Window(page).open(f"{site.url}/")
    window.ask("eins")
    page.context.set_offline(True)
    window.type("zwei")
    window.type("drei")
    expect(window.status).to_contain_text("nicht mit dem Internet verbunden")
    page.context.set_offline(False)
    answered_once(window, assistant, "eins", "zwei", "drei")
    expect(window.status).to_have_text("Die Verbindung ist wieder da.")


@pytest.mark.parametrize("cut", ["before", "after", "middle", "garbage", "proxy"])
def test_lost_connection_is_made_up_for(cut: str, page: Page, site: Site, assistant: ScriptedAssistant) -> None:
    """Lost before the server has it, after it has answered, in the middle of the answer, or spoilt on the way."""
    times: list[str] = []

    def interfere(route: Route) -> None:
        if route.request.method != "POST" or len(times) == 2:
            return route.continue_()
        times.append(cut)
        if cut == "before":
            return route.abort("connectionreset")
        response = route.fetch()
        if cut == "after":
            return route.abort("connectionreset")
        if cut == "proxy":
            return route.fulfill(status=504, body="<html>Gateway Timeout</html>")
        text = response.text()
        body = text[: len(text) // 2] if cut == "middle" else "event: turn\ndata: {\n\n"
        return route.fulfill(status=200, headers={"Content-Type": "text/event-stream"}, body=body)

    page.route(ASK, interfere)
    window = Window(page).open(f"{site.url}/")
    window.type("eins")
    expect(window.status).to_contain_text("nicht zu erreichen")
    window.chat.get_by_role("button", name="Noch einmal versuchen").click()
    answered_once(window, assistant, "eins")
    assert len(times) == 2


def test_requests_that_come_twice_and_late_change_nothing(page: Page, site: Site, assistant: ScriptedAssistant) -> None:
    """A network that sends each request again, an older one after a newer one."""
    seen: list[tuple[str, dict[str, str], Any]] = []

    def duplicate(route: Route) -> None:
        if route.request.method == "POST":
            seen.append((route.request.url, route.request.all_headers(), route.request.post_data))
            for url, headers, body in reversed(seen):
                page.context.request.post(
                    url,
                    headers={"Authorization": headers["authorization"], "Content-Type": "application/json"},
                    data=body,
                )
        route.continue_()

    page.route(ASK, duplicate)
    window = Window(page).open(f"{site.url}/")
    questions = [f"Frage {number}" for number in range(5)]
    for question in questions:
        window.ask(question)
    page.reload()
    answered_once(window, assistant, *questions)


def test_server_restarts_while_a_resident_types(page: Page, site: Site, assistant: ScriptedAssistant) -> None:
    window = Window(page).open(f"{site.url}/")
    window.ask("eins")
    site.stop()
    window.type("zwei")
    expect(window.status).to_contain_text("nicht zu erreichen")
    site.start()
    answered_once(window, assistant, "eins", "zwei")
    page.reload()
    answered_once(window, assistant, "eins", "zwei")


def test_page_that_is_loaded_while_the_server_is_away_recovers(
    page: Page, site: Site, assistant: ScriptedAssistant
) -> None:
    window = Window(page).open(f"{site.url}/")
    window.ask("eins")
    gate = {"open": False}
    page.route(
        "**/webhooks/web/**", lambda route: route.continue_() if gate["open"] else route.abort("connectionrefused")
    )
    page.reload()
    expect(window.status).to_contain_text("nicht zu erreichen")
    window.type("zwei")
    gate["open"] = True
    answered_once(window, assistant, "eins", "zwei")


def test_two_tabs_show_one_conversation(context: BrowserContext, site: Site, assistant: ScriptedAssistant) -> None:
    one, two = Window(context.new_page()), Window(context.new_page())
    one.open(f"{site.url}/")
    two.open(f"{site.url}/")
    one.ask("eins")
    expect(two.answers).to_have_count(1)
    two.ask("zwei")
    answered_once(one, assistant, "eins", "zwei")
    answered_once(two, assistant, "eins", "zwei")
    one.menu("Meine Daten löschen")
    one.chat.get_by_role("button", name="Ja, löschen").click()
    expect(two.questions).to_have_count(0)


def test_two_tabs_send_what_waits_once(context: BrowserContext, site: Site, assistant: ScriptedAssistant) -> None:
    """Both come back from being offline at the same moment."""
    one, two = Window(context.new_page()), Window(context.new_page())
    one.open(f"{site.url}/")
    two.open(f"{site.url}/")
    one.ask("eins")
    expect(two.answers).to_have_count(1)
    context.set_offline(True)
    one.type("zwei")
    two.type("drei")
    context.set_offline(False)
    expect(one.answers).to_have_count(3)
    expect(two.answers).to_have_count(3)
    assert sorted(assistant.asked) == ["drei", "eins", "zwei"]


def test_expired_conversation_is_followed_by_a_new_one(page: Page, site: Site, assistant: ScriptedAssistant) -> None:
    """The server has forgotten it meanwhile; what was asked into it is asked in a new one."""
    window = Window(page).open(f"{site.url}/")
    window.ask("eins")
    token = page.evaluate("Object.values(localStorage).map((kept) => JSON.parse(kept).token)[0]")
    erased = page.request.delete(f"{site.url}/webhooks/web/session", headers={"Authorization": f"Bearer {token}"})
    assert erased.status == 204
    window.type("zwei")
    expect(window.answers.last).to_contain_text("zwei")
    assert window.texts() == ["Sie: zwei", "Antwort auf: zwei"]
    assert assistant.asked == ["eins", "zwei"]


def test_refused_message_comes_back_into_the_input(page: Page, tmp_path: Path, assistant: ScriptedAssistant) -> None:
    """Nothing that was typed is lost, and the server's words say why."""
    with Site(tmp_path / "other.db", assistant) as site:
        window = Window(page).open(f"{site.url}/")
        page.route(ASK, lambda route: route.fulfill(status=413, json={"error": "text_too_long", "message": "Zu lang."}))
        window.type("eine lange Frage")
        expect(window.status).to_have_text("Zu lang.")
        expect(window.input).to_have_value("eine lange Frage")
        expect(window.questions).to_have_count(0)


def test_busy_server_is_asked_again_when_it_says(page: Page, site: Site, assistant: ScriptedAssistant) -> None:
    times: list[str] = []

    def refuse_first(route: Route) -> None:
        if route.request.method != "POST" or times:
            return route.continue_()
        times.append(route.request.url)
        return route.fulfill(status=503, headers={"Retry-After": "1"}, json={"error": "busy", "message": "Später."})

    page.route(ASK, refuse_first)
    window = Window(page).open(f"{site.url}/")
    window.type("eins")
    expect(window.status).to_contain_text("viel los")
    answered_once(window, assistant, "eins")


@pytest.mark.parametrize("seed", range(3))
def test_bad_network_of_all_kinds(seed: int, page: Page, site: Site, assistant: ScriptedAssistant) -> None:
    """A third of all requests gets lost on the way there, a third on the way back."""
    chance = random.Random(seed)

    def lose(route: Route) -> None:
        fate = chance.random()
        if fate < 1 / 3:
            return route.abort("connectionreset")
        response = route.fetch()
        return route.abort("connectionreset") if fate < 2 / 3 else route.fulfill(response=response)

    page.route("**/webhooks/web/**", lose)
    window = Window(page).open(f"{site.url}/")
    questions = [f"Frage {number}" for number in range(4)]
    for question in questions:
        window.type(question)
    for _ in range(200):
        if window.answers.count() == len(questions):
            break
        # The button goes by itself as soon as something gets through: look and press in one step.
        retry = window.chat.get_by_role("button", name="Noch einmal versuchen")
        retry.evaluate_all("buttons => buttons.forEach((button) => button.click())")
        page.wait_for_timeout(50)
    answered_once(window, assistant, *questions)
