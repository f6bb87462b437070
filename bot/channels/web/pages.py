"""Serves the city's page at `/`, the chat window alone at `/talbot`, and their files, with strict security headers.

Nothing here handles a message.
"""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from rcssmin import cssmin
from rjsmin import jsmin
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.web.headers import ALWAYS, PAGE_POLICY, Origins

HERE = Path(__file__).parent
# What is shown under which path, and what lies under which folder.
PAGES = {"/": "index.html", "/talbot": "talbot.html"}
FOLDERS = ("site", "widget")
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
HEADERS = {
    **ALWAYS,
    "Content-Security-Policy": PAGE_POLICY,
    # The file names carry no version: browsers keep a copy, but ask each time whether it still holds.
    "Cache-Control": "no-cache",
}
_WITHOUT_COMMENTS: Mapping[str, Callable[[str], str]] = {".js": jsmin, ".css": cssmin}
# Scripts of the chat window are for pages of other sites as well.
_FOR_OTHERS = {"Cross-Origin-Resource-Policy": "cross-origin"}


@dataclass(frozen=True)
class PageFile:
    """One file as it is sent, read and compressed once when the server starts."""

    body: bytes
    compressed: bytes
    content_type: str
    etag: str


class PageBlueprint(Blueprint):
    """A blueprint that may take `/` over from the application it joins.

    Rasa registers a version greeting at `/` before any channel and the router refuses duplicates.
    """

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Join the application; an earlier answer at `/` gives way."""
        app.router.static_routes.pop(("",), None)
        super().register(app, options)  # type: ignore[no-untyped-call]  # Sanic 21.12 leaves it untyped


def pages_blueprint(origins: Origins, here: Path = HERE) -> Blueprint:
    """Make the blueprint for the pages and `GET /site/<file>`, `GET /widget/<file>`.

    Raises:
        FileNotFoundError: the files were not installed with the package.
    """
    folders = {folder: read_files(here / folder) for folder in FOLDERS}
    blueprint = PageBlueprint("pages")

    def serve_page(path: str, name: str) -> None:
        file = folders["site"].pop(name, None)
        if file is None:
            raise FileNotFoundError(f"the pages are incomplete: site/{name} is missing")

        async def show(request: Request) -> HTTPResponse:
            return _answer(request, file, HEADERS)

        blueprint.add_route(show, path, methods=["GET", "HEAD"], name=Path(name).stem)

    async def show_site(request: Request, name: str) -> HTTPResponse:
        return _answer(request, folders["site"].get(name), HEADERS)

    async def show_widget(request: Request, name: str) -> HTTPResponse:
        return _answer(request, folders["widget"].get(name), {**HEADERS, **_FOR_OTHERS, **origins.headers(request)})

    for path, name in PAGES.items():
        serve_page(path, name)
    blueprint.add_route(show_site, "/site/<name:str>", methods=["GET", "HEAD"])
    blueprint.add_route(show_widget, "/widget/<name:str>", methods=["GET", "HEAD"])
    return blueprint


def read_files(folder: Path) -> dict[str, PageFile]:
    """Read the files of a folder by name; only these can ever be asked for, so no path reaches the disk."""
    return {path.name: _page_file(path) for path in sorted(folder.glob("*")) if path.suffix in CONTENT_TYPES}


def _page_file(path: Path) -> PageFile:
    body = _for_browsers(path)
    # Without a time in it, so that it is the same after each start.
    compressed = gzip.compress(body, mtime=0)
    return PageFile(body, compressed, CONTENT_TYPES[path.suffix], f'"{sha256(body).hexdigest()[:32]}"')


def _for_browsers(path: Path) -> bytes:
    """The file as it is sent: scripts and styles without what is for people, a third of what has to be loaded."""
    without = _WITHOUT_COMMENTS.get(path.suffix)
    return without(path.read_text(encoding="utf-8")).encode() if without else path.read_bytes()


def _answer(request: Request, file: PageFile | None, headers: Mapping[str, str]) -> HTTPResponse:
    if file is None:
        return HTTPResponse("not found", status=404, headers=dict(headers), content_type="text/plain")
    vary = ", ".join(filter(None, (headers.get("Vary"), "Accept-Encoding")))
    headers = {**headers, "ETag": file.etag, "Vary": vary}
    if file.etag in request.headers.get("if-none-match", ""):
        return HTTPResponse(status=304, headers=headers)
    body = file.body
    if "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["Content-Encoding"] = file.compressed, "gzip"
    return HTTPResponse(b"" if request.method == "HEAD" else body, headers=headers, content_type=file.content_type)
