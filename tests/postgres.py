"""A real PostgreSQL server for tests: a cluster of its own in a temporary folder, on a free loopback port."""

import os
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa

PROGRAMS = "initdb", "pg_ctl"
# Nothing in it outlives the tests.
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"


def folder() -> Path | None:
    """Where the server's programs are: Debian does not put them into PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    folders += [Path(found).resolve().parent] if found else []
    return next((place for place in folders if all((place / name).exists() for name in PROGRAMS)), None)


@contextmanager
def running_postgres(options: str = FAST) -> Iterator[str]:
    """Give the address of an empty database; the server ends with the block."""
    programs = folder()
    if programs is None:
        pytest.fail("The tests need PostgreSQL; run `make setup-dev` (Debian: apt install postgresql).")
    with TemporaryDirectory(prefix="talbot-postgres-", ignore_cleanup_errors=True) as place:
        data = Path(place) / "data"
        # PostgreSQL refuses to run as root.
        runner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if runner:
            shutil.chown(place, "postgres")
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]

        def run(*command: str) -> None:
            done = subprocess.run([*runner, *command], cwd=place, capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.fail(f"PostgreSQL: {done.stdout}{done.stderr}")

        run(str(programs / "initdb"), "-D", str(data), "-U", "talbot", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"{options} -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={place}"
        run(str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", f"{place}/log", "-o", options, "start")
        try:
            yield f"postgresql://talbot@127.0.0.1:{port}/postgres"
        finally:
            run(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")


def new_database(server: str) -> str:
    """Make an empty database on a server and give its address."""
    name = f"talbot_{secrets.token_hex(6)}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        db.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.rpartition("/")[0] + f"/{name}"
