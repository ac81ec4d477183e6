"""``scripts/test`` runs its tests in two parts, and what fails in either fails it. No test is run here."""

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "test"
SET_UP = """\
project="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
venv="$project/.venv"
set_up() { :; }
"""
PYTEST = """\
#!/usr/bin/env bash
echo "$*" >>asked
case "$*" in *"not room"*) exit "$FIRST" ;; *) exit "$SECOND" ;; esac
"""
FIRST = "-m pytest -rfEs -m not room --numprocesses 2 --dist loadfile"
SECOND = "-m pytest -rfEs -m room"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout whose set-up and checks do nothing, and whose Python writes down what it is asked."""
    programs = {"test": SCRIPT.read_text("utf-8"), "setup.sh": SET_UP, "check": "#!/usr/bin/env bash\n"}
    for name, text in programs.items():
        program(tmp_path / "scripts" / name, text)
    program(tmp_path / ".venv" / "bin" / "python", PYTEST)
    return tmp_path


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def outcome_of(
    project: Path, *arguments: str, first: int = 0, second: int = 0
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """What came of it, and what pytest was asked, where its two parts end with these codes."""
    env = {**os.environ, "FIRST": str(first), "SECOND": str(second)}
    done = subprocess.run(
        [project / "scripts" / "test", *arguments], env=env, capture_output=True, text=True, check=False, timeout=60
    )
    return done, (project / "asked").read_text("utf-8").splitlines()


def test_all_that_needs_no_room_is_run_in_two_processes_and_the_rooms_alone(project: Path) -> None:
    done, asked = outcome_of(project)
    assert done.returncode == 0
    assert asked == [FIRST, SECOND]


def test_what_only_changes_what_is_printed_leaves_two_parts(project: Path) -> None:
    _, asked = outcome_of(project, "-q", "--durations=20", "-rA")
    assert asked == [f"{part} -q --durations=20 -rA" for part in (FIRST, SECOND)]


@pytest.mark.parametrize(
    "arguments", [("-q", "tests/unit/foo.py", "-k", "bar"), ("--pdb",), ("--cov",), ("-m", "room"), ("-r", "s")]
)
def test_all_other_arguments_go_to_pytest_as_they_are(project: Path, arguments: tuple[str, ...]) -> None:
    done, asked = outcome_of(project, *arguments, first=0, second=3)
    assert done.returncode == 3
    assert asked == [" ".join(("-m pytest", *arguments))]


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [(1, 0, ["need no virtual room"]), (0, 1, ["in a virtual room"]), (1, 1, ["need no virtual room", "in a virtual"])],
)
def test_a_failure_in_either_part_fails_the_whole_and_is_named_at_the_end(
    project: Path, first: int, second: int, named: list[str]
) -> None:
    done, asked = outcome_of(project, first=first, second=second)
    assert done.returncode == 1
    assert asked == [FIRST, SECOND]
    said = done.stderr.splitlines()
    assert len(said) == len(named)
    assert all(name in line for name, line in zip(named, said, strict=True))


@pytest.mark.parametrize("code", [2, 3, 4, 5])
def test_a_key_a_broken_test_file_or_nothing_to_run_ends_it_at_once(project: Path, code: int) -> None:
    done, asked = outcome_of(project, first=code)
    assert done.returncode == code
    assert asked == [FIRST]
