"""Generated from the operator table by `torchlike._ops.generate`: do not edit."""

# ruff: noqa: A001, A002, D102, D103, E501, N802, C901
# pyright: reportRedeclaration=false

from __future__ import annotations

from typing import Any

from torchlike._core.apply import apply, apply1, apply2
from torchlike._ops.calls import apply_view, as_dims, as_dtype, as_int, as_shape, inplace, into
from torchlike._ops.schema import TABLE
from torchlike._ops.table import load

load()

_NEG = TABLE['neg']
_POSITIVE = TABLE['positive']
_ABS = TABLE['abs']
_SIGN = TABLE['sign']
_SQUARE = TABLE['square']
_EXP = TABLE['exp']
_EXP2 = TABLE['exp2']
_EXPM1 = TABLE['expm1']
_LOG = TABLE['log']
_LOG2 = TABLE['log2']
_LOG10 = TABLE['log10']
_LOG1P = TABLE['log1p']
_SQRT = TABLE['sqrt']
_RSQRT = TABLE['rsqrt']
_RECIPROCAL = TABLE['reciprocal']
_SIN = TABLE['sin']
_COS = TABLE['cos']
_TAN = TABLE['tan']
_ASIN = TABLE['asin']
_ACOS = TABLE['acos']
_ATAN = TABLE['atan']
_SINH = TABLE['sinh']
_COSH = TABLE['cosh']
_TANH = TABLE['tanh']
_SIGMOID = TABLE['sigmoid']
_ERF = TABLE['erf']
_ERFC = TABLE['erfc']
_LGAMMA = TABLE['lgamma']
_FLOOR = TABLE['floor']
_CEIL = TABLE['ceil']
_TRUNC = TABLE['trunc']
_FRAC = TABLE['frac']
_ROUND = TABLE['round']
_BITWISE_NOT = TABLE['bitwise_not']
_LOGICAL_NOT = TABLE['logical_not']
_ISNAN = TABLE['isnan']
_ISINF = TABLE['isinf']
_ISFINITE = TABLE['isfinite']
_SIGNBIT = TABLE['signbit']
_CLAMP = TABLE['clamp']
_NAN_TO_NUM = TABLE['nan_to_num']
_ADD = TABLE['add']
_SUB = TABLE['sub']
_RSUB = TABLE['rsub']
_MUL = TABLE['mul']
_DIV = TABLE['div']
_DIV_ROUNDED = TABLE['div.rounded']
_FLOOR_DIVIDE = TABLE['floor_divide']
_REMAINDER = TABLE['remainder']
_FMOD = TABLE['fmod']
_POW = TABLE['pow']
_ATAN2 = TABLE['atan2']
_MAXIMUM = TABLE['maximum']
_MINIMUM = TABLE['minimum']
_BITWISE_AND = TABLE['bitwise_and']
_BITWISE_OR = TABLE['bitwise_or']
_BITWISE_XOR = TABLE['bitwise_xor']
_BITWISE_LEFT_SHIFT = TABLE['bitwise_left_shift']
_BITWISE_RIGHT_SHIFT = TABLE['bitwise_right_shift']
_LERP = TABLE['lerp']
_ADDCMUL = TABLE['addcmul']
_ADDCDIV = TABLE['addcdiv']
_EQ = TABLE['eq']
_NE = TABLE['ne']
_LT = TABLE['lt']
_LE = TABLE['le']
_GT = TABLE['gt']
_GE = TABLE['ge']
_LOGICAL_AND = TABLE['logical_and']
_LOGICAL_OR = TABLE['logical_or']
_LOGICAL_XOR = TABLE['logical_xor']
_ISCLOSE = TABLE['isclose']
_EQUAL_FLAG = TABLE['equal_flag']
_SUM = TABLE['sum']
_MEAN = TABLE['mean']
_PROD = TABLE['prod']
_ALL = TABLE['all']
_ANY = TABLE['any']
_AMAX = TABLE['amax']
_AMIN = TABLE['amin']
_MAX = TABLE['max']
_MIN = TABLE['min']
_MAX_DIM = TABLE['max.dim']
_MIN_DIM = TABLE['min.dim']
_ARGMAX = TABLE['argmax']
_ARGMIN = TABLE['argmin']
_VAR = TABLE['var']
_STD = TABLE['std']
_LOGSUMEXP = TABLE['logsumexp']
_VECTOR_NORM = TABLE['vector_norm']
_NORM_P = TABLE['norm.p']
_CUMSUM = TABLE['cumsum']
_CUMPROD = TABLE['cumprod']
_MEDIAN_DIM = TABLE['median.dim']
_MEDIAN = TABLE['median']
_COUNT_NONZERO = TABLE['count_nonzero']
_VIEW = TABLE['view']
_RESHAPE_ALIAS = TABLE['reshape_alias']
_UNSQUEEZE = TABLE['unsqueeze']
_SQUEEZE = TABLE['squeeze']
_PERMUTE = TABLE['permute']
_TRANSPOSE = TABLE['transpose']
_T = TABLE['t']
_EXPAND = TABLE['expand']
_SELECT = TABLE['select']
_UNBIND_AT = TABLE['unbind_at']
_SLICE = TABLE['slice']
_SPLIT_AT = TABLE['split_at']
_DIAGONAL = TABLE['diagonal']
_ALIAS = TABLE['alias']
_RESHAPE_COPY = TABLE['reshape_copy']
_CLONE = TABLE['clone']
_TO_COPY = TABLE['to_copy']
_CAT = TABLE['cat']
_STACK = TABLE['stack']
_FLIP = TABLE['flip']
_ROLL = TABLE['roll']
_REPEAT = TABLE['repeat']
_TILE = TABLE['tile']
_TRIL = TABLE['tril']
_TRIU = TABLE['triu']
_DIAG_EMBED = TABLE['diag_embed']
_WHERE_SELF = TABLE['where.self']
_MASKED_FILL = TABLE['masked_fill']
_FILLED = TABLE['filled']
_FILLED_LIKE = TABLE['filled_like']
_ARANGE_VALUES = TABLE['arange.values']
_LINSPACE_VALUES = TABLE['linspace.values']
_EYE_VALUES = TABLE['eye.values']
_INDEX = TABLE['index']
_INDEX_PUT = TABLE['index_put']
_OUT_OF_BOUNDS = TABLE['out_of_bounds']
_GATHER = TABLE['gather']
_SCATTER_SRC = TABLE['scatter.src']
_SCATTER_VALUE = TABLE['scatter.value']
_SCATTER_ADD = TABLE['scatter_add']
_INDEX_SELECT = TABLE['index_select']
_INDEX_ADD = TABLE['index_add']
_INDEX_FILL = TABLE['index_fill']
_INDEX_COPY = TABLE['index_copy']
_SORT = TABLE['sort']
_ARGSORT = TABLE['argsort']
_TOPK = TABLE['topk']
_MATMUL = TABLE['matmul']
_MM = TABLE['mm']
_BMM = TABLE['bmm']
_MV = TABLE['mv']
_DOT = TABLE['dot']
_OUTER = TABLE['outer']
_ADDMM = TABLE['addmm']
_EINSUM_PRODUCT = TABLE['einsum_product']
_RELU = TABLE['relu']
_LEAKY_RELU = TABLE['leaky_relu']
_ELU = TABLE['elu']
_GELU = TABLE['gelu']
_SILU = TABLE['silu']
_SOFTPLUS = TABLE['softplus']
_LOGSIGMOID = TABLE['logsigmoid']
_HARDTANH = TABLE['hardtanh']
_SOFTMAX = TABLE['softmax']
_LOG_SOFTMAX = TABLE['log_softmax']
_LINEAR = TABLE['linear']
_NATIVE_LAYER_NORM_VALUE = TABLE['native_layer_norm_value']
_EMBEDDING_VALUE = TABLE['embedding_value']
_ATTENTION_VALUE = TABLE['attention_value']
_MSE_LOSS_VALUE = TABLE['mse_loss_value']
_L1_LOSS_VALUE = TABLE['l1_loss_value']
_SMOOTH_L1_LOSS_VALUE = TABLE['smooth_l1_loss_value']
_NLL_LOSS_VALUE = TABLE['nll_loss_value']
_CROSS_ENTROPY_VALUE = TABLE['cross_entropy_value']
_BCE_VALUE = TABLE['bce_value']
_BCE_WITH_LOGITS_VALUE = TABLE['bce_with_logits_value']
_DROPOUT_VALUE = TABLE['dropout_value']
_SGD_UPDATE = TABLE['sgd_update']
_ADAM_UPDATE = TABLE['adam_update']


def neg(input, *, out=None) -> Any:
    """-input. Raises: RuntimeError for bool."""
    if out is not None:
        return into(out, _NEG, (input,), ())
    return apply1(_NEG, input, ())
negative = neg
def neg_(input) -> Any:
    return inplace(input, _NEG, (input,), ())


def positive(input) -> Any:
    """+input. Raises: RuntimeError for bool."""
    return apply1(_POSITIVE, input, ())


def abs(input, *, out=None) -> Any:
    """|input|; the subgradient at 0 is 0. Complex gives the modulus."""
    if out is not None:
        return into(out, _ABS, (input,), ())
    return apply1(_ABS, input, ())
absolute = abs
def abs_(input) -> Any:
    return inplace(input, _ABS, (input,), ())


def sign(input, *, out=None) -> Any:
    """-1, 0 or 1 by the sign of each element, 0 for NaN; gradient 0."""
    if out is not None:
        return into(out, _SIGN, (input,), ())
    return apply1(_SIGN, input, ())
def sign_(input) -> Any:
    return inplace(input, _SIGN, (input,), ())


def square(input, *, out=None) -> Any:
    """input²."""
    if out is not None:
        return into(out, _SQUARE, (input,), ())
    return apply1(_SQUARE, input, ())
def square_(input) -> Any:
    return inplace(input, _SQUARE, (input,), ())


def exp(input, *, out=None) -> Any:
    """e to the power of each element."""
    if out is not None:
        return into(out, _EXP, (input,), ())
    return apply1(_EXP, input, ())
def exp_(input) -> Any:
    return inplace(input, _EXP, (input,), ())


def exp2(input, *, out=None) -> Any:
    """2 to the power of each element."""
    if out is not None:
        return into(out, _EXP2, (input,), ())
    return apply1(_EXP2, input, ())
def exp2_(input) -> Any:
    return inplace(input, _EXP2, (input,), ())


def expm1(input, *, out=None) -> Any:
    """exp(input) - 1, accurate near 0."""
    if out is not None:
        return into(out, _EXPM1, (input,), ())
    return apply1(_EXPM1, input, ())
def expm1_(input) -> Any:
    return inplace(input, _EXPM1, (input,), ())


def log(input, *, out=None) -> Any:
    """Natural logarithm; NaN below 0, -inf at 0."""
    if out is not None:
        return into(out, _LOG, (input,), ())
    return apply1(_LOG, input, ())
def log_(input) -> Any:
    return inplace(input, _LOG, (input,), ())


def log2(input, *, out=None) -> Any:
    """Logarithm to base 2."""
    if out is not None:
        return into(out, _LOG2, (input,), ())
    return apply1(_LOG2, input, ())
def log2_(input) -> Any:
    return inplace(input, _LOG2, (input,), ())


def log10(input, *, out=None) -> Any:
    """Logarithm to base 10."""
    if out is not None:
        return into(out, _LOG10, (input,), ())
    return apply1(_LOG10, input, ())
def log10_(input) -> Any:
    return inplace(input, _LOG10, (input,), ())


def log1p(input, *, out=None) -> Any:
    """log(1 + input), accurate near 0."""
    if out is not None:
        return into(out, _LOG1P, (input,), ())
    return apply1(_LOG1P, input, ())
