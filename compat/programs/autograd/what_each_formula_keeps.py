"""Which operands, and whether the result, an operator keeps for backward: those may not be written.

A row per operator and operand differentiated by: E where writing to an operand, and at last to the
result, is found by backward.
"""

import torch
import torch.nn.functional as F


def floats(*shape):
    return lambda: torch.randn(shape)


def whole(high, *shape):
    return lambda: torch.randint(0, high, shape)


def truths(*shape):
    return lambda: torch.rand(shape) > 0.5


def outcome(result):
    try:
        result.sum().backward()
    except RuntimeError as error:
        return "E" if "modified by an inplace" in str(error) else "?"
    return "."


def report(name, function, *makers):
    torch.manual_seed(0)
    for by in range(len(makers)):
        row = ""
        for written in range(len(makers) + 1):
            operands = [make() for make in makers]
            if not operands[by].is_floating_point():
                break
            operands[by].requires_grad_()
            result = function(*operands)
            result = result[0] if isinstance(result, tuple) else result
            if written < len(makers):
                with torch.no_grad():
                    operands[written].copy_(operands[written].clone())
            else:
                result.mul_(2)
            row += outcome(result)
        if row:
            print(f"{name} by {by}: {row}")


VECTOR, MATRIX, IMAGE = floats(3), floats(3, 4), floats(1, 1, 4, 4)

for name in (
    "abs acos asin atan ceil cos cosh erf erfc erfinv exp exp2 expm1 lgamma log log10 log1p log2 neg"
    " reciprocal rsqrt sigmoid sin sinc sinh sqrt square tan tanh logit i0"
).split():
    report(name, getattr(torch, name), VECTOR)
for name in (
    "relu relu6 silu gelu softplus hardtanh hardswish elu selu celu leaky_relu logsigmoid softsign"
    " tanhshrink hardsigmoid hardshrink softshrink mish"
).split():
    report(name, getattr(F, name), VECTOR)
report("threshold", lambda x: F.threshold(x, 0.1, 2), VECTOR)
for name in (
    "add sub mul div pow atan2 hypot fmod remainder maximum minimum fmax copysign logaddexp xlogy"
    " dot vdot outer"
).split():
    report(name, getattr(torch, name), VECTOR, VECTOR)
report("x ** 2", lambda x: x**2, VECTOR)
report("2 ** x", lambda x: 2**x, VECTOR)
report("1 / x", lambda x: 1 / x, VECTOR)
report("x % 2", lambda x: x % 2, VECTOR)
report("addcmul", torch.addcmul, VECTOR, VECTOR, VECTOR)
report("addcdiv", torch.addcdiv, VECTOR, VECTOR, VECTOR)
report("lerp", torch.lerp, VECTOR, VECTOR, VECTOR)
report("clamp", torch.clamp, VECTOR, VECTOR, VECTOR)
report("where", torch.where, truths(3), VECTOR, VECTOR)
report("masked_fill", lambda x, mask: x.masked_fill(mask, 1.0), VECTOR, truths(3))
report("masked_scatter", torch.masked_scatter, VECTOR, truths(3), VECTOR)

for name in "sum mean std var amax logsumexp prod cumsum cumprod softmax log_softmax".split():
    report(name, lambda x, name=name: getattr(torch, name)(x, 0), MATRIX)
report("max", lambda x: x.max(0)[0], MATRIX)
report("sort", lambda x: x.sort(0)[0], MATRIX)
report("norm", lambda x: torch.linalg.vector_norm(x, 2), MATRIX)

PLACES = whole(3, 2)
report("index", lambda x, at: x[at], VECTOR, PLACES)
report("index_select", lambda x, at: x.index_select(0, at), VECTOR, PLACES)
report("gather", lambda x, at: x.gather(0, at), VECTOR, PLACES)
report("take", torch.take, VECTOR, PLACES)
for name in "scatter scatter_add index_add index_copy".split():
    report(name, lambda x, k, y, name=name: getattr(x, name)(0, k, y), VECTOR, PLACES, floats(2))
