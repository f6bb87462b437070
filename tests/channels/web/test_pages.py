"""The pages and files as a browser gets them: headers, and nothing that a strict policy would refuse."""

import gzip
import re
from pathlib import Path

import httpx
import pytest

from bot.channels.web.headers import Origins
from bot.channels.web.pages import FOLDERS, HERE, PAGES, pages_blueprint, read_files
from bot.channels.web.words import words
from tests.browser.site import Site

SCRIPTS = sorted(path for folder in FOLDERS for path in (HERE / folder).glob("*.js"))
STRINGS = HERE / "widget" / "strings.de.js"
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)


@pytest.mark.parametrize("path", [*PAGES, "/chat"])
def test_pages_carry_a_policy_without_exceptions(path: str, client: httpx.Client) -> None:
    response = client.get(path)
    assert response.status_code == 200
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert not re.search(r"unsafe|http|\*|data:", policy)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script>", response.text)


@pytest.mark.parametrize("file", [f"{folder}/{name}" for folder in FOLDERS for name in read_files(HERE / folder)])
def test_file_is_sent_small_once_and_whole(file: str, client: httpx.Client) -> None:
    if file in {f"site/{name}" for name in PAGES.values()}:
        assert client.get(f"/{file}").status_code == 404, "pages have an address of their own"
        return
    first = client.get(f"/{file}")
    assert (first.status_code, first.headers["Content-Encoding"]) == (200, "gzip")
    assert client.get(f"/{file}", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    plain = client.get(f"/{file}", headers={"Accept-Encoding": "identity"})
    assert plain.content == first.content
    assert client.head(f"/{file}").content == b""


def test_only_the_chat_window_is_for_other_sites(client: httpx.Client) -> None:
    allowed = {"Origin": "https://stadt.example"}
    assert (
        client.get("/widget/talbot-chat.js", headers=allowed).headers["Access-Control-Allow-Origin"]
        == "https://stadt.example"
    )
    assert "Access-Control-Allow-Origin" not in client.get("/site/site.css", headers=allowed).headers
    assert (
        "Access-Control-Allow-Origin"
        not in client.get("/widget/talbot-chat.js", headers={"Origin": "https://evil.example"}).headers
    )


@pytest.mark.parametrize("target", ["/widget/", "/widget/types.d.ts", "/widget/..", "/widget/%2e%2e/pages.py", "/widget/..%2fpages.py", "/site/%2fetc%2fpasswd", "/widget/element.js%00.css"])  # fmt: skip
def test_no_spelling_of_a_path_leads_out_of_the_folder(target: str, site: Site) -> None:
    import socket

    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert b" 404 " in answer.partition(b"\r\n")[0]


def test_pages_that_are_incomplete_are_noticed_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        pages_blueprint(Origins(()), tmp_path)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_makes_no_markup_of_text_and_knows_no_other_host(script: Path) -> None:
    source = COMMENT.sub("", script.read_text(encoding="utf-8"))
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function", source
    )
    # The one address names the language of drawings and is never asked for.
    assert not re.search(r"[\"'`](?:https?:)?//", source.replace("http://www.w3.org/2000/svg", ""))
    assert script == STRINGS or not re.search("[äöüÄÖÜß]", source)


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    logic = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS if path != STRINGS)
    templates = "\n".join(path.read_text(encoding="utf-8") for path in (HERE / "form").glob("*.html"))
    used = set(re.findall(r"\b(?:WORDS|words)\.(\w+)", logic + templates))
    # Taken by a key that is computed.
    computed = {
        "belongs",
        "never",
        "warning",
        "avoid",
        "up",
        "down",
        "freshDone",
        "eraseDone",
        "expired",
        "kinds",
        "topics",
        "audiences",
        "weekdays",
        "times",
    }
    # `words` in composer.js is the part about private things.
    assert used - {"yes", "no", "or", "intro"} <= set(words())
    assert set(words()) <= used | computed


def test_compressed_files_are_the_same_after_each_start() -> None:
    files = read_files(HERE / "widget")
    assert {name: file.compressed for name, file in files.items()} == {
        name: file.compressed for name, file in read_files(HERE / "widget").items()
    }
    assert all(gzip.decompress(file.compressed) == file.body for file in files.values())
