"""The only module that touches the environment: ports, folders, the clock, and what libraries read there."""

import os
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
CITY_ZONE = ZoneInfo("Europe/Berlin")
SHORTEST_SECRET = 16
DATABASE_FILE = "talbot.db"
TELEGRAM_API = "https://api.telegram.org"


class SettingInvalid(ValueError):
    """An environment variable has a value that cannot be used; the message names both."""


@dataclass(frozen=True)
class Settings:
    """Everything an operator can set from outside.

    Attributes:
        host: address the assistant binds to.
        actions_host: address the action server binds to; only the assistant talks to it, so it stays on this
            machine even where the assistant does not.
        data_dir: the city's data (`data/city`).
        state_dir: what the project makes for itself and may be deleted (pipelines, last good data); only the secret
            is no copy of anything.
        pickup: the supplier of the pickup dates, by its name in suppliers.yml.
        awg_url: the page of the waste company's calendar, where it is not the one of suppliers.yml.
        contact: a mail or web address by which suppliers can reach whoever runs this.
        public_url: the address under which residents reach the assistant; None = host and port.
        secret: signs and hides what residents carry away, such as the addresses of calendar feeds; None = one is
            made and kept in `state_dir`.
        origins: the sites that may embed the chat window, as browsers write them (`https://www.example.org`).
        database: where conversations are kept, as SQLAlchemy writes addresses; None = a file in `state_dir`.
        proxies: how many reverse proxies stand before the assistant; their `X-Forwarded-For` is believed.
        session_hours: after which a conversation is over, and forgotten.
        requests_per_minute: what one network address may ask for; 0 = any number.
        telegram_token: of the bot in Telegram; None = Talbot runs without Telegram.
        telegram_api: the address of Telegram's Bot API, or of a server that speaks it.
        telegram_webhook: whether Telegram brings updates to `public_url` instead of being asked for them.
        telegram_per_second: how many messages all processes together send to Telegram.
        fixed_now: a moment that replaces the clock, for tests and demonstrations.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    actions_host: str = "127.0.0.1"
    actions_port: int = 5055
    data_dir: Path = ROOT / "data" / "city"
    state_dir: Path = ROOT / ".talbot"
    models_dir: Path = ROOT / "models"
    pickup: str = "example"
    awg_url: str | None = None
    contact: str | None = None
    public_url: str | None = None
    # Not shown, in case settings ever come into a log.
    secret: str | None = field(default=None, repr=False)
    origins: tuple[str, ...] = ()
    # May hold a password.
    database: str | None = field(default=None, repr=False)
    proxies: int = 0
    session_hours: int = 24
    requests_per_minute: int = 300
    # Whoever has it is the bot.
    telegram_token: str | None = field(default=None, repr=False)
    telegram_api: str = TELEGRAM_API
    telegram_webhook: bool = False
    telegram_per_second: int = 25
    fixed_now: datetime | None = None

    @property
    def database_url(self) -> str:
        """The address of the database."""
        return self.database or f"sqlite:///{(self.state_dir / DATABASE_FILE).absolute()}"

    def now(self) -> datetime:
        """The local time of the city."""
        return self.fixed_now or datetime.now(CITY_ZONE)


def load_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingInvalid: naming the variable and the value that does not fit.
    """
    settings = _read()
    if settings.telegram_webhook and not (settings.public_url or "").startswith("https://"):
        raise SettingInvalid("TALBOT_TELEGRAM_WEBHOOK=1 needs TALBOT_PUBLIC_URL with https: Telegram has to reach it")
    return settings


def _read() -> Settings:
    default = Settings()
    return Settings(
        host=os.environ.get("TALBOT_HOST", default.host),
        port=_port("TALBOT_PORT", default.port),
        actions_host=os.environ.get("TALBOT_ACTIONS_HOST", default.actions_host),
        actions_port=_port("TALBOT_ACTIONS_PORT", default.actions_port),
        data_dir=Path(os.environ.get("TALBOT_DATA", default.data_dir)),
        state_dir=Path(os.environ.get("TALBOT_STATE", default.state_dir)),
        models_dir=Path(os.environ.get("TALBOT_MODELS", default.models_dir)),
        pickup=os.environ.get("TALBOT_PICKUP") or default.pickup,
        awg_url=_url("TALBOT_AWG_URL"),
        contact=_contact("TALBOT_CONTACT"),
        public_url=_base("TALBOT_PUBLIC_URL"),
        secret=_secret("TALBOT_SECRET"),
        origins=_origins("TALBOT_ORIGINS"),
        database=_database("TALBOT_DATABASE"),
        proxies=_number("TALBOT_PROXIES", default.proxies),
        session_hours=_number("TALBOT_SESSION_HOURS", default.session_hours, least=1),
        requests_per_minute=_number("TALBOT_REQUESTS_PER_MINUTE", default.requests_per_minute),
        telegram_token=_token("TALBOT_TELEGRAM_TOKEN"),
        telegram_api=_base("TALBOT_TELEGRAM_API") or default.telegram_api,
        telegram_webhook=_switch("TALBOT_TELEGRAM_WEBHOOK"),
        telegram_per_second=_number("TALBOT_TELEGRAM_PER_SECOND", default.telegram_per_second, least=1),
        fixed_now=_moment("TALBOT_NOW"),
    )


