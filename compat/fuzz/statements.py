"""The kinds of statements and how often each is written."""

from collections.abc import Callable
from dataclasses import dataclass

from compat.fuzz.draft import Draft

Writer = Callable[[Draft], None]


@dataclass(frozen=True)
class Kind:
    """How often statements of a kind are written, and the first seed whose program may have any."""

    weight: float
    since: int


KINDS: dict[Writer, Kind] = {}


def kind(weight: float, *, since: int = 0) -> Callable[[Writer], Writer]:
    """Declares a function that writes a statement of one kind.

    What is added later begins at a seed of its own, so that the seeds before write what they wrote.
    """

    def declare(writer: Writer) -> Writer:
        KINDS[writer] = Kind(weight, since)
        return writer

    return declare
