"""The web channel over HTTP: what it takes, what it refuses and how, and that nothing is answered twice."""

import json
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.web.refusal import STATUS
from bot.strings import has_text
from tests.browser.site import ScriptedAssistant, Site
from tests.channels.web.resident import API, Resident, read_events

FOREIGN, ALLOWED = "https://evil.example", "https://stadt.example"


def test_every_refusal_has_its_sentence() -> None:
    assert all(has_text(f"web.refused.{code}") for code in STATUS)


def test_conversation_ids_are_chosen_by_the_server_and_all_different(client: httpx.Client) -> None:
    tokens = {Resident(client).token for _ in range(20)}
    assert len(tokens) == 20


def test_message_gets_its_replies_as_events(resident: Resident) -> None:
    response = resident.send(id="message-1", text="Hallo")
    assert read_events(response) == [
        ("turn", {"id": "message-1", "said": "Hallo", "choice": None}),
        ("reply", {"text": "Antwort auf: Hallo"}),
        ("done", {"outcome": "answered"}),
    ]


def test_same_id_brings_the_same_answer_and_runs_once(resident: Resident, assistant: ScriptedAssistant) -> None:
    answers = [resident.send(id="message-1", text="Hallo").text for _ in range(3)]
    assert len(set(answers)) == 1
    assert assistant.asked == ["Hallo"]


def test_many_at_once_with_one_id_run_once(resident: Resident, assistant: ScriptedAssistant) -> None:
    assistant.hold.clear()
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append(resident.send(id="message-1", text="Hallo").text))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    assistant.hold.set()
    for thread in threads:
        thread.join()
    assert len(answers) == 20
    assert len(set(answers)) == 1
    assert assistant.asked == ["Hallo"]


def test_restart_of_the_server_loses_and_doubles_nothing(
    resident: Resident, site: Site, assistant: ScriptedAssistant
) -> None:
    before = resident.send(id="message-1", text="Hallo").text
    site.stop()
    site.start()
    assert resident.send(id="message-1", text="Hallo").text == before
    assert assistant.asked == ["Hallo"]
    assert [turn["said"] for turn in resident.history()] == ["Hallo"]


def test_connection_that_breaks_does_not_end_the_run(
    resident: Resident, site: Site, assistant: ScriptedAssistant
) -> None:
    """The client goes away in the middle; asking again brings the answer."""
    assistant.hold.clear()
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(
            f"{site.url}{API}/messages",
            json={"id": "message-1", "text": "Hallo"},
            headers=resident.headers,
            timeout=0.5,
            trust_env=False,
        )
    assistant.hold.set()
    assert resident.ask(id="message-1", text="Hallo") == [{"text": "Antwort auf: Hallo"}]
    assert assistant.asked == ["Hallo"]


def test_what_buttons_mean_stays_on_the_server(resident: Resident, assistant: ScriptedAssistant) -> None:
    assistant.answers["frage"] = [{"text": "Welche?", "buttons": [{"title": "Diese", "payload": "geheim"}]}]
    [reply] = resident.ask(text="frage")
    [choice] = reply["choices"]
    assert choice["title"] == "Diese"
    assert "geheim" not in json.dumps(resident.history())
    resident.ask(choice=choice["id"])
    assert assistant.asked == ["frage", "geheim"]
    assert resident.history()[-1]["said"] == "Diese"


def test_choices_belong_to_a_conversation_and_to_the_latest_answer(client: httpx.Client, resident: Resident) -> None:
    choice = resident.ask(text="item_choice")[0]["choices"][0]["id"]
    assert refused(Resident(client).send(choice=choice)) == (404, "choice_unknown")
    assert refused(resident.send(choice="ausgedacht")) == (404, "choice_unknown")
    first = resident.send(id="message-2", choice=choice).text
    assert resident.send(id="message-2", choice=choice).text == first
    assert refused(resident.send(choice=choice)) == (409, "choice_over")


def test_id_cannot_be_used_for_something_else(resident: Resident) -> None:
    resident.ask(id="message-1", text="Hallo")
    assert refused(resident.send(id="message-1", text="Tschüss")) == (409, "id_taken")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"id": "message-1"}, 400, "request_malformed"),
        ({"id": "message-1", "text": "x", "choice": "y"}, 400, "request_malformed"),
        ({"id": "message-1", "text": "x", "sender": "y"}, 400, "request_malformed"),
        ({"id": "message-1", "text": 5}, 400, "request_malformed"),
        ({"id": 5, "text": "x"}, 400, "request_malformed"),
        ([], 400, "request_malformed"),
        ({"id": "kurz", "text": "x"}, 400, "id_malformed"),
        ({"id": "mit Leerzeichen", "text": "x"}, 400, "id_malformed"),
        ({"id": "x" * 65, "text": "x"}, 400, "id_malformed"),
        ({"id": "message-1", "text": ""}, 400, "text_missing"),
        ({"id": "message-1", "text": " \u200b\t\u202e "}, 400, "text_missing"),
        ({"id": "message-1", "text": "x" * 1001}, 413, "text_too_long"),
        ({"id": "message-1", "text": "x" * 16_001}, 413, "too_large"),
    ],
)
def test_unusable_message_is_refused(body: Any, status: int, code: str, resident: Resident) -> None:
    response = resident.client.post(f"{API}/messages", json=body, headers=resident.headers)
    assert refused(response) == (status, code)
    assert resident.history() == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[" * 5_000, b'{"id": "message-1", "text": "\\ud800"}', b"null"]
)
def test_what_is_no_json_is_refused(content: bytes, resident: Resident) -> None:
    headers = {**resident.headers, "Content-Type": "application/json"}
    assert resident.client.post(f"{API}/messages", content=content, headers=headers).status_code == 400
    other = {**resident.headers, "Content-Type": "text/plain"}
    assert refused(resident.client.post(f"{API}/messages", content=b"{}", headers=other)) == (415, "not_json")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["id", "text", "choice", "x"]), inner),
    )
)
def test_no_body_breaks_anything(body: Any, resident: Resident) -> None:
    for path in ("messages", "feedback", "suggestions"):
        response = resident.client.post(
            f"{API}/{path}", content=json.dumps(body), headers={**resident.headers, "Content-Type": "application/json"}
        )
        assert response.status_code < 500


