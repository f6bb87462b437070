"""The commands for offers, in processes of their own; nothing is asked beyond this machine."""

import json
import os
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.offer_commands import export_offers, import_offers, offers_template, report_over
from bot.settings import ROOT, Settings
from tests.sources.test_offer_hsds import SERVICE, service, uid

NOW = "2026-11-26T08:00"


@pytest.fixture
def data(tmp_path) -> Path:
    """A copy of the city's data."""
    return Path(shutil.copytree(ROOT / "data" / "city", tmp_path / "city"))


def run(command, data_dir: Path, *arguments: str, now: str = NOW):
    """A command with the settings of its environment."""
    from datetime import datetime

    from bot.settings import CITY_ZONE

    moment = datetime.fromisoformat(now).replace(tzinfo=CITY_ZONE)
    settings = Settings(data_dir=data_dir, fixed_now=moment)
    return CliRunner().invoke(command, list(arguments), obj=settings)


def test_template_can_be_filled_in_and_read(data):
    """Header and one row under it."""
    header = run(offers_template, data).stdout_bytes.decode("utf-8-sig")
    columns = header.strip().split(";")
    row = {"Titel": "Probe", "Thema": "Beratung", "Telefon": "0202 563-0", "Geprüft am": "1.11.2026"}
    filled = header + ";".join(row.get(column, "") for column in columns) + "\r\n"
    (data / "offers" / "probe.csv").write_text(filled, encoding="utf-8")
    written = json.loads(run(export_offers, data, "--format", "hsds").stdout)
    assert "Probe" in [one["name"] for one in written["contents"]]


def test_export_leaves_out_what_is_over(data, tmp_path):
    """In both formats, and into a file where asked to."""
    early = json.loads(run(export_offers, data, "--format", "hsds").stdout)["total_items"]
    late = json.loads(run(export_offers, data, "--format", "hsds", now="2027-07-01").stdout)["total_items"]
    assert late < early
    result = run(export_offers, data, "--format", "jsonld", "--output", str(tmp_path / "o.jsonld"))
    assert result.exit_code == 0
    assert len(json.loads((tmp_path / "o.jsonld").read_bytes())["@graph"]) == early


def test_import_checks_and_keeps(data, tmp_path):
    """What comes in is in the directory from then on."""
    (tmp_path / "verein.json").write_text(
        json.dumps([SERVICE, service(id=uid("x"), status="inactive")]), encoding="utf-8"
    )
    result = run(import_offers, data, str(tmp_path / "verein.json"))
    assert result.exit_code == 0, result.output
    assert "1 Angebote übernommen" in result.output
    assert [one["name"] for one in json.loads((data / "offers" / "verein.json").read_bytes())["contents"]] == [
        "Yoga am Markt"
    ]
    assert "Yoga am Markt" in run(export_offers, data, "--format", "hsds").output
    again = run(import_offers, data, str(tmp_path / "verein.json"))
    assert again.exit_code == 1
    assert "gibt es schon" in again.output
    assert run(import_offers, data, str(tmp_path / "verein.json"), "--replace").exit_code == 0


def test_import_with_faults_takes_nothing_over_unless_asked_to(data, tmp_path):
    """And says what is wrong with each."""
    services = [SERVICE, service(id=uid("bad"), phones=[], organization=None)]
    (tmp_path / "a.json").write_text(json.dumps(services), encoding="utf-8")
    refused = run(import_offers, data, str(tmp_path / "a.json"))
    assert refused.exit_code == 1
    assert "a.json, bei /1: Das Angebot sagt nicht, wo man sich melden kann." in refused.output
    assert "In dieser Datei ist ein Fehler." in refused.output
    assert "Nichts übernommen." in refused.output
    assert not (data / "offers" / "a.json").exists()
    taken = run(import_offers, data, str(tmp_path / "a.json"), "--leave-out")
    assert taken.exit_code == 0
    assert "1 Angebote mit Fehlern wurden weggelassen." in taken.output


