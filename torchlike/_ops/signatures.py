"""The signatures of PyTorch's overloaded functions, as its error messages list them."""

# ruff: noqa: E501

from __future__ import annotations

from torchlike._ops.linalg_signatures import OVERLOADED
from torchlike._ops.method_signatures import LISTING

_FUNCTIONS = """
add(Tensor input, Tensor other, *, Number alpha = 1, Tensor out = None)
addbmm(Tensor input, Tensor batch1, Tensor batch2, *, Number beta = 1, Number alpha = 1, Tensor out = None)
addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, *, Number value = 1, Tensor out = None)
addcmul(Tensor input, Tensor tensor1, Tensor tensor2, *, Number value = 1, Tensor out = None)
addmm(Tensor input, Tensor mat1, Tensor mat2, *, Number beta = 1, Number alpha = 1, Tensor out = None)
addmm(Tensor input, Tensor mat1, Tensor mat2, torch.dtype out_dtype, *, Number beta = 1, Number alpha = 1, Tensor out = None)
addmv(Tensor input, Tensor mat, Tensor vec, *, Number beta = 1, Number alpha = 1, Tensor out = None)
addmv_(Tensor input, Tensor mat, Tensor vec, *, Number beta = 1, Number alpha = 1)
addr(Tensor input, Tensor vec1, Tensor vec2, *, Number beta = 1, Number alpha = 1, Tensor out = None)
all(Tensor input, *, Tensor out = None)
all(Tensor input, tuple of ints dim = None, bool keepdim = False, *, Tensor out = None)
all(Tensor input, int dim, bool keepdim = False, *, Tensor out = None)
any(Tensor input, *, Tensor out = None)
any(Tensor input, tuple of ints dim = None, bool keepdim = False, *, Tensor out = None)
any(Tensor input, int dim, bool keepdim = False, *, Tensor out = None)
arange(Number end, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
arange(Number start, Number end, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
arange(Number start, Number end, Number step = 1, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
argsort(Tensor input, *, bool stable, int dim = -1, bool descending = False, Tensor out = None)
argsort(Tensor input, int dim = -1, bool descending = False)
baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Number beta = 1, Number alpha = 1, Tensor out = None)
baddbmm(Tensor input, Tensor batch1, Tensor batch2, torch.dtype out_dtype, *, Number beta = 1, Number alpha = 1, Tensor out = None)
bernoulli(Tensor input, *, torch.Generator generator = None, Tensor out = None)
bernoulli(Tensor input, float p, *, torch.Generator generator = None)
bitwise_and(Tensor input, Tensor other, *, Tensor out = None)
bitwise_and(Number self, Tensor other)
bitwise_and(Tensor input, Number other, *, Tensor out = None)
bitwise_left_shift(Tensor input, Tensor other, *, Tensor out = None)
bitwise_left_shift(Number self, Tensor other)
bitwise_left_shift(Tensor input, Number other, *, Tensor out = None)
bitwise_or(Tensor input, Tensor other, *, Tensor out = None)
bitwise_or(Number self, Tensor other)
bitwise_or(Tensor input, Number other, *, Tensor out = None)
bitwise_right_shift(Tensor input, Tensor other, *, Tensor out = None)
bitwise_right_shift(Number self, Tensor other)
bitwise_right_shift(Tensor input, Number other, *, Tensor out = None)
bitwise_xor(Tensor input, Tensor other, *, Tensor out = None)
bitwise_xor(Number self, Tensor other)
bitwise_xor(Tensor input, Number other, *, Tensor out = None)
bmm(Tensor input, Tensor mat2, *, Tensor out = None)
bmm(Tensor input, Tensor mat2, torch.dtype out_dtype, *, Tensor out = None)
bucketize(Tensor input, Tensor boundaries, *, bool out_int32 = False, bool right = False, Tensor out = None)
bucketize(Number self, Tensor boundaries, *, bool out_int32 = False, bool right = False)
clamp(Tensor input, Tensor min = None, Tensor max = None, *, Tensor out = None)
clamp(Tensor input, Number min = None, Number max = None, *, Tensor out = None)
clamp_(Tensor input, Tensor min = None, Tensor max = None)
clamp_(Tensor input, Number min = None, Number max = None)
clamp_max(Tensor input, Tensor max, *, Tensor out = None)
clamp_max(Tensor input, Number max, *, Tensor out = None)
clamp_max_(Tensor input, Tensor max)
clamp_max_(Tensor input, Number max)
clamp_min(Tensor input, Tensor min, *, Tensor out = None)
clamp_min(Tensor input, Number min, *, Tensor out = None)
clamp_min_(Tensor input, Tensor min)
clamp_min_(Tensor input, Number min)
clip(Tensor input, Tensor min = None, Tensor max = None, *, Tensor out = None)
clip(Tensor input, Number min = None, Number max = None, *, Tensor out = None)
clip_(Tensor input, Tensor min = None, Tensor max = None)
clip_(Tensor input, Number min = None, Number max = None)
copysign(Tensor input, Tensor other, *, Tensor out = None)
copysign(Tensor input, Number other, *, Tensor out = None)
count_nonzero(Tensor input, int dim = None)
count_nonzero(Tensor input, tuple of ints dim)
div(Tensor input, Tensor other, *, Tensor out = None)
div(Tensor input, Tensor other, *, str rounding_mode, Tensor out = None)
div(Tensor input, Number other, *, str rounding_mode)
divide(Tensor input, Tensor other, *, Tensor out = None)
divide(Tensor input, Tensor other, *, str rounding_mode, Tensor out = None)
divide(Tensor input, Number other)
divide(Tensor input, Number other, *, str rounding_mode)
dsplit(Tensor input, int sections)
dsplit(Tensor input, tuple of ints indices)
eq(Tensor input, Tensor other, *, Tensor out = None)
eq(Tensor input, Number other, *, Tensor out = None)
eye(int n, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
eye(int n, int m, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
fill_(Tensor input, Tensor value)
fill_(Tensor input, Number value)
float_power(Tensor input, Tensor exponent, *, Tensor out = None)
float_power(Number self, Tensor exponent, *, Tensor out = None)
float_power(Tensor input, Number exponent, *, Tensor out = None)
floor_divide(Tensor input, Tensor other, *, Tensor out = None)
floor_divide(Tensor input, Number other)
fmod(Tensor input, Tensor other, *, Tensor out = None)
fmod(Tensor input, Number other, *, Tensor out = None)
ge(Tensor input, Tensor other, *, Tensor out = None)
ge(Tensor input, Number other, *, Tensor out = None)
greater(Tensor input, Tensor other, *, Tensor out = None)
greater(Tensor input, Number other, *, Tensor out = None)
greater_equal(Tensor input, Tensor other, *, Tensor out = None)
greater_equal(Tensor input, Number other, *, Tensor out = None)
gt(Tensor input, Tensor other, *, Tensor out = None)
gt(Tensor input, Number other, *, Tensor out = None)
hsplit(Tensor input, int sections)
hsplit(Tensor input, tuple of ints indices)
index_fill(Tensor input, int dim, Tensor index, Tensor value)
index_fill(Tensor input, int dim, Tensor index, Number value)
isin(Tensor elements, Tensor test_elements, *, bool assume_unique = False, bool invert = False, Tensor out = None)
isin(Number element, Tensor test_elements, *, bool assume_unique = False, bool invert = False, Tensor out = None)
isin(Tensor elements, Number test_element, *, bool assume_unique = False, bool invert = False, Tensor out = None)
le(Tensor input, Tensor other, *, Tensor out = None)
le(Tensor input, Number other, *, Tensor out = None)
lerp(Tensor input, Tensor end, Tensor weight, *, Tensor out = None)
lerp(Tensor input, Tensor end, Number weight, *, Tensor out = None)
less(Tensor input, Tensor other, *, Tensor out = None)
less(Tensor input, Number other, *, Tensor out = None)
less_equal(Tensor input, Tensor other, *, Tensor out = None)
less_equal(Tensor input, Number other, *, Tensor out = None)
linspace(Tensor start, Tensor end, int steps, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
linspace(Number start, Tensor end, int steps, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
linspace(Tensor start, Number end, int steps, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
linspace(Number start, Number end, int steps, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
logspace(Tensor start, Tensor end, int steps, float base = 10.0, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
logspace(Number start, Tensor end, int steps, float base = 10.0, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
logspace(Tensor start, Number end, int steps, float base = 10.0, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
logspace(Number start, Number end, int steps, float base = 10.0, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
lt(Tensor input, Tensor other, *, Tensor out = None)
lt(Tensor input, Number other, *, Tensor out = None)
masked_fill(Tensor input, Tensor mask, Tensor value)
masked_fill(Tensor input, Tensor mask, Number value)
max(Tensor input, *, Tensor out = None)
max(Tensor input, Tensor other, *, Tensor out = None)
max(Tensor input, int dim, bool keepdim = False, *, tuple of Tensors out = None)
mean(Tensor input, *, torch.dtype dtype = None, Tensor out = None)
mean(Tensor input, tuple of ints dim, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)
median(Tensor input)
median(Tensor input, int dim, bool keepdim = False, *, tuple of Tensors out = None)
min(Tensor input, *, Tensor out = None)
min(Tensor input, Tensor other, *, Tensor out = None)
min(Tensor input, int dim, bool keepdim = False, *, tuple of Tensors out = None)
mm(Tensor input, Tensor mat2, *, Tensor out = None)
mm(Tensor input, Tensor mat2, torch.dtype out_dtype, *, Tensor out = None)
moveaxis(Tensor input, int source, int destination)
moveaxis(Tensor input, tuple of ints source, tuple of ints destination)
movedim(Tensor input, int source, int destination)
movedim(Tensor input, tuple of ints source, tuple of ints destination)
multiply(Tensor input, Tensor other, *, Tensor out = None)
multiply(Tensor input, Number other)
nanmedian(Tensor input)
nanmedian(Tensor input, int dim, bool keepdim = False, *, tuple of Tensors out = None)
narrow(Tensor input, int dim, Tensor start, int length)
narrow(Tensor input, int dim, int start, int length)
ne(Tensor input, Tensor other, *, Tensor out = None)
ne(Tensor input, Number other, *, Tensor out = None)
normal(Tensor mean, Tensor std, *, torch.Generator generator = None, Tensor out = None)
normal(Tensor mean, float std = 1, *, torch.Generator generator = None, Tensor out = None)
normal(float mean, Tensor std, *, torch.Generator generator = None, Tensor out = None)
normal(float mean, float std, tuple of ints size, *, torch.Generator generator = None, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
not_equal(Tensor input, Tensor other, *, Tensor out = None)
not_equal(Tensor input, Number other, *, Tensor out = None)
pow(Tensor input, Tensor exponent, *, Tensor out = None)
pow(Number self, Tensor exponent, *, Tensor out = None)
pow(Tensor input, Number exponent, *, Tensor out = None)
prod(Tensor input, *, torch.dtype dtype = None)
prod(Tensor input, int dim, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)
quantile(Tensor input, Tensor q, int dim = None, bool keepdim = False, *, str interpolation = "linear", Tensor out = None)
quantile(Tensor input, float q, int dim = None, bool keepdim = False, *, str interpolation = "linear", Tensor out = None)
rand(tuple of ints size, *, torch.Generator generator, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
rand(tuple of ints size, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
rand_like(Tensor input, *, torch.Generator generator, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
rand_like(Tensor input, *, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randint(int high, tuple of ints size, *, torch.Generator generator, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randint(int high, tuple of ints size, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randint(int low, int high, tuple of ints size, *, torch.Generator generator, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randint(int low, int high, tuple of ints size, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randint_like(Tensor input, int low, int high, *, torch.Generator generator, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randint_like(Tensor input, int low, int high, *, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randint_like(Tensor input, Tensor high, *, torch.Generator generator, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randint_like(Tensor input, Tensor high, *, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randint_like(Tensor input, int high, *, torch.Generator generator, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randint_like(Tensor input, int high, *, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randn(tuple of ints size, *, torch.Generator generator, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randn(tuple of ints size, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randn_like(Tensor input, *, torch.Generator generator, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randn_like(Tensor input, *, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randperm(int n, *, torch.Generator generator, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
randperm(int n, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
remainder(Tensor input, Tensor other, *, Tensor out = None)
remainder(Number self, Tensor other)
remainder(Tensor input, Number other, *, Tensor out = None)
repeat_interleave(Tensor input, Tensor repeats, int dim = None, *, int output_size = None)
repeat_interleave(Tensor repeats, *, int output_size = None)
repeat_interleave(Tensor input, int repeats, int dim = None, *, int output_size = None)
result_type(Tensor tensor, Tensor other)
result_type(Number scalar, Tensor tensor)
result_type(Tensor tensor, Number other)
result_type(Number scalar1, Number scalar2)
round(Tensor input, *, Tensor out = None)
round(Tensor input, *, int decimals, Tensor out = None)
round_(Tensor input)
round_(Tensor input, *, int decimals)
rsub(Tensor input, Tensor other, *, Number alpha = 1)
rsub(Tensor input, Number other, Number alpha = 1)
scatter(Tensor input, int dim, Tensor index, Tensor src, *, Tensor out = None)
scatter(Tensor input, int dim, Tensor index, Tensor src, *, str reduce, Tensor out = None)
scatter(Tensor input, int dim, Tensor index, Number value, *, Tensor out = None)
scatter(Tensor input, int dim, Tensor index, Number value, *, str reduce, Tensor out = None)
searchsorted(Tensor sorted_sequence, Tensor input, *, bool out_int32 = False, bool right = False, str side = None, Tensor sorter = None, Tensor out = None)
searchsorted(Tensor sorted_sequence, Number self, *, bool out_int32 = False, bool right = False, str side = None, Tensor sorter = None, Tensor out = None)
sort(Tensor input, *, bool stable, int dim = -1, bool descending = False, tuple of Tensors out = None)
sort(Tensor input, int dim = -1, bool descending = False, *, tuple of Tensors out = None)
squeeze(Tensor input)
squeeze(Tensor input, int dim)
squeeze(Tensor input, tuple of ints dim)
std(Tensor input, tuple of ints dim, bool unbiased = True, bool keepdim = False, *, Tensor out = None)
std(Tensor input, tuple of ints dim = None, *, Number correction = None, bool keepdim = False, Tensor out = None)
std(Tensor input, bool unbiased = True)
std_mean(Tensor input, tuple of ints dim, bool unbiased = True, bool keepdim = False)
std_mean(Tensor input, tuple of ints dim = None, *, Number correction = None, bool keepdim = False)
std_mean(Tensor input, bool unbiased = True)
sub(Tensor input, Tensor other, *, Number alpha = 1, Tensor out = None)
subtract(Tensor input, Tensor other, *, Number alpha = 1, Tensor out = None)
subtract(Tensor input, Number other, Number alpha = 1)
sum(Tensor input, *, torch.dtype dtype = None)
sum(Tensor input, tuple of ints dim, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)
tensor_split(Tensor input, tuple of ints indices, int dim = 0)
tensor_split(Tensor input, Tensor tensor_indices_or_sections, int dim = 0)
tensor_split(Tensor input, int sections, int dim = 0)
trapezoid(Tensor y, Tensor x, *, int dim = -1)
trapezoid(Tensor y, *, Number dx = 1, int dim = -1)
true_divide(Tensor input, Tensor other, *, Tensor out = None)
true_divide(Tensor input, Number other)
var(Tensor input, tuple of ints dim, bool unbiased = True, bool keepdim = False, *, Tensor out = None)
var(Tensor input, tuple of ints dim = None, *, Number correction = None, bool keepdim = False, Tensor out = None)
var(Tensor input, bool unbiased = True)
var_mean(Tensor input, tuple of ints dim, bool unbiased = True, bool keepdim = False)
var_mean(Tensor input, tuple of ints dim = None, *, Number correction = None, bool keepdim = False)
var_mean(Tensor input, bool unbiased = True)
vsplit(Tensor input, int sections)
vsplit(Tensor input, tuple of ints indices)
where(Tensor condition)
where(Tensor condition, Tensor input, Tensor other, *, Tensor out = None)
where(Tensor condition, Number self, Tensor other)
where(Tensor condition, Tensor input, Number other)
where(Tensor condition, Number self, Number other)
xlogy(Tensor input, Tensor other, *, Tensor out = None)
xlogy(Number self, Tensor other, *, Tensor out = None)
xlogy(Tensor input, Number other, *, Tensor out = None)
xlogy_(Tensor input, Tensor other)
xlogy_(Tensor input, Number other)
"""


