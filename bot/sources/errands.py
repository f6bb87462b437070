"""Runs errands in the background, each once at a time and only a few at once: nobody waits longer than they want to."""

import logging
import threading
from collections.abc import Callable

AT_ONCE = 2
MOST_WAITING = 50

logger = logging.getLogger(__name__)


class Errands:
    """The errands of one supplier."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: dict[str, threading.Thread] = {}
        self._gate = threading.Semaphore(AT_ONCE)

    def run(self, name: str, errand: Callable[[], None], wait: float) -> None:
        """Start an errand unless it is on its way, and wait for it up to so many seconds.

        With too many on their way nothing happens: the caller finds nothing new and says so.
        """
        with self._lock:
            thread = self._running.get(name)
            if thread is None and len(self._running) < MOST_WAITING:
                # A daemon: stopping the assistant must not wait for a supplier.
                thread = threading.Thread(target=self._do, args=(name, errand), daemon=True)
                thread.start()
                self._running[name] = thread
        if thread and wait > 0:
            thread.join(wait)

    def finish(self) -> None:
        """Wait for all errands that are on their way."""
        with self._lock:
            threads = list(self._running.values())
        for thread in threads:
            thread.join()

    def _do(self, name: str, errand: Callable[[], None]) -> None:
        try:
            with self._gate:
                errand()
        except Exception:
            # The next one who asks gets another try.
            logger.exception("An errand failed")
        finally:
            with self._lock:
                del self._running[name]
