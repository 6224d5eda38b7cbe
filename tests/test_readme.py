"""The commands that the README promises are those that are run."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def readme_commands() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```bash\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def test_ci_runs_the_readmes_test_line() -> None:
    (line,) = [command for command in readme_commands() if "pytest" in command]
    assert line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_files_that_the_commands_name_exist() -> None:
    names = {name for command in readme_commands() for name in re.findall(r"examples/\S+", command)}
    assert names
    assert not [name for name in names if not (ROOT / name).is_file()]


def test_the_extras_that_the_commands_install_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {extra for command in readme_commands() for extra in re.findall(r"\[(\w+)\]", command)}
    assert extras
    assert extras <= set(project["optional-dependencies"])
