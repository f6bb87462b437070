"""What operators can watch about the web channel, for `GET /metrics`: numbers only, about nobody."""

from prometheus_client import Counter, Gauge

TURNS = Counter("talbot_web_turns", "Messages of the web channel by what came of them", ["outcome"])
REFUSALS = Counter("talbot_web_refusals", "Requests to the web channel that were refused, by code", ["code"])
RUNNING = Gauge("talbot_web_running", "Messages being answered now")
