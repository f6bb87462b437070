#!/bin/sh
# Finds a Python 3.11 and hands over to setup.py. The environment's own Python, once there, saves the search.
set -eu
cd "$(dirname "$0")/.."

python=.venv/bin/python
"$python" -c "import sys; sys.exit(sys.version_info[:2] != (3, 11))" >/dev/null 2>&1 || python=$(sh scripts/find-python.sh)
exec "$python" scripts/setup.py "$@"
