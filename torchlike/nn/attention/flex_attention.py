"""Attention with functions of scores and places: `torch.nn.attention.flex_attention`.

The functions are written for one element: `vmap` takes them to (batch, heads, queries, keys).
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any, NamedTuple

from torchlike._core import dtypes
from torchlike._core.errors import unsupported
from torchlike.construct import tensor, zeros
from torchlike.func import vmap
from torchlike.nn import functional as F  # noqa: N812  (what everybody calls it)
from torchlike.ranges import arange

_DEFAULT_SPARSE_BLOCK_SIZE = 128


class AuxRequest(NamedTuple):
    """What is asked for beside the result."""

    lse: bool = False
    max_scores: bool = False


class AuxOutput(NamedTuple):
    """What was asked for beside the result."""

    lse: Any = None
    max_scores: Any = None


def noop_mask(batch: Any, head: Any, token_q: Any, token_kv: Any) -> Any:
    """Masks nothing."""
    del head, token_q, token_kv
    return batch.new_ones((), dtype=dtypes.bool)


def and_masks(*mask_mods: Callable[..., Any]) -> Callable[..., Any]:
    """A mask that holds where all hold."""

    def and_mask(b: Any, h: Any, q_idx: Any, kv_idx: Any) -> Any:
        result = b.new_ones((), dtype=dtypes.bool)
        for mask_mod in mask_mods:
            result = result & mask_mod(b, h, q_idx, kv_idx)
        return result

    return _checked(mask_mods, and_mask)


def or_masks(*mask_mods: Callable[..., Any]) -> Callable[..., Any]:
    """A mask that holds where one of them does."""

    def or_mask(b: Any, h: Any, q_idx: Any, kv_idx: Any) -> Any:
        result = b.new_zeros((), dtype=dtypes.bool)
        for mask_mod in mask_mods:
            result = result | mask_mod(b, h, q_idx, kv_idx)
        return result

    return _checked(mask_mods, or_mask)


def _checked(mask_mods: Any, combined: Callable[..., Any]) -> Callable[..., Any]:
    if not all(callable(mask_mod) for mask_mod in mask_mods):
        raise RuntimeError(f"All inputs should be callable mask_mods: {mask_mods}")
    return combined


def _places(sizes: tuple[int, ...], device: Any, dtype: Any = dtypes.int32) -> list[Any]:
    """The index along each of four dims."""
    return [arange(size, dtype=dtype, device=device) for size in sizes]


def _of_all(function: Callable[..., Any], takes_score: bool) -> Callable[..., Any]:
    """`function` of one element, of all: it takes (batch, heads, queries, keys) scores."""
    for dim in (3, 2, 1, 0):
        dims = tuple(0 if i == dim else None for i in range(4))
        function = vmap(function, in_dims=(0, *dims) if takes_score else dims)
    return function


def _takes_score(mod_fn: Callable[..., Any]) -> bool:
    """Whether it is a function of scores, not a mask, by the number of its arguments."""
    count = sum(
        parameter.default is parameter.empty
        for parameter in inspect.signature(mod_fn).parameters.values()
    )
    if count not in (4, 5):
        raise AssertionError(f"Expected 4 or 5 positional args, got {count}")
    return count == 5


def _modified(score_mod: Callable[..., Any], scores: Any, places: list[Any]) -> Any:
    """The scores that `score_mod` makes. Raises: RuntimeError unless it makes one of each."""
    result = _of_all(score_mod, takes_score=True)(scores, *places)
    if result.shape != scores.shape:
        raise RuntimeError(
            f"The size of tensor a ({scores.shape[-1]}) must match the size of tensor b "
            f"({result.shape[-1]}) at non-singleton dimension {result.dim() - 1}"
        )
    return result.to(scores.dtype)


def create_mask(
    mod_fn: Callable[..., Any],
    B: int | None,  # noqa: N803  (PyTorch's names)
    H: int | None,  # noqa: N803
    Q_LEN: int,  # noqa: N803
    KV_LEN: int,  # noqa: N803
    device: Any = None,
) -> Any:
    """The mask as a tensor (B, H, Q_LEN, KV_LEN); of scores, which of them are not -inf."""
    sizes = (B or 1, H or 1, Q_LEN, KV_LEN)
    places = _places(sizes, device, dtypes.int64)
    if _takes_score(mod_fn):
        return ~_modified(mod_fn, zeros(*sizes, device=device), places).isneginf()
    return _of_all(mod_fn, takes_score=False)(*places)


class BlockMask:
    """A mask by blocks of queries and keys: which hold partly, and which wholly.

    By rows of queries (`kv_num_blocks`, `kv_indices`) and by columns of keys (`q_...`).
    """

    def __init__(
        self,
        seq_lengths: tuple[int, int],
        kv_num_blocks: Any,
        kv_indices: Any,
        full_kv_num_blocks: Any,
        full_kv_indices: Any,
        q_num_blocks: Any,
        q_indices: Any,
        full_q_num_blocks: Any,
        full_q_indices: Any,
        BLOCK_SIZE: tuple[int, int],  # noqa: N803  (PyTorch's name)
        mask_mod: Callable[..., Any] | None,
    ) -> None:
        self.seq_lengths = seq_lengths
        self.kv_num_blocks = kv_num_blocks
        self.kv_indices = kv_indices
        self.full_kv_num_blocks = full_kv_num_blocks
        self.full_kv_indices = full_kv_indices
        self.q_num_blocks = q_num_blocks
        self.q_indices = q_indices
        self.full_q_num_blocks = full_q_num_blocks
        self.full_q_indices = full_q_indices
        self.BLOCK_SIZE = BLOCK_SIZE
        self.mask_mod = mask_mod

    @property
    def shape(self) -> tuple[int, ...]:
        """Batch, heads, queries and keys."""
        return (*self.kv_indices.shape[:-2], *self.seq_lengths)

    def numel(self) -> int:
        """How many elements the mask has."""
        return math.prod(self.shape)

    def to_dense(self) -> Any:
        """1 for the blocks in which anything holds."""
        dense = _dense(self.kv_num_blocks, self.kv_indices)
        if self.full_kv_num_blocks is not None:
            dense = dense | _dense(self.full_kv_num_blocks, self.full_kv_indices)
        return dense.to(dtypes.int32)

    def sparsity(self) -> float:
        """How much of the mask lies in blocks in which nothing holds, in percent."""
        computed = self.kv_num_blocks.sum()
        if self.full_kv_num_blocks is not None:
            computed = computed + self.full_kv_num_blocks.sum()
        elements = computed.item() * self.BLOCK_SIZE[0] * self.BLOCK_SIZE[1]
        return 100 * (1 - elements / self.numel())

    def __getitem__(self, index: Any) -> BlockMask:
        """The blocks of some samples and heads, which keep their dims; it has no `mask_mod`."""
        given = index if isinstance(index, tuple) else (index,)
        if len(given) > 2:
            raise unsupported("BlockMask[batch, head, query]")
        place = tuple(slice(i, i + 1) if isinstance(i, int) else i for i in given)
        lists = {
            name: None if value is None else value[place]
            for name, value in vars(self).items()
            if name.endswith(("_blocks", "_indices"))
        }
        return BlockMask(self.seq_lengths, **lists, BLOCK_SIZE=self.BLOCK_SIZE, mask_mod=None)

    def to_string(self, grid_size: int | tuple[int, int] = (20, 20), limit: int = 4) -> str:
        """A picture for each sample and head, of at most so many places and pictures."""
        limits = (grid_size, grid_size) if isinstance(grid_size, int) else grid_size
        dense = self.to_dense().flatten(0, -3).float()
        steps = [-(-n // most) for n, most in zip(dense.shape[-2:], limits, strict=True)]
        shares = F.avg_pool2d(dense.unsqueeze(1), steps, steps, ceil_mode=True).squeeze(1)
        heads = self.shape[1]
        pictures = []
        for number, rows in enumerate(shares.tolist()[:limit]):
            lines = ["".join("██" if x == 1 else "░░" if x else "  " for x in row) for row in rows]
            pictures.append(f"({number // heads}, {number % heads})\n" + "\n".join(lines) + "\n")
        if len(shares) > limit:
            pictures.append("...\n")
        return "\n".join(pictures)

    def __str__(self) -> str:
        head = f"BlockMask(shape={self.shape}, sparsity={self.sparsity():.2f}%, \n"
        return f"{head}{self.to_string().rstrip()}\n)"

    def __repr__(self) -> str:
        tensors = [
            f"    {name}={value.shape if hasattr(value, 'shape') else value},"
            for name, value in vars(self).items()
            if name.endswith(("_blocks", "_indices"))
        ]
        lines = [
            "BlockMask(",
            *tensors,
            f"    BLOCK_SIZE={self.BLOCK_SIZE},",
            f"    shape={self.shape},",
            f"    sparsity={self.sparsity():.2f}%,",
            f"    mask_mod={getattr(self.mask_mod, '__name__', self.mask_mod)}",
            ")",
        ]
        return "\n".join(lines)


def _dense(counts: Any, indices: Any) -> Any:
    """True for the blocks that are listed."""
    columns = indices.shape[-1]
    listed = arange(columns, device=indices.device) < counts.unsqueeze(-1)
    chosen = indices.unsqueeze(-1) == arange(columns, device=indices.device)
    return (chosen & listed.unsqueeze(-1)).any(-2)


def _listed(blocks: Any) -> tuple[Any, Any]:
    """The number of True blocks of each row, and their columns, those that are not at the end."""
    counts = blocks.sum(-1).to(dtypes.int32)
    order = blocks.to(dtypes.int32).argsort(dim=-1, descending=True, stable=True)
    return counts, order.to(dtypes.int32)


def create_block_mask(
    mask_mod: Callable[..., Any],
    B: int | None,  # noqa: N803  (PyTorch's names)
    H: int | None,  # noqa: N803
    Q_LEN: int,  # noqa: N803
    KV_LEN: int,  # noqa: N803
    device: Any = None,
    BLOCK_SIZE: int | tuple[int, int] = _DEFAULT_SPARSE_BLOCK_SIZE,  # noqa: N803
    _compile: bool = False,
    separate_full_blocks: bool = True,
    compute_dq_write_order: bool = False,
    dq_kv_order: bool = True,
) -> BlockMask:
    """The blocks of the mask that ``mask_mod(b, h, q_idx, kv_idx)`` describes."""
    del _compile, compute_dq_write_order, dq_kv_order  # for the kernels of GPUs
    size = (BLOCK_SIZE, BLOCK_SIZE) if isinstance(BLOCK_SIZE, int) else BLOCK_SIZE
    mask = create_mask(mask_mod, B, H, Q_LEN, KV_LEN, device)
    mask = F.pad(mask.to(dtypes.int32), (0, -KV_LEN % size[1], 0, -Q_LEN % size[0]))
    rows, columns = mask.shape[-2] // size[0], mask.shape[-1] // size[1]
    counts = mask.reshape(*mask.shape[:2], rows, size[0], columns, size[1]).sum((3, 5))
    whole = counts == size[0] * size[1]
    full = whole if separate_full_blocks else None
    partial = (counts > 0) & ~whole if separate_full_blocks else counts > 0
    lists: list[Any] = []
    for turn in (lambda blocks: blocks, lambda blocks: blocks.transpose(-2, -1)):
        lists += _listed(turn(partial))
        lists += [None, None] if full is None else _listed(turn(full))
    return BlockMask((Q_LEN, KV_LEN), *lists, BLOCK_SIZE=size, mask_mod=mask_mod)


def _check_operands(query: Any, key: Any, value: Any, enable_gqa: bool) -> None:
    if any(x.dim() != 4 for x in (query, key, value)):
        raise NotImplementedError("NYI: query, key, and value must be 4D tensors")
    if query.shape[-1] != key.shape[-1]:
        raise ValueError(
            "Expect query and key/value to have the same embedding dimension but got "
            f"E={query.shape[-1]} and E={key.shape[-1]}."
        )
    heads, other_heads = query.shape[1], key.shape[1]
    if not enable_gqa and heads != other_heads:
        raise ValueError(
            "Expect query and key/value to have the same number of heads but got "
            f"Hq={heads} and Hkv={other_heads}. Try setting enable_gqa=True for GQA."
        )
    if enable_gqa and heads % other_heads:
        raise ValueError(
            "Expect number of query heads to be a multiple of kv heads for GQA but got "
            f"Hq={heads} and Hkv={other_heads}."
        )


def _check_block_mask(block_mask: BlockMask, rows: int, columns: int) -> None:
    if block_mask.seq_lengths != (rows, columns):
        raise ValueError(
            f"block_mask was created for block_mask.shape={block_mask.shape} but got q_len={rows} "
            f"and kv_len={columns}. Create a new block mask with the correct length."
        )


def flex_attention(
    query: Any,
    key: Any,
    value: Any,
    score_mod: Callable[..., Any] | None = None,
    block_mask: BlockMask | None = None,
    scale: float | None = None,
    enable_gqa: bool = False,
    return_lse: bool = False,
    kernel_options: Any = None,
    *,
    return_aux: AuxRequest | None = None,
) -> Any:
    """softmax(score_mod(q @ kᵀ · scale, b, h, q_idx, kv_idx)) @ v where the mask holds.

    A query that may attend to nothing gives zeros. `return_aux`, or `return_lse`, also asks for the
    logarithms of the sums of exponentials, and for the largest scores.
    """
    del kernel_options  # for the kernels of GPUs
    _check_operands(query, key, value, enable_gqa)
    if return_lse and return_aux is not None:
        raise ValueError("Cannot specify both return_lse and return_aux.")
    repeats = query.shape[1] // key.shape[1]
    if repeats > 1:
        key, value = (x.repeat_interleave(repeats, dim=1) for x in (key, value))
    wide = dtypes.float64 if query.dtype is dtypes.float64 else dtypes.float32
    factor = 1.0 / math.sqrt(query.shape[-1]) if scale is None else scale
    scores = (query.to(wide) @ key.to(wide).transpose(-2, -1)) * factor
    places = _places(tuple(scores.shape), query.device)
    if score_mod is not None:
        scores = _modified(score_mod, scores, places)
    if block_mask is not None:
        _check_block_mask(block_mask, *scores.shape[-2:])
        if block_mask.mask_mod is None:
            raise unsupported("flex_attention(block_mask=...) without a mask_mod")
        mask = _of_all(block_mask.mask_mod, takes_score=False)(*places)
        scores = scores.masked_fill(~mask, -math.inf)
    nothing = (scores == -math.inf).all(-1, keepdim=True)
    scores = scores.masked_fill(nothing, 0.0)
    weights = scores.softmax(-1).masked_fill(nothing, 0.0)
    result = (weights @ value.to(wide)).to(query.dtype)
    if not return_lse and return_aux is None:
        return result
    none = tensor(-math.inf, dtype=wide, device=query.device)
    aux = [
        found(scores).where(~nothing.squeeze(-1), none) if asked else None
        for asked, found in zip(
            (True, False) if return_aux is None else return_aux,
            (lambda s: s.logsumexp(-1), lambda s: s.amax(-1)),
            strict=True,
        )
    ]
    return (result, aux[0]) if return_aux is None else (result, AuxOutput(*aux))
