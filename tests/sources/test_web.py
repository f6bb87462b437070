"""Asking a server: named, patient within limits, and never led astray."""

import logging

import pytest

from bot.sources.supplier import SupplierFailed
from bot.sources.web import MOST_BYTES, TRIES, Patience, Web
from tests.sources.fake_suppliers.files import FakeFiles
from tests.sources.fake_suppliers.server import HTML, Answer, dripping, hanging_up, held, instead, redirect, status

PATH = "/kalender"
STREET = "Geheimstraße"


@pytest.fixture
def server(world):  # noqa: ARG001  # no proxies
    """A server with one file."""
    with FakeFiles({PATH: b"da", "/ziel": b"angekommen"}) as server:
        yield server


@pytest.fixture
def pauses():
    """The pauses between tries, in seconds; nobody keeps them."""
    return []


@pytest.fixture
def ask(server, pauses):
    """Fetch a file, with a street in the question."""

    def asked(path=PATH, patience=Patience(), base=None):  # noqa: B008  # frozen
        web = Web(base or server.root, "Talbot/1 (probe; post@probe.de)", pauses.append, patience)
        with web.visit() as visit:
            return visit.get(server.root + path, {"strasse": STREET})

    return asked


def test_requests_say_who_asks(ask, server):
    """A supplier can see who it is and whom to write to."""
    assert ask().content == b"da"
    [asked] = server.requests
    assert asked.headers["User-Agent"] == "Talbot/1 (probe; post@probe.de)"
    assert asked.one("strasse") == STREET


def test_a_form_arrives_as_it_was_sent_and_leads_on(server):
    """Umlauts included; the page that the form leads to is the answer."""
    server.misbehave(lambda *_: Answer(status=303, headers={"Location": "/ziel"}), where=lambda a: a.method == "POST")
    with Web(server.root, "x").visit() as visit:
        page = visit.post(server.root + PATH, {"strasse": STREET, "leer": ""})
    assert (page.content, page.url) == (b"angekommen", f"{server.root}/ziel")
    assert server.requests[0].fields == {"strasse": [STREET], "leer": [""]}


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503, 504])
def test_what_may_be_over_in_a_moment_is_tried_again(ask, server, pauses, code):
    """A few times, with growing pauses that are never the same for all who ask."""
    server.misbehave(status(code), times=TRIES - 1)
    assert ask().content == b"da"
    assert server.count() == TRIES
    assert 0 < pauses[0] <= 1.5
    assert pauses[0] != pauses[1] <= 3


@pytest.mark.parametrize("mishap", [hanging_up, status(503), held()], ids=["hangs up", "broken", "silent"])
def test_after_the_last_try_it_is_over(ask, server, mishap):
    """And the next question may try again."""
    server.misbehave(mishap)
    with pytest.raises(SupplierFailed):
        ask(patience=Patience(silence=0.1))
    assert server.count() == TRIES


@pytest.mark.parametrize("code", [204, 400, 401, 403, 404, 410])
def test_a_clear_no_is_taken_at_once(ask, server, code):
    """Asking again would change nothing."""
    server.misbehave(status(code))
    with pytest.raises(SupplierFailed, match=str(code)):
        ask()
    assert server.count() == 1


def test_a_server_that_is_not_there_is_a_failure(ask, server, pauses):
    """Like any other."""
    server.__exit__()
    with pytest.raises(SupplierFailed, match="ConnectError"):
        ask()
    assert len(pauses) == TRIES - 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry_After": "7"},
        {"Retry_After": "Wed, 01 Jan 2020 00:00:17 GMT", "Date": "Wed, 01 Jan 2020 00:00:10 GMT"},
    ],
    ids=["seconds", "moment by the server's clock"],
)
def test_a_pause_that_the_server_asks_for_is_kept(ask, server, pauses, headers):
    """Whatever our own clock says."""
    server.misbehave(status(429, **headers), times=1)
    assert ask().content == b"da"
    assert pauses[0] == 7


def test_a_long_pause_ends_the_errand_and_is_passed_on(ask, server, pauses):
    """Nobody waits for minutes, and whoever sent us knows not to ask again before."""
    server.misbehave(status(429, Retry_After="120"))
    with pytest.raises(SupplierFailed) as failed:
        ask()
    assert failed.value.pause.total_seconds() == 120
    assert (server.count(), pauses) == (1, [])


@pytest.mark.parametrize("text", ["", "bald", "-5", "²", "9" * 30, "Wed, 99 Jan 2020 00:00:12 GMT"])
def test_nonsense_for_a_pause_is_no_pause(ask, server, text):
    """The usual ones are made then."""
    server.misbehave(status(503, Retry_After=text.encode().decode("latin-1")), times=1)
    assert ask().content == b"da"


