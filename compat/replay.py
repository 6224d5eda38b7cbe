"""Runs the recorded programs and compares what they print with what PyTorch printed.

A program is `programs/<area>/<name>.py`; what real PyTorch printed for it lies beside it as
`<name>.txt`. Nothing here imports PyTorch: a program runs under whatever `import torch` finds,
which `alias` makes torchlike and the recorder leaves as it is.
"""

import contextlib
import importlib
import io
import re
import subprocess
import sys
import traceback
import types
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatch
from itertools import zip_longest
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).parent
PROGRAMS = ROOT / "programs"
XFAILS = ROOT / "xfails.txt"

NUMBERS_HEADER = "# compare: numbers"
SLOW_HEADER = "# slow"
RELATIVE_TOLERANCE = Decimal("1e-4")
ISOLATED_TIMEOUT_SECONDS = 300

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")
_NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?")


@dataclass(frozen=True)
class Program:
    """One program of the suite, named `area/name`."""

    name: str

    @property
    def area(self) -> str:
        return self.name.split("/")[0]

    @property
    def path(self) -> Path:
        return PROGRAMS / f"{self.name}.py"

    @property
    def recording(self) -> Path:
        return PROGRAMS / f"{self.name}.txt"

    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def recorded(self) -> str:
        return self.recording.read_text(encoding="utf-8")

    def compares_numbers(self) -> bool:
        """Whether decimals may differ by rounding; integers and text are compared exactly."""
        return self.source().startswith(NUMBERS_HEADER)

    def is_slow(self) -> bool:
        """Whether its second line says so: tests leave it to the nightly run."""
        return self.source().splitlines()[1:2] == [SLOW_HEADER]


@dataclass(frozen=True)
class Outcome:
    """What a program printed, and the exception it did not catch, if any."""

    text: str
    error: str | None = None


class Named(Protocol):
    """What the scoreboard asks of anything replayed."""

    @property
    def name(self) -> str: ...

    @property
    def area(self) -> str: ...


@dataclass(frozen=True)
class Result:
    """What was replayed; `difference` is None where it agrees with the recording."""

    program: Named
    difference: str | None
    #: Exceptions of the right type whose message has other words; only random programs have them.
    wordings: int = 0

    @property
    def passed(self) -> bool:
        return self.difference is None


def collect(pattern: str = "*") -> list[Program]:
    """Lists the programs whose `area/name` matches a glob, in order of name."""
    names = sorted(
        path.relative_to(PROGRAMS).with_suffix("").as_posix() for path in PROGRAMS.rglob("*.py")
    )
    return [Program(name) for name in names if fnmatch(name, pattern)]


def read_xfails(path: Path = XFAILS) -> dict[str, str]:
    """Reads the expected failures: lines of `area/name  # reason`."""
    xfails = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, reason = (part.strip() for part in line.partition("#"))
        if not name:
            continue
        if not reason:
            raise ValueError(f"{path.name}: {name} has no reason")
        if name in xfails:
            raise ValueError(f"{path.name}: {name} is listed twice")
        xfails[name] = reason
    return xfails


@contextlib.contextmanager
def alias() -> Iterator[None]:
    """Makes `import torch` mean torchlike inside the block, and undoes it afterwards."""
    # Imported by name: recording runs this module where torchlike is not installed.
    switch = importlib.import_module("torchlike._alias")
    if not switch.install():
        raise RuntimeError("the torch alias is switched off by the environment (TORCHLIKE_ALIAS=0)")
    try:
        yield
    finally:
        switch.uninstall()


def execute(program: Program) -> Outcome:
    """Runs a program in this process, as `__main__` and in a fresh state."""
    main = types.ModuleType("__main__")
    main.__file__ = str(program.path)
    printed = io.StringIO()
    error = None
    reset_state()
    outer_main = sys.modules["__main__"]
    sys.modules["__main__"] = main
    try:
        with contextlib.redirect_stdout(printed), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(program.source(), str(program.path), "exec"), main.__dict__)  # noqa: S102
    except (Exception, SystemExit) as exception:  # noqa: BLE001 (it becomes the outcome)
        error = _describe(exception, program)
    finally:
        sys.modules["__main__"] = outer_main
        reset_state()
    return Outcome(mask(printed.getvalue()), error)


