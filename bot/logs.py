"""Sets up logging for every process: warnings and worse, and never what somebody typed."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

_PLACES = 3
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def log_quietly(to: Path | None = None) -> None:
    """Send warnings to the terminal, or everything from INFO up to a file; call it before importing Rasa.

    Rasa hands message texts to its log as values beside the event's name, and exceptions like to quote what
    they choked on. So of an event only the name is kept, and of an exception only its type and place.
    """
    handler = logging.FileHandler(to, mode="w", encoding="utf-8") if to else logging.StreamHandler(sys.stderr)
    handler.setFormatter(_PlaceFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.INFO if to else logging.WARNING, force=True)
    logging.captureWarnings(capture=True)
    # On the terminal: the many deprecations of Rasa's old companions, and Sanic's advice to use debug mode.
    for name in () if to else ("py.warnings", "sanic.error"):
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _event_name_only],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


class _PlaceFormatter(logging.Formatter):
    """Writes an exception as its type and its places in the code, without its message and without values."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  # the name logging gave it
        """Describe the exception and those that led to it, the first one first."""
        kind, error, places = ei
        if kind is None or error is None:
            return ""
        cause = error.__cause__ or error.__context__
        before = f"{self.formatException((type(cause), cause, cause.__traceback__))}\n" if cause else ""
        innermost = traceback.extract_tb(places)[-_PLACES:]
        lines = [f"  {place.filename}:{place.lineno} in {place.name}" for place in innermost]
        return before + "\n".join([kind.__name__, *lines])


def _event_name_only(_logger: Any, method: str, event: MutableMapping[str, Any]) -> tuple[tuple[str], dict[str, bool]]:
    return (str(event["event"]),), {"exc_info": method == "exception" or bool(event.get("exc_info"))}
