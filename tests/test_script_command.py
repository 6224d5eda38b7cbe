"""``python -m torchlike``: what it runs, what it prints, how it ends."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import jax
import pytest

import torchlike
from torchlike._script import tracebacks
from torchlike._script.command import main
from torchlike._version import __version__


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty working directory, and this process as it was afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setattr(sys, "argv", list(sys.argv))
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield tmp_path
    torchlike.uninstall()


def write(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def notebook(*cells: tuple[str, str]) -> str:
    """A notebook of code cells, each with the text it printed."""
    return json.dumps(
        {
            "metadata": {"language_info": {"name": "python"}},
            "cells": [
                {
                    "cell_type": "code",
                    "source": source,
                    "execution_count": 1,
                    "outputs": [{"output_type": "stream", "name": "stdout", "text": text}],
                }
                for source, text in cells
            ],
        }
    )


def test_a_file_runs_as_main(here, capsys):
    os.mkdir("sub")
    write("sub/neighbour.py", "value = 3\n")
    path = write(
        "sub/a.py",
        "import sys, torch, neighbour\n"
        "print(__name__, __file__, sys.argv, neighbour.value, torch.__name__)\n"
        "print(sys.modules['__main__'].__dict__ is globals(), torch.ones(2))\n",
    )
    assert main([path, "--seed", "x"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"__main__ {here}/sub/a.py ['sub/a.py', '--seed', 'x'] 3 torchlike",
        "True tensor([1., 1.])",
    ]


def test_a_module_runs_as_main(here, capsys):
    os.mkdir("pack")
    write("pack/__init__.py", "")
    write("pack/__main__.py", "import sys; print(__name__, __package__, sys.argv[1:])\n")
    assert main(["-m", "pack", "-x", "1"]) == 0
    assert main(["-m", "pack.__main__"]) == 0
    assert capsys.readouterr().out == "__main__ pack ['-x', '1']\n__main__ pack []\n"
    assert main(["-m", "absent.module"]) == 1
    assert "torchlike: no module named absent.module can be run" in capsys.readouterr().err


def test_code_and_standard_input(here, capsys, monkeypatch):
    assert main(["-c", "import sys; print(sys.argv)", "-c", "x"]) == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("import sys\nprint(sys.argv)\n"))
    assert main(["-", "y"]) == 0
    assert capsys.readouterr().out == "['-c', '-c', 'x']\n['-', 'y']\n"


def test_a_notebook_shows_what_jupyter_would(here, capsys):
    path = write(
        "a.ipynb",
        notebook(
            ("%matplotlib inline\nfrom __future__ import annotations\nx = 'kept'\nx", ""),
            ("def f(a: Undefined): return a\nf(_)", ""),
            ("x;", ""),
            ("None", ""),
            ("display(1, 'two')\n'__file__' in globals()", ""),
        ),
    )
    assert main([path]) == 0
    assert capsys.readouterr().out.splitlines() == ["'kept'", "'kept'", "1", "'two'", "False"]


def test_markdown_fences_share_a_namespace_and_show_no_values(here, capsys):
    path = write("a.md", "```python\nx = 2\nx\n```\n\n```py\nprint(x)\n```\n")
    assert main([path]) == 0
    assert capsys.readouterr().out == "2\n"


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.ipynb", notebook(("x = 1", ""), ("y = 2\n\nx / 0", "")), ("a.ipynb, cell 2", 3)),
        ("a.md", "```python\nx = 1\n```\n```python\ny = 2\n\nx / 0\n```", ("a.md", 7)),
    ],
)
def test_a_cell_that_raises_is_named(here, name, text, place):
    with pytest.raises(ZeroDivisionError, match="division by zero") as caught:
        main([write(name, text)])
    assert caught.value.__notes__ == [f"torchlike: raised in cell 2 of {name}"]
    report = tracebacks.render(caught.value).splitlines()
    shown = report.index(f'  File "{place[0]}", line {place[1]}, in <module>')
    assert report[shown + 1] == "    x / 0"


def test_exit_status_of_the_program_is_kept(here):
    with pytest.raises(SystemExit, match="^7$"):
        main([write("a.ipynb", notebook(("import sys; sys.exit(7)", "")))])


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "nothing to run"),
        (["-m"], "argument expected for the -m option"),
        (["--seed", "x", "a.py"], "invalid int value: 'x'"),
        (["--device", "ipu", "a.py"], "invalid choice: 'ipu'"),
        (["--sed", "1", "a.py"], "unrecognized arguments: --sed"),
        (["--check", "a.py"], "--check needs a notebook or a Markdown file"),
    ],
)
def test_usage_errors(here, capsys, argv, message):
    with pytest.raises(SystemExit, match="^2$"):
        main(argv)
    assert message in capsys.readouterr().err


def test_the_alias_switched_off_is_an_error(here, capsys, monkeypatch):
    monkeypatch.setenv("TORCHLIKE_ALIAS", "0")
    with pytest.raises(SystemExit, match="^2$"):
        main(["-c", "pass"])
    assert "TORCHLIKE_ALIAS=0 forbids the torch alias" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("absent.py", "can't open file 'absent.py': No such file or directory"),
        ("absent.ipynb", "can't open file 'absent.ipynb': No such file or directory"),
        (".", "can't run '.': it is a directory"),
    ],
)
def test_files_that_cannot_be_run(here, capsys, name, message):
    assert main([name]) == 1
    assert capsys.readouterr().err == f"torchlike: {message}\n"


def test_version(capsys):
    assert main(["--version"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"torchlike {__version__} ")
    assert lines[1] == f"JAX {jax.__version__}"
    assert lines[2].startswith("devices: ")


def test_seed_starts_the_generator(here, capsys, monkeypatch):
    seeds = []
    monkeypatch.setattr(torchlike, "manual_seed", seeds.append)
    assert main(["--seed", "12", "-c", "pass"]) == 0
    assert seeds == [12]


def test_devices(here, capsys, monkeypatch):
    chosen = []
    monkeypatch.setattr(torchlike, "set_default_device", chosen.append)
    monkeypatch.setattr(jax, "devices", lambda: [Place("gpu")])
    for choice in ("auto", "cuda"):
        assert main(["--device", choice, "-c", "pass"]) == 0
    assert main(["--device", "tpu", "-c", "pass"]) == 1
    assert "--device tpu: JAX finds no such device here, only gpu" in capsys.readouterr().err
    monkeypatch.setattr(jax, "devices", lambda: [Place("cpu")])
    assert main(["--device", "auto", "-c", "pass"]) == 0
    assert main(["--device", "cuda", "-c", "pass"]) == 1
    assert chosen == ["cuda", "cuda"]


class Place:
    def __init__(self, platform: str) -> None:
        self.platform = platform


CHECKED = """\
```python
print('loss', 0.50001)
```

    loss 0.5