def execute_isolated(program: Program) -> Outcome:
    """Runs a program under torchlike in a process of its own."""
    try:
        finished = subprocess.run(
            [sys.executable, "-m", "compat.replay", program.name],
            cwd=ROOT.parent,
            capture_output=True,
            text=True,
            timeout=ISOLATED_TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome("", f"no end within {ISOLATED_TIMEOUT_SECONDS} seconds")
    lines = finished.stderr.strip().splitlines() or [f"exit status {finished.returncode}"]
    return Outcome(finished.stdout, lines[-1] if finished.returncode else None)


def reset_state() -> None:
    """Puts back the state that programs share: seed, default dtype, print options, grad mode."""
    torch = importlib.import_module("torch")
    torch.manual_seed(0)
    torch.set_default_dtype(torch.float32)
    torch.set_printoptions(profile="default")
    torch.set_grad_enabled(True)


def replay(program: Program, *, isolated: bool = False) -> Result:
    """Runs a program under torchlike and compares it with its recording."""
    if isolated:
        return judge(program, execute_isolated(program))
    with alias():
        return judge(program, execute(program))


def judge(program: Program, outcome: Outcome) -> Result:
    """Compares an outcome with the program's recording."""
    difference = first_difference(
        program.recorded(), outcome.text, numbers=program.compares_numbers(), error=outcome.error
    )
    return Result(program, difference)


def first_difference(
    recorded: str, printed: str, *, numbers: bool = False, error: str | None = None
) -> str | None:
    """Describes the first line that differs, or returns None where the texts agree."""
    lines = zip_longest(recorded.splitlines(), printed.splitlines())
    for number, (expected, got) in enumerate(lines, start=1):
        if expected == got or (numbers and _numbers_agree(expected, got)):
            continue
        if got is None and error is not None:
            break
        return f"line {number}: expected {_quote(expected)}, got {_quote(got)}"
    return error


def mask(text: str) -> str:
    """Replaces memory addresses, which differ from run to run."""
    return _ADDRESS.sub("0x...", text)


def _describe(exception: BaseException, program: Program) -> str:
    frames = traceback.extract_tb(exception.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(program.path)]
    if isinstance(exception, SyntaxError):
        lines.append(exception.lineno)
    message = str(exception).split("\n")[0]
    return mask(f"{program.path.name}:{lines[-1]}: {type(exception).__name__}: {message}")


def _quote(line: str | None) -> str:
    return "the end" if line is None else repr(line)


def _numbers_agree(expected: str | None, got: str | None) -> bool:
    if expected is None or got is None or _NUMBER.sub("#", expected) != _NUMBER.sub("#", got):
        return False
    pairs = zip(_NUMBER.findall(expected), _NUMBER.findall(got), strict=True)
    return all(a == b or _close(a, b) for a, b in pairs)


def _close(expected: str, got: str) -> bool:
    """Whether decimals agree to the tolerance, or to one in the last place of two or more."""
    if "." not in expected or "." not in got:
        return False
    a, b = Decimal(expected), Decimal(got)
    exponent = max(int(number.as_tuple().exponent) for number in (a, b))
    last_place = Decimal((0, (1,), exponent)) if exponent <= -2 else Decimal(0)
    return abs(a - b) <= max(RELATIVE_TOLERANCE * max(abs(a), abs(b)), last_place)


def _main(name: str) -> int:
    with alias():
        outcome = execute(Program(name))
    sys.stdout.write(outcome.text)
    if outcome.error is not None:
        sys.stderr.write(outcome.error + "\n")
    return int(outcome.error is not None)


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