@pytest.mark.parametrize("path", ["messages", "transcript"])
@pytest.mark.parametrize(
    ("header", "code"),
    [({}, "session_missing"), ({"Authorization": "Basic x"}, "session_missing"), ({"Authorization": "Bearer x"}, "session_invalid"),
     ({"Authorization": "Bearer " + "x" * 5_000}, "session_invalid"), ({"Authorization": "Bearer a.b.c"}, "session_invalid")],
)  # fmt: skip
def test_nothing_is_told_without_the_token(path: str, header: dict[str, str], code: str, client: httpx.Client) -> None:
    assert refused(client.get(f"{API}/{path}", headers=header)) == (401, code)


def test_erasure_forgets_all_of_it(resident: Resident) -> None:
    resident.ask(text="Hallo")
    assert resident.client.delete(f"{API}/session", headers=resident.headers).status_code == 204
    assert refused(resident.client.get(f"{API}/messages", headers=resident.headers)) == (401, "session_unknown")
    assert refused(resident.send(text="Hallo")) == (401, "session_unknown")


def test_private_things_never_reach_the_assistant(resident: Resident, assistant: ScriptedAssistant) -> None:
    resident.ask(text="Meine IBAN DE89 3704 0044 0532 0130 00, Hofaue 20")
    assert assistant.asked == ["Meine IBAN [Kontonummer entfernt], Hofaue 20"]
    assert "3704" not in json.dumps(resident.history())


def test_transcript_is_readable_text(resident: Resident) -> None:
    resident.ask(text="Wohin mit Öl?")
    response = resident.client.get(f"{API}/transcript", headers=resident.headers)
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "Sie: Wohin mit Öl?\nTalbot: Antwort auf: Wohin mit Öl?" in response.text


def test_feedback_is_taken_for_answers_that_exist(resident: Resident) -> None:
    resident.ask(id="message-1", text="Hallo")
    send = {"url": f"{API}/feedback", "headers": resident.headers}
    assert (
        resident.client.post(**send, json={"id": "message-1", "rating": "down", "words": "zu lang"}).status_code == 204
    )  # type: ignore[arg-type]
    assert refused(resident.client.post(**send, json={"id": "message-2", "rating": "up"})) == (404, "message_unknown")  # type: ignore[arg-type]
    assert refused(resident.client.post(**send, json={"id": "message-1", "rating": "5"})) == (400, "request_malformed")  # type: ignore[arg-type]


def test_suggestions_need_no_conversation(client: httpx.Client) -> None:
    assert client.post(f"{API}/suggestions", json={"text": "Batte"}).json() == {
        "suggestions": ["Batterie", "Batterien"]
    }


def test_only_allowed_sites_may_ask_and_read(client: httpx.Client) -> None:
    allowed = client.post(f"{API}/sessions", headers={"Origin": ALLOWED})
    assert allowed.status_code == 201
    assert allowed.headers["Access-Control-Allow-Origin"] == ALLOWED
    foreign = client.post(f"{API}/sessions", headers={"Origin": FOREIGN})
    assert refused(foreign) == (403, "origin_refused")
    assert "Access-Control-Allow-Origin" not in foreign.headers
    preflight = {"Access-Control-Request-Method": "POST"}
    assert (
        "Access-Control-Allow-Methods"
        in client.options(f"{API}/messages", headers={"Origin": ALLOWED, **preflight}).headers
    )
    assert (
        "Access-Control-Allow-Methods"
        not in client.options(f"{API}/messages", headers={"Origin": FOREIGN, **preflight}).headers
    )
    assert (
        client.post(f"{API}/sessions", headers={"Origin": f"https://{client.base_url.netloc.decode()}"}).status_code
        == 201
    )


def test_too_many_messages_are_put_off(tmp_path: Path, assistant: ScriptedAssistant) -> None:
    with (
        Site(tmp_path / "rates.db", assistant, messages_per_minute=3) as site,
        httpx.Client(base_url=site.url) as client,
    ):
        resident = Resident(client)
        responses = [resident.send(text="Hallo") for _ in range(5)]
        assert [response.status_code for response in responses] == [200, 200, 200, 429, 429]
        assert int(responses[-1].headers["Retry-After"]) > 0
    with (
        Site(tmp_path / "rates.db", assistant, requests_per_minute=5) as site,
        httpx.Client(base_url=site.url) as client,
    ):
        assert [client.post(f"{API}/sessions").status_code for _ in range(7)] == [201] * 5 + [429] * 2


def test_every_answer_is_guarded_and_none_sets_a_cookie(resident: Resident) -> None:
    client = resident.client
    answers = [
        resident.send(text="Hallo"),
        client.get(f"{API}/messages"),
        client.post(f"{API}/sessions"),
        client.get(f"{API}/openapi.json"),
        client.options(f"{API}/messages"),
    ]
    for answer in answers:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers
    assert all(answer.headers["Cache-Control"] == "no-store" for answer in answers[:4])


def refused(response: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal, which has a sentence as well."""
    body = response.json()
    assert body["message"]
    return response.status_code, body["error"]