def log1p_(input) -> Any:
    return inplace(input, _LOG1P, (input,), ())


def sqrt(input, *, out=None) -> Any:
    """Square root; NaN below 0."""
    if out is not None:
        return into(out, _SQRT, (input,), ())
    return apply1(_SQRT, input, ())
def sqrt_(input) -> Any:
    return inplace(input, _SQRT, (input,), ())


def rsqrt(input, *, out=None) -> Any:
    """1 / sqrt(input)."""
    if out is not None:
        return into(out, _RSQRT, (input,), ())
    return apply1(_RSQRT, input, ())
def rsqrt_(input) -> Any:
    return inplace(input, _RSQRT, (input,), ())


def reciprocal(input, *, out=None) -> Any:
    """1 / input."""
    if out is not None:
        return into(out, _RECIPROCAL, (input,), ())
    return apply1(_RECIPROCAL, input, ())
def reciprocal_(input) -> Any:
    return inplace(input, _RECIPROCAL, (input,), ())


def sin(input, *, out=None) -> Any:
    """Sine of each element, in radians."""
    if out is not None:
        return into(out, _SIN, (input,), ())
    return apply1(_SIN, input, ())
def sin_(input) -> Any:
    return inplace(input, _SIN, (input,), ())


def cos(input, *, out=None) -> Any:
    """Cosine of each element, in radians."""
    if out is not None:
        return into(out, _COS, (input,), ())
    return apply1(_COS, input, ())
def cos_(input) -> Any:
    return inplace(input, _COS, (input,), ())


def tan(input, *, out=None) -> Any:
    """Tangent of each element, in radians."""
    if out is not None:
        return into(out, _TAN, (input,), ())
    return apply1(_TAN, input, ())
def tan_(input) -> Any:
    return inplace(input, _TAN, (input,), ())


def asin(input, *, out=None) -> Any:
    """Arcsine of each element."""
    if out is not None:
        return into(out, _ASIN, (input,), ())
    return apply1(_ASIN, input, ())
arcsin = asin
def asin_(input) -> Any:
    return inplace(input, _ASIN, (input,), ())


def acos(input, *, out=None) -> Any:
    """Arccosine of each element."""
    if out is not None:
        return into(out, _ACOS, (input,), ())
    return apply1(_ACOS, input, ())
arccos = acos
def acos_(input) -> Any:
    return inplace(input, _ACOS, (input,), ())


def atan(input, *, out=None) -> Any:
    """Arctangent of each element."""
    if out is not None:
        return into(out, _ATAN, (input,), ())
    return apply1(_ATAN, input, ())
arctan = atan
def atan_(input) -> Any:
    return inplace(input, _ATAN, (input,), ())


def sinh(input, *, out=None) -> Any:
    """Hyperbolic sine."""
    if out is not None:
        return into(out, _SINH, (input,), ())
    return apply1(_SINH, input, ())
def sinh_(input) -> Any:
    return inplace(input, _SINH, (input,), ())


def cosh(input, *, out=None) -> Any:
    """Hyperbolic cosine."""
    if out is not None:
        return into(out, _COSH, (input,), ())
    return apply1(_COSH, input, ())
def cosh_(input) -> Any:
    return inplace(input, _COSH, (input,), ())


def tanh(input, *, out=None) -> Any:
    """Hyperbolic tangent."""
    if out is not None:
        return into(out, _TANH, (input,), ())
    return apply1(_TANH, input, ())
def tanh_(input) -> Any:
    return inplace(input, _TANH, (input,), ())


def sigmoid(input, *, out=None) -> Any:
    """1 / (1 + exp(-input))."""
    if out is not None:
        return into(out, _SIGMOID, (input,), ())
    return apply1(_SIGMOID, input, ())
def sigmoid_(input) -> Any:
    return inplace(input, _SIGMOID, (input,), ())


def erf(input, *, out=None) -> Any:
    """The error function."""
    if out is not None:
        return into(out, _ERF, (input,), ())
    return apply1(_ERF, input, ())
def erf_(input) -> Any:
    return inplace(input, _ERF, (input,), ())


def erfc(input, *, out=None) -> Any:
    """1 - erf(input)."""
    if out is not None:
        return into(out, _ERFC, (input,), ())
    return apply1(_ERFC, input, ())
def erfc_(input) -> Any:
    return inplace(input, _ERFC, (input,), ())


def lgamma(input, *, out=None) -> Any:
    """Logarithm of the absolute gamma function."""
    if out is not None:
        return into(out, _LGAMMA, (input,), ())
    return apply1(_LGAMMA, input, ())
def lgamma_(input) -> Any:
    return inplace(input, _LGAMMA, (input,), ())


def floor(input, *, out=None) -> Any:
    """The largest integer not above each element, in its dtype; gradient 0."""
    if out is not None:
        return into(out, _FLOOR, (input,), ())
    return apply1(_FLOOR, input, ())
def floor_(input) -> Any:
    return inplace(input, _FLOOR, (input,), ())


def ceil(input, *, out=None) -> Any:
    """The smallest integer not below each element, in its dtype; gradient 0."""
    if out is not None:
        return into(out, _CEIL, (input,), ())
    return apply1(_CEIL, input, ())
def ceil_(input) -> Any:
    return inplace(input, _CEIL, (input,), ())


def trunc(input, *, out=None) -> Any:
    """Each element without its fraction; gradient 0."""
    if out is not None:
        return into(out, _TRUNC, (input,), ())
    return apply1(_TRUNC, input, ())
fix = trunc
def trunc_(input) -> Any:
    return inplace(input, _TRUNC, (input,), ())


def frac(input, *, out=None) -> Any:
    """The fraction of each element, with its sign."""
    if out is not None:
        return into(out, _FRAC, (input,), ())
    return apply1(_FRAC, input, ())
def frac_(input) -> Any:
    return inplace(input, _FRAC, (input,), ())


def round(input, *, decimals=0, out=None) -> Any:
    """Each element rounded half to even, to `decimals` places; gradient 0."""
    if type(decimals) is not int:
        decimals = as_int(decimals, 'round', 'decimals')
    if out is not None:
        return into(out, _ROUND, (input,), (decimals,))
    return apply1(_ROUND, input, (decimals,))
def round_(input, *, decimals=0) -> Any:
    if type(decimals) is not int:
        decimals = as_int(decimals, 'round', 'decimals')
    return inplace(input, _ROUND, (input,), (decimals,))


def bitwise_not(input, *, out=None) -> Any:
    """~input: bits of integers, logical for bool. Raises: NotImplementedError for floats."""
    if out is not None:
        return into(out, _BITWISE_NOT, (input,), ())
    return apply1(_BITWISE_NOT, input, ())
def bitwise_not_(input) -> Any:
    return inplace(input, _BITWISE_NOT, (input,), ())


def logical_not(input, *, out=None) -> Any:
    """Whether each element is zero."""
    if out is not None:
        return into(out, _LOGICAL_NOT, (input,), ())
    return apply1(_LOGICAL_NOT, input, ())
def logical_not_(input) -> Any:
    return inplace(input, _LOGICAL_NOT, (input,), ())


def isnan(input) -> Any:
    """Whether each element is NaN."""
    return apply1(_ISNAN, input, ())


def isinf(input) -> Any:
    """Whether each element is infinite."""
    return apply1(_ISINF, input, ())


def isfinite(input) -> Any:
    """Whether each element is neither infinite nor NaN."""
    return apply1(_ISFINITE, input, ())


def signbit(input, *, out=None) -> Any:
    """Whether each element's sign bit is set."""
    if out is not None:
        return into(out, _SIGNBIT, (input,), ())
    return apply1(_SIGNBIT, input, ())


def clamp(input, min=None, max=None, *, out=None) -> Any:
    """Each element moved into [min, max]; the gradient passes where it lies inside or on a bound."""
    if out is not None:
        return into(out, _CLAMP, (input, min, max), ())
    if min is None and max is None:
        return apply1(_CLAMP, input, ())
    return apply(_CLAMP, (input, min, max), ())
clip = clamp
def clamp_(input, min=None, max=None) -> Any:
    return inplace(input, _CLAMP, (input, min, max), ())


def nan_to_num(input, nan=None, posinf=None, neginf=None, *, out=None) -> Any:
    """NaN and infinities replaced, by default by 0 and the dtype's extremes."""
    if out is not None:
        return into(out, _NAN_TO_NUM, (input, nan, posinf, neginf), ())
    if nan is None and posinf is None and neginf is None:
        return apply1(_NAN_TO_NUM, input, ())
    return apply(_NAN_TO_NUM, (input, nan, posinf, neginf), ())
def nan_to_num_(input, nan=None, posinf=None, neginf=None) -> Any:
    return inplace(input, _NAN_TO_NUM, (input, nan, posinf, neginf), ())


def add(input, other, *, alpha=1, out=None) -> Any:
    """input + alpha · other. Dtype: promoted; bool adds as logical or."""
    if out is not None:
        return into(out, _ADD, (input, other, alpha), ())
    if type(alpha) is int and alpha == 1:
        return apply2(_ADD, input, other, ())
    return apply(_ADD, (input, other, alpha), ())
def add_(input, other, *, alpha=1) -> Any:
    return inplace(input, _ADD, (input, other, alpha), ())


def sub(input, other, *, alpha=1, out=None) -> Any:
    """input - alpha · other. Raises: RuntimeError for bool."""
    if out is not None:
        return into(out, _SUB, (input, other, alpha), ())
    if type(alpha) is int and alpha == 1:
        return apply2(_SUB, input, other, ())
    return apply(_SUB, (input, other, alpha), ())
subtract = sub
def sub_(input, other, *, alpha=1) -> Any:
    return inplace(input, _SUB, (input, other, alpha), ())


def rsub(input, other, *, alpha=1) -> Any:
    """other - alpha · input."""
    if type(alpha) is int and alpha == 1:
        return apply2(_RSUB, input, other, ())
    return apply(_RSUB, (input, other, alpha), ())


def mul(input, other, *, out=None) -> Any:
    """input · other."""
    if out is not None:
        return into(out, _MUL, (input, other), ())
    return apply2(_MUL, input, other, ())
multiply = mul
def mul_(input, other) -> Any:
    return inplace(input, _MUL, (input, other), ())


def div(input, other, *, out=None) -> Any:
    """input / other, in the default float dtype for integers."""
    if out is not None:
        return into(out, _DIV, (input, other), ())
    return apply2(_DIV, input, other, ())
divide = div
true_divide = div
def div_(input, other) -> Any:
    return inplace(input, _DIV, (input, other), ())


def floor_divide(input, other, *, out=None) -> Any:
    """The quotient rounded down, as Python's //."""
    if out is not None:
        return into(out, _FLOOR_DIVIDE, (input, other), ())
    return apply2(_FLOOR_DIVIDE, input, other, ())
def floor_divide_(input, other) -> Any:
    return inplace(input, _FLOOR_DIVIDE, (input, other), ())


def remainder(input, other, *, out=None) -> Any:
    """The remainder with the divisor's sign, as Python's %; gradient 1 and -floor(a / b)."""
    if out is not None:
        return into(out, _REMAINDER, (input, other), ())
    return apply2(_REMAINDER, input, other, ())
def remainder_(input, other) -> Any:
    return inplace(input, _REMAINDER, (input, other), ())


def fmod(input, other, *, out=None) -> Any:
    """The remainder with the dividend's sign, as C's fmod."""
    if out is not None:
        return into(out, _FMOD, (input, other), ())
    return apply2(_FMOD, input, other, ())
def fmod_(input, other) -> Any:
    return inplace(input, _FMOD, (input, other), ())


