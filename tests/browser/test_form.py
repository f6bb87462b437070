"""The form at `/chat`, in a browser whose JavaScript is switched off."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import ScriptedAssistant, Site, examples
from tests.browser.test_hostile import BAD_LINKS, PAYLOADS, spoilt


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def ask(page: Page, text: str) -> None:
    """Write something, send it, and wait for the page with the answer."""
    questions = page.locator(".resident")
    count = questions.count()
    page.get_by_label("Ihre Frage").fill(text)
    page.get_by_role("button", name="Senden").click()
    expect(questions).to_have_count(count + 1)


def test_conversation_needs_no_scripts(page: Page, site: Site, assistant: ScriptedAssistant) -> None:
    page.goto(f"{site.url}/chat")
    expect(page.get_by_text("Guten Tag!")).to_be_visible()
    ask(page, "eins")
    ask(page, "zwei")
    assert page.locator(".bubble").all_inner_texts() == ["eins", "Antwort auf: eins", "zwei", "Antwort auf: zwei"]
    page.reload()
    assert assistant.asked == ["eins", "zwei"], "a form that is sent again asks nothing again"
    assert "token" not in page.url


def test_choices_belong_to_the_latest_answer(page: Page, site: Site, assistant: ScriptedAssistant) -> None:
    page.goto(f"{site.url}/chat")
    ask(page, "item_choice")
    page.get_by_role("button", name="LED-Lampe").click()
    expect(page.locator(".resident")).to_have_count(2)
    assert assistant.asked[-1] == "Wahl LED-Lampe"
    expect(page.get_by_role("button", name="Glühbirne")).to_have_count(0)
    expect(page.get_by_text("LED-Lampe (gewählt)")).to_be_visible()
    expect(page.get_by_text("Glühbirne", exact=True)).to_be_visible()


@pytest.mark.parametrize("name", examples())
def test_every_card_is_there(name: str, page: Page, site: Site) -> None:
    """What the card says beyond its text, as docs/cards.md has it."""
    page.goto(f"{site.url}/chat")
    ask(page, name)
    seen = " ".join(page.locator("main").inner_text().split())
    for fact in FACTS[name]:
        assert fact in seen


FACTS = {
    "disposal": ["Papier, blaue Tonne", "wenn: sauber, ohne Essensreste", "Restmüll, graue Tonne", "Stand 22.11.2026"],
    "item_choice": ["Glühbirne", "LED-Lampe", "Energiesparlampe"],
    "stream_guide": ["Bioabfall, braune Tonne", "Gehört hinein", "Kaffeesatz und Teebeutel", "Gehört nicht hinein", "Katzenstreu"],
    "pickup": ["Hofaue 20", "Di 1 Dez", "Mo 28 Dez", "statt Fr, 25.12.2026 (1. Weihnachtstag)", "Streik am 1. Dezember", "auch beim 14-täglichen Tarif", "Beispieldaten"],
    "street_choice": ["Friedrichstraße", "Friedrich-Ebert-Straße"],
    "reminder": ["Erinnerung ist eingestellt", "Hofaue · am Abend vorher · um 18:00 Uhr", "Papier, blaue Tonne"],
    "places": ["Recyclinghof Musterweg", "jetzt geöffnet", "850 m entfernt", "Musterweg 1 · Barmen", "Mo bis Sa 8 bis 16 Uhr"],
    "offers": ["Gesucht: Bewegung Elberfeld montags kostenlos", "Rückentraining am Vormittag", "nächster Termin: Mo, 7.12.2026", "Anbieter: Beispielverein"],
    "checkups": ["Mammographie-Screening", "steht Ihnen zu", "alle zwei Jahre, bis 75 Jahre", "§ 25a SGB V"],
    "helplines": ["112", "Rettungsdienst und Feuerwehr", "0800 1110111", "rund um die Uhr"],
    "info": ["Mehr dazu", "Abfallkalender der AWG", "AWG Wuppertal"],
    "handover": ["Stadt Wuppertal, Zentrale", "0202 563-0"],
    "not_understood": ["Wohin gehört ein Abfall?"],
    "out_of_scope": ["Stadt Wuppertal, Zentrale", "0202 563-0"],
}  # fmt: skip


def test_rating_transcript_and_erasure(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/chat")
    ask(page, "eins")
    page.get_by_role("button", name="Ja, hilfreich").click()
    expect(page.get_by_role("status")).to_have_text("Danke für Ihre Rückmeldung.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Unterhaltung speichern").click()
    assert "Sie: eins" in download.value.path().read_text(encoding="utf-8")
    page.get_by_role("button", name="Meine Daten löschen").click()
    expect(page.get_by_role("status")).to_contain_text("gelöscht")
    expect(page.locator(".bubble")).to_have_count(0)


def test_refusal_is_said_and_nothing_typed_is_lost(site: Site) -> None:
    too_long = httpx.post(f"{site.url}/chat", data={"do": "ask", "id": "12345678", "text": "x" * 1001})
    assert too_long.status_code == 413
    assert "Die Nachricht ist zu lang" in too_long.text
    assert "x" * 1000 in too_long.text
    gone = httpx.post(
        f"{site.url}/chat", data={"do": "ask", "id": "12345678", "text": "Wohin damit?", "token": "falsch"}
    )
    assert gone.status_code == 401
    assert 'value="Wohin damit?"' in gone.text
    assert 'name="token"' not in gone.text
    elsewhere = httpx.post(
        f"{site.url}/chat",
        data={"do": "ask", "id": "12345678", "text": "x"},
        headers={"Origin": "https://evil.example"},
    )
    assert elsewhere.status_code == 403
    assert (
        httpx.post(
            f"{site.url}/chat", content=b"\xff\xfe", headers={"Content-Type": "application/x-www-form-urlencoded"}
        ).status_code
        == 200
    )


@pytest.mark.parametrize("name", examples())
def test_hostile_content_stays_text(name: str, page: Page, site: Site, assistant: ScriptedAssistant) -> None:
    """No element, attribute or link of theirs, whatever stands in a question or a card."""
    page.goto(f"{site.url}/chat")
    for payload in [*PAYLOADS[::8], *BAD_LINKS]:
        assistant.answers["card"] = [
            {"text": payload, "buttons": [{"title": payload, "payload": payload}]},
            {"custom": spoilt(examples()[name], payload)},
        ]
        ask(page, "card")
    assert (
        page.locator("main :is(script, iframe, img, object, embed, style, base, meta, svg, math, video)").count() == 0
    )
    links = [link.get_attribute("href") or "" for link in page.locator("main a").all()]
    assert all(link.startswith(("https://", "tel:", "calendar/")) for link in links)


@pytest.mark.parametrize("nonsense", [None, 7, "text", [], [None], {"x": 1}, True, "2026-13-45"], ids=str)
def test_card_against_the_contract_does_not_take_the_page_with_it(
    nonsense: object, site: Site, assistant: ScriptedAssistant
) -> None:
    for name, card in examples().items():
        assistant.answers["card"] = [
            {"text": f"Text {name}"},
            {"custom": {key: card[key] if key == "card" else nonsense for key in card}},
        ]
        answer = httpx.post(f"{site.url}/chat", data={"do": "ask", "id": f"12345678{name}", "text": "card"})
        assert answer.status_code == 200
        assert f"Text {name}" in answer.text
