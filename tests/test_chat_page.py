"""The plain chat page as a browser gets it: headers, files, and nothing that a strict policy would refuse."""

import asyncio
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import httpx
import pytest
from sanic import Sanic
from sanic.response import HTTPResponse, text

from bot.channels.web.page import PAGE_DIR, page_blueprint, read_page_files

SCRIPTS = sorted(PAGE_DIR.glob("*.js"))
STRINGS = PAGE_DIR / "strings.de.js"
SERVED = {path.name for path in PAGE_DIR.iterdir()} - {"index.html"}


class Server:
    """A real server on a free loopback port, run in a thread of its own."""

    def __init__(self, app: Sanic) -> None:
        self.app = app
        # Sanic rewrites its own methods for an application; only so it does that from the originals each time.
        Sanic.test_mode = True
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.address: tuple[str, int] = self.socket.getsockname()
        self.ready = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    async def _serve(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.stop = asyncio.Event()
        server: Any = await self.app.create_server(sock=self.socket, return_asyncio_server=True, access_log=False)
        await server.startup()
        self.ready.set()
        await self.stop.wait()
        server.close()
        await server.wait_closed()

    def __enter__(self) -> Self:
        self.thread.start()
        assert self.ready.wait(timeout=20)
        return self

    def __exit__(self, *error: object) -> None:
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join(timeout=20)

    def ask_raw(self, target: str) -> bytes:
        """Request a target exactly as written; HTTP clients would tidy the path first."""
        with socket.create_connection(self.address, timeout=20) as connection:
            connection.sendall(f"GET {target} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".encode())
            return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """An application that, like Rasa, already answers at `/` before the page joins it."""
    app = Sanic("chat_page_test", configure_logging=False)

    @app.get("/")
    async def greet(_request: object) -> HTTPResponse:
        return text("Hello from Rasa")

    app.blueprint(page_blueprint(), url_prefix="/")
    with Server(app) as running:
        yield running


@pytest.fixture(scope="module")
def browser(server: Server) -> Iterator[httpx.Client]:
    """An HTTP client that talks to the server."""
    host, port = server.address
    with httpx.Client(base_url=f"http://{host}:{port}", trust_env=False) as client:
        yield client


def policy(response: httpx.Response) -> dict[str, str]:
    """Split the security policy of an answer into its directives."""
    directives = response.headers["Content-Security-Policy"].split("; ")
    return {name: value for name, _, value in (directive.partition(" ") for directive in directives)}


def code(path: Path) -> str:
    """Read a script without its comments."""
    return re.sub(r"/\*[\s\S]*?\*/|(?<!:)// .*", "", path.read_text(encoding="utf-8"))


def test_page_takes_the_place_of_an_earlier_answer(browser: httpx.Client) -> None:
    """Residents see the page at `/`, not the greeting of the server behind it."""
    response = browser.get("/")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<title>Talbot – Ihre Fragen zu Abfall und Vorsorge in Wuppertal</title>" in response.text


@pytest.mark.parametrize("path", ["/", *sorted(f"/static/{name}" for name in SERVED), "/static/missing.js"])
def test_every_answer_carries_the_security_headers(browser: httpx.Client, path: str) -> None:
    """No file leaves without the policy, not even the one that does not exist."""
    response = browser.get(path)
    assert policy(response)["default-src"] == "'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == "no-cache"


def test_policy_allows_own_files_only(browser: httpx.Client) -> None:
    """The policy names no other host, no inline code and no foreign frame."""
    directives = policy(browser.get("/"))
    assert directives["script-src"] == directives["style-src"] == directives["connect-src"] == "'self'"
    assert directives["frame-ancestors"] == "'self'"
    assert not re.search(r"unsafe|http|\*|data:", str(directives))


@pytest.mark.parametrize(
    ("suffix", "content_type"),
    [
        (".js", "text/javascript; charset=utf-8"),
        (".css", "text/css; charset=utf-8"),
        (".svg", "image/svg+xml"),
    ],
)
def test_files_are_sent_unchanged(browser: httpx.Client, suffix: str, content_type: str) -> None:
    """Browsers under nosniff refuse scripts and styles of another type."""
    paths = list(PAGE_DIR.glob(f"*{suffix}"))
    assert paths
    for path in paths:
        response = browser.get(f"/static/{path.name}")
        assert (response.status_code, response.headers["Content-Type"]) == (200, content_type)
        assert response.content == path.read_bytes()


@pytest.mark.parametrize("path", ["/", "/static/chat.js"])
def test_unchanged_file_is_not_sent_again(browser: httpx.Client, path: str) -> None:
    """A browser that has the file already gets 304 and no body."""
    first = browser.get(path)
    again = browser.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert browser.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/static/chat.css"])
def test_head_asks_for_headers_only(browser: httpx.Client, path: str) -> None:
    """Monitoring may ask whether the page is there without loading it."""
    response = browser.head(path)
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["ETag"] == browser.get(path).headers["ETag"]


@pytest.mark.parametrize(
    "target",
    [
        "/static/",
        "/static/index.html",
        "/static/missing.js",
        "/static/..",
        "/static/../page.py",
        "/static/%2e%2e/page.py",
        "/static/..%2fpage.py",
        "/static/%2e%2e%2fpage.py",
        "/static/..%5cpage.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/chat.js%00.css",
    ],
)
def test_only_the_files_of_the_page_can_be_asked_for(server: Server, target: str) -> None:
    """No spelling of a path leads out of the page's folder."""
    status, _, body = server.ask_raw(target).partition(b"\r\n")
    assert b" 404 " in status
    assert b"page_blueprint" not in body
    assert b"root:" not in body


def test_page_without_start_page_is_refused(tmp_path: Path) -> None:
    """A broken installation is noticed at the start, not by the first resident."""
    with pytest.raises(FileNotFoundError):
        read_page_files(tmp_path)


def test_page_has_no_inline_code_or_style(browser: httpx.Client) -> None:
    """Nothing on the page needs an exception in the policy."""
    html = browser.get("/").text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert re.findall(r"<script[^>]*>(.*?)</script>", html, re.DOTALL) == [""]


def test_every_address_on_the_page_is_one_of_its_files(browser: httpx.Client) -> None:
    """The page and its styles load nothing from elsewhere, and nothing that is missing."""
    html = browser.get("/").text
    addresses = [a for a in re.findall(r'(?:href|src)="([^"]*)"', html) if not a.startswith(("#", "tel:"))]
    assert {address.removeprefix("static/") for address in addresses} <= SERVED
    assert "url(" not in (PAGE_DIR / "chat.css").read_text(encoding="utf-8")
    assert "@import" not in (PAGE_DIR / "chat.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("script", SCRIPTS, ids=[path.name for path in SCRIPTS])
def test_script_imports_served_files_and_no_foreign_host(script: Path) -> None:
    """Modules find each other by relative name; no script knows another host."""
    source = code(script)
    imported = re.findall(r'from "([^"]*)"', source)
    assert all(name.startswith("./") and name[2:] in SERVED for name in imported)
    assert not re.search(r"[\"'`](?:https?:)?//", source)


@pytest.mark.parametrize("script", SCRIPTS, ids=[path.name for path in SCRIPTS])
def test_script_never_makes_markup_from_text(script: Path) -> None:
    """What comes over the network becomes text nodes only."""
    source = code(script)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b", source)
    assert len(script.read_text(encoding="utf-8").splitlines()) <= 200


def test_german_words_live_in_the_strings_file_only() -> None:
    """Logic names its sentences; every name it uses has one, and no sentence is left over."""
    logic = "\n".join(code(path) for path in SCRIPTS if path != STRINGS)
    assert not re.search("[äöüÄÖÜß]", logic)
    words = re.search(r"export const TEXT = \{(.*?)\n\};", code(STRINGS), re.DOTALL)
    assert words
    defined = set(re.findall(r"^  (\w+):", words[1], re.MULTILINE))
    used = set(re.findall(r"TEXT\.(\w+)", logic)) | {"warning", "avoid", "belongs", "never"}
    assert used == defined


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "needed"),
    [
        ("text", "page", 4.5),
        ("text", "surface", 4.5),
        ("text", "resident", 4.5),
        ("text", "alarm-soft", 4.5),
        ("text", "good-soft", 4.5),
        ("muted", "page", 4.5),
        ("muted", "surface", 4.5),
        ("link", "surface", 4.5),
        ("link", "alarm-soft", 4.5),
        ("brand", "surface", 4.5),
        ("on-brand", "brand", 4.5),
        ("surface", "alarm", 4.5),
        ("good", "good-soft", 4.5),
        ("alarm", "alarm-soft", 4.5),
        ("note", "note-soft", 4.5),
        ("note", "surface", 4.5),
        ("edge", "page", 3.0),
        ("edge", "surface", 3.0),
    ],
)
def test_colours_have_enough_contrast(scheme: int, front: str, back: str, needed: float) -> None:
    """Text reaches 4.5 : 1 and the edges of controls 3 : 1, in both colour schemes."""
    blocks = re.findall(r":root \{(.*?)\}", (PAGE_DIR / "chat.css").read_text(encoding="utf-8"), re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[scheme]))
    darker, lighter = sorted([luminance(colours[front]), luminance(colours[back])])
    assert (lighter + 0.05) / (darker + 0.05) >= needed