def pow(input, exponent, *, out=None) -> Any:
    """input to the power of exponent."""
    if out is not None:
        return into(out, _POW, (input, exponent), ())
    return apply2(_POW, input, exponent, ())
def pow_(input, exponent) -> Any:
    return inplace(input, _POW, (input, exponent), ())


def atan2(input, other, *, out=None) -> Any:
    """The angle of (other, input) in (-π, π]."""
    if out is not None:
        return into(out, _ATAN2, (input, other), ())
    return apply2(_ATAN2, input, other, ())
arctan2 = atan2
def atan2_(input, other) -> Any:
    return inplace(input, _ATAN2, (input, other), ())


def maximum(input, other, *, out=None) -> Any:
    """The larger of each pair, NaN if either is; ties share the gradient."""
    if out is not None:
        return into(out, _MAXIMUM, (input, other), ())
    return apply2(_MAXIMUM, input, other, ())
def maximum_(input, other) -> Any:
    return inplace(input, _MAXIMUM, (input, other), ())


def minimum(input, other, *, out=None) -> Any:
    """The smaller of each pair, NaN if either is; ties share the gradient."""
    if out is not None:
        return into(out, _MINIMUM, (input, other), ())
    return apply2(_MINIMUM, input, other, ())
def minimum_(input, other) -> Any:
    return inplace(input, _MINIMUM, (input, other), ())


def bitwise_and(input, other, *, out=None) -> Any:
    """Bitwise and of integers, logical for bool. Raises: NotImplementedError for floats."""
    if out is not None:
        return into(out, _BITWISE_AND, (input, other), ())
    return apply2(_BITWISE_AND, input, other, ())
def bitwise_and_(input, other) -> Any:
    return inplace(input, _BITWISE_AND, (input, other), ())


def bitwise_or(input, other, *, out=None) -> Any:
    """Bitwise or of integers, logical for bool. Raises: NotImplementedError for floats."""
    if out is not None:
        return into(out, _BITWISE_OR, (input, other), ())
    return apply2(_BITWISE_OR, input, other, ())
def bitwise_or_(input, other) -> Any:
    return inplace(input, _BITWISE_OR, (input, other), ())


def bitwise_xor(input, other, *, out=None) -> Any:
    """Bitwise exclusive or of integers, logical for bool. Raises: NotImplementedError for floats."""
    if out is not None:
        return into(out, _BITWISE_XOR, (input, other), ())
    return apply2(_BITWISE_XOR, input, other, ())
def bitwise_xor_(input, other) -> Any:
    return inplace(input, _BITWISE_XOR, (input, other), ())


def bitwise_left_shift(input, other, *, out=None) -> Any:
    """input · 2^other for integers."""
    if out is not None:
        return into(out, _BITWISE_LEFT_SHIFT, (input, other), ())
    return apply2(_BITWISE_LEFT_SHIFT, input, other, ())
def bitwise_left_shift_(input, other) -> Any:
    return inplace(input, _BITWISE_LEFT_SHIFT, (input, other), ())


def bitwise_right_shift(input, other, *, out=None) -> Any:
    """input · 2^-other for integers, rounded down."""
    if out is not None:
        return into(out, _BITWISE_RIGHT_SHIFT, (input, other), ())
    return apply2(_BITWISE_RIGHT_SHIFT, input, other, ())
def bitwise_right_shift_(input, other) -> Any:
    return inplace(input, _BITWISE_RIGHT_SHIFT, (input, other), ())


def lerp(input, end, weight, *, out=None) -> Any:
    """input + weight · (end - input)."""
    if out is not None:
        return into(out, _LERP, (input, end, weight), ())
    return apply(_LERP, (input, end, weight), ())
def lerp_(input, end, weight) -> Any:
    return inplace(input, _LERP, (input, end, weight), ())


def addcmul(input, tensor1, tensor2, *, value=1, out=None) -> Any:
    """input + value · tensor1 · tensor2."""
    if out is not None:
        return into(out, _ADDCMUL, (input, tensor1, tensor2, value), ())
    if type(value) is int and value == 1:
        return apply(_ADDCMUL, (input, tensor1, tensor2), ())
    return apply(_ADDCMUL, (input, tensor1, tensor2, value), ())
def addcmul_(input, tensor1, tensor2, *, value=1) -> Any:
    return inplace(input, _ADDCMUL, (input, tensor1, tensor2, value), ())


def addcdiv(input, tensor1, tensor2, *, value=1, out=None) -> Any:
    """input + value · tensor1 / tensor2. Raises: RuntimeError for integers."""
    if out is not None:
        return into(out, _ADDCDIV, (input, tensor1, tensor2, value), ())
    if type(value) is int and value == 1:
        return apply(_ADDCDIV, (input, tensor1, tensor2), ())
    return apply(_ADDCDIV, (input, tensor1, tensor2, value), ())
def addcdiv_(input, tensor1, tensor2, *, value=1) -> Any:
    return inplace(input, _ADDCDIV, (input, tensor1, tensor2, value), ())


def eq(input, other, *, out=None) -> Any:
    """input == other."""
    if out is not None:
        return into(out, _EQ, (input, other), ())
    return apply2(_EQ, input, other, ())
def eq_(input, other) -> Any:
    return inplace(input, _EQ, (input, other), ())


def ne(input, other, *, out=None) -> Any:
    """input != other."""
    if out is not None:
        return into(out, _NE, (input, other), ())
    return apply2(_NE, input, other, ())
not_equal = ne
def ne_(input, other) -> Any:
    return inplace(input, _NE, (input, other), ())


def lt(input, other, *, out=None) -> Any:
    """input < other. Raises: NotImplementedError for complex."""
    if out is not None:
        return into(out, _LT, (input, other), ())
    return apply2(_LT, input, other, ())
less = lt
def lt_(input, other) -> Any:
    return inplace(input, _LT, (input, other), ())


def le(input, other, *, out=None) -> Any:
    """input <= other. Raises: NotImplementedError for complex."""
    if out is not None:
        return into(out, _LE, (input, other), ())
    return apply2(_LE, input, other, ())
less_equal = le
def le_(input, other) -> Any:
    return inplace(input, _LE, (input, other), ())


def gt(input, other, *, out=None) -> Any:
    """input > other. Raises: NotImplementedError for complex."""
    if out is not None:
        return into(out, _GT, (input, other), ())
    return apply2(_GT, input, other, ())
greater = gt
def gt_(input, other) -> Any:
    return inplace(input, _GT, (input, other), ())


def ge(input, other, *, out=None) -> Any:
    """input >= other. Raises: NotImplementedError for complex."""
    if out is not None:
        return into(out, _GE, (input, other), ())
    return apply2(_GE, input, other, ())
greater_equal = ge
def ge_(input, other) -> Any:
    return inplace(input, _GE, (input, other), ())


def logical_and(input, other, *, out=None) -> Any:
    """Whether both elements are not zero."""
    if out is not None:
        return into(out, _LOGICAL_AND, (input, other), ())
    return apply2(_LOGICAL_AND, input, other, ())
def logical_and_(input, other) -> Any:
    return inplace(input, _LOGICAL_AND, (input, other), ())


def logical_or(input, other, *, out=None) -> Any:
    """Whether either element is not zero."""
    if out is not None:
        return into(out, _LOGICAL_OR, (input, other), ())
    return apply2(_LOGICAL_OR, input, other, ())
def logical_or_(input, other) -> Any:
    return inplace(input, _LOGICAL_OR, (input, other), ())


def logical_xor(input, other, *, out=None) -> Any:
    """Whether exactly one element is not zero."""
    if out is not None:
        return into(out, _LOGICAL_XOR, (input, other), ())
    return apply2(_LOGICAL_XOR, input, other, ())
def logical_xor_(input, other) -> Any:
    return inplace(input, _LOGICAL_XOR, (input, other), ())


def isclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False) -> Any:
    """Whether |input - other| <= atol + rtol · |other|. Raises: RuntimeError on mixed dtypes."""
    return apply2(_ISCLOSE, input, other, (rtol, atol, equal_nan))


def sum(input, dim=None, keepdim=False, *, dtype=None, out=None) -> Any:
    """The sum over `dim`. Dtype: int64 for integers and bool, else the input's, or `dtype`."""
    if type(dim) is not int:
        dim = as_dims(dim, 'sum', 'dim')
    if dtype is not None:
        dtype = as_dtype(dtype, 'sum')
    if out is not None:
        return into(out, _SUM, (input,), (dim, keepdim, dtype))
    return apply1(_SUM, input, (dim, keepdim, dtype))


def mean(input, dim=None, keepdim=False, *, dtype=None, out=None) -> Any:
    """The mean over `dim`. Raises: RuntimeError for integers without a float `dtype`."""
    if type(dim) is not int:
        dim = as_dims(dim, 'mean', 'dim')
    if dtype is not None:
        dtype = as_dtype(dtype, 'mean')
    if out is not None:
        return into(out, _MEAN, (input,), (dim, keepdim, dtype))
    return apply1(_MEAN, input, (dim, keepdim, dtype))


def prod(input, dim=None, keepdim=False, *, dtype=None, out=None) -> Any:
    """The product over `dim`. Dtype: int64 for integers and bool, else the input's, or `dtype`."""
    if dim is not None and type(dim) is not int:
        dim = as_int(dim, 'prod', 'dim')
    if dtype is not None:
        dtype = as_dtype(dtype, 'prod')
    if out is not None:
        return into(out, _PROD, (input,), (dim, keepdim, dtype))
    return apply1(_PROD, input, (dim, keepdim, dtype))


def all(input, dim=None, keepdim=False, *, out=None) -> Any:
    """Whether no element over `dim` is zero. Dtype: bool; uint8 for uint8."""
    if type(dim) is not int:
        dim = as_dims(dim, 'all', 'dim')
    if out is not None:
        return into(out, _ALL, (input,), (dim, keepdim))
    return apply1(_ALL, input, (dim, keepdim))


def any(input, dim=None, keepdim=False, *, out=None) -> Any:
    """Whether some element over `dim` is not zero. Dtype: bool; uint8 for uint8."""
    if type(dim) is not int:
        dim = as_dims(dim, 'any', 'dim')
    if out is not None:
        return into(out, _ANY, (input,), (dim, keepdim))
    return apply1(_ANY, input, (dim, keepdim))


def amax(input, dim=(), keepdim=False, *, out=None) -> Any:
    """The largest element over `dim`; ties share the gradient."""
    if type(dim) is not int:
        dim = as_dims(dim, 'amax', 'dim')
    if out is not None:
        return into(out, _AMAX, (input,), (dim, keepdim))
    return apply1(_AMAX, input, (dim, keepdim))


def amin(input, dim=(), keepdim=False, *, out=None) -> Any:
    """The smallest element over `dim`; ties share the gradient."""
    if type(dim) is not int:
        dim = as_dims(dim, 'amin', 'dim')
    if out is not None:
        return into(out, _AMIN, (input,), (dim, keepdim))
    return apply1(_AMIN, input, (dim, keepdim))


def max(input, *, out=None) -> Any:
    """The largest of all elements; ties share the gradient."""
    if out is not None:
        return into(out, _MAX, (input,), ())
    return apply1(_MAX, input, ())


def min(input, *, out=None) -> Any:
    """The smallest of all elements; ties share the gradient."""
    if out is not None:
        return into(out, _MIN, (input,), ())
    return apply1(_MIN, input, ())


def argmax(input, dim=None, keepdim=False, *, out=None) -> Any:
    """Where the largest element along `dim`, or of all, stands first. Dtype: int64."""
    if dim is not None and type(dim) is not int:
        dim = as_int(dim, 'argmax', 'dim')
    if out is not None:
        return into(out, _ARGMAX, (input,), (dim, keepdim))
    return apply1(_ARGMAX, input, (dim, keepdim))


