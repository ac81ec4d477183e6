"""The set-up script mends what was broken off, and says why something cannot be done. No network is touched."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "setup.sh"
NO_DOWNLOADS = """
install_packages() { printf '%s\\n' "pip: $1"; }
pip_install() { printf '%s\\n' "pip: $*"; }
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout with a set-up script, a lock and nothing else."""
    folder = tmp_path / "a project"
    (folder / "scripts").mkdir(parents=True)
    (folder / "scripts" / "setup.sh").write_bytes(SCRIPT.read_bytes())
    for name in ("requirements-dev.txt", "requirements.txt", "pyproject.toml"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def sourced(project: Path, commands: str) -> subprocess.CompletedProcess[str]:
    """Run commands in a shell that has sourced the script, with downloads left out."""
    script = f'. "{project}/scripts/setup.sh"\n{NO_DOWNLOADS}\n{commands}'
    env = {**os.environ, "HEARTHSIDE_PYTHON": sys.executable}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], env=env, capture_output=True, text=True, check=False, timeout=120
    )


def test_a_virtual_environment_without_pip_or_of_another_python_is_made_anew(project: Path) -> None:
    half = project / ".venv" / "bin"
    half.mkdir(parents=True)
    (half / "python").symlink_to(sys.executable)
    done = sourced(project, "set_up requirements-dev.txt")
    assert done.returncode == 0, done.stderr
    assert "broken off or does not fit; making it anew" in done.stderr
    whole = project / ".venv" / "bin" / "python"
    assert subprocess.run([whole, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    again = sourced(project, "set_up requirements.txt")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_a_checkout_that_was_moved_is_set_up_again(project: Path) -> None:
    stamps = sourced(project, "stamp_of requirements.txt").stdout
    moved = project.rename(project.with_name("elsewhere"))
    assert Path(sourced(moved, "stamp_of requirements.txt").stdout.strip()).name != Path(stamps.strip()).name


def test_the_place_of_a_set_up_that_was_killed_is_taken_over(project: Path) -> None:
    left_by_a_killed_one(project)
    done = sourced(project, 'take_turn; readlink "$busy"; echo "$$"')
    assert done.returncode == 0, done.stderr
    owner, own = done.stdout.split()
    assert owner == own


def left_by_a_killed_one(project: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    (project / ".set-up-by").symlink_to(str(gone.pid))


def test_of_two_who_see_that_it_was_killed_one_waits_for_the_other(project: Path) -> None:
    left_by_a_killed_one(project)
    source, saw = f'. "{project}/scripts/setup.sh"', project / "saw"
    late = (
        f'{source}; kill() {{ builtin kill "$@" && return; touch "{saw}"; sleep 2; return 1; }}; take_turn; echo late'
    )
    soon = f'{source}; while ! [ -e "{saw}" ]; do sleep 0.1; done; take_turn; echo soon; sleep 4; echo done; rm "$busy"'
    script = f"bash -c '{late}' & bash -c '{soon}'; wait"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.split() == ["soon", "done", "late"], done.stderr


def test_whoever_waits_for_another_set_up_is_told_which_and_what_to_do_if_there_is_none(project: Path) -> None:
    (project / ".set-up-by").symlink_to(str(os.getpid()))
    done = sourced(project, '(sleep 2; rm -f "$busy") & take_turn')
    assert done.returncode == 0, done.stderr
    assert f"(process {os.getpid()})" in done.stderr
    assert f"remove {project / '.set-up-by'}" in done.stderr


def test_a_package_that_was_installed_by_half_is_not_taken_for_whole(project: Path) -> None:
    packages = project / ".venv" / "lib" / "python3.11" / "site-packages"
    for name, files in (("whole", ("RECORD", "INSTALLER")), ("half", ("RECORD",)), ("empty", ())):
        folder = packages / f"{name}-1.0.dist-info"
        folder.mkdir(parents=True)
        for file in files:
            (folder / file).write_text("x", encoding="utf-8")
    assert sourced(project, "forget_halves").returncode == 0
    assert [folder.name for folder in packages.iterdir()] == ["whole-1.0.dist-info"]


@pytest.mark.parametrize(
    ("log", "said"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("NewConnectionError: [Errno -3] Temporary failure in name resolution", "check the network"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one that was locked"),
        ("ERROR: No matching distribution found for miniaudio==1.71", "not offered for this computer"),
        ("ERROR: Operation cancelled by user", "was broken off"),
        ("something else", "The lines above say why"),
    ],
)
def test_the_real_cause_of_a_failure_is_named(project: Path, log: str, said: str) -> None:
    (project / ".venv").mkdir()
    (project / ".venv" / ".set-up.log").write_text(log, encoding="utf-8")
    assert said in sourced(project, "why_not").stderr


def test_an_unfitting_python_is_named(project: Path) -> None:
    done = sourced(project, "HEARTHSIDE_PYTHON=/nowhere/python; set_up requirements.txt")
    assert done.returncode == 1
    assert done.stderr == "HEARTHSIDE_PYTHON names /nowhere/python, which is no Python 3.11, 3.12 or 3.13.\n"
    assert not (project / ".set-up-by").is_symlink()


def test_without_room_on_the_disk_nothing_is_begun(project: Path) -> None:
    done = sourced(project, "free_megabytes() { echo 90; }; set_up requirements.txt")
    assert done.returncode == 1
    assert (
        done.stderr == "Only 90 MB are free on this disk and about 1300 are needed; make room, then run this again.\n"
    )
