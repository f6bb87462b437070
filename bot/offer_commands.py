"""The commands for offers: an empty table for editors, taking over other directories, writing the own one."""

import sys
from pathlib import Path
from typing import Any

import click

from bot.settings import Settings
from bot.terminal import fail, say

FORMATS = ("hsds", "jsonld")


@click.command("offers-template")
def offers_template() -> None:
    """Write the empty table for offers, to be opened with a spreadsheet (CSV, UTF-8)."""
    from bot.sources.offer_csv import empty_table

    sys.stdout.buffer.write(empty_table().encode())


@click.command("export-offers")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; otherwise standard output.")
@click.pass_obj
def export_offers(settings: Settings, form: str, output: Path | None) -> None:
    """Write the offers that can be taken up today as HSDS 3 or schema.org JSON-LD."""
    from bot.bootstrap import load_city
    from bot.exports.hsds import hsds_json
    from bot.exports.jsonld import jsonld_bytes
    from bot.sources.faults import CityDataFaulty
    from bot.whole_file import write_whole

    try:
        city = load_city(settings)
    except CityDataFaulty as faulty:
        click.echo(faulty, err=True)
        raise SystemExit(1) from None
    today = settings.now().date()
    current = [offer for offer in city.data.offers if not offer.is_over(today)]
    written = hsds_json(current) if form == "hsds" else jsonld_bytes(current, today)
    if output is None:
        sys.stdout.buffer.write(written + b"\n")
    else:
        write_whole(output, written + b"\n")


@click.command("import-offers")
@click.argument("origin")
@click.option("--name", help="How the file is to be called in the folder of offers.")
@click.option("--replace", is_flag=True, help="Instead of the file of that name that is there.")
@click.option("--leave-out", is_flag=True, help="Take over what is sound where other services have faults.")
@click.option(
    "--schema",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSON schema of a service to hold it against as well, such as the compiled one of Open Referral.",
)
@click.pass_obj
def import_offers(
    settings: Settings, origin: str, name: str | None, replace: bool, leave_out: bool, schema: Path | None
) -> None:
    """Take over the offers of another directory (HSDS 3) from a file or an address, after checking them."""
    from bot.sources.faults import Faults, report
    from bot.sources.offer_file import FOLDER, surroundings
    from bot.sources.offer_import import file_name, read_import, write_import

    kept_as = file_name(name or origin)
    if kept_as is None:
        fail("offers_name", name=name or origin)
    place = settings.data_dir / FOLDER / kept_as
    if place.exists() and not replace:
        fail("offers_there", place=place)
    content = _content(settings, origin)
    found = read_import(content, kept_as, settings.data_dir, surroundings(settings.data_dir, Faults()))
    if found.faults:
        click.echo(report(found.faults, "import"), err=True)
    if not found.services or (found.faults and not leave_out):
        fail("offers_none")
    if schema:
        _require_like(schema, found.services)
    write_import(found.services, place)
    if found.left_out:
        say("offers_left_out", count=found.left_out)
    say("offers_imported", count=found.offers, place=place)


def report_over(settings: Settings) -> None:
    """Report offers that are over by today; real ones end the command, examples may grow old with the project."""
    from bot.sources.faults import report
    from bot.sources.offer_file import over_offers

    faults, examples = over_offers(settings.data_dir, settings.now().date())
    if examples:
        say("examples_over", count=examples)
    if faults:
        click.echo(report(faults, "over"), err=True)
        raise SystemExit(1)


def _require_like(schema: Path, services: tuple[Any, ...]) -> None:
    from bot.sources.offer_import import unlike

    try:
        different = unlike(schema.read_bytes(), services)
    except ValueError as fault:
        fail("offers_unread", name=schema, reason=fault)
    if different:
        click.echo("\n".join(different), err=True)
        fail("offers_none")


def _content(settings: Settings, origin: str) -> bytes:
    from bot.bootstrap import user_agent
    from bot.sources.offer_import import fetched
    from bot.sources.supplier import SupplierFailed

    try:
        if origin.startswith(("https://", "http://")):
            return fetched(origin, user_agent(settings))
        return Path(origin).read_bytes()
    except (SupplierFailed, OSError) as failure:
        fail("offers_unread", name=origin, reason=failure)


COMMANDS = (offers_template, export_offers, import_offers)
