"""Serves the assistant: Rasa's agent behind the channels of credentials.yml, and the chat page.

Stands in for `rasa run`, which shows its version to everybody, logs message texts and starts without a model.
"""

import logging
from asyncio import AbstractEventLoop
from datetime import timedelta
from pathlib import Path

import rasa.core.run
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from rasa.core.agent import Agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.channels import channel
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json
from sqlalchemy.engine import Engine
from threadpoolctl import threadpool_limits

from bot.bootstrap import live_city
from bot.channels.assistant import Assistant
from bot.channels.telegram.channel import PATH as TELEGRAM_PATH
from bot.channels.telegram.channel import Neighbours, TelegramChannel, webhook_blueprint, webhook_secret
from bot.channels.web.channel import WebChannel
from bot.channels.web.desk import Desk
from bot.channels.web.form import form_blueprint
from bot.channels.web.headers import Origins
from bot.channels.web.ledger import Ledger
from bot.channels.web.pages import pages_blueprint
from bot.channels.web.rates import RateLimiter, Rates
from bot.channels.web.sessions import Sessions
from bot.channels.web.turns import Capacity, Turns
from bot.database import Transactions
from bot.engine import quicken_rasa
from bot.feeds.offer_routes import OfferExports, offers_blueprint
from bot.feeds.revisions import FOLDER, RevisionBook
from bot.feeds.routes import CalendarFeeds, feeds_blueprint
from bot.links import kept_secret, links, public_url
from bot.migrations import open_database
from bot.reminders.subscriptions import Subscriptions
from bot.settings import CITY_ZONE, ROOT, Settings
from bot.telegram.connection import open_connection
from bot.telegram.pace import Limits, Pace
from bot.training import TrainedModel, first_cause

# Telegram writes a long message that answers a long one, letter by letter as \uXXXX, in nearly 200 KB.
MAX_REQUEST_BYTES = 256_000
# Whoever sends a request more slowly than this is cut off.
REQUEST_SECONDS = 15
_CLOSING = "close_expired"


class AssistantNotLoaded(Exception):
    """The model could not be loaded; the message says why."""


def serve(settings: Settings, model: TrainedModel) -> None:
    """Load the model and run until stopped.

    Raises:
        AssistantNotLoaded: the model does not fit this machine or this project.
    """
    # Sanic logs a failed start with a traceback before it passes the exception on; its message is enough.
    logging.getLogger("sanic.error").addFilter(_is_no_failed_start)
    app = build_app(model.path, settings)
    # What one sentence needs of linear algebra is small: more threads only wait in a circle, and cost a whole core.
    threadpool_limits(1, "blas")
    app.run(settings.host, settings.port, access_log=False, motd=False)


