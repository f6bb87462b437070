#!/bin/sh
# Writes the lock files anew from the requirements*.in files. Versions stay where they are unless an input
# asks otherwise; `make lock UPGRADE=--upgrade` takes the newest that fit.
set -eu
cd "$(dirname "$0")/.."

lock() {
    input=$1
    shift
    .venv/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "make lock" "$@" "$input.in" --output-file "$input.lock"
}

lock requirements-bootstrap "$@"
lock requirements --constraint constraints.txt --override overrides.txt --override without-tensorflow.txt "$@"
lock requirements-dev --constraint constraints.txt --override overrides.txt --override without-tensorflow.txt "$@"
lock requirements-bench --constraint constraints.txt --override overrides.txt "$@"
lock requirements-api "$@"