def argmin(input, dim=None, keepdim=False, *, out=None) -> Any:
    """Where the smallest element along `dim`, or of all, stands first. Dtype: int64."""
    if dim is not None and type(dim) is not int:
        dim = as_int(dim, 'argmin', 'dim')
    if out is not None:
        return into(out, _ARGMIN, (input,), (dim, keepdim))
    return apply1(_ARGMIN, input, (dim, keepdim))


def var(input, dim=None, *, correction=1.0, keepdim=False, out=None) -> Any:
    """The variance over `dim`, with `correction` taken off the count (1: unbiased)."""
    if type(dim) is not int:
        dim = as_dims(dim, 'var', 'dim')
    if out is not None:
        return into(out, _VAR, (input,), (dim, correction, keepdim))
    return apply1(_VAR, input, (dim, correction, keepdim))


def std(input, dim=None, *, correction=1.0, keepdim=False, out=None) -> Any:
    """The standard deviation over `dim`; gradient 0 where it is 0."""
    if type(dim) is not int:
        dim = as_dims(dim, 'std', 'dim')
    if out is not None:
        return into(out, _STD, (input,), (dim, correction, keepdim))
    return apply1(_STD, input, (dim, correction, keepdim))


def logsumexp(input, dim, keepdim=False, *, out=None) -> Any:
    """log(sum(exp(input))) over `dim`, without overflow."""
    if type(dim) is not int:
        dim = as_dims(dim, 'logsumexp', 'dim')
    if out is not None:
        return into(out, _LOGSUMEXP, (input,), (dim, keepdim))
    return apply1(_LOGSUMEXP, input, (dim, keepdim))


def vector_norm(x, ord=2, dim=None, keepdim=False, *, dtype=None, out=None) -> Any:
    """The `ord`-norm over `dim`; the subgradient at 0 is 0."""
    if type(dim) is not int:
        dim = as_dims(dim, 'vector_norm', 'dim')
    if dtype is not None:
        dtype = as_dtype(dtype, 'vector_norm')
    if out is not None:
        return into(out, _VECTOR_NORM, (x, ord), (dim, keepdim, dtype))
    if type(ord) is int and ord == 2:
        return apply1(_VECTOR_NORM, x, (dim, keepdim, dtype))
    return apply2(_VECTOR_NORM, x, ord, (dim, keepdim, dtype))


def cumsum(input, dim, *, dtype=None, out=None) -> Any:
    """Running sums along `dim`."""
    if type(dim) is not int:
        dim = as_int(dim, 'cumsum', 'dim')
    if dtype is not None:
        dtype = as_dtype(dtype, 'cumsum')
    if out is not None:
        return into(out, _CUMSUM, (input,), (dim, dtype))
    return apply1(_CUMSUM, input, (dim, dtype))


def cumprod(input, dim, *, dtype=None, out=None) -> Any:
    """Running products along `dim`."""
    if type(dim) is not int:
        dim = as_int(dim, 'cumprod', 'dim')
    if dtype is not None:
        dtype = as_dtype(dtype, 'cumprod')
    if out is not None:
        return into(out, _CUMPROD, (input,), (dim, dtype))
    return apply1(_CUMPROD, input, (dim, dtype))


def median(input) -> Any:
    """The lower median of all elements; NaN if there is one."""
    return apply1(_MEDIAN, input, ())


def count_nonzero(input, dim=None, *, out=None) -> Any:
    """How many elements over `dim` are not zero. Dtype: int64."""
    if type(dim) is not int:
        dim = as_dims(dim, 'count_nonzero', 'dim')
    if out is not None:
        return into(out, _COUNT_NONZERO, (input,), (dim,))
    return apply1(_COUNT_NONZERO, input, (dim,))


def unsqueeze(input, dim) -> Any:
    """A dim of size 1 inserted at `dim`."""
    if type(dim) is not int:
        dim = as_int(dim, 'unsqueeze', 'dim')
    return apply_view(_UNSQUEEZE, input, (dim,))


def squeeze(input, dim=None) -> Any:
    """Without the dims of size 1, all of them or those in `dim`."""
    if type(dim) is not int:
        dim = as_dims(dim, 'squeeze', 'dim')
    return apply_view(_SQUEEZE, input, (dim,))


def permute(input, dims) -> Any:
    """The dims in another order."""
    dims = as_shape((dims,) if type(dims) is not tuple else dims, 'permute', 'dims')
    return apply_view(_PERMUTE, input, (dims,))


def transpose(input, dim0, dim1) -> Any:
    """Two dims exchanged."""
    if type(dim0) is not int:
        dim0 = as_int(dim0, 'transpose', 'dim0')
    if type(dim1) is not int:
        dim1 = as_int(dim1, 'transpose', 'dim1')
    return apply_view(_TRANSPOSE, input, (dim0, dim1))
swapaxes = transpose
swapdims = transpose


def t(input) -> Any:
    """A matrix transposed; vectors and scalars as they are. Raises: RuntimeError above 2-d."""
    return apply_view(_T, input, ())


def expand(input, size) -> Any:
    """Dims of size 1 repeated without copying; -1 keeps a size."""
    size = as_shape((size,) if type(size) is not tuple else size, 'expand', 'size')
    return apply_view(_EXPAND, input, (size,))


def select(input, dim, index) -> Any:
    """The slice at `index` of `dim`. Raises: IndexError out of range."""
    if type(dim) is not int:
        dim = as_int(dim, 'select', 'dim')
    if type(index) is not int:
        index = as_int(index, 'select', 'index')
    return apply_view(_SELECT, input, (dim, index))


def diagonal(input, offset=0, dim1=0, dim2=1) -> Any:
    """The diagonal of the matrices in dims `dim1` and `dim2`, as the last dim."""
    if type(offset) is not int:
        offset = as_int(offset, 'diagonal', 'offset')
    if type(dim1) is not int:
        dim1 = as_int(dim1, 'diagonal', 'dim1')
    if type(dim2) is not int:
        dim2 = as_int(dim2, 'diagonal', 'dim2')
    return apply_view(_DIAGONAL, input, (offset, dim1, dim2))


def clone(input, *, memory_format=None) -> Any:
    """A copy with its own memory."""
    return apply1(_CLONE, input, (memory_format,))


def cat(tensors, dim=0, *, out=None) -> Any:
    """The tensors one after another along `dim`. Dtype: promoted; 1-d empty ones are skipped."""
    if type(dim) is not int:
        dim = as_int(dim, 'cat', 'dim')
    if out is not None:
        return into(out, _CAT, (*tensors,), (dim,))
    return apply(_CAT, (*tensors,), (dim,))
concat = cat
concatenate = cat


def stack(tensors, dim=0, *, out=None) -> Any:
    """The tensors along a new `dim`. Raises: RuntimeError when the shapes differ."""
    if type(dim) is not int:
        dim = as_int(dim, 'stack', 'dim')
    if out is not None:
        return into(out, _STACK, (*tensors,), (dim,))
    return apply(_STACK, (*tensors,), (dim,))


def flip(input, dims) -> Any:
    """The elements in reverse along `dims`."""
    dims = as_shape((dims,) if type(dims) is not tuple else dims, 'flip', 'dims')
    return apply1(_FLIP, input, (dims,))


def roll(input, shifts, dims=None) -> Any:
    """The elements shifted along `dims`, those pushed out coming in again."""
    if type(shifts) is not int:
        shifts = as_dims(shifts, 'roll', 'shifts')
    if type(dims) is not int:
        dims = as_dims(dims, 'roll', 'dims')
    return apply1(_ROLL, input, (shifts, dims))


def tile(input, dims) -> Any:
    """Copies along each dim, missing ones counting as 1."""
    dims = as_shape((dims,) if type(dims) is not tuple else dims, 'tile', 'dims')
    return apply1(_TILE, input, (dims,))


def tril(input, diagonal=0) -> Any:
    """The lower triangle, zeros elsewhere."""
    if type(diagonal) is not int:
        diagonal = as_int(diagonal, 'tril', 'diagonal')
    return apply1(_TRIL, input, (diagonal,))


def triu(input, diagonal=0) -> Any:
    """The upper triangle, zeros elsewhere."""
    if type(diagonal) is not int:
        diagonal = as_int(diagonal, 'triu', 'diagonal')
    return apply1(_TRIU, input, (diagonal,))


def diag_embed(input, offset=0, dim1=-2, dim2=-1) -> Any:
    """Matrices with the last dim on a diagonal."""
    if type(offset) is not int:
        offset = as_int(offset, 'diag_embed', 'offset')
    if type(dim1) is not int:
        dim1 = as_int(dim1, 'diag_embed', 'dim1')
    if type(dim2) is not int:
        dim2 = as_int(dim2, 'diag_embed', 'dim2')
    return apply1(_DIAG_EMBED, input, (offset, dim1, dim2))


def masked_fill(input, mask, value) -> Any:
    """`value` where `mask` holds. Raises: RuntimeError for a mask that is not bool."""
    return apply(_MASKED_FILL, (input, mask, value), ())
def masked_fill_(input, mask, value) -> Any:
    return inplace(input, _MASKED_FILL, (input, mask, value), ())


def gather(input, dim, index, *, out=None) -> Any:
    """out[i, j] = input[index[i, j], j] for dim 0, likewise for others."""
    if type(dim) is not int:
        dim = as_int(dim, 'gather', 'dim')
    if out is not None:
        return into(out, _GATHER, (input, index), (dim,))
    return apply2(_GATHER, input, index, (dim,))


def scatter_add(input, dim, index, src) -> Any:
    """`input` with src[i, j] added at [index[i, j], j] for dim 0, likewise for others."""
    if type(dim) is not int:
        dim = as_int(dim, 'scatter_add', 'dim')
    return apply(_SCATTER_ADD, (input, index, src), (dim,))
def scatter_add_(input, dim, index, src) -> Any:
    if type(dim) is not int:
        dim = as_int(dim, 'scatter_add', 'dim')
    return inplace(input, _SCATTER_ADD, (input, index, src), (dim,))


def index_select(input, dim, index, *, out=None) -> Any:
    """The slices of `dim` that a 1-d `index` names."""
    if type(dim) is not int:
        dim = as_int(dim, 'index_select', 'dim')
    if out is not None:
        return into(out, _INDEX_SELECT, (input, index), (dim,))
    return apply2(_INDEX_SELECT, input, index, (dim,))


def index_add(input, dim, index, source, *, alpha=1) -> Any:
    """`input` with the slices of `source` added where a 1-d `index` says."""
    if type(dim) is not int:
        dim = as_int(dim, 'index_add', 'dim')
    if type(alpha) is int and alpha == 1:
        return apply(_INDEX_ADD, (input, index, source), (dim,))
    return apply(_INDEX_ADD, (input, index, source, alpha), (dim,))
def index_add_(input, dim, index, source, *, alpha=1) -> Any:
    if type(dim) is not int:
        dim = as_int(dim, 'index_add', 'dim')
    return inplace(input, _INDEX_ADD, (input, index, source, alpha), (dim,))


def index_fill(input, dim, index, value) -> Any:
    """`input` with `value` in the slices a 1-d `index` names."""
    if type(dim) is not int:
        dim = as_int(dim, 'index_fill', 'dim')
    return apply(_INDEX_FILL, (input, index, value), (dim,))
def index_fill_(input, dim, index, value) -> Any:
    if type(dim) is not int:
        dim = as_int(dim, 'index_fill', 'dim')
    return inplace(input, _INDEX_FILL, (input, index, value), (dim,))


