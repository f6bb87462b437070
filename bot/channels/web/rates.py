"""How much one conversation and one network address may ask for. Kept in this process's memory, gone with it."""

import math
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from throttled import MemoryStore, RateLimiterType, Throttled, per_hour, per_min

from bot.channels.web.refusal import Refused

# An IPv6 connection usually has all addresses of such a network to itself.
_IPV6_PREFIX = 64
# Conversations and addresses; whoever was silent longest is forgotten first.
_MOST_KEPT = 50_000


@dataclass(frozen=True)
class Rates:
    """The limits.

    Attributes:
        messages_per_minute: of one conversation; nobody types faster.
        messages_per_hour: of one conversation.
        requests_per_minute: of one network address, behind which there may be a whole school; 0 = any number.
    """

    messages_per_minute: int = 30
    messages_per_hour: int = 300
    requests_per_minute: int = 300


class RateLimiter:
    """Counts requests (GCRA: as many at once as in a minute, then evenly)."""

    def __init__(self, rates: Rates) -> None:
        """Begin with nothing counted."""
        store = MemoryStore(options={"MAX_SIZE": _MOST_KEPT})
        quotas = {
            "conversation_minute": per_min(rates.messages_per_minute),
            "conversation_hour": per_hour(rates.messages_per_hour),
        }
        if rates.requests_per_minute:
            quotas["address"] = per_min(rates.requests_per_minute)
        self._limits = {
            name: Throttled(key=name, quota=quota, using=RateLimiterType.GCRA.value, store=store)
            for name, quota in quotas.items()
        }

    def count_request(self, address: str) -> None:
        """Count a request of a network address.

        Raises:
            Refused: that was one too many.
        """
        self._count("address", _network(address))

    def count_message(self, conversation: str) -> None:
        """Count a message of a conversation.

        Raises:
            Refused: that was one too many.
        """
        self._count("conversation_minute", conversation)
        self._count("conversation_hour", conversation)

    def _count(self, name: str, whose: str) -> None:
        limit = self._limits.get(name)
        result = limit.limit(f"{name} {whose}") if limit else None
        if result and result.limited:
            raise Refused("too_many", math.ceil(result.state.retry_after))


def _network(address: str) -> str:
    address = address.strip("[]")
    try:
        parsed = ip_address(address)
    except ValueError:
        # A socket of the machine itself has none.
        return address
    return str(ip_network(f"{address}/{_IPV6_PREFIX}", strict=False)) if parsed.version == 6 else address
