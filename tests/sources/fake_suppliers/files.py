"""A server with calendar files on it."""

from tests.sources.fake_suppliers.server import Answer, Asked, FakeServer


class FakeFiles(FakeServer):
    """Files by path."""

    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        super().__init__()
        self.files = files or {}

    def answer(self, asked: Asked) -> Answer:
        """The file, if it is there."""
        if asked.path not in self.files:
            return Answer(b"<html>not found</html>", status=404)
        return Answer(self.files[asked.path], "text/calendar")