report("index_put", lambda x, at, y: x.index_put((at,), y), VECTOR, PLACES, floats(2))
report("put", lambda x, at, y: x.put(at, y), VECTOR, PLACES, floats(2))
report("embedding", F.embedding, whole(3, 2), MATRIX)
report("embedding_bag", F.embedding_bag, whole(3, 2, 2), MATRIX)

report("linear", F.linear, floats(2, 3), floats(4, 3), floats(4))
report("mm", torch.mm, floats(3, 4), floats(4, 2))
report("addmm", torch.addmm, floats(3, 2), floats(3, 4), floats(4, 2))
report("baddbmm", torch.baddbmm, floats(2, 3, 2), floats(2, 3, 4), floats(2, 4, 2))
report("mv", torch.mv, floats(3, 4), floats(4))
report("inner", torch.inner, floats(3, 4), floats(2, 4))
report("einsum", lambda x, y: torch.einsum("ij,jk->ik", x, y), floats(3, 4), floats(4, 2))
report("bilinear", F.bilinear, floats(3, 4), floats(3, 5), floats(2, 4, 5))
report("conv1d", F.conv1d, floats(1, 1, 4), floats(1, 1, 2), floats(1))
report("conv_transpose2d", F.conv_transpose2d, IMAGE, floats(1, 1, 2, 2))
report("attention", F.scaled_dot_product_attention, *[floats(1, 1, 3, 4)] * 3)
report("solve", torch.linalg.solve, floats(3, 3), floats(3, 2))
report("inv", torch.linalg.inv, floats(3, 3))
report("svdvals", torch.linalg.svdvals, floats(3, 3))
report("slogdet", lambda x: torch.linalg.slogdet(x)[1], floats(3, 3))
report("cholesky_solve", torch.cholesky_solve, floats(3, 2), floats(3, 3))

report("layer_norm", lambda x, w, b: F.layer_norm(x, (4,), w, b), MATRIX, floats(4), floats(4))
report("group_norm", lambda x, w, b: F.group_norm(x, 2, w, b), MATRIX, floats(4), floats(4))
report("rms_norm", lambda x, w: F.rms_norm(x, (4,), w), MATRIX, floats(4))
report("batch_norm", lambda x, w: F.batch_norm(x, None, None, w, training=True), MATRIX, floats(4))
report("instance_norm", lambda x, w: F.instance_norm(x, weight=w), floats(1, 2, 3), floats(2))
report("prelu", F.prelu, MATRIX, floats(4))
report("glu", F.glu, MATRIX)
report("max_pool2d", lambda x: F.max_pool2d(x, 2), IMAGE)
report("avg_pool2d", lambda x: F.avg_pool2d(x, 2), IMAGE)
report("interpolate", lambda x: F.interpolate(x, scale_factor=2), IMAGE)
report("affine_grid", lambda x: F.affine_grid(x, (1, 1, 3, 3), align_corners=False), floats(1, 2, 3))
report("grid_sample", lambda x, y: F.grid_sample(x, y, align_corners=False), IMAGE, floats(1, 2, 2, 2))

CLASSES = whole(4, 3)
report("nll_loss", F.nll_loss, MATRIX, CLASSES)
report("cross_entropy", F.cross_entropy, MATRIX, CLASSES)
report("cross_entropy of probabilities", F.cross_entropy, MATRIX, MATRIX)
for name in "mse_loss l1_loss smooth_l1_loss huber_loss cosine_similarity pairwise_distance".split():
    report(name, getattr(F, name), MATRIX, MATRIX)
report("bce_with_logits", F.binary_cross_entropy_with_logits, MATRIX, MATRIX)
report("triplet", F.triplet_margin_loss, MATRIX, MATRIX, MATRIX)

GATES = (floats(3, 4), floats(3, 5), floats(15, 4), floats(15, 5))
report("gru_cell", torch.gru_cell, *GATES)
GATES = (floats(3, 4), floats(3, 5), floats(3, 5), floats(20, 4), floats(20, 5))
report("lstm_cell", lambda x, h, c, w, u: torch.lstm_cell(x, (h, c), w, u)[0], *GATES)
