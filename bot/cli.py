"""`talbot …`: the commands for operators and editors. Each reads the settings, calls one module and reports.

What people read is said in German (bot/strings.de.yml, `cli:`) and in English.
"""

import contextlib
import logging
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import click

from bot import supervision, training
from bot.logs import log_quietly
from bot.nlu.language_model import PACKAGE, LanguageModelChanged, LanguageModelMissing, prepare_language_model
from bot.offer_commands import COMMANDS, report_over
from bot.settings import SettingInvalid, Settings, load_settings, publish
from bot.strings import text
from bot.terminal import fail, say

_SHOWN_PICKUPS = 20
_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104  # translated away, not listened on


@click.group(help="Talbot: waste, pickup dates and prevention offers for residents of Wuppertal.")
@click.option("--end-with-parent", is_flag=True, hidden=True)
@click.pass_context
def talbot(context: click.Context, end_with_parent: bool) -> None:
    """Read the settings once for every command."""
    supervision.stop_on_signals()
    if end_with_parent:
        supervision.end_with_parent()
    try:
        context.obj = load_settings()
    except SettingInvalid as fault:
        fail("setting_invalid", reason=fault)
    publish(context.obj)


@talbot.command()
@click.pass_obj
def run(settings: Settings) -> None:
    """Train if something has changed, start both servers and stop them on Ctrl-C."""
    _require_ports(settings)
    try:
        model = training.current_model(settings) or _last_model_for_bad_data(settings) or _train_in_child(settings)
    except LanguageModelMissing as missing:
        fail("not_loaded", reason=missing)
    say("starting")
    try:
        with supervision.running(_servers(settings, model.path)) as supervisor:
            supervisor.wait_until_ready()
            say("ready", url=_url(settings.host, settings.port))
            if settings.telegram_token is None:
                say("no_telegram")
            supervisor.wait_until_one_ends()
    except KeyboardInterrupt:
        say("stopped")
    except supervision.ServerEnded as ended:
        fail("child_ended", server=str(ended))
    except supervision.ServerSlow as slow:
        fail("child_slow", server=str(slow), seconds=supervision.START_SECONDS)


@talbot.command()
@click.option("--model", type=click.Path(exists=True, path_type=Path), help="Instead of the newest one.")
@click.pass_obj
def serve(settings: Settings, model: Path | None) -> None:
    """Start the assistant alone, with the newest model."""
    found = training.read_model(model) if model else training.newest_model(settings)
    if found is None:
        fail("no_model")
    log_quietly()
    try:
        training.require_usable(found, settings)
        from bot.server import AssistantNotLoaded
        from bot.server import serve as serve_assistant
    except (LanguageModelChanged, LanguageModelMissing, training.ModelDamaged) as fault:
        fail("not_loaded", reason=fault)
    try:
        serve_assistant(settings, found)
    except AssistantNotLoaded as fault:
        fail("not_loaded", reason=fault)


@talbot.command()
@click.pass_obj
def actions(settings: Settings) -> None:
    """Start the action server alone."""
    log_quietly()
    from bot.action_server import serve_actions

    serve_actions(settings)


@talbot.command("remind")
@click.pass_obj
def send_reminders(settings: Settings) -> None:
    """Start the process that sends reminders alone; any number may run."""
    log_quietly()
    with contextlib.suppress(KeyboardInterrupt):
        _remind(settings)


def _remind(settings: Settings) -> None:
    if settings.telegram_token is None:
        # Beside servers that other supervisors run, ending would take them along.
        say("no_telegram")
        threading.Event().wait()
        return
    from bot.reminders.process import remind

    remind(settings, settings.telegram_token)


@talbot.command()
@click.option("--if-changed", is_flag=True, help="Do nothing when the model is current.")
@click.pass_obj
def train(settings: Settings, if_changed: bool) -> None:
    """Train a model from what lies here."""
    log = settings.state_dir / "training.log"
    start = time.monotonic()
    try:
        if if_changed and training.current_model(settings):
            return
        # With faulty files the NLU would quietly learn from the last good ones and count as current.
        _require_sound_data(settings)
        say("training")
        with _training_log(log):
            model = training.train(settings)
    except (training.TrainingFailed, LanguageModelMissing) as failure:
        fail("training_failed", reason=failure, log=log)
    say("trained", model=model.path.name, seconds=round(time.monotonic() - start))


@talbot.command("language-model")
@click.pass_obj
def language_model(settings: Settings) -> None:
    """Fetch or build the German language model that config.yml asks for."""
    try:
        model = prepare_language_model(training.language_choice(), settings.state_dir)
    except (LanguageModelMissing, ValueError) as fault:
        fail("not_loaded", reason=fault)
    say(f"language_{model.kind}", model=model, package=PACKAGE)


@talbot.command("check-data")
@click.pass_obj
def check_data(settings: Settings) -> None:
    """Check the city's data and report every fault in German."""
    _require_sound_data(settings)
    report_over(settings)
    click.echo(text("cli.data_fine"))


@talbot.command("example-calendars")
@click.option("--years", help="For example 2026-2027; this and the next one if not given.")
@click.pass_obj
def example_calendars(settings: Settings, years: str | None) -> None:
    """Write the example pickup calendars anew."""
    from bot.bootstrap import write_examples

    folder = settings.data_dir / "pickup"
    written = write_examples(settings, folder, _years(years, settings.now().year))
    click.echo(text("cli.calendars_written", count=len(written), folder=folder))