```python
x = 1
```

```python
object()
```

    <object object at 0x1>

```python
print('before')
raise KeyError('x')
```

```text
before
Traceback (most recent call last):
  File "a.py", line 2, in <module>
KeyError: 'x'
```
"""


def test_check_agrees(here, capsys):
    assert main(["--check", write("a.md", CHECKED)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "cell 1: agrees",
        "cell 2: nothing recorded",
        "cell 3: agrees",
        "cell 4: agrees",
        "a.md: 3 of 3 recorded outputs agree",
    ]


def test_check_tells_what_differs(here, capsys):
    cells = (
        ("print('same'); print(1.5)", "same\n2.5\n"),
        ("print('new')", "old\n"),
        ("'value'", "'value'"),
        ("1 / 0", ""),
        ("x = 1", ""),
    )
    assert main(["--check", write("a.ipynb", notebook(*cells))]) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        "cell 1: differs in numbers only",
        "    - 2.5",
        "    + 1.5",
        "cell 2: differs",
        "    - old",
        "    + new",
        "cell 3: agrees",
        "cell 4: raised ZeroDivisionError: division by zero",
        "not run: the 1 after it",
        "a.ipynb: 1 of 5 recorded outputs agree",
    ]
    assert 'File "a.ipynb, cell 4", line 1' in captured.err


def test_check_of_a_file_that_records_nothing_fails(here, capsys):
    assert main(["--check", write("a.md", "```python\nprint(1)\n```\n")]) == 1
    assert "a.md: no output is recorded" in capsys.readouterr().out


def start(*arguments: str) -> subprocess.Popen:
    root = str(Path(torchlike.__path__[0]).parent)
    return subprocess.Popen(
        [sys.executable, "-m", "torchlike", *arguments],
        env={**os.environ, "PYTHONPATH": root},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


SPAWNS = """\
import multiprocessing
import torch

def double(x):
    return torch.__name__, 2 * x

if __name__ == "__main__":
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.map(double, [1, 2]))
    torch.no_such_name
"""


def test_a_process_of_its_own(here):
    """Spawned workers find torch and the script's functions; an error ends with the user's line."""
    process = start("--device", "cpu", write("a.py", SPAWNS))
    out, err = process.communicate()
    assert out == "[('torchlike', 2), ('torchlike', 4)]\n"
    assert process.returncode == 1
    lines = err.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[1] == f'  File "{here}/a.py", line 10, in <module>'
    assert lines[2] == "    torch.no_such_name"
    assert lines[-1].startswith("AttributeError: module 'torch' has no attribute 'no_such_name'")
    assert err.count('  File "') == 1


def test_an_interrupt_ends_it_as_it_ends_python(here):
    # A process started in the background ignores the signal unless told otherwise.
    code = (
        "import os, signal, time; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "os.kill(os.getpid(), signal.SIGINT); time.sleep(60)"
    )
    process = start("-c", code)
    _, err = process.communicate()
    assert process.returncode == -signal.SIGINT
    assert err.splitlines()[-1] == "KeyboardInterrupt"
