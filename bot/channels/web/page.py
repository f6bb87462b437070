"""Serves the plain chat page at `/` and its files under `/static/`, with strict security headers.

The page itself talks to Rasa's REST channel; nothing here handles a message.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

PAGE_DIR = Path(__file__).parent / "page"
INDEX = "index.html"
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    # Browsers that know it refuse innerHTML and its relatives altogether.
    "require-trusted-types-for 'script'",
)
HEADERS = {
    "Content-Security-Policy": "; ".join(POLICY),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # The file names carry no version: browsers keep a copy, but ask each time whether it still holds.
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True)
class PageFile:
    """One file as it is sent, read once when the server starts."""

    body: bytes
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


def page_blueprint() -> Blueprint:
    """Make the blueprint for `GET /` and `GET /static/<file>`; register it with the url prefix `/` or none.

    Raises:
        FileNotFoundError: the page's files were not installed with the package.
    """
    files = read_page_files(PAGE_DIR)
    index = files.pop(INDEX)

    async def show_page(request: Request) -> HTTPResponse:
        return _answer(request, index)

    async def show_file(request: Request, name: str) -> HTTPResponse:
        return _answer(request, files.get(name))

    blueprint = PageBlueprint("chat_page")
    blueprint.add_route(show_page, "/", methods=["GET", "HEAD"])
    blueprint.add_route(show_file, "/static/<name:str>", methods=["GET", "HEAD"])
    return blueprint


def read_page_files(folder: Path) -> dict[str, PageFile]:
    """Read the files of the page by name; only these can ever be asked for, so no path reaches the disk.

    Raises:
        FileNotFoundError: the folder has no start page.
    """
    paths = [path for path in sorted(folder.iterdir()) if path.suffix in CONTENT_TYPES]
    if folder / INDEX not in paths:
        raise FileNotFoundError(f"the chat page is incomplete: {folder / INDEX} is missing")
    return {path.name: _page_file(path) for path in paths}


def _page_file(path: Path) -> PageFile:
    body = path.read_bytes()
    return PageFile(body, CONTENT_TYPES[path.suffix], f'"{sha256(body).hexdigest()[:32]}"')


def _answer(request: Request, file: PageFile | None) -> HTTPResponse:
    if file is None:
        return HTTPResponse("not found", status=404, headers=HEADERS, content_type="text/plain")
    headers = {**HEADERS, "ETag": file.etag}
    if file.etag in request.headers.get("if-none-match", ""):
        return HTTPResponse(status=304, headers=headers)
    body = b"" if request.method == "HEAD" else file.body
    return HTTPResponse(body, headers=headers, content_type=file.content_type)
