"""The kinds of statements and how often each is written."""

from collections.abc import Callable

from compat.fuzz.draft import Draft

Writer = Callable[[Draft], None]

#: Every kind of statement, with its weight.
KINDS: dict[Writer, float] = {}


def kind(weight: float) -> Callable[[Writer], Writer]:
    """Declares a function that writes a statement of one kind."""

    def declare(writer: Writer) -> Writer:
        KINDS[writer] = weight
        return writer

    return declare
