"""No Python program under scripts/ escapes the checks because its name has no ending."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_every_python_program_is_linted_and_its_types_are_checked() -> None:
    files = [each for each in (ROOT / "scripts").iterdir() if each.is_file()]
    programs = {
        f"scripts/{each.name}"
        for each in files
        if each.suffix == ".py" or each.read_bytes().splitlines()[0].endswith(b"python3")
    }
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert "scripts/bench-room" in programs
    assert {each for each in programs if not each.endswith(".py")} == set(tools["ruff"]["extend-include"])
    assert programs <= set(tools["mypy"]["files"])
