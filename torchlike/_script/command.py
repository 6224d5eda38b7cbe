"""The command line: ``python -m torchlike [options] FILE [arguments]``."""

from __future__ import annotations

import argparse
import os
import sys

import jax

import torchlike
from torchlike._alias import install
from torchlike._script import compare, runner, tracebacks
from torchlike._script.sources import ScriptError, is_document, read_document
from torchlike._version import TORCH_VERSION, __version__

_DESCRIPTION = """\
Run code written for PyTorch on JAX, with `torch` meaning torchlike.

  FILE        a .py file, a notebook (.ipynb) or a Markdown file (its python fences in order)
  -m MODULE   a module, as python -m
  -c CODE     a string of code
  -           standard input

Whatever follows is the program's own: its arguments."""

_ENVIRONMENT = """\
environment:
  TORCHLIKE_FULL_TRACEBACK=1  show torchlike's and JAX's own frames in tracebacks
  TORCHLIKE_ALIAS=0           never install the torch alias (nothing can be run this way)"""

#: JAX's platform names -> PyTorch's words.
_WORDS = {"gpu": "cuda", "cuda": "cuda", "rocm": "cuda", "tpu": "tpu"}


def main(argv: list[str]) -> int:
    """Runs what `argv` says, its exit status the result; the program's own exceptions pass.

    0 is success; 1 a failure of what was run or compared; 2 a command line that means nothing.
    """
    parser = _parser()
    words, program = _split(argv)
    options = parser.parse_args(words)
    try:
        if options.version:
            _print_version()
            return 0
        if not program:
            parser.error("nothing to run: give a FILE, -m MODULE, -c CODE or -")
        if program[0] in ("-m", "-c") and len(program) == 1:
            parser.error(f"argument expected for the {program[0]} option")
        if not install():
            parser.error("TORCHLIKE_ALIAS=0 forbids the torch alias; unset it to run programs")
        if options.check and not is_document(program[0]):
            parser.error("--check needs a notebook or a Markdown file: they record their outputs")
        sys.excepthook = tracebacks.show
        return _run(program, options)
    except ScriptError as error:
        sys.stderr.write(f"torchlike: {error}\n")
        return 1


def _run(program: list[str], options: argparse.Namespace) -> int:
    kind, arguments = program[0], program[1:]
    document = read_document(kind) if is_document(kind) else None
    _choose_device(options.device)
    if options.seed is not None:
        torchlike.manual_seed(options.seed)
    if document is not None and options.check:
        return 0 if compare.check(document, arguments) else 1
    if document is not None:
        runner.run_document(document, arguments)
    elif kind == "-m":
        runner.run_module(arguments[0], arguments[1:])
    elif kind == "-c":
        runner.run_string(arguments[0], "-c", arguments[1:])
    elif kind == "-":
        runner.run_string(sys.stdin.read(), "-", arguments)
    else:
        runner.run_file(kind, arguments)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m torchlike",
        usage="python -m torchlike [options] FILE | -m MODULE | -c CODE | -  [arguments]",
        description=_DESCRIPTION,
        epilog=_ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--seed", type=int, metavar="N", help="start with torch.manual_seed(N)")
    parser.add_argument(
        "--device",
        choices=("cpu", "cuda", "tpu", "auto"),
        help="where tensors are made unless the program says: auto takes an accelerator if any",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="compare each cell's output with the one recorded in the notebook or Markdown file",
    )
    parser.add_argument("--version", action="store_true", help="show versions and devices")
    return parser


def _split(argv: list[str]) -> tuple[list[str], list[str]]:
    """Our options, and the program with its arguments, which may look like options of ours."""
    at = 0
    while at < len(argv):
        word = argv[at]
        if word in ("-", "-m", "-c") or not word.startswith("-"):
            break
        at += 2 if word in ("--seed", "--device") else 1
    return argv[:at], argv[at:]


def _print_version() -> None:
    devices = ", ".join(str(device) for device in jax.devices())
    sys.stdout.write(
        f"torchlike {__version__} (PyTorch {TORCH_VERSION})\nJAX {jax.__version__}\n"
        f"devices: {devices}\n"
    )


def _choose_device(choice: str | None) -> None:
    """Makes `choice` the place where tensors are created.

    Raises: ScriptError when JAX has no such device.
    """
    if choice is None:
        return
    if choice == "cpu":
        # JAX has read its environment already; the variable is for the program's children.
        platforms = os.environ.setdefault("JAX_PLATFORMS", "cpu")
        jax.config.update("jax_platforms", platforms)
        return
    found = [_WORDS[device.platform] for device in jax.devices() if device.platform in _WORDS]
    if choice != "auto" and choice not in found:
        present = ", ".join(sorted({device.platform for device in jax.devices()}))
        raise ScriptError(f"--device {choice}: JAX finds no such device here, only {present}")
    if found:
        torchlike.set_default_device(found[0] if choice == "auto" else choice)