def publish(settings: Settings) -> None:
    """Set the variables that endpoints.yml names and those that keep libraries quiet.

    To be called before Rasa is imported: it reads some of them at import time.
    """
    os.environ["TALBOT_ACTIONS_HOST"] = settings.actions_host
    os.environ["TALBOT_ACTIONS_PORT"] = str(settings.actions_port)
    os.environ["TALBOT_DATABASE"] = settings.database_url
    # Times as python-telegram-bot will give them in its next version; it warns about the others.
    os.environ["PTB_TIMEDELTA"] = "true"
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    # Hides Rasa's progress bars; what is logged is decided in bot/logs.py.
    os.environ["LOG_LEVEL"] = "WARNING"
    # Rasa's cache of trained parts does not notice changes in modules that a part imports.
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    # TensorFlow comes with Rasa and is not used; its start-up messages are noise.
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"


def _port(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise SettingInvalid(f"{name} must be a port between 1 and 65535, not {value!r}")
    return int(value)


def _number(name: str, default: int, least: int = 0) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or int(value) < least:
        raise SettingInvalid(f"{name} must be a whole number from {least} up, not {value!r}")
    return int(value)


def _origins(name: str) -> tuple[str, ...]:
    """Sites separated by spaces or commas."""
    origins = tuple(os.environ.get(name, "").replace(",", " ").split())
    for origin in origins:
        parts = urlsplit(origin) if _is_web_address(origin) else None
        if parts is None or f"{parts.scheme}://{parts.netloc}" != origin or origin != origin.lower():
            raise SettingInvalid(f"{name} must list sites like https://www.example.org, without a path, not {origin!r}")
    return origins


def _database(name: str) -> str | None:
    value = os.environ.get(name)
    if value and not re.fullmatch(r"(sqlite|postgresql)(\+\w+)?://.+", value):
        # Not quoted: it may hold a password.
        raise SettingInvalid(f"{name} must be an address like postgresql://user:password@host/talbot")
    return value or None


def _url(name: str) -> str | None:
    value = os.environ.get(name)
    if not value:
        return None
    if not _is_web_address(value):
        raise SettingInvalid(f"{name} must be an address like https://talbot.example, not {value!r}")
    return value


def _base(name: str) -> str | None:
    """An address that paths are added to."""
    value = _url(name)
    if value and re.search("[?#]", value):
        raise SettingInvalid(f"{name} must be an address without ? and #, not {value!r}")
    return value


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        # Also asks for the port, which is only looked at then.
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return usable and parts.scheme in ("http", "https") and not re.search(r"\s", value)


def _contact(name: str) -> str | None:
    value = os.environ.get(name)
    if value and not (value.isascii() and value.isprintable()):
        # It is sent in a header of HTTP, which takes nothing else.
        raise SettingInvalid(f"{name} must be plain ASCII, not {value!r}")
    return value or None


def _secret(name: str) -> str | None:
    value = os.environ.get(name)
    if value and len(value) < SHORTEST_SECRET:
        raise SettingInvalid(f"{name} must have at least {SHORTEST_SECRET} characters")
    return value or None


def _token(name: str) -> str | None:
    value = os.environ.get(name)
    if value and not re.fullmatch(r"\d+:[\w-]{20,}", value):
        # Not quoted: it may be half of a real one.
        raise SettingInvalid(f"{name} must be a token as BotFather gives it, like 123456:ABC-DEF…")
    return value or None


def _switch(name: str) -> bool:
    value = os.environ.get(name) or "0"
    if value not in ("0", "1"):
        raise SettingInvalid(f"{name} must be 0 or 1, not {value!r}")
    return value == "1"


def _moment(name: str) -> datetime | None:
    value = os.environ.get(name)
    if not value:
        return None
    try:
        return datetime.fromisoformat(value).replace(tzinfo=CITY_ZONE)
    except ValueError:
        raise SettingInvalid(f"{name} must look like 2026-11-23T08:00, not {value!r}") from None
