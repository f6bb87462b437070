"""Who may speak in which conversation: signed tokens that expire. Nothing about them is stored here."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from bot.channels.web.refusal import Refused

_ALGORITHM = "HS256"
_AUDIENCE = "talbot-web"
_PURPOSE = b"talbot web session 1"
# Far beyond any token of ours; a longer one is not even looked at.
_LONGEST = 1_000


@dataclass(frozen=True)
class Session:
    """Access to one conversation.

    Attributes:
        token: what the client shows with every request.
        conversation: an id that nobody can guess.
        expires_at: in UTC; whole seconds.
    """

    token: str
    conversation: str
    expires_at: datetime


class Sessions:
    """Issues tokens and reads them."""

    def __init__(self, secret: str, lifetime: timedelta, now: Callable[[], datetime]) -> None:
        """Take the secret of this installation; the key for tokens is made from it and used for nothing else."""
        self._key = hmac.digest(secret.encode(), _PURPOSE, "sha256")
        self.lifetime = lifetime
        self._now = now

    def issue(self) -> Session:
        """Begin a conversation: its id is chosen here, never by a client."""
        conversation = f"web-{secrets.token_urlsafe(18)}"
        expires_at = (self._now().astimezone(UTC) + self.lifetime).replace(microsecond=0)
        claims = {"sub": conversation, "aud": _AUDIENCE, "exp": int(expires_at.timestamp())}
        return Session(jwt.encode(claims, self._key, _ALGORITHM), conversation, expires_at)

    def read(self, token: str) -> str:
        """Give the conversation that a token opens.

        Raises:
            Refused: `session_invalid`, it is none of ours, or `session_expired`.
        """
        if len(token) > _LONGEST:
            raise Refused("session_invalid")
        try:
            # The clock is ours, so that a test can set it.
            options: Any = {
                "require": ["sub", "aud", "exp"],
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            }
            claims = jwt.decode(token, self._key, [_ALGORITHM], audience=_AUDIENCE, options=options)
            conversation, expires = str(claims["sub"]), float(claims["exp"])
        except (jwt.InvalidTokenError, ValueError, TypeError) as error:
            raise Refused("session_invalid") from error
        if expires <= self._now().timestamp():
            raise Refused("session_expired")
        return conversation