def build_app(model: Path, settings: Settings, root: Path = ROOT) -> Sanic:
    """Put the server together; it loads the model when it starts and answers nobody before that."""
    app = Sanic("talbot", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_REQUEST_BYTES
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.REQUEST_TIMEOUT = REQUEST_SECONDS
    app.config.PROXIES_COUNT = settings.proxies or None
    endpoints = AvailableEndpoints.read_endpoints(str(root / "endpoints.yml"))
    channels = rasa.core.run.create_http_input_channels(None, str(root / "credentials.yml"))
    secret = settings.secret or kept_secret(settings)
    engine = open_database(settings.database_url)
    assistant = Assistant(lambda: app.ctx.agent, lambda: app.ctx.conversations)
    feeds = _feeds(settings)
    desk = _desk(engine, assistant, secret, settings)
    telegram = _telegram(engine, assistant, feeds, settings)
    channel.register([*channels, WebChannel(desk)], app, route="/webhooks/")
    app.blueprint(pages_blueprint(desk.origins))
    app.blueprint(form_blueprint(desk))
    app.blueprint(feeds_blueprint(feeds))
    app.blueprint(offers_blueprint(OfferExports(lambda: live_city().current(), settings.now)))
    told = webhook_secret(secret)
    if telegram and settings.telegram_webhook:
        app.blueprint(webhook_blueprint(telegram, told))
    app.add_route(_answer_health, "/healthz", methods=["GET"])
    app.add_route(_show_metrics, "/metrics", methods=["GET"])

    async def load(app: Sanic, loop: AbstractEventLoop) -> None:
        app.ctx.agent, app.ctx.conversations = await load_agent(model, endpoints, loop)
        app.add_task(desk.close_expired(), name=_CLOSING)
        if telegram:
            await telegram.start((public_url(settings) + TELEGRAM_PATH, told) if settings.telegram_webhook else None)

    async def stop(app: Sanic, _loop: AbstractEventLoop) -> None:
        if telegram:
            await telegram.stop()
        await app.cancel_task(_CLOSING, raise_exception=False)
        await desk.turns.stop()

    app.register_listener(load, "before_server_start")
    app.register_listener(stop, "before_server_stop")
    app.register_listener(rasa.core.run.close_resources, "after_server_stop")
    return app


def _desk(engine: Engine, assistant: Assistant, secret: str, settings: Settings) -> Desk:
    """Put the web channel together."""
    ledger = Ledger(engine, lambda: settings.now().timestamp())
    return Desk(
        sessions=Sessions(secret, timedelta(hours=settings.session_hours), settings.now),
        turns=Turns(ledger, Transactions(engine), assistant, Capacity()),
        rates=RateLimiter(Rates(requests_per_minute=settings.requests_per_minute)),
        origins=Origins(settings.origins),
        complete=_completions,
        zone=CITY_ZONE,
    )


def _telegram(engine: Engine, assistant: Assistant, feeds: CalendarFeeds, settings: Settings) -> TelegramChannel | None:
    """Put the Telegram channel together; None where there is no token."""
    if settings.telegram_token is None:
        return None
    pace = Pace(engine, Limits(per_second=settings.telegram_per_second))
    bot = open_connection(settings.telegram_token, settings.telegram_api, pace)
    reminders = Subscriptions(engine)
    neighbours = Neighbours(
        assistant,
        calendar=lambda feed_id: feeds.feed(feed_id).body,
        erase=reminders.erase,
        is_wanted=lambda conversation: bool(reminders.of(conversation)),
    )
    return TelegramChannel(bot, engine, neighbours)


def _completions(typed: str) -> list[str]:
    return live_city().current().completions.of(typed)


def _feeds(settings: Settings) -> CalendarFeeds:
    return CalendarFeeds(lambda: live_city().current(), links, RevisionBook(settings.state_dir / FOLDER), settings.now)


async def load_agent(model: Path, endpoints: AvailableEndpoints, loop: AbstractEventLoop) -> tuple[Agent, TrackerStore]:
    """Load the model and connect it; give it, and where it keeps conversations.

    Rasa's own function of this name logs a failure and goes on without a model.

    Raises:
        AssistantNotLoaded: with the message of what went wrong first.
    """
    quicken_rasa()
    try:
        broker = await EventBroker.create(endpoints.event_broker, loop=loop)
        conversations = TrackerStore.create(endpoints.tracker_store, event_broker=broker)
        agent = Agent(
            generator=endpoints.nlg,
            tracker_store=conversations,
            lock_store=LockStore.create(endpoints.lock_store),
            action_endpoint=endpoints.action,
        )
        agent.load_model(model)
    except Exception as failure:
        raise AssistantNotLoaded(str(first_cause(failure))) from failure
    return agent, conversations


async def _answer_health(request: Request) -> HTTPResponse:
    agent = getattr(request.app.ctx, "agent", None)
    ready = agent is not None and agent.is_ready()
    return json({"ready": ready}, status=200 if ready else 503)


async def _show_metrics(_request: Request) -> HTTPResponse:
    return HTTPResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _is_no_failed_start(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], AssistantNotLoaded))
