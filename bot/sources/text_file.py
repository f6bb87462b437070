"""Reads a file as text the way editors save it: UTF-8, with or without byte order mark, any line ends."""

from pathlib import Path

from bot.sources.faults import Faults


def read_text(path: Path, name: str, faults: Faults) -> str | None:
    """Read a file with plain line feeds; None when it cannot be read, then the reason is in `faults`.

    Args:
        name: how faults call the file.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        faults.add(name, None, "file_missing")
        return None
    except OSError as error:
        faults.add(name, None, "file_unreadable", reason=error.strerror)
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add(name, content.count(b"\n", 0, error.start) + 1, "encoding")
        return None
    return with_line_feeds(text)


def with_line_feeds(text: str) -> str:
    """The text with plain line feeds, whatever its line ends were."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
