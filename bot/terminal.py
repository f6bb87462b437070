"""What the commands say on the terminal, in German (bot/strings.de.yml, `cli:`) and in English."""

from typing import NoReturn

import click

from bot.strings import text

ENGLISH = {
    "language_package": "German language model: {model}",
    "language_built": "German language model: {model}, built here ({package} is not reachable or unwanted).",
    "training": "Training the model (about a minute) …",
    "trained": "The model {model} is ready after {seconds} s.",
    "training_failed": "The training failed: {reason} (details: {log})",
    "starting": "Talbot is starting …",
    "ready": "Talbot is ready: {url}  (stop with Ctrl-C)",
    "port_taken": "Port {port} is taken. Stop the other program or choose a free port: {variable}={free} make run",
    "port_refused": "Talbot may not or cannot listen on {host}:{port} ({reason}). "
    "Please check {variable} and {host_variable}.",
    "ports_equal": "TALBOT_PORT and TALBOT_ACTIONS_PORT must differ, both are {port}.",
    "setting_invalid": "A setting does not fit: {reason}",
    "child_ended": "{server} ended unexpectedly. Talbot is being stopped.",
    "child_slow": "{server} does not answer after {seconds} s. Talbot is being stopped.",
    "server_web": "The assistant",
    "server_actions": "The action server",
    "server_reminders": "The process that sends reminders",
    "no_telegram": "Without TALBOT_TELEGRAM_TOKEN Talbot is not in Telegram and sends no reminders.",
    "not_loaded": "The assistant does not start: {reason}",
    "no_model": "There is no trained model yet. First: make train",
    "stopped": "Talbot has stopped.",
    "pickup_found": "{area}: {count} dates from {first} to {last} ({source}, {as_of})",
    "pickup_none": "The supplier {supplier} has nothing for this address: {reason}",
    "examples_over": "Note: {count} example offers are over and no longer shown.",
    "offers_unread": "“{name}” could not be read: {reason}",
    "offers_none": "Nothing was taken over.",
    "offers_left_out": "{count} services with faults were left out.",
    "offers_imported": "{count} offers were taken over to {place}",
    "offers_name": "“{name}” is no name for a file. Allowed are letters, digits, dots, hyphens and underscores.",
    "offers_there": "{place} is there already. --replace puts the new one in its place.",
}


def say(key: str, *, err: bool = False, **values: object) -> None:
    """Print a sentence in German and in English."""
    server = values.get("server")
    german = {**values, "server": text(f"cli.{server}")} if server else values
    english = {**values, "server": ENGLISH[str(server)]} if server else values
    click.echo(text(f"cli.{key}", **german), err=err)
    click.echo(ENGLISH[key].format(**english), err=err)


def fail(key: str, **values: object) -> NoReturn:
    """Print why a command cannot go on, and end it."""
    say(key, err=True, **values)
    raise SystemExit(1)
