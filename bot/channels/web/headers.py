"""What every answer of the web channel tells browsers: how little it may do, and which other sites may read it."""

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from sanic.request import Request

from bot.channels.web.refusal import Refused

# For pages of our own. There is no exception for inline code or style, and none is needed.
_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    # Browsers that know it refuse innerHTML and its relatives altogether.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)
PAGE_POLICY = "; ".join(_DIRECTIVES)
# For everything else: it is data, and a browser that is led to show it as a page may do nothing there.
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_METHODS = "GET, POST, DELETE"
_ASKED_HEADERS = "authorization, content-type"
_PREFLIGHT_SECONDS = 7_200


class Origins:
    """The sites that may embed Talbot."""

    def __init__(self, allowed: Collection[str]) -> None:
        """Take origins as browsers write them: `https://www.example.org`, without a path."""
        self._allowed = frozenset(allowed)

    def require(self, request: Request) -> None:
        """Let a request pass that comes from nowhere in particular, from our own pages, or from an allowed site.

        Raises:
            Refused: it comes from another one.
        """
        origin = request.headers.get("origin")
        # A proxy in front of us may speak https with the browser, so only the host is compared.
        own = origin is not None and urlsplit(origin).netloc == request.headers.get("host")
        if origin is not None and origin not in self._allowed and not own:
            raise Refused("origin_refused")

    def headers(self, request: Request) -> dict[str, str]:
        """The headers that let an allowed site read the answer; others get none of them (CORS)."""
        origin = request.headers.get("origin")
        if origin not in self._allowed:
            return {"Vary": "Origin"}
        return {
            "Vary": "Origin",
            "Access-Control-Allow-Origin": str(origin),
            "Access-Control-Expose-Headers": "Retry-After",
        }

    def preflight(self, request: Request) -> dict[str, str]:
        """The headers for a browser that asks beforehand."""
        headers = self.headers(request)
        if "Access-Control-Allow-Origin" in headers:
            headers |= {
                "Access-Control-Allow-Methods": _METHODS,
                "Access-Control-Allow-Headers": _ASKED_HEADERS,
                "Access-Control-Max-Age": str(_PREFLIGHT_SECONDS),
            }
        return headers
