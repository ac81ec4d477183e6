# Sourced by scripts/run and scripts/test: makes .venv hold exactly what a lock file names, once.
# All of its talk goes to stderr; it changes no folder. Usage: set_up LOCKFILE
# A set-up that was broken off (by a key, a full disk, a lost network, a power cut) is mended by the next one.

project="$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
venv="$project/.venv"
busy="$project/.set-up-by"
needed_megabytes=1300
supported='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'

say() { printf '%s\n' "$*" >&2; }

find_python() {
    local candidate
    if [ -n "${HEARTHSIDE_PYTHON:-}" ] && ! "$HEARTHSIDE_PYTHON" -c "$supported" 2>/dev/null; then
        say "HEARTHSIDE_PYTHON names $HEARTHSIDE_PYTHON, which is no Python 3.11, 3.12 or 3.13."
        return 1
    fi
    for candidate in "${HEARTHSIDE_PYTHON:-}" python3.13 python3.12 python3.11 python3 python; do
        [ -n "$candidate" ] || continue
        "$candidate" -c "$supported" 2>/dev/null || continue
        if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
        say "$("$candidate" --version) is here without its venv module (on Debian and Ubuntu: the package python3-venv)."
    done
    say "Hearthside needs Python 3.11, 3.12 or 3.13 with its venv module; install one, or name it in HEARTHSIDE_PYTHON."
    return 1
}

# Whether .venv can be installed into: its Python starts, is a supported one, knows that it lives there, and has pip.
venv_is_whole() {
    "$venv/bin/python" -c "$supported" 2>/dev/null || return 1
    "$venv/bin/python" -c 'import sys; sys.exit(sys.prefix == sys.base_prefix)' && "$venv/bin/python" -m pip --version >/dev/null 2>&1
}

make_venv() {
    local python
    python="$(find_python)" || return 1
    say "Setting up Hearthside with $("$python" --version) in .venv; this happens once."
    "$python" -m venv --clear "$venv" >&2 || {
        say "Python could not make the virtual environment $venv; $(why_not)"
        return 1
    }
}

free_megabytes() { df -Pk "$project" 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }'; }

# The likely cause of a failure in one sentence, from the log that pip wrote, where there is one.
why_not() {
    local free
    free="$(free_megabytes)"
    if [ -n "$free" ] && [ "$free" -lt 50 ] || logged 'No space left on device|Disk quota exceeded'; then
        say "The disk is full (${free:-?} MB are free, about $needed_megabytes are needed); make room, then run this again."
    elif logged 'Operation cancelled by user'; then
        say "The set-up was broken off; run this again: it goes on where it was."
    elif logged 'DO NOT MATCH THE HASHES'; then
        say "A package is not the one that was locked, so it was not installed; try again, and report it if it stays so."
    elif logged 'NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|ConnectionError|SSLError|Connection (refused|reset|aborted)|Temporary failure in name resolution'; then
        say "The packages could not be downloaded; check the network, then run this again: it goes on where it was."
    elif logged 'No matching distribution found'; then
        say "A package is not offered for this computer ($(uname -sm)) and this Python; the lines above name it."
    elif [ ! -w "$project" ]; then
        say "The folder $project cannot be written; make it yours, then run this again."
    else
        say "The lines above say why; mend that, then run this again."
    fi
}

logged() { [ -f "$venv/.set-up.log" ] && grep -Eq "$1" "$venv/.set-up.log"; }

pip_install() {
    rm -f "$venv/.set-up.log"
    "$venv/bin/python" -m pip install --disable-pip-version-check --log "$venv/.set-up.log" --no-deps "$@" >&2
}

# What pip was killed over is taken for installed by the next pip; its last acts are these two files.
forget_halves() {
    local package
    for package in "$venv"/lib/python*/site-packages/*.dist-info; do
        [ -e "$package/INSTALLER" ] && [ -s "$package/RECORD" ] || rm -rf "$package"
    done
}

install_packages() {
    local lock="$1" options=(--only-binary :all: --require-hashes)
    [ -t 2 ] || options+=(--progress-bar off)
    # The one package without a wheel for arm64 Linux is built there; it needs a C compiler.
    case "$(uname -s)-$(uname -m)" in Linux-aarch64 | Linux-arm64) options+=(--no-binary miniaudio) ;; esac
    pip_install "${options[@]}" --requirement "$lock"
}

install_into_venv() {
    local lock="$1" free
    free="$(free_megabytes)"
    if ! venv_is_whole; then
        if [ -n "$free" ] && [ "$free" -lt "$needed_megabytes" ]; then
            say "Only $free MB are free on this disk and about $needed_megabytes are needed; make room, then run this again."
            return 1
        fi
        [ ! -e "$venv" ] || say "The set-up in .venv was broken off or does not fit; making it anew."
        make_venv || return 1
    fi
    say "Installing the packages that $(basename "$lock") names (about 400 MB to download, with the voices and models)."
    forget_halves
    install_packages "$lock" || { why_not; return 1; }
    pip_install --quiet --no-build-isolation --editable "$project" || { why_not; return 1; }
    rm -f "$venv/.set-up.log"
}

# Names the file that says that .venv holds what a lock file names, for a project in this folder.
stamp_of() {
    printf '%s\n' "$venv/.set-up-$({ printf '%s\n' "$project"; cat "$project/$1" "$project/pyproject.toml"; } | cksum | tr ' ' '-')-$1"
}

# Takes the one place of whoever sets up: a link is made by exactly one of several processes, and names it from the first.
take_turn() {
    local waited=0 failed=0 owner
    until ln -s "$$" "$busy" 2>/dev/null; do
        owner="$(readlink "$busy" 2>/dev/null || true)"
        if [ -z "$owner" ]; then
            failed=$((failed + 1))
            [ "$failed" -lt 5 ] && continue
            say "The folder $project cannot be written; make it yours, then run this again."
            return 1
        fi
        kill -0 "$owner" 2>/dev/null || { clear_away "$owner" && continue; }
        [ "$waited" -ne 1 ] || say "Another set-up is running (process $owner); waiting for it. If there is none, remove $busy."
        waited=$((waited + 1))
        sleep 1
    done
}

# Removes the place of a process that was killed in the middle of it. One of those who wait does so at a time, and only
# while it is still that process's place: what another one has taken since stays.
clear_away() {
    mkdir "$busy-$1" 2>/dev/null || return 1
    [ "$(readlink "$busy" 2>/dev/null || true)" != "$1" ] || rm -f "$busy"
    rmdir "$busy-$1"
}

# Whether a stamp is there, and the Python that it speaks of still is.
is_set_up() { [ -e "$1" ] && [ -x "$venv/bin/python" ]; }

set_up() {
    local lock="$project/$1" stamp
    stamp="$(stamp_of "$1")"
    is_set_up "$stamp" && return 0
    take_turn || return 1
    trap 'rm -f "$busy"' EXIT
    if ! is_set_up "$stamp"; then
        install_into_venv "$lock" || return 1
        if [ "$1" = requirements.txt ]; then
            "$venv/bin/python" -m assistant.app.preparing || say "The voice will be prepared while Hearthside runs."
        fi
        : >"$stamp"
        # What the tests need holds all that a user needs.
        [ "$1" = requirements.txt ] || : >"$(stamp_of requirements.txt)"
    fi
    rm -f "$busy"
    trap - EXIT
}