def index_copy(input, dim, index, source) -> Any:
    """`input` with the slices of `source` written where a 1-d `index` says."""
    if type(dim) is not int:
        dim = as_int(dim, 'index_copy', 'dim')
    return apply(_INDEX_COPY, (input, index, source), (dim,))
def index_copy_(input, dim, index, source) -> Any:
    if type(dim) is not int:
        dim = as_int(dim, 'index_copy', 'dim')
    return inplace(input, _INDEX_COPY, (input, index, source), (dim,))


def sort(input, dim=-1, descending=False, *, stable=True) -> Any:
    """The elements along `dim` in order, and where they stood. Equal ones keep their order."""
    if type(dim) is not int:
        dim = as_int(dim, 'sort', 'dim')
    return apply(_SORT, (input,), (dim, descending, stable))


def argsort(input, dim=-1, descending=False, *, stable=True) -> Any:
    """Where the elements along `dim` stand in order. Dtype: int64."""
    if type(dim) is not int:
        dim = as_int(dim, 'argsort', 'dim')
    return apply1(_ARGSORT, input, (dim, descending, stable))


def topk(input, k, dim=-1, largest=True, sorted=True) -> Any:
    """The `k` largest (or smallest) along `dim`, in order, and where they stood."""
    if type(k) is not int:
        k = as_int(k, 'topk', 'k')
    if type(dim) is not int:
        dim = as_int(dim, 'topk', 'dim')
    return apply(_TOPK, (input,), (k, dim, largest, sorted))


def matmul(input, other, *, out=None) -> Any:
    """The product of vectors, matrices or batches of them, batch dims broadcast."""
    if out is not None:
        return into(out, _MATMUL, (input, other), ())
    return apply2(_MATMUL, input, other, ())


def mm(input, mat2, *, out=None) -> Any:
    """The product of two matrices."""
    if out is not None:
        return into(out, _MM, (input, mat2), ())
    return apply2(_MM, input, mat2, ())


def bmm(input, mat2, *, out=None) -> Any:
    """The products of two batches of matrices."""
    if out is not None:
        return into(out, _BMM, (input, mat2), ())
    return apply2(_BMM, input, mat2, ())


def mv(input, vec, *, out=None) -> Any:
    """The product of a matrix and a vector."""
    if out is not None:
        return into(out, _MV, (input, vec), ())
    return apply2(_MV, input, vec, ())


def dot(input, tensor, *, out=None) -> Any:
    """The scalar product of two vectors."""
    if out is not None:
        return into(out, _DOT, (input, tensor), ())
    return apply2(_DOT, input, tensor, ())


def outer(input, vec2, *, out=None) -> Any:
    """The matrix of all products of two vectors' elements."""
    if out is not None:
        return into(out, _OUTER, (input, vec2), ())
    return apply2(_OUTER, input, vec2, ())
ger = outer


def addmm(input, mat1, mat2, *, beta=1, alpha=1, out=None) -> Any:
    """beta · input + alpha · mat1 @ mat2."""
    if out is not None:
        return into(out, _ADDMM, (input, mat1, mat2, beta, alpha), ())
    if type(beta) is int and beta == 1 and type(alpha) is int and alpha == 1:
        return apply(_ADDMM, (input, mat1, mat2), ())
    return apply(_ADDMM, (input, mat1, mat2, beta, alpha), ())
def addmm_(input, mat1, mat2, *, beta=1, alpha=1) -> Any:
    return inplace(input, _ADDMM, (input, mat1, mat2, beta, alpha), ())


def relu(input, *, out=None) -> Any:
    """max(input, 0); gradient 0 at 0."""
    if out is not None:
        return into(out, _RELU, (input,), ())
    return apply1(_RELU, input, ())
def relu_(input) -> Any:
    return inplace(input, _RELU, (input,), ())


def leaky_relu(input, negative_slope=0.01) -> Any:
    """input where positive, else negative_slope · input."""
    if type(negative_slope) is float and negative_slope == 0.01:
        return apply1(_LEAKY_RELU, input, ())
    return apply2(_LEAKY_RELU, input, negative_slope, ())


def elu(input, alpha=1.0) -> Any:
    """input where positive, else alpha · (exp(input) - 1)."""
    if type(alpha) is float and alpha == 1.0:
        return apply1(_ELU, input, ())
    return apply2(_ELU, input, alpha, ())


def gelu(input, approximate='none') -> Any:
    """input · Φ(input), Φ by erf, or by tanh with approximate="tanh"."""
    return apply1(_GELU, input, (approximate,))


def silu(input) -> Any:
    """input · sigmoid(input)."""
    return apply1(_SILU, input, ())


def softplus(input, beta=1.0, threshold=20.0) -> Any:
    """log(1 + exp(beta · input)) / beta; the input itself where beta · input > threshold."""
    if type(beta) is float and beta == 1.0 and type(threshold) is float and threshold == 20.0:
        return apply1(_SOFTPLUS, input, ())
    return apply(_SOFTPLUS, (input, beta, threshold), ())


def logsigmoid(input) -> Any:
    """log(sigmoid(input))."""
    return apply1(_LOGSIGMOID, input, ())


def hardtanh(input, min_val=-1.0, max_val=1.0) -> Any:
    """input moved into [min_val, max_val]; gradient 0 on the bounds."""
    if type(min_val) is float and min_val == -1.0 and type(max_val) is float and max_val == 1.0:
        return apply1(_HARDTANH, input, ())
    return apply(_HARDTANH, (input, min_val, max_val), ())


def softmax(input, dim, dtype=None) -> Any:
    """exp(input) over its sum along `dim`."""
    if dim is not None and type(dim) is not int:
        dim = as_int(dim, 'softmax', 'dim')
    if dtype is not None:
        dtype = as_dtype(dtype, 'softmax')
    return apply1(_SOFTMAX, input, (dim, dtype))


def log_softmax(input, dim, dtype=None) -> Any:
    """The logarithm of `softmax`, computed without overflow."""
    if dim is not None and type(dim) is not int:
        dim = as_int(dim, 'log_softmax', 'dim')
    if dtype is not None:
        dtype = as_dtype(dtype, 'log_softmax')
    return apply1(_LOG_SOFTMAX, input, (dim, dtype))


def linear(input, weight, bias=None) -> Any:
    """input @ weightᵀ + bias."""
    if bias is None:
        return apply2(_LINEAR, input, weight, ())
    return apply(_LINEAR, (input, weight, bias), ())