def test_a_redirect_on_the_same_server_is_followed(ask, server):
    """With the address where it ended."""
    server.misbehave(redirect("/ziel"), times=1)
    page = ask()
    assert (page.content, page.url) == (b"angekommen", f"{server.root}/ziel")


@pytest.mark.parametrize(
    "to", ["http://localhost:{port}/ziel", "https://example.org/", "//example.org/x", "file:///etc/passwd"]
)
def test_nobody_is_led_to_another_server(ask, server, to):
    """Neither by a mistake nor by somebody who took the server over."""
    server.misbehave(redirect(to.format(port=server.root.rsplit(":")[-1])))
    with pytest.raises(SupplierFailed):
        ask()
    assert server.count() == 1


def test_another_server_is_not_asked_in_the_first_place(ask, server):
    """Whatever a page links to."""
    with pytest.raises(SupplierFailed, match="another server"):
        ask(base="http://example.org/")
    assert server.count() == 0


def test_an_encrypted_server_is_never_asked_in_the_open(ask, server):
    """A downgrade would show streets to everybody on the way."""
    with pytest.raises(SupplierFailed, match="another server"):
        ask(base=server.root.replace("http://", "https://"))


def test_a_circle_of_redirects_ends(ask, server):
    """After a few rounds."""
    server.misbehave(redirect(PATH))
    with pytest.raises(SupplierFailed, match="TooManyRedirects"):
        ask()
    assert server.count() <= 10


@pytest.mark.parametrize("place", ["http://[", "\x01", "http://127.0.0.1:99999/"])
def test_a_redirect_to_nowhere_is_a_failure(ask, server, place):
    """Not a crash."""
    server.misbehave(redirect(place))
    with pytest.raises(SupplierFailed):
        ask()


def test_a_huge_answer_is_not_read_to_its_end(ask, server):
    """Memory is not the supplier's to fill."""
    server.misbehave(instead(b"x" * (MOST_BYTES + 1)))
    with pytest.raises(SupplierFailed, match="bytes"):
        ask()


def test_an_answer_byte_by_byte_is_given_up(ask, server):
    """Each byte comes in time, but the whole never."""
    server.misbehave(dripping)
    with pytest.raises(SupplierFailed, match="not done"):
        ask(patience=Patience(whole=0.1))


@pytest.mark.parametrize("kind", ["text/html; charset=klingonisch", "text/html; charset="])
def test_an_encoding_that_nobody_knows_does_no_harm(ask, server, kind):
    """Either it fails in order, or the text is taken for UTF-8."""
    server.misbehave(instead("Straße".encode(), kind))
    try:
        assert ask().text == "Straße"
    except SupplierFailed as failed:
        assert "LookupError" in str(failed)  # noqa: PT017


def test_text_is_read_in_the_encoding_that_the_server_names(ask, server):
    """Not every server speaks UTF-8."""
    server.misbehave(instead("Straße".encode("latin-1"), "text/html; charset=ISO-8859-1"))
    assert ask().text == "Straße"


@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff\xfe\x00", b"[" * 100_000])
def test_no_json_is_a_failure(ask, server, content):
    """However deep the nonsense is nested."""
    server.misbehave(instead(content))
    with pytest.raises(SupplierFailed, match="no JSON"):
        ask().json()


@pytest.mark.parametrize(
    "mishap",
    [status(500), status(404), hanging_up, redirect(f"http://localhost/{PATH}?strasse={STREET}".encode().decode("latin-1")), redirect(PATH)],
    ids=["broken", "gone", "hangs up", "elsewhere", "circle"],
)  # fmt: skip
def test_no_street_is_logged_or_told(ask, server, caplog, mishap):
    """An address is somebody's; failures are told without it."""
    server.misbehave(mishap)
    with caplog.at_level(logging.DEBUG), pytest.raises(SupplierFailed) as failed:
        ask(f"/{STREET}.ics")
    logged = " ".join(record.getMessage() for record in caplog.records)
    assert "geheim" not in f"{failed.value} {logged}".casefold()


def test_a_visit_leaves_no_cookies_behind(server):
    """Two visits are two strangers."""
    server.misbehave(lambda *_: Answer(b"da", HTML, 200, {"Set-Cookie": "fe_typo_user=1"}), times=1)
    web = Web(server.root, "x")
    for _ in range(2):
        with web.visit() as visit:
            visit.get(server.root + PATH)
    assert "Cookie" not in server.requests[1].headers
