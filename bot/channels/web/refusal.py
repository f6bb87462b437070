"""Why a request is refused: one code for each reason, with its status. The German sentences are in strings.de.yml."""

from typing import Any

from bot.strings import text

STATUS = {
    "request_malformed": 400,
    "id_malformed": 400,
    "text_missing": 400,
    "session_missing": 401,
    "session_invalid": 401,
    "session_expired": 401,
    "session_unknown": 401,
    "origin_refused": 403,
    "message_unknown": 404,
    "choice_unknown": 404,
    "choice_over": 409,
    "id_taken": 409,
    "too_large": 413,
    "text_too_long": 413,
    "not_json": 415,
    "too_many": 429,
    "busy": 503,
    "storage_down": 503,
}


class Refused(Exception):
    """A request is not carried out.

    Attributes:
        code: one of `STATUS`, for programs.
        retry_after: seconds after which it is worth trying again; None where that changes nothing.
    """

    def __init__(self, code: str, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.status = STATUS[code]
        self.retry_after = retry_after

    def body(self) -> dict[str, Any]:
        """What the client is told; `message` is for people."""
        return {"error": self.code, "message": text(f"web.refused.{self.code}")}
