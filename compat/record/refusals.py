"""Calls that PyTorch's build for the CPU refuses, however they are made.

Each name is one whose every use needs a device, a library or a build that is not there, or that
was removed. The calls are the plausible ones, sparse tensors and the like included; recording
fails where PyTorch answers one of them. `compat.surface.PRELUDE` has the names that they use.
"""

from __future__ import annotations

from typing import Any

from compat.surface import refusal_of

_MOVED = ("", "0", "None, True")
_NO_GPU = {
    "cudart": ("",),
    "current_blas_handle": ("",),
    "current_stream": ("", "0"),
    "default_stream": ("", "0"),
    "get_device_properties": ("", "0", "'cuda'"),
    "get_per_process_memory_fraction": ("", "0"),
    "get_rng_state": ("", "'cuda'"),
    "get_sync_debug_mode": ("",),
    "initial_seed": ("",),
    "ipc_collect": ("",),
    "mem_get_info": ("", "0"),
    "set_per_process_memory_fraction": ("0.5", "0.5, 0"),
    "set_sync_debug_mode": ("0", "'warn'"),
    "synchronize": ("", "0"),
    "get_device_name": ("", "0"),
    "get_device_capability": ("", "0"),
    "can_device_access_peer": ("0, 1",),
    "caching_allocator_alloc": ("16", "16, 0"),
    "Event": ("", "enable_timing=True", "True, True, False"),
    "Stream": ("", "0", "priority=-1"),
    "CUDAGraph": ("", "False"),
    "MemPool": ("",),
    "graph_pool_handle": ("",),
    "is_current_stream_capturing": ("",),
    **{
        f"{kind}Storage": ("", "3", "[1, 2]")
        for kind in (
            "BFloat16", "Bool", "Byte", "Char", "ComplexDouble", "ComplexFloat", "Double", "Float",
            "Half", "Int", "Long", "Short",
        )
    },
    **{
        f"{kind}Tensor": ("", "3", "[1, 2]")
        for kind in (
            "BFloat16", "Bool", "Byte", "Char", "Double", "Float", "Half", "Int", "Long", "Short",
        )
    },
}  # fmt: skip
_REMOVED = {
    "eig": ("x", "x, True"),
    "lstsq": ("x, x",),
    "solve": ("x, x",),
    "symeig": ("x", "x, True, False"),
}

#: The calls, by namespace and name.
REFUSED: dict[str, dict[str, tuple[str, ...]]] = {
    "torch": {
        **{name: tuple(f"torch.{name}({c})" for c in calls) for name, calls in _REMOVED.items()},
        "matrix_rank": ("torch.matrix_rank(x)", "torch.matrix_rank(x, 0.1, True)"),
        "indices_copy": ("torch.indices_copy(x)", "torch.indices_copy(s)"),
        "values_copy": ("torch.values_copy(x)", "torch.values_copy(s)"),
        "batch_norm_stats": ("torch.batch_norm_stats(x, 1e-5)",),
        "batch_norm_elemt": ("torch.batch_norm_elemt(x, v, v, v, v, 1e-5)",),
        "batch_norm_backward_elemt": ("torch.batch_norm_backward_elemt(x, x, v, v, v, v, v, n)",),
        "batch_norm_backward_reduce": (
            "torch.batch_norm_backward_reduce(x, x, v, v, v, True, True, True)",
        ),
        "batch_norm_gather_stats": (
            "torch.batch_norm_gather_stats(x, v, v, v, v, 0.1, 1e-5, 3)",
            "torch.batch_norm_gather_stats(x, v, v, None, None, 0.1, 1e-5, 3)",
        ),
        "batch_norm_gather_stats_with_counts": (
            "torch.batch_norm_gather_stats_with_counts(x, v, v, v, v, 0.1, 1e-5, v)",
        ),
    },
    "torch.cuda": {
        name: tuple(f"torch.cuda.{name}({c})" for c in calls) for name, calls in _NO_GPU.items()
    },
    "torch.autograd": {"variable": ("torch.autograd.variable(1)",)},
    "torch.Tensor": {
        "cuda": tuple(f"x.cuda({c})" for c in _MOVED),
        "ipu": tuple(f"x.ipu({c})" for c in _MOVED),
        "mtia": tuple(f"x.mtia({c})" for c in _MOVED),
        "xpu": tuple(f"x.xpu({c})" for c in _MOVED),
        "eig": ("x.eig()", "x.eig(True)"),
        "lstsq": ("x.lstsq(x)",),
        "solve": ("x.solve(x)",),
        "symeig": ("x.symeig()", "x.symeig(True)"),
        "pin_memory": ("x.pin_memory()", "n.pin_memory()"),
        "record_stream": ("x.record_stream(torch.Stream())", "n.record_stream(torch.Stream())"),
        "reinforce": ("x.reinforce(1)", "x.reinforce(x)"),
    },
    "torch.nn.Module": {
        "cuda": ("m.cuda()", "m.cuda(0)"),
        "ipu": ("m.ipu()", "m.ipu(0)"),
        "mtia": ("m.mtia()", "m.mtia(0)"),
        "xpu": ("m.xpu()", "m.xpu(0)"),
    },
}


def refusals(namespace: str, name: str, torch: Any) -> list[list[str]] | None:
    """Each call of `name` with what PyTorch says of it; None for a name that it does not refuse.

    Raises: SystemExit where PyTorch answers one of the calls.
    """
    calls = REFUSED.get(namespace, {}).get(name)
    if calls is None:
        return None
    found = []
    for call in calls:
        said = refusal_of(call, torch)
        if said is None:
            raise SystemExit(f"PyTorch answers {call}")
        found.append([call, *said])
    return found