@pytest.mark.parametrize(
    ("schema", "code", "says"),
    [
        ({"type": "object", "required": ["id", "name", "status"]}, 0, "1 Angebote übernommen"),
        ({"type": "object", "required": ["wellbeing"]}, 1, '/contents/0/: "wellbeing" is a required property'),
        ({"type": "nonsense"}, 1, "ließ sich nicht lesen"),
    ],
)
def test_import_is_held_against_a_schema_of_the_operator(data, tmp_path, schema, code, says):
    """Such as the original one, whose licence keeps it out of here."""
    (tmp_path / "verein.json").write_text(json.dumps([SERVICE]), encoding="utf-8")
    (tmp_path / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    result = run(import_offers, data, str(tmp_path / "verein.json"), "--schema", str(tmp_path / "schema.json"))
    assert result.exit_code == code
    assert says in result.output
    assert (data / "offers" / "verein.json").exists() is (code == 0)


def test_import_of_what_is_here_already_is_refused(data, tmp_path):
    """The own export, for example."""
    run(export_offers, data, "--format", "hsds", "--output", str(tmp_path / "own.json"))
    result = run(import_offers, data, str(tmp_path / "own.json"))
    assert result.exit_code == 1
    assert "steht schon in offers.yml." in result.output


@pytest.mark.parametrize("name", ["..", "../offers", ".hidden", "a/../../b", "a b", "ä", "", "x" * 90, "a..json"])
def test_import_never_leaves_its_folder(data, tmp_path, name):
    """Whatever the name."""
    (tmp_path / "a.json").write_text(json.dumps(SERVICE), encoding="utf-8")
    before = sorted(data.parent.rglob("*"))
    result = run(import_offers, data, str(tmp_path / "a.json"), "--name", name)
    new = set(data.parent.rglob("*")) - set(before)
    assert new <= {data / "offers" / "a.json", data / "offers" / "offers.json", data / "offers" / "b.json"}
    assert result.exit_code in (0, 1)


class _Directory(BaseHTTPRequestHandler):
    """Another directory: services at one address, nothing anywhere else."""

    def do_GET(self) -> None:
        body = json.dumps({"contents": [SERVICE]}).encode()
        self.send_response(200 if self.path.startswith("/services") else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Keep quiet."""


@pytest.fixture
def directory():
    """Its address."""
    server = HTTPServer(("127.0.0.1", 0), _Directory)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_import_fetches_addresses(data, directory):
    """Named after the end of the address."""
    result = run(import_offers, data, f"{directory}/services?page=1")
    assert result.exit_code == 0, result.output
    assert (data / "offers" / "services.json").exists()


@pytest.mark.parametrize("path", ["/nowhere", "/"])
def test_address_without_a_directory_is_told(data, directory, path):
    """In a sentence, without a traceback."""
    result = run(import_offers, data, f"{directory}{path}", "--name", "x")
    assert result.exit_code == 1
    assert "ließ sich nicht lesen" in result.output


OVER = """\
Titel;Thema;Telefon;Geprüft am;Gültig bis;Termine
Endet bald;Beratung;0202 563-0;1.11.2026;30.11.2026;
Endet später;Beratung;0202 563-0;1.11.2026;31.3.2027;5.1.2027
"""


@pytest.mark.parametrize(
    ("now", "lines"),
    [
        ("2026-11-30", []),
        (
            "2026-12-01",
            ["offers/alt.csv, Zeile 2, Spalte „Gültig bis“: Das Angebot „Endet bald“ ist seit dem 30.11.2026 vorbei."],
        ),
        (
            "2027-01-06",
            [
                "offers/alt.csv, Zeile 2, Spalte „Gültig bis“: Das Angebot „Endet bald“ ist seit dem 30.11.2026 vorbei.",
                "offers/alt.csv, Zeile 3, Spalte „Gültig bis“: Das Angebot „Endet später“ ist seit dem 5.1.2027 vorbei.",
            ],
        ),
    ],
)
def test_real_offers_that_are_over_are_a_fault_for_editors(data, capsys, now, lines):
    """With file, line and reason; the day comes from the settings."""
    (data / "offers" / "alt.csv").write_text(OVER, encoding="utf-8")
    from datetime import datetime

    settings = Settings(data_dir=data, fixed_now=datetime.fromisoformat(now))
    if lines:
        with pytest.raises(SystemExit):
            report_over(settings)
    else:
        report_over(settings)
    report = capsys.readouterr().err.splitlines()[1:]
    assert [line.split(" Talbot zeigt")[0] for line in report] == lines


def test_examples_that_are_over_are_only_mentioned(data, capsys):
    """The shipped examples must not break the checks of a later year."""
    from datetime import datetime

    report_over(Settings(data_dir=data, fixed_now=datetime(2028, 1, 1)))  # noqa: DTZ001  # only its day counts
    assert "Beispielangebote sind vorbei" in capsys.readouterr().out


def test_running_assistant_takes_data_with_offers_that_are_over(data):
    """They disappear; everything else goes on."""
    (data / "offers" / "alt.csv").write_text(OVER, encoding="utf-8")
    written = json.loads(run(export_offers, data, "--format", "hsds", now="2027-01-06").stdout)
    names = [one["name"] for one in written["contents"]]
    assert "Endet bald" not in names
    assert len(names) > 100


@pytest.mark.parametrize("command", ["offers-template", "export-offers", "import-offers"])
def test_command_is_there(command):
    """Under its name in the documents."""
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", command, "--help"],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert command in done.stdout