class TensorMethods:
    """The methods of `Tensor` derived from the table."""

    def neg(self) -> Any:
        """-input. Raises: RuntimeError for bool."""
        return apply1(_NEG, self, ())

    negative = neg

    def neg_(self) -> Any:
        return inplace(self, _NEG, (self,), ())

    negative_ = neg_

    def __neg__(self) -> Any:
        return apply1(_NEG, self, ())

    def positive(self) -> Any:
        """+input. Raises: RuntimeError for bool."""
        return apply1(_POSITIVE, self, ())

    def __pos__(self) -> Any:
        return apply1(_POSITIVE, self, ())

    def abs(self) -> Any:
        """|input|; the subgradient at 0 is 0. Complex gives the modulus."""
        return apply1(_ABS, self, ())

    absolute = abs

    def abs_(self) -> Any:
        return inplace(self, _ABS, (self,), ())

    absolute_ = abs_

    def __abs__(self) -> Any:
        return apply1(_ABS, self, ())

    def sign(self) -> Any:
        """-1, 0 or 1 by the sign of each element, 0 for NaN; gradient 0."""
        return apply1(_SIGN, self, ())

    def sign_(self) -> Any:
        return inplace(self, _SIGN, (self,), ())

    def square(self) -> Any:
        """input²."""
        return apply1(_SQUARE, self, ())

    def square_(self) -> Any:
        return inplace(self, _SQUARE, (self,), ())

    def exp(self) -> Any:
        """e to the power of each element."""
        return apply1(_EXP, self, ())

    def exp_(self) -> Any:
        return inplace(self, _EXP, (self,), ())

    def exp2(self) -> Any:
        """2 to the power of each element."""
        return apply1(_EXP2, self, ())

    def exp2_(self) -> Any:
        return inplace(self, _EXP2, (self,), ())

    def expm1(self) -> Any:
        """exp(input) - 1, accurate near 0."""
        return apply1(_EXPM1, self, ())

    def expm1_(self) -> Any:
        return inplace(self, _EXPM1, (self,), ())

    def log(self) -> Any:
        """Natural logarithm; NaN below 0, -inf at 0."""
        return apply1(_LOG, self, ())

    def log_(self) -> Any:
        return inplace(self, _LOG, (self,), ())

    def log2(self) -> Any:
        """Logarithm to base 2."""
        return apply1(_LOG2, self, ())

    def log2_(self) -> Any:
        return inplace(self, _LOG2, (self,), ())

    def log10(self) -> Any:
        """Logarithm to base 10."""
        return apply1(_LOG10, self, ())

    def log10_(self) -> Any:
        return inplace(self, _LOG10, (self,), ())

    def log1p(self) -> Any:
        """log(1 + input), accurate near 0."""
        return apply1(_LOG1P, self, ())

    def log1p_(self) -> Any:
        return inplace(self, _LOG1P, (self,), ())

    def sqrt(self) -> Any:
        """Square root; NaN below 0."""
        return apply1(_SQRT, self, ())

    def sqrt_(self) -> Any:
        return inplace(self, _SQRT, (self,), ())

    def rsqrt(self) -> Any:
        """1 / sqrt(input)."""
        return apply1(_RSQRT, self, ())

    def rsqrt_(self) -> Any:
        return inplace(self, _RSQRT, (self,), ())

    def reciprocal(self) -> Any:
        """1 / input."""
        return apply1(_RECIPROCAL, self, ())

    def reciprocal_(self) -> Any:
        return inplace(self, _RECIPROCAL, (self,), ())

    def sin(self) -> Any:
        """Sine of each element, in radians."""
        return apply1(_SIN, self, ())

    def sin_(self) -> Any:
        return inplace(self, _SIN, (self,), ())

    def cos(self) -> Any:
        """Cosine of each element, in radians."""
        return apply1(_COS, self, ())

    def cos_(self) -> Any:
        return inplace(self, _COS, (self,), ())

    def tan(self) -> Any:
        """Tangent of each element, in radians."""
        return apply1(_TAN, self, ())

    def tan_(self) -> Any:
        return inplace(self, _TAN, (self,), ())

    def asin(self) -> Any:
        """Arcsine of each element."""
        return apply1(_ASIN, self, ())

    arcsin = asin

    def asin_(self) -> Any:
        return inplace(self, _ASIN, (self,), ())

    arcsin_ = asin_

    def acos(self) -> Any:
        """Arccosine of each element."""
        return apply1(_ACOS, self, ())

    arccos = acos

    def acos_(self) -> Any:
        return inplace(self, _ACOS, (self,), ())

    arccos_ = acos_

    def atan(self) -> Any:
        """Arctangent of each element."""
        return apply1(_ATAN, self, ())

    arctan = atan

    def atan_(self) -> Any:
        return inplace(self, _ATAN, (self,), ())

    arctan_ = atan_

    def sinh(self) -> Any:
        """Hyperbolic sine."""
        return apply1(_SINH, self, ())

    def sinh_(self) -> Any:
        return inplace(self, _SINH, (self,), ())

    def cosh(self) -> Any:
        """Hyperbolic cosine."""
        return apply1(_COSH, self, ())

    def cosh_(self) -> Any:
        return inplace(self, _COSH, (self,), ())

    def tanh(self) -> Any:
        """Hyperbolic tangent."""
        return apply1(_TANH, self, ())

    def tanh_(self) -> Any:
        return inplace(self, _TANH, (self,), ())

    def sigmoid(self) -> Any:
        """1 / (1 + exp(-input))."""
        return apply1(_SIGMOID, self, ())

    def sigmoid_(self) -> Any:
        return inplace(self, _SIGMOID, (self,), ())

    def erf(self) -> Any:
        """The error function."""
        return apply1(_ERF, self, ())

    def erf_(self) -> Any:
        return inplace(self, _ERF, (self,), ())

    def erfc(self) -> Any:
        """1 - erf(input)."""
        return apply1(_ERFC, self, ())

    def erfc_(self) -> Any:
        return inplace(self, _ERFC, (self,), ())

    def lgamma(self) -> Any:
        """Logarithm of the absolute gamma function."""
        return apply1(_LGAMMA, self, ())

    def lgamma_(self) -> Any:
        return inplace(self, _LGAMMA, (self,), ())

    def floor(self) -> Any:
        """The largest integer not above each element, in its dtype; gradient 0."""
        return apply1(_FLOOR, self, ())

    def floor_(self) -> Any:
        return inplace(self, _FLOOR, (self,), ())

    def ceil(self) -> Any:
        """The smallest integer not below each element, in its dtype; gradient 0."""
        return apply1(_CEIL, self, ())

    def ceil_(self) -> Any:
        return inplace(self, _CEIL, (self,), ())

    def trunc(self) -> Any:
        """Each element without its fraction; gradient 0."""
        return apply1(_TRUNC, self, ())

    fix = trunc

    def trunc_(self) -> Any:
        return inplace(self, _TRUNC, (self,), ())

    fix_ = trunc_

    def frac(self) -> Any:
        """The fraction of each element, with its sign."""
        return apply1(_FRAC, self, ())

    def frac_(self) -> Any:
        return inplace(self, _FRAC, (self,), ())

    def round(self, *, decimals=0) -> Any:
        """Each element rounded half to even, to `decimals` places; gradient 0."""
        if type(decimals) is not int:
            decimals = as_int(decimals, 'round', 'decimals')
        return apply1(_ROUND, self, (decimals,))

    def round_(self, *, decimals=0) -> Any:
        if type(decimals) is not int:
            decimals = as_int(decimals, 'round', 'decimals')
        return inplace(self, _ROUND, (self,), (decimals,))

    def bitwise_not(self) -> Any:
        """~input: bits of integers, logical for bool. Raises: NotImplementedError for floats."""
        return apply1(_BITWISE_NOT, self, ())

    def bitwise_not_(self) -> Any:
        return inplace(self, _BITWISE_NOT, (self,), ())

    def __invert__(self) -> Any:
        return apply1(_BITWISE_NOT, self, ())

    def logical_not(self) -> Any:
        """Whether each element is zero."""
        return apply1(_LOGICAL_NOT, self, ())

    def logical_not_(self) -> Any:
        return inplace(self, _LOGICAL_NOT, (self,), ())

    def isnan(self) -> Any:
        """Whether each element is NaN."""
        return apply1(_ISNAN, self, ())

    def isinf(self) -> Any:
        """Whether each element is infinite."""
        return apply1(_ISINF, self, ())

    def isfinite(self) -> Any:
        """Whether each element is neither infinite nor NaN."""
        return apply1(_ISFINITE, self, ())

    def signbit(self) -> Any:
        """Whether each element's sign bit is set."""
        return apply1(_SIGNBIT, self, ())

    def clamp(self, min=None, max=None) -> Any:
        """Each element moved into [min, max]; the gradient passes where it lies inside or on a bound."""
        if min is None and max is None:
            return apply1(_CLAMP, self, ())
        return apply(_CLAMP, (self, min, max), ())

    clip = clamp

    def clamp_(self, min=None, max=None) -> Any:
        return inplace(self, _CLAMP, (self, min, max), ())

    clip_ = clamp_

    def nan_to_num(self, nan=None, posinf=None, neginf=None) -> Any:
        """NaN and infinities replaced, by default by 0 and the dtype's extremes."""
        if nan is None and posinf is None and neginf is None:
            return apply1(_NAN_TO_NUM, self, ())
        return apply(_NAN_TO_NUM, (self, nan, posinf, neginf), ())

    def nan_to_num_(self, nan=None, posinf=None, neginf=None) -> Any:
        return inplace(self, _NAN_TO_NUM, (self, nan, posinf, neginf), ())

    def add(self, other, *, alpha=1) -> Any:
        """input + alpha · other. Dtype: promoted; bool adds as logical or."""
        if type(alpha) is int and alpha == 1:
            return apply2(_ADD, self, other, ())
        return apply(_ADD, (self, other, alpha), ())

    def add_(self, other, *, alpha=1) -> Any:
        return inplace(self, _ADD, (self, other, alpha), ())

    def __add__(self, other) -> Any:
        try:
            return apply2(_ADD, self, other, ())
        except TypeError:
            return NotImplemented

    def __radd__(self, other) -> Any:
        try:
            return apply2(_ADD, self, other, ())
        except TypeError:
            return NotImplemented

    def __iadd__(self, other) -> Any:
        try:
            return inplace(self, _ADD, (self, other), ())
        except TypeError:
            return NotImplemented

    def sub(self, other, *, alpha=1) -> Any:
        """input - alpha · other. Raises: RuntimeError for bool."""
        if type(alpha) is int and alpha == 1:
            return apply2(_SUB, self, other, ())
        return apply(_SUB, (self, other, alpha), ())

    subtract = sub

    def sub_(self, other, *, alpha=1) -> Any:
        return inplace(self, _SUB, (self, other, alpha), ())

    subtract_ = sub_

    def __sub__(self, other) -> Any:
        try:
            return apply2(_SUB, self, other, ())
        except TypeError:
            return NotImplemented

    def __isub__(self, other) -> Any:
        try:
            return inplace(self, _SUB, (self, other), ())
        except TypeError:
            return NotImplemented

    def rsub(self, other, *, alpha=1) -> Any:
        """other - alpha · input."""
        if type(alpha) is int and alpha == 1:
            return apply2(_RSUB, self, other, ())
        return apply(_RSUB, (self, other, alpha), ())

    def mul(self, other) -> Any:
        """input · other."""
        return apply2(_MUL, self, other, ())

    multiply = mul

    def mul_(self, other) -> Any:
        return inplace(self, _MUL, (self, other), ())

    multiply_ = mul_

    def __mul__(self, other) -> Any:
        try:
            return apply2(_MUL, self, other, ())
        except TypeError:
            return NotImplemented

    def __rmul__(self, other) -> Any:
        try:
            return apply2(_MUL, self, other, ())
        except TypeError:
            return NotImplemented

    def __imul__(self, other) -> Any:
        try:
            return inplace(self, _MUL, (self, other), ())
        except TypeError:
            return NotImplemented

    def div(self, other) -> Any:
        """input / other, in the default float dtype for integers."""
        return apply2(_DIV, self, other, ())

    divide = div

    true_divide = div

    def div_(self, other) -> Any:
        return inplace(self, _DIV, (self, other), ())

    divide_ = div_

    true_divide_ = div_

    def __truediv__(self, other) -> Any:
        try:
            return apply2(_DIV, self, other, ())
        except TypeError:
            return NotImplemented

    def __itruediv__(self, other) -> Any:
        try:
            return inplace(self, _DIV, (self, other), ())
        except TypeError:
            return NotImplemented

    def floor_divide(self, other) -> Any:
        """The quotient rounded down, as Python's //."""
        return apply2(_FLOOR_DIVIDE, self, other, ())

    def floor_divide_(self, other) -> Any:
        return inplace(self, _FLOOR_DIVIDE, (self, other), ())

    def __floordiv__(self, other) -> Any:
        try:
            return apply2(_FLOOR_DIVIDE, self, other, ())
        except TypeError:
            return NotImplemented

    def __rfloordiv__(self, other) -> Any:
        try:
            return apply(_FLOOR_DIVIDE, (other, self), ())
        except TypeError:
            return NotImplemented

    def __ifloordiv__(self, other) -> Any:
        try:
            return inplace(self, _FLOOR_DIVIDE, (self, other), ())
        except TypeError:
            return NotImplemented

    def remainder(self, other) -> Any:
        """The remainder with the divisor's sign, as Python's %; gradient 1 and -floor(a / b)."""
        return apply2(_REMAINDER, self, other, ())

    def remainder_(self, other) -> Any:
        return inplace(self, _REMAINDER, (self, other), ())

    def __mod__(self, other) -> Any:
        try:
            return apply2(_REMAINDER, self, other, ())
        except TypeError:
            return NotImplemented

    def __rmod__(self, other) -> Any:
        try:
            return apply(_REMAINDER, (other, self), ())
        except TypeError:
            return NotImplemented

    def __imod__(self, other) -> Any:
        try:
            return inplace(self, _REMAINDER, (self, other), ())
        except TypeError:
            return NotImplemented

    def fmod(self, other) -> Any:
        """The remainder with the dividend's sign, as C's fmod."""
        return apply2(_FMOD, self, other, ())

    def fmod_(self, other) -> Any:
        return inplace(self, _FMOD, (self, other), ())

    def pow(self, exponent) -> Any:
        """input to the power of exponent."""
        return apply2(_POW, self, exponent, ())

    def pow_(self, exponent) -> Any:
        return inplace(self, _POW, (self, exponent), ())

    def __pow__(self, other) -> Any:
        try:
            return apply2(_POW, self, other, ())
        except TypeError:
            return NotImplemented

    def __rpow__(self, other) -> Any:
        try:
            return apply(_POW, (other, self), ())
        except TypeError:
            return NotImplemented

    def __ipow__(self, other) -> Any:
        try:
            return inplace(self, _POW, (self, other), ())
        except TypeError:
            return NotImplemented

    def atan2(self, other) -> Any:
        """The angle of (other, input) in (-π, π]."""
        return apply2(_ATAN2, self, other, ())

    arctan2 = atan2

    def atan2_(self, other) -> Any:
        return inplace(self, _ATAN2, (self, other), ())

    arctan2_ = atan2_

    def maximum(self, other) -> Any:
        """The larger of each pair, NaN if either is; ties share the gradient."""
        return apply2(_MAXIMUM, self, other, ())

    def maximum_(self, other) -> Any:
        return inplace(self, _MAXIMUM, (self, other), ())

    def minimum(self, other) -> Any:
        """The smaller of each pair, NaN if either is; ties share the gradient."""
        return apply2(_MINIMUM, self, other, ())

    def minimum_(self, other) -> Any:
        return inplace(self, _MINIMUM, (self, other), ())

    def bitwise_and(self, other) -> Any:
        """Bitwise and of integers, logical for bool. Raises: NotImplementedError for floats."""
        return apply2(_BITWISE_AND, self, other, ())

    def bitwise_and_(self, other) -> Any:
        return inplace(self, _BITWISE_AND, (self, other), ())

    def __and__(self, other) -> Any:
        try:
            return apply2(_BITWISE_AND, self, other, ())
        except TypeError:
            return NotImplemented

    def __rand__(self, other) -> Any:
        try:
            return apply2(_BITWISE_AND, self, other, ())
        except TypeError:
            return NotImplemented

    def __iand__(self, other) -> Any:
        try:
            return inplace(self, _BITWISE_AND, (self, other), ())
        except TypeError:
            return NotImplemented

    def bitwise_or(self, other) -> Any:
        """Bitwise or of integers, logical for bool. Raises: NotImplementedError for floats."""
        return apply2(_BITWISE_OR, self, other, ())

    def bitwise_or_(self, other) -> Any:
        return inplace(self, _BITWISE_OR, (self, other), ())

    def __or__(self, other) -> Any:
        try:
            return apply2(_BITWISE_OR, self, other, ())
        except TypeError:
            return NotImplemented

    def __ror__(self, other) -> Any:
        try:
            return apply2(_BITWISE_OR, self, other, ())
        except TypeError:
            return NotImplemented

    def __ior__(self, other) -> Any:
        try:
            return inplace(self, _BITWISE_OR, (self, other), ())
        except TypeError:
            return NotImplemented

    def bitwise_xor(self, other) -> Any:
        """Bitwise exclusive or of integers, logical for bool. Raises: NotImplementedError for floats."""
        return apply2(_BITWISE_XOR, self, other, ())

    def bitwise_xor_(self, other) -> Any:
        return inplace(self, _BITWISE_XOR, (self, other), ())

    def __xor__(self, other) -> Any:
        try:
            return apply2(_BITWISE_XOR, self, other, ())
        except TypeError:
            return NotImplemented

    def __rxor__(self, other) -> Any:
        try:
            return apply2(_BITWISE_XOR, self, other, ())
        except TypeError:
            return NotImplemented

    def __ixor__(self, other) -> Any:
        try:
            return inplace(self, _BITWISE_XOR, (self, other), ())
        except TypeError:
            return NotImplemented

    def bitwise_left_shift(self, other) -> Any:
        """input · 2^other for integers."""
        return apply2(_BITWISE_LEFT_SHIFT, self, other, ())

    def bitwise_left_shift_(self, other) -> Any:
        return inplace(self, _BITWISE_LEFT_SHIFT, (self, other), ())

    def __lshift__(self, other) -> Any:
        try:
            return apply2(_BITWISE_LEFT_SHIFT, self, other, ())
        except TypeError:
            return NotImplemented

    def __rlshift__(self, other) -> Any:
        try:
            return apply(_BITWISE_LEFT_SHIFT, (other, self), ())
        except TypeError:
            return NotImplemented

    def __ilshift__(self, other) -> Any:
        try:
            return inplace(self, _BITWISE_LEFT_SHIFT, (self, other), ())
        except TypeError:
            return NotImplemented

    def bitwise_right_shift(self, other) -> Any:
        """input · 2^-other for integers, rounded down."""
        return apply2(_BITWISE_RIGHT_SHIFT, self, other, ())

    def bitwise_right_shift_(self, other) -> Any:
        return inplace(self, _BITWISE_RIGHT_SHIFT, (self, other), ())

    def __rshift__(self, other) -> Any:
        try:
            return apply2(_BITWISE_RIGHT_SHIFT, self, other, ())
        except TypeError:
            return NotImplemented

    def __rrshift__(self, other) -> Any:
        try:
            return apply(_BITWISE_RIGHT_SHIFT, (other, self), ())
        except TypeError:
            return NotImplemented

    def __irshift__(self, other) -> Any:
        try:
            return inplace(self, _BITWISE_RIGHT_SHIFT, (self, other), ())
        except TypeError:
            return NotImplemented

    def lerp(self, end, weight) -> Any:
        """input + weight · (end - input)."""
        return apply(_LERP, (self, end, weight), ())

    def lerp_(self, end, weight) -> Any:
        return inplace(self, _LERP, (self, end, weight), ())

    def addcmul(self, tensor1, tensor2, *, value=1) -> Any:
        """input + value · tensor1 · tensor2."""
        if type(value) is int and value == 1:
            return apply(_ADDCMUL, (self, tensor1, tensor2), ())
        return apply(_ADDCMUL, (self, tensor1, tensor2, value), ())

    def addcmul_(self, tensor1, tensor2, *, value=1) -> Any:
        return inplace(self, _ADDCMUL, (self, tensor1, tensor2, value), ())

    def addcdiv(self, tensor1, tensor2, *, value=1) -> Any:
        """input + value · tensor1 / tensor2. Raises: RuntimeError for integers."""
        if type(value) is int and value == 1:
            return apply(_ADDCDIV, (self, tensor1, tensor2), ())
        return apply(_ADDCDIV, (self, tensor1, tensor2, value), ())

    def addcdiv_(self, tensor1, tensor2, *, value=1) -> Any:
        return inplace(self, _ADDCDIV, (self, tensor1, tensor2, value), ())

    def eq(self, other) -> Any:
        """input == other."""
        return apply2(_EQ, self, other, ())

    def eq_(self, other) -> Any:
        return inplace(self, _EQ, (self, other), ())

    def __eq__(self, other) -> Any:
        try:
            return apply2(_EQ, self, other, ())
        except TypeError:
            return NotImplemented

    def ne(self, other) -> Any:
        """input != other."""
        return apply2(_NE, self, other, ())

    not_equal = ne

    def ne_(self, other) -> Any:
        return inplace(self, _NE, (self, other), ())

    not_equal_ = ne_

    def __ne__(self, other) -> Any:
        try:
            return apply2(_NE, self, other, ())
        except TypeError:
            return NotImplemented

    def lt(self, other) -> Any:
        """input < other. Raises: NotImplementedError for complex."""
        return apply2(_LT, self, other, ())

    less = lt

    def lt_(self, other) -> Any:
        return inplace(self, _LT, (self, other), ())

    less_ = lt_

    def __lt__(self, other) -> Any:
        try:
            return apply2(_LT, self, other, ())
        except TypeError:
            return NotImplemented

    def le(self, other) -> Any:
        """input <= other. Raises: NotImplementedError for complex."""
        return apply2(_LE, self, other, ())

    less_equal = le

    def le_(self, other) -> Any:
        return inplace(self, _LE, (self, other), ())

    less_equal_ = le_

    def __le__(self, other) -> Any:
        try:
            return apply2(_LE, self, other, ())
        except TypeError:
            return NotImplemented

    def gt(self, other) -> Any:
        """input > other. Raises: NotImplementedError for complex."""
        return apply2(_GT, self, other, ())

    greater = gt

    def gt_(self, other) -> Any:
        return inplace(self, _GT, (self, other), ())

    greater_ = gt_

    def __gt__(self, other) -> Any:
        try:
            return apply2(_GT, self, other, ())
        except TypeError:
            return NotImplemented

    def ge(self, other) -> Any:
        """input >= other. Raises: NotImplementedError for complex."""
        return apply2(_GE, self, other, ())

    greater_equal = ge

    def ge_(self, other) -> Any:
        return inplace(self, _GE, (self, other), ())

    greater_equal_ = ge_

    def __ge__(self, other) -> Any:
        try:
            return apply2(_GE, self, other, ())
        except TypeError:
            return NotImplemented

    def logical_and(self, other) -> Any:
        """Whether both elements are not zero."""
        return apply2(_LOGICAL_AND, self, other, ())

    def logical_and_(self, other) -> Any:
        return inplace(self, _LOGICAL_AND, (self, other), ())

    def logical_or(self, other) -> Any:
        """Whether either element is not zero."""
        return apply2(_LOGICAL_OR, self, other, ())

    def logical_or_(self, other) -> Any:
        return inplace(self, _LOGICAL_OR, (self, other), ())

    def logical_xor(self, other) -> Any:
        """Whether exactly one element is not zero."""
        return apply2(_LOGICAL_XOR, self, other, ())

    def logical_xor_(self, other) -> Any:
        return inplace(self, _LOGICAL_XOR, (self, other), ())

    def isclose(self, other, rtol=1e-05, atol=1e-08, equal_nan=False) -> Any:
        """Whether |input - other| <= atol + rtol · |other|. Raises: RuntimeError on mixed dtypes."""
        return apply2(_ISCLOSE, self, other, (rtol, atol, equal_nan))

    def sum(self, dim=None, keepdim=False, *, dtype=None) -> Any:
        """The sum over `dim`. Dtype: int64 for integers and bool, else the input's, or `dtype`."""
        if type(dim) is not int:
            dim = as_dims(dim, 'sum', 'dim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'sum')
        return apply1(_SUM, self, (dim, keepdim, dtype))

    def mean(self, dim=None, keepdim=False, *, dtype=None) -> Any:
        """The mean over `dim`. Raises: RuntimeError for integers without a float `dtype`."""
        if type(dim) is not int:
            dim = as_dims(dim, 'mean', 'dim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'mean')
        return apply1(_MEAN, self, (dim, keepdim, dtype))

    def prod(self, dim=None, keepdim=False, *, dtype=None) -> Any:
        """The product over `dim`. Dtype: int64 for integers and bool, else the input's, or `dtype`."""
        if dim is not None and type(dim) is not int:
            dim = as_int(dim, 'prod', 'dim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'prod')
        return apply1(_PROD, self, (dim, keepdim, dtype))

    def all(self, dim=None, keepdim=False) -> Any:
        """Whether no element over `dim` is zero. Dtype: bool; uint8 for uint8."""
        if type(dim) is not int:
            dim = as_dims(dim, 'all', 'dim')
        return apply1(_ALL, self, (dim, keepdim))

    def any(self, dim=None, keepdim=False) -> Any:
        """Whether some element over `dim` is not zero. Dtype: bool; uint8 for uint8."""
        if type(dim) is not int:
            dim = as_dims(dim, 'any', 'dim')
        return apply1(_ANY, self, (dim, keepdim))

    def amax(self, dim=(), keepdim=False) -> Any:
        """The largest element over `dim`; ties share the gradient."""
        if type(dim) is not int:
            dim = as_dims(dim, 'amax', 'dim')
        return apply1(_AMAX, self, (dim, keepdim))

    def amin(self, dim=(), keepdim=False) -> Any:
        """The smallest element over `dim`; ties share the gradient."""
        if type(dim) is not int:
            dim = as_dims(dim, 'amin', 'dim')
        return apply1(_AMIN, self, (dim, keepdim))

    def max(self) -> Any:
        """The largest of all elements; ties share the gradient."""
        return apply1(_MAX, self, ())

    def min(self) -> Any:
        """The smallest of all elements; ties share the gradient."""
        return apply1(_MIN, self, ())

    def argmax(self, dim=None, keepdim=False) -> Any:
        """Where the largest element along `dim`, or of all, stands first. Dtype: int64."""
        if dim is not None and type(dim) is not int:
            dim = as_int(dim, 'argmax', 'dim')
        return apply1(_ARGMAX, self, (dim, keepdim))

    def argmin(self, dim=None, keepdim=False) -> Any:
        """Where the smallest element along `dim`, or of all, stands first. Dtype: int64."""
        if dim is not None and type(dim) is not int:
            dim = as_int(dim, 'argmin', 'dim')
        return apply1(_ARGMIN, self, (dim, keepdim))

    def var(self, dim=None, *, correction=1.0, keepdim=False) -> Any:
        """The variance over `dim`, with `correction` taken off the count (1: unbiased)."""
        if type(dim) is not int:
            dim = as_dims(dim, 'var', 'dim')
        return apply1(_VAR, self, (dim, correction, keepdim))

    def std(self, dim=None, *, correction=1.0, keepdim=False) -> Any:
        """The standard deviation over `dim`; gradient 0 where it is 0."""
        if type(dim) is not int:
            dim = as_dims(dim, 'std', 'dim')
        return apply1(_STD, self, (dim, correction, keepdim))

    def logsumexp(self, dim, keepdim=False) -> Any:
        """log(sum(exp(input))) over `dim`, without overflow."""
        if type(dim) is not int:
            dim = as_dims(dim, 'logsumexp', 'dim')
        return apply1(_LOGSUMEXP, self, (dim, keepdim))

    def cumsum(self, dim, *, dtype=None) -> Any:
        """Running sums along `dim`."""
        if type(dim) is not int:
            dim = as_int(dim, 'cumsum', 'dim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'cumsum')
        return apply1(_CUMSUM, self, (dim, dtype))

    def cumprod(self, dim, *, dtype=None) -> Any:
        """Running products along `dim`."""
        if type(dim) is not int:
            dim = as_int(dim, 'cumprod', 'dim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'cumprod')
        return apply1(_CUMPROD, self, (dim, dtype))

    def median(self) -> Any:
        """The lower median of all elements; NaN if there is one."""
        return apply1(_MEDIAN, self, ())

    def count_nonzero(self, dim=None) -> Any:
        """How many elements over `dim` are not zero. Dtype: int64."""
        if type(dim) is not int:
            dim = as_dims(dim, 'count_nonzero', 'dim')
        return apply1(_COUNT_NONZERO, self, (dim,))

    def view(self, *shape) -> Any:
        """The same elements in another shape. Raises: RuntimeError when that needs a copy."""
        shape = as_shape(shape, 'view', 'shape')
        return apply_view(_VIEW, self, (shape,))

    def unsqueeze(self, dim) -> Any:
        """A dim of size 1 inserted at `dim`."""
        if type(dim) is not int:
            dim = as_int(dim, 'unsqueeze', 'dim')
        return apply_view(_UNSQUEEZE, self, (dim,))

    def squeeze(self, dim=None) -> Any:
        """Without the dims of size 1, all of them or those in `dim`."""
        if type(dim) is not int:
            dim = as_dims(dim, 'squeeze', 'dim')
        return apply_view(_SQUEEZE, self, (dim,))

    def permute(self, *dims) -> Any:
        """The dims in another order."""
        dims = as_shape(dims, 'permute', 'dims')
        return apply_view(_PERMUTE, self, (dims,))

    def transpose(self, dim0, dim1) -> Any:
        """Two dims exchanged."""
        if type(dim0) is not int:
            dim0 = as_int(dim0, 'transpose', 'dim0')
        if type(dim1) is not int:
            dim1 = as_int(dim1, 'transpose', 'dim1')
        return apply_view(_TRANSPOSE, self, (dim0, dim1))

    swapaxes = transpose

    swapdims = transpose

    def t(self) -> Any:
        """A matrix transposed; vectors and scalars as they are. Raises: RuntimeError above 2-d."""
        return apply_view(_T, self, ())

    def expand(self, *size) -> Any:
        """Dims of size 1 repeated without copying; -1 keeps a size."""
        size = as_shape(size, 'expand', 'size')
        return apply_view(_EXPAND, self, (size,))

    def select(self, dim, index) -> Any:
        """The slice at `index` of `dim`. Raises: IndexError out of range."""
        if type(dim) is not int:
            dim = as_int(dim, 'select', 'dim')
        if type(index) is not int:
            index = as_int(index, 'select', 'index')
        return apply_view(_SELECT, self, (dim, index))

    def diagonal(self, offset=0, dim1=0, dim2=1) -> Any:
        """The diagonal of the matrices in dims `dim1` and `dim2`, as the last dim."""
        if type(offset) is not int:
            offset = as_int(offset, 'diagonal', 'offset')
        if type(dim1) is not int:
            dim1 = as_int(dim1, 'diagonal', 'dim1')
        if type(dim2) is not int:
            dim2 = as_int(dim2, 'diagonal', 'dim2')
        return apply_view(_DIAGONAL, self, (offset, dim1, dim2))

    def clone(self, *, memory_format=None) -> Any:
        """A copy with its own memory."""
        return apply1(_CLONE, self, (memory_format,))

    def flip(self, *dims) -> Any:
        """The elements in reverse along `dims`."""
        dims = as_shape(dims, 'flip', 'dims')
        return apply1(_FLIP, self, (dims,))

    def roll(self, shifts, dims=None) -> Any:
        """The elements shifted along `dims`, those pushed out coming in again."""
        if type(shifts) is not int:
            shifts = as_dims(shifts, 'roll', 'shifts')
        if type(dims) is not int:
            dims = as_dims(dims, 'roll', 'dims')
        return apply1(_ROLL, self, (shifts, dims))

    def repeat(self, *repeats) -> Any:
        """Copies along each dim. Raises: RuntimeError with fewer sizes than dims."""
        repeats = as_shape(repeats, 'repeat', 'repeats')
        return apply1(_REPEAT, self, (repeats,))

    def tile(self, *dims) -> Any:
        """Copies along each dim, missing ones counting as 1."""
        dims = as_shape(dims, 'tile', 'dims')
        return apply1(_TILE, self, (dims,))

    def tril(self, diagonal=0) -> Any:
        """The lower triangle, zeros elsewhere."""
        if type(diagonal) is not int:
            diagonal = as_int(diagonal, 'tril', 'diagonal')
        return apply1(_TRIL, self, (diagonal,))

    def triu(self, diagonal=0) -> Any:
        """The upper triangle, zeros elsewhere."""
        if type(diagonal) is not int:
            diagonal = as_int(diagonal, 'triu', 'diagonal')
        return apply1(_TRIU, self, (diagonal,))

    def diag_embed(self, offset=0, dim1=-2, dim2=-1) -> Any:
        """Matrices with the last dim on a diagonal."""
        if type(offset) is not int:
            offset = as_int(offset, 'diag_embed', 'offset')
        if type(dim1) is not int:
            dim1 = as_int(dim1, 'diag_embed', 'dim1')
        if type(dim2) is not int:
            dim2 = as_int(dim2, 'diag_embed', 'dim2')
        return apply1(_DIAG_EMBED, self, (offset, dim1, dim2))

    def masked_fill(self, mask, value) -> Any:
        """`value` where `mask` holds. Raises: RuntimeError for a mask that is not bool."""
        return apply(_MASKED_FILL, (self, mask, value), ())

    def masked_fill_(self, mask, value) -> Any:
        return inplace(self, _MASKED_FILL, (self, mask, value), ())

    def gather(self, dim, index) -> Any:
        """out[i, j] = input[index[i, j], j] for dim 0, likewise for others."""
        if type(dim) is not int:
            dim = as_int(dim, 'gather', 'dim')
        return apply2(_GATHER, self, index, (dim,))

    def scatter_add(self, dim, index, src) -> Any:
        """`input` with src[i, j] added at [index[i, j], j] for dim 0, likewise for others."""
        if type(dim) is not int:
            dim = as_int(dim, 'scatter_add', 'dim')
        return apply(_SCATTER_ADD, (self, index, src), (dim,))

    def scatter_add_(self, dim, index, src) -> Any:
        if type(dim) is not int:
            dim = as_int(dim, 'scatter_add', 'dim')
        return inplace(self, _SCATTER_ADD, (self, index, src), (dim,))

    def index_select(self, dim, index) -> Any:
        """The slices of `dim` that a 1-d `index` names."""
        if type(dim) is not int:
            dim = as_int(dim, 'index_select', 'dim')
        return apply2(_INDEX_SELECT, self, index, (dim,))

    def index_add(self, dim, index, source, *, alpha=1) -> Any:
        """`input` with the slices of `source` added where a 1-d `index` says."""
        if type(dim) is not int:
            dim = as_int(dim, 'index_add', 'dim')
        if type(alpha) is int and alpha == 1:
            return apply(_INDEX_ADD, (self, index, source), (dim,))
        return apply(_INDEX_ADD, (self, index, source, alpha), (dim,))

    def index_add_(self, dim, index, source, *, alpha=1) -> Any:
        if type(dim) is not int:
            dim = as_int(dim, 'index_add', 'dim')
        return inplace(self, _INDEX_ADD, (self, index, source, alpha), (dim,))

    def index_fill(self, dim, index, value) -> Any:
        """`input` with `value` in the slices a 1-d `index` names."""
        if type(dim) is not int:
            dim = as_int(dim, 'index_fill', 'dim')
        return apply(_INDEX_FILL, (self, index, value), (dim,))

    def index_fill_(self, dim, index, value) -> Any:
        if type(dim) is not int:
            dim = as_int(dim, 'index_fill', 'dim')
        return inplace(self, _INDEX_FILL, (self, index, value), (dim,))

    def index_copy(self, dim, index, source) -> Any:
        """`input` with the slices of `source` written where a 1-d `index` says."""
        if type(dim) is not int:
            dim = as_int(dim, 'index_copy', 'dim')
        return apply(_INDEX_COPY, (self, index, source), (dim,))

    def index_copy_(self, dim, index, source) -> Any:
        if type(dim) is not int:
            dim = as_int(dim, 'index_copy', 'dim')
        return inplace(self, _INDEX_COPY, (self, index, source), (dim,))

    def sort(self, dim=-1, descending=False, *, stable=True) -> Any:
        """The elements along `dim` in order, and where they stood. Equal ones keep their order."""
        if type(dim) is not int:
            dim = as_int(dim, 'sort', 'dim')
        return apply(_SORT, (self,), (dim, descending, stable))

    def argsort(self, dim=-1, descending=False, *, stable=True) -> Any:
        """Where the elements along `dim` stand in order. Dtype: int64."""
        if type(dim) is not int:
            dim = as_int(dim, 'argsort', 'dim')
        return apply1(_ARGSORT, self, (dim, descending, stable))

    def topk(self, k, dim=-1, largest=True, sorted=True) -> Any:
        """The `k` largest (or smallest) along `dim`, in order, and where they stood."""
        if type(k) is not int:
            k = as_int(k, 'topk', 'k')
        if type(dim) is not int:
            dim = as_int(dim, 'topk', 'dim')
        return apply(_TOPK, (self,), (k, dim, largest, sorted))

    def matmul(self, other) -> Any:
        """The product of vectors, matrices or batches of them, batch dims broadcast."""
        return apply2(_MATMUL, self, other, ())

    def __matmul__(self, other) -> Any:
        try:
            return apply2(_MATMUL, self, other, ())
        except TypeError:
            return NotImplemented

    def __rmatmul__(self, other) -> Any:
        try:
            return apply(_MATMUL, (other, self), ())
        except TypeError:
            return NotImplemented

    def mm(self, mat2) -> Any:
        """The product of two matrices."""
        return apply2(_MM, self, mat2, ())

    def bmm(self, mat2) -> Any:
        """The products of two batches of matrices."""
        return apply2(_BMM, self, mat2, ())

    def mv(self, vec) -> Any:
        """The product of a matrix and a vector."""
        return apply2(_MV, self, vec, ())

    def dot(self, tensor) -> Any:
        """The scalar product of two vectors."""
        return apply2(_DOT, self, tensor, ())

    def outer(self, vec2) -> Any:
        """The matrix of all products of two vectors' elements."""
        return apply2(_OUTER, self, vec2, ())

    ger = outer

    def addmm(self, mat1, mat2, *, beta=1, alpha=1) -> Any:
        """beta · input + alpha · mat1 @ mat2."""
        if type(beta) is int and beta == 1 and type(alpha) is int and alpha == 1:
            return apply(_ADDMM, (self, mat1, mat2), ())
        return apply(_ADDMM, (self, mat1, mat2, beta, alpha), ())

    def addmm_(self, mat1, mat2, *, beta=1, alpha=1) -> Any:
        return inplace(self, _ADDMM, (self, mat1, mat2, beta, alpha), ())

    def relu(self) -> Any:
        """max(input, 0); gradient 0 at 0."""
        return apply1(_RELU, self, ())

    def relu_(self) -> Any:
        return inplace(self, _RELU, (self,), ())

    def softmax(self, dim, dtype=None) -> Any:
        """exp(input) over its sum along `dim`."""
        if dim is not None and type(dim) is not int:
            dim = as_int(dim, 'softmax', 'dim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'softmax')
        return apply1(_SOFTMAX, self, (dim, dtype))

    def log_softmax(self, dim, dtype=None) -> Any:
        """The logarithm of `softmax`, computed without overflow."""
        if dim is not None and type(dim) is not int:
            dim = as_int(dim, 'log_softmax', 'dim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'log_softmax')
        return apply1(_LOG_SOFTMAX, self, (dim, dtype))
