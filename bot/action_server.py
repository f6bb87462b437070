"""Serves the actions package to the assistant on the action port; what the actions do is in `actions/`."""

import logging

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.settings import Settings

# A whole conversation and the domain travel with every call.
MAX_REQUEST_BYTES = 20_000_000

logger = logging.getLogger(__name__)


def build_action_app(package: str = "actions") -> Sanic:
    """Make rasa_sdk's server for a package of actions, without its habit of answering with exception texts.

    Raises:
        SystemExit: the package cannot be imported.
    """
    from rasa_sdk.endpoint import create_app

    app: Sanic = create_app(package, cors_origins="")
    app.config.REQUEST_MAX_SIZE = MAX_REQUEST_BYTES
    app.error_handler.add(Exception, _answer_failure)
    app.error_handler.add(SanicException, _answer_refusal)
    return app


def serve_actions(settings: Settings) -> None:
    """Run until stopped. rasa_sdk's own `run` would bind to every address of the machine."""
    app = build_action_app()
    app.run(settings.actions_host, settings.actions_port, access_log=False, motd=False)


def _answer_failure(_request: Request, exception: Exception) -> HTTPResponse:
    logger.error("An action failed.", exc_info=exception)
    return json({"error": "internal error"}, status=500)


def _answer_refusal(_request: Request, exception: SanicException) -> HTTPResponse:
    return json({"error": "bad request"}, status=exception.status_code)
