"""Models and their parameters from elsewhere: `torch.hub`."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import sys
import tempfile
from collections.abc import Callable
from types import ModuleType
from typing import Any
from urllib.parse import urlparse

from torchlike import serialization
from torchlike._core.errors import unsupported

_chosen: list[str] = []
_CHUNK = 128 * 1024


def get_dir() -> str:
    """Where downloads are kept: `set_dir`'s, else in ``TORCH_HOME``, else in the user's cache."""
    if _chosen:
        return _chosen[-1]
    cache = os.environ.get("XDG_CACHE_HOME", "~/.cache")
    home = os.environ.get("TORCH_HOME", os.path.join(cache, "torch"))
    return os.path.join(os.path.expanduser(home), "hub")


def set_dir(d: str | os.PathLike[str]) -> None:
    """Says where downloads are kept."""
    _chosen[:] = [os.path.expanduser(d)]


# -- models --------------------------------------------------------------------------------------


def load(
    repo_or_dir: str,
    model: str,
    *args: Any,
    source: str = "github",
    trust_repo: Any = "check",
    force_reload: bool = False,
    verbose: bool = True,
    skip_validation: bool = False,
    **kwargs: Any,
) -> Any:
    """What the function `model` of a directory's ``hubconf.py`` returns.

    Raises: ValueError for an unknown source, RuntimeError for a function or a dependency that is
    not there, NotImplementedError for repositories, which are not downloaded.
    """
    source = source.lower()
    if source not in ("github", "local"):
        raise ValueError(f'Unknown source: "{source}". Allowed values: "github" | "local".')
    if source == "github":
        raise unsupported('torch.hub.load(source="github")')
    del trust_repo, force_reload, verbose, skip_validation  # they are about downloading
    return _entry(_hubconf(os.path.expanduser(repo_or_dir)), model)(*args, **kwargs)


def _hubconf(directory: str) -> ModuleType:
    """The module ``hubconf.py`` of a directory, which may import what lies beside it."""
    spec = importlib.util.spec_from_file_location("hubconf", os.path.join(directory, "hubconf.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, directory)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(directory)
    return module


def _entry(module: ModuleType, name: str) -> Callable[..., Any]:
    if not isinstance(name, str):
        raise ValueError("Invalid input: model should be a string of function name")
    needed = getattr(module, "dependencies", None) or ()
    missing = [package for package in needed if importlib.util.find_spec(package) is None]
    if missing:
        raise RuntimeError(f"Missing dependencies: {', '.join(missing)}")
    found = getattr(module, name, None)
    if not callable(found):
        raise RuntimeError(f"Cannot find callable {name} in hubconf")
    return found


# -- files ---------------------------------------------------------------------------------------


def download_url_to_file(
    url: str, dst: str, hash_prefix: str | None = None, progress: bool = True
) -> None:
    """Writes what is at `url` to the file `dst`, all of it or nothing.

    Raises: RuntimeError where its SHA-256 does not begin with `hash_prefix`.
    """
    import urllib.request  # noqa: PLC0415  (slow, and few need it)

    target = os.path.expanduser(dst)
    request = urllib.request.Request(url, headers={"User-Agent": "torch.hub"})
    digest = hashlib.sha256()
    with (
        urllib.request.urlopen(request) as found,
        tempfile.NamedTemporaryFile(dir=os.path.dirname(target) or ".", delete=False) as file,
    ):
        try:
            total = int(found.headers.get("Content-Length") or 0)
            while chunk := found.read(_CHUNK):
                file.write(chunk)
                digest.update(chunk)
                if progress:
                    _show(file.tell(), total)
            if hash_prefix and not digest.hexdigest().startswith(hash_prefix):
                raise RuntimeError(
                    f'invalid hash value (expected "{hash_prefix}", got "{digest.hexdigest()}")'
                )
        except BaseException:
            os.unlink(file.name)
            raise
    os.replace(file.name, target)


def _show(done: int, total: int) -> None:
    share = f"{done / total:.0%}" if total else f"{done} bytes"
    sys.stderr.write(f"\r{share}" + ("\n" if done == total else ""))


def load_state_dict_from_url(
    url: str,
    model_dir: str | None = None,
    map_location: Any = None,
    progress: bool = True,
    check_hash: bool = False,
    file_name: str | None = None,
    weights_only: bool = False,
) -> dict[str, Any]:
    """`torch.load` of what is at `url`, kept in `model_dir`.

    With `check_hash` the name of the file says how its SHA-256 begins: ``name-<digits>.ext``.
    """
    directory = os.path.join(get_dir(), "checkpoints") if model_dir is None else model_dir
    os.makedirs(directory, exist_ok=True)
    name = file_name or os.path.basename(urlparse(url).path)
    file = os.path.join(directory, name)
    if not os.path.exists(file):
        sys.stdout.write(f'Downloading: "{url}" to {file}\n')
        wanted = re.search(r"-([a-f0-9]*)\.", name) if check_hash else None
        download_url_to_file(url, file, wanted[1] if wanted else None, progress)
    return serialization.load(file, map_location=map_location, weights_only=weights_only)
