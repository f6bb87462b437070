#!/bin/sh
# Prints the path of a working Python 3.11, or one sentence (German and English) and exit code 1.
# Prefers one that can make virtual environments: Debian's python3.11 can't without the package python3.11-venv.
set -u
here=$(cd "$(dirname "$0")" && pwd)

say() {
    awk -F ' [|] ' -v key="$1" -v value="${2:-}" \
        '$1 == key { gsub(/[{]python[}]/, value); print $2; print $3 }' "$here/messages.txt" >&2
}

# Started for real, because pyenv's shims exist for versions that they then refuse to run.
is_311() {
    [ -x "$1" ] && "$1" -c "import sys; sys.exit(sys.version_info[:2] != (3, 11))" </dev/null >/dev/null 2>&1
}

makes_venvs() {
    "$1" -c "import ensurepip, venv, ssl" </dev/null >/dev/null 2>&1
}

candidates() {
    old_ifs=$IFS
    IFS=:
    for folder in ${PATH:-}; do
        printf '%s\n' "$folder/python3.11" "$folder/python3"
    done
    IFS=$old_ifs
    # "sort -r" puts 3.11.9 before 3.11.7; which patch release it is does not matter much.
    for folder in "${PYENV_ROOT:-${HOME:-/nonexistent}/.pyenv}/versions" \
        "${UV_PYTHON_INSTALL_DIR:-${XDG_DATA_HOME:-${HOME:-/nonexistent}/.local/share}/uv/python}"; do
        ls -d "$folder"/3.11.*/bin/python3.11 "$folder"/cpython-3.11*/bin/python3.11 2>/dev/null | sort -r
    done
}

if [ -n "${TALBOT_PYTHON:-}" ]; then
    is_311 "$TALBOT_PYTHON" || { say python_wrong "$TALBOT_PYTHON"; exit 1; }
    printf '%s\n' "$TALBOT_PYTHON"
    exit 0
fi

second_best=
while IFS= read -r python; do
    is_311 "$python" || continue
    if makes_venvs "$python"; then
        printf '%s\n' "$python"
        exit 0
    fi
    second_best=${second_best:-$python}
done <<EOF
$(candidates)
EOF

[ -n "$second_best" ] || { say python_missing; exit 1; }
printf '%s\n' "$second_best"
