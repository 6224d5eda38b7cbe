"""Every operator against PyTorch, forward and backward, at three sizes.

`python -m benchmarks.ops --torch-python ...` runs it.

What is timed is a block of a user's loop: some calls on operands of their own, their results kept,
one number read at the end. No result can be dropped, no two calls are the same computation, and one
read is shared by the calls of a block, as it is by the operators of a real program. Backward rows
time a call and the gradients by all its floating-point operands, both kept.
"""
