"""Bitwise operators of integers, and shifts."""

from __future__ import annotations

import dataclasses

import jax.numpy as jnp

from torchlike._ops.families import BINARY
from torchlike._ops.operand_checks import some_tensor
from torchlike._ops.roles import Array, Number
from torchlike._ops.schema import op

#: Two operands broadcast together, without gradients.
BITWISE = dataclasses.replace(BINARY, name="bitwise", differentiable=False)


@op(BITWISE, dunder="and", check=some_tensor, refuses={"fc": "bitwise_and_cpu"})
def bitwise_and(input: Array | Number, other: Array | Number):
    """Bitwise and of integers, logical for bool. Raises: NotImplementedError for floats."""
    return input & other


@op(BITWISE, dunder="or", check=some_tensor, refuses={"fc": "bitwise_or_cpu"})
def bitwise_or(input: Array | Number, other: Array | Number):
    """Bitwise or of integers, logical for bool. Raises: NotImplementedError for floats."""
    return input | other


@op(BITWISE, dunder="xor", check=some_tensor, refuses={"fc": "bitwise_xor_cpu"})
def bitwise_xor(input: Array | Number, other: Array | Number):
    """Bitwise exclusive or of integers, logical for bool.

    Raises: NotImplementedError for floats.
    """
    return input ^ other


@op(BITWISE, dunder="lshift", check=some_tensor, refuses={"bfcu": "lshift_cpu"})
def bitwise_left_shift(input: Array | Number, other: Array | Number):
    """input · 2^other for integers."""
    return jnp.left_shift(input, other)


@op(BITWISE, dunder="rshift", check=some_tensor, refuses={"bfcu": "rshift_cpu"})
def bitwise_right_shift(input: Array | Number, other: Array | Number):
    """input · 2^-other for integers, rounded down."""
    return jnp.right_shift(input, other)