def _by_name(listing: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in listing.strip().splitlines():
        name, _, rest = line.partition("(")
        found[name] = (*found.get(name, ()), f"({rest}")
    return found


#: Functions of two tensors, either of which may be a number, by what they call them.
_OF_TWO = {
    "input, other": "special_zeta special_xlog1py",
    "x, n": """special_chebyshev_polynomial_t special_chebyshev_polynomial_u
        special_chebyshev_polynomial_v special_chebyshev_polynomial_w special_hermite_polynomial_h
        special_hermite_polynomial_he special_laguerre_polynomial_l special_legendre_polynomial_p
        special_shifted_chebyshev_polynomial_t special_shifted_chebyshev_polynomial_u
        special_shifted_chebyshev_polynomial_v special_shifted_chebyshev_polynomial_w""",
}


def _of_two(operands: str) -> tuple[str, ...]:
    first, second = operands.split(", ")
    number = "self" if first == "input" else first
    return tuple(
        f"({one}, {two}, *, Tensor out = None)"
        for one, two in (
            (f"Tensor {first}", f"Tensor {second}"),
            (f"Number {number}", f"Tensor {second}"),
            (f"Tensor {first}", f"Number {second}"),
        )
    )


#: Windows, each with what it takes beside the number of points, one overload a line.
_WINDOWS = {
    "bartlett": ("", ", bool periodic"),
    "blackman": ("", ", bool periodic"),
    "hann": ("", ", bool periodic"),
    "hamming": (
        "",
        ", bool periodic",
        ", bool periodic, float alpha",
        ", bool periodic, float alpha, float beta",
    ),
    "kaiser": ("", ", bool periodic", ", bool periodic, float beta"),
}
_NEW = (
    "torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, "
    "bool pin_memory = False, bool requires_grad = False"
)

#: Functions, by name.
FUNCTIONS = _by_name(_FUNCTIONS) | _by_name(OVERLOADED)
FUNCTIONS |= {
    f"{name}_window": tuple(f"(int window_length{more}, *, {_NEW})" for more in overloads)
    for name, overloads in _WINDOWS.items()
}
_RECURRENT = (
    "Tensor hx, tuple of Tensors params, bool has_biases, int num_layers, float dropout, "
    "bool train, bool bidirectional"
)
FUNCTIONS |= {
    name: (
        f"(Tensor data, Tensor batch_sizes, {hx})",
        f"(Tensor input, {hx}, bool batch_first)",
    )
    for name, hx in {
        "gru": _RECURRENT,
        "lstm": _RECURRENT.replace("Tensor hx", "tuple of Tensors hx"),
        "rnn_relu": _RECURRENT,
        "rnn_tanh": _RECURRENT,
    }.items()
}
FUNCTIONS |= {name: _of_two(kind) for kind, names in _OF_TWO.items() for name in names.split()}
#: Methods of `Tensor`, by name; without the tensor itself.
METHODS = _by_name(LISTING)
