"""What PyTorch's formula keeps for backward, as the `saves` of an operator say it.

An entry is the name of an operand that is kept, or ``"a:b"``: a, for the gradient of b alone. A
product ("crossed") keeps an operand only for another one's gradient. "result" and "indices" are
results. What a formula makes on the way and keeps is `COPIES`: no write can spoil it.
"""

from collections.abc import Sequence

COPIES = "copies"


def kept(saves: Sequence[str], names: Sequence[str], wanted: Sequence[bool]) -> list[int]:
    """Which of the operands with these names are kept for the gradients of those wanted."""
    asking = [other for other, w in zip(names, wanted, strict=True) if w]
    crossed = "crossed" in saves
    return [
        slot
        for slot, name in enumerate(names)
        if (name in saves and (not crossed or len(asking) > wanted[slot]))
        or any(f"{name}:{other}" in saves for other in asking)
    ]


def keeps(
    saves: Sequence[str], names: Sequence[str], wanted: Sequence[bool], numbers: Sequence[str]
) -> bool:
    """Whether anything is kept. `numbers` are operands that count where they are numbers.

    PyTorch keeps the tensors that such numbers become.
    """
    if not {"result", COPIES, "indices"}.isdisjoint(saves):
        return True
    others = [name for name in numbers if name not in names]
    return bool(kept(saves, [*names, *others], [*wanted, *[False] * len(others)]))