@talbot.command("pickup")
@click.argument("street")
@click.argument("house_number", required=False)
@click.pass_obj
def pickup(settings: Settings, street: str, house_number: str | None) -> None:
    """Ask the chosen supplier for an address and show what it delivers: a check before residents ask."""
    from bot.bootstrap import load_city
    from bot.city.errors import CityError
    from bot.sources.faults import CityDataFaulty

    log_quietly()
    try:
        city = load_city(settings)
        calendar = city.pickups.of(city.street(street), house_number)
    except CityDataFaulty as faulty:
        click.echo(faulty, err=True)
        raise SystemExit(1) from None
    except CityError as error:
        fail("pickup_none", supplier=settings.pickup, reason=error)
    source = calendar.source
    say("pickup_found", area=calendar.area, count=len(calendar.pickups), first=calendar.first_day,
         last=calendar.last_day, source=source.name, as_of=source.as_of)  # fmt: skip
    today = settings.now().date()
    for found in [found for found in calendar.pickups if found.date >= today][:_SHOWN_PICKUPS]:
        moved = f"  ← {found.moved_from}" if found.moved_from else "  !" if found.marked else ""
        click.echo(f"  {found.date:%a %Y-%m-%d}  {found.stream}{' (50 %)' if found.fortnightly else ''}{moved}")


for _command in COMMANDS:
    talbot.add_command(_command)


def _require_sound_data(settings: Settings) -> None:
    from bot.bootstrap import check_city
    from bot.sources.faults import CityDataFaulty

    try:
        check_city(settings)
    except CityDataFaulty as faulty:
        click.echo(faulty, err=True)
        raise SystemExit(1) from None


def _require_ports(settings: Settings) -> None:
    if settings.port == settings.actions_port:
        fail("ports_equal", port=settings.port)
    for host, port, variable in (
        (settings.host, settings.port, "TALBOT_PORT"),
        (settings.actions_host, settings.actions_port, "TALBOT_ACTIONS_PORT"),
    ):
        try:
            supervision.require_free_port(host, port)
        except supervision.PortTaken:
            free = supervision.free_port_near(host, port)
            fail("port_taken", port=port, variable=variable, free=free)
        except supervision.PortRefused as refused:
            named = {"variable": variable, "host_variable": variable.replace("PORT", "HOST")}
            fail("port_refused", host=host, port=port, reason=refused, **named)


def _last_model_for_bad_data(settings: Settings) -> training.TrainedModel | None:
    """With faulty city data: report it and go on with the model of the last good state, if there is one."""
    from bot.bootstrap import LAST_GOOD, load_city
    from bot.sources.faults import CityDataFaulty

    model = training.newest_model(settings)
    if model is None or not (settings.state_dir / LAST_GOOD).is_dir():
        return None
    try:
        load_city(settings)
    except CityDataFaulty as faulty:
        click.echo(f"{faulty}\n{text('faults.kept')}", err=True)
        return model
    return None


def _train_in_child(settings: Settings) -> training.TrainedModel:
    """Train in another process: Rasa and what it holds in memory would otherwise stay in this one."""
    child = supervision.start_child(supervision.talbot_command("train"))
    try:
        code = child.wait()
    except KeyboardInterrupt:
        child.terminate()
        child.wait()
        say("stopped")
        raise SystemExit(0) from None
    model = training.current_model(settings)
    if code != 0 or model is None:
        raise SystemExit(code or 1)
    return model


def _servers(settings: Settings, model: Path) -> tuple[supervision.Server, ...]:
    web_health = _url(settings.host, settings.port) + "healthz"
    actions_health = _url(settings.actions_host, settings.actions_port) + "health"
    serve_model = supervision.talbot_command("serve", "--model", str(model))
    servers = (
        supervision.Server("server_web", serve_model, web_health),
        supervision.Server("server_actions", supervision.talbot_command("actions"), actions_health),
    )
    reminders = supervision.Server("server_reminders", supervision.talbot_command("remind"), None)
    return (*servers, reminders) if settings.telegram_token else servers


def _url(host: str, port: int) -> str:
    return f"http://{_EVERY_ADDRESS.get(host, host)}:{port}/"


def _years(given: str | None, this_year: int) -> range:
    if given is None:
        return range(this_year, this_year + 2)
    first, _, last = given.partition("-")
    if not first.isdigit() or not (last or first).isdigit():
        raise click.BadParameter("expected something like 2026-2027", param_hint="--years")
    return range(int(first), int(last or first) + 1)


@contextlib.contextmanager
def _training_log(log: Path) -> Iterator[None]:
    """Send all that Rasa says to the log, and the names of the parts it trains to the terminal as well."""
    log.parent.mkdir(parents=True, exist_ok=True)
    log_quietly(to=log)
    progress = _Progress()
    logging.getLogger("rasa.engine.training.hooks").addHandler(progress)
    with log.open("a", encoding="utf-8") as file, contextlib.redirect_stdout(file):
        yield


class _Progress(logging.Handler):
    """Shows each part of the model when its training begins or ends, as Rasa logs it."""

    def __init__(self) -> None:
        super().__init__()
        self._terminal = sys.stdout

    def emit(self, record: logging.LogRecord) -> None:
        """Print the line."""
        print(f"  … {record.getMessage()}", file=self._terminal, flush=True)


if __name__ == "__main__":
    try:
        talbot(standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(0)
