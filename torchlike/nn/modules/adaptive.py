"""A softmax over many classes, the rare ones in clusters of their own."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from typing import Any

from torchlike.nn import functional as F  # noqa: N812  (what everybody calls it)
from torchlike.nn.modules.container import ModuleList, Sequential
from torchlike.nn.modules.linear import Linear
from torchlike.nn.modules.module import Module

_ASMoutput = namedtuple("_ASMoutput", ["output", "loss"])


class AdaptiveLogSoftmaxWithLoss(Module):
    """log softmax whose first classes, and whose clusters of rarer ones, are what `head` tells.

    Each cluster has a map of its own, the narrower the rarer its classes (Grave et al., "Efficient
    softmax approximation for GPUs").
    """

    def __init__(
        self,
        in_features: int,
        n_classes: int,
        cutoffs: Sequence[int],
        div_value: float = 4.0,
        head_bias: bool = False,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        cutoffs = list(cutoffs)
        if not cutoffs:
            raise ValueError("cutoffs should be a sequence of length larger than 0")
        rising = all(a < b for a, b in zip([0, *cutoffs], [*cutoffs, n_classes], strict=True))
        if not rising or any(int(c) != c for c in cutoffs):
            raise ValueError(
                "cutoffs should be a sequence of unique, positive integers sorted in an increasing "
                "order, where each value is between 1 and n_classes-1"
            )
        self.in_features = in_features
        self.n_classes = n_classes
        self.cutoffs = [*cutoffs, n_classes]
        self.div_value = div_value
        self.head_bias = head_bias
        self.shortlist_size = cutoffs[0]
        self.n_clusters = len(cutoffs)
        self.head_size = self.shortlist_size + self.n_clusters
        options: dict[str, Any] = {"device": device, "dtype": dtype}
        self.head = Linear(in_features, self.head_size, head_bias, **options)
        self.tail = ModuleList()
        for number, (first, end) in enumerate(self._clusters(), start=1):
            width = int(in_features // div_value**number)
            narrow = Linear(in_features, width, False, **options)
            self.tail.append(Sequential(narrow, Linear(width, end - first, False, **options)))

    def _clusters(self) -> list[tuple[int, int]]:
        """Where the classes of each cluster begin and end."""
        return list(zip(self.cutoffs[:-1], self.cutoffs[1:], strict=True))

    def reset_parameters(self) -> None:
        """Draws the weights anew."""
        self.head.reset_parameters()
        for narrow, wide in self.tail:
            narrow.reset_parameters()
            wide.reset_parameters()

    def _check(self, input: Any, target: Any) -> None:
        if target.dim() == 1:
            if input.shape[0] != target.shape[0]:
                raise RuntimeError(
                    "Input and target should have the same size in the batch dimension."
                )
            if input.dim() != 2:
                raise RuntimeError(
                    "1D target tensor expects 2D input tensors, but found inputs with size "
                    f"{input.size()}"
                )
        elif target.dim() > 1:
            raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
        elif input.dim() != 1:
            raise RuntimeError(
                f"0D target tensor expects 1D input tensors, but found inputs with size "
                f"{input.size()}"
            )

    def forward(self, input_: Any, target_: Any) -> _ASMoutput:
        """The log probabilities of the targets, and minus their mean."""
        self._check(input_, target_)
        batched = target_.dim() > 0
        input, target = (input_, target_) if batched else (input_[None], target_[None])
        low, high = (int(target.min()), int(target.max())) if target.numel() else (0, 0)
        if low < 0 or high >= self.n_classes:
            raise RuntimeError(
                f"Target values should be in [0, {self.n_classes - 1}], but values in range "
                f"[{low}, {high}] were found. "
            )
        head = F.log_softmax(self.head(input), dim=1)
        places, output = target, head.new_zeros(target.shape)
        for number, (first, end) in enumerate(self._clusters()):
            rows = ((target >= first) & (target < end)).nonzero().squeeze(1)
            if rows.numel() == 0:
                continue
            within = F.log_softmax(self.tail[number](input.index_select(0, rows)), dim=1)
            own = (target.index_select(0, rows) - first).unsqueeze(1)
            output = output.index_copy(0, rows, within.gather(1, own).squeeze(1))
            places = places.index_fill(0, rows, self.shortlist_size + number)
        output = output + head.gather(1, places.unsqueeze(1)).squeeze()
        loss = (-output).mean()
        return _ASMoutput(output if batched else output.squeeze(0), loss)

    def _full_log_prob(self, input: Any, head: Any) -> Any:
        """The log probabilities of all classes, given what the head says."""
        head = F.log_softmax(head, dim=1)
        out = input.new_empty((head.size(0), self.n_classes))
        out[:, : self.shortlist_size] = head[:, : self.shortlist_size]
        for number, (first, end) in enumerate(self._clusters()):
            within = F.log_softmax(self.tail[number](input), dim=1)
            out[:, first:end] = within + head[:, self.shortlist_size + number].unsqueeze(1)
        return out

    def log_prob(self, input: Any) -> Any:
        """The log probabilities of all classes: (n, in_features) -> (n, n_classes)."""
        return self._full_log_prob(input, self.head(input))

    def predict(self, input: Any) -> Any:
        """The most probable classes: (n, in_features) -> (n,)."""
        head = self.head(input)
        output = head.argmax(dim=1)
        rare = output >= self.shortlist_size
        if not rare.any():
            return output
        if rare.all():
            return self._full_log_prob(input, head).argmax(dim=1)
        output[rare] = self._full_log_prob(input[rare], head[rare]).argmax(dim=1)
        return output
