"""One side: times what it is asked to, a line of JSON in, a line of JSON out."""

from __future__ import annotations

import ast
import gc
import importlib
import json
import sys
import time
from collections.abc import Callable
from typing import Any

import torch

from benchmarks.ops.cases import CASES, Case
from benchmarks.ops.sizes import OPERANDS, SIZES, TENTHS, Size

#: Warming up: so many blocks, or for so many seconds, and at least so many.
WARM_BLOCKS, WARM_SECONDS, FEWEST = 30, 1.0, 3


class Block:
    """Some calls of a case on operands of their own, which end with one read."""

    def __init__(self, case: Case, size: Size, backward: bool) -> None:
        names = _operands_in(case.expression)
        self._call: Callable[..., Any] = eval(
            f"lambda {', '.join(names)}: {case.expression}", {"torch": torch}
        )
        self._operands = [[OPERANDS[name](size) for name in names] for _ in range(size.calls)]
        self._backward = backward
        if backward:
            self._prepare_backward()

    def _prepare_backward(self) -> None:
        self._wanted = [_leaves(operands) for operands in self._operands]
        outputs = _differentiable(self._call(*self._operands[0]))
        self._cotangents = [torch.ones_like(output) for output in outputs]

    def run(self) -> Any:
        """Runs the calls; gives the results of the last one."""
        if self._backward:
            results = [self._both(k) for k in range(len(self._operands))]
        else:
            with torch.no_grad():
                results = [self._call(*operands) for operands in self._operands]
        last = _tensors(results[-1])
        last[-1][(0,) * last[-1].ndim].item()
        return last

    def _both(self, k: int) -> Any:
        results = self._call(*self._operands[k])
        outputs = _differentiable(results)
        return results, torch.autograd.grad(outputs, self._wanted[k], self._cotangents)

    def seconds(self, budget: float) -> float:
        """The fastest block of those that fit into `budget`, per call."""
        best = float("inf")
        begin = now = time.perf_counter()
        while now - begin < budget:
            start = time.perf_counter()
            self.run()
            now = time.perf_counter()
            best = min(best, now - start)
        return best / len(self._operands)

    def warm_up(self) -> None:
        """Runs until nothing changes any more: again after what is compiled meanwhile."""
        self._run_often()
        if _wait_for_compilations():
            self._run_often()

    def _run_often(self) -> None:
        begin = time.perf_counter()
        for count in range(WARM_BLOCKS):
            if count >= FEWEST and time.perf_counter() - begin > WARM_SECONDS:
                break
            self.run()


def _operands_in(expression: str) -> list[str]:
    """The operands an expression names."""
    nodes = ast.walk(ast.parse(expression))
    names = [node.id for node in nodes if isinstance(node, ast.Name)]
    return [name for name in dict.fromkeys(names) if name in OPERANDS]


def _wait_for_compilations() -> bool:
    """Waits for what is compiled in the background; whether this side does such a thing."""
    if "jax" not in sys.modules:
        return False
    importlib.import_module("torchlike._core.compiler").wait_for_compilations()
    return True


def _tensors(results: Any) -> list[Any]:
    """The tensors among nested results."""
    if isinstance(results, torch.Tensor):
        return [results]
    if isinstance(results, (tuple, list)):
        return [t for result in results for t in _tensors(result)]
    # Where an operator answers with a number, there is nothing left to be read.
    return [] if results is None else [torch.tensor(results)]


def _differentiable(results: Any) -> list[Any]:
    return [t for t in _tensors(results) if t.requires_grad]


def _leaves(operands: list[Any]) -> list[Any]:
    """The operands made leaves that gradients are asked of, and the parameters of layers."""
    leaves = []
    for position, operand in enumerate(operands):
        if isinstance(operand, torch.nn.Module):
            leaves += operand.parameters()
        elif isinstance(operand, torch.Tensor) and _takes_gradients(operand):
            operands[position] = operand.detach().requires_grad_()
            leaves.append(operands[position])
    return leaves


def _takes_gradients(tensor: Any) -> bool:
    return tensor.is_floating_point() or tensor.is_complex()


def _digest(results: list[Any]) -> list[Any]:
    """What of results must agree between the sides, their values roughly."""
    digests = []
    for result in results:
        real = torch.view_as_real(result.resolve_conj()) if result.is_complex() else result
        finite = torch.nan_to_num(real.detach().double().abs(), 0.0, 0.0, 0.0)
        digests.append([str(result.dtype), list(result.shape), finite.mean().item()])
    return digests


def _prepare(request: dict[str, Any]) -> tuple[Block, dict[str, Any]]:
    case = CASES[request["case"]]
    size = (TENTHS if case.tenth else SIZES)[request["size"]]
    block = Block(case, size, request["backward"])
    torch.manual_seed(0)
    digest = _digest(block.run())
    block.warm_up()
    return block, {"digest": digest}


def main() -> None:
    """Serves requests until the input ends."""
    block: Block | None = None
    gc.disable()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["action"] == "prepare":
                block = None
                gc.collect()
                block, answer = _prepare(request)
            elif block is not None:
                answer = {"seconds": block.seconds(request["budget"])}
            else:
                answer = {"error": "nothing prepared"}
        except Exception as error:  # noqa: BLE001  (any: it is the answer)
            answer = {"error": f"{type(error).__name__}: {str(error).splitlines()[:1]}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
