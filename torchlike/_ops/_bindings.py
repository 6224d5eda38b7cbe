"""Generated from the operator table by `_ops/generate.py`: do not edit."""

# ruff: noqa: E501
# pyright: reportRedeclaration=false

from __future__ import annotations

from typing import Any

from torchlike._core.apply import TensorBase, apply, apply1, apply2
from torchlike._ops.arguments import REQUIRED, aliased, as_bool, foreign, left_to, recovered
from torchlike._ops.calls import (
    apply_view,
    as_dims,
    as_dtype,
    as_int,
    as_shape,
    inplace,
    into,
    unavailable,
)
from torchlike._ops.schema import TABLE
from torchlike._ops.table import load

load()

_RELU = TABLE['relu']
_LEAKY_RELU = TABLE['leaky_relu']
_ELU = TABLE['elu']
_SELU = TABLE['selu']
_CELU = TABLE['celu']
_GELU = TABLE['gelu']
_SILU = TABLE['silu']
_MISH = TABLE['mish']
_SOFTPLUS = TABLE['softplus']
_LOGSIGMOID = TABLE['logsigmoid']
_HARDTANH = TABLE['hardtanh']
_HARDSIGMOID = TABLE['hardsigmoid']
_HARDSWISH = TABLE['hardswish']
_SOFTSHRINK = TABLE['softshrink']
_HARDSHRINK = TABLE['hardshrink']
_THRESHOLD = TABLE['threshold']
_PRELU = TABLE['prelu']
_RRELU_VALUE = TABLE['rrelu_value']
_GLU = TABLE['glu']
_SOFTMAX = TABLE['softmax']
_LOG_SOFTMAX = TABLE['log_softmax']
_SOFTMAX_GRADIENT = TABLE['softmax_gradient']
_SPECIAL_BESSEL_J0 = TABLE['special_bessel_j0']
_SPECIAL_BESSEL_J1 = TABLE['special_bessel_j1']
_SPECIAL_BESSEL_Y0 = TABLE['special_bessel_y0']
_SPECIAL_BESSEL_Y1 = TABLE['special_bessel_y1']
_SPECIAL_SPHERICAL_BESSEL_J0 = TABLE['special_spherical_bessel_j0']
_SPECIAL_MODIFIED_BESSEL_I0 = TABLE['special_modified_bessel_i0']
_SPECIAL_MODIFIED_BESSEL_I1 = TABLE['special_modified_bessel_i1']
_SPECIAL_MODIFIED_BESSEL_K0 = TABLE['special_modified_bessel_k0']
_SPECIAL_MODIFIED_BESSEL_K1 = TABLE['special_modified_bessel_k1']
_SPECIAL_SCALED_MODIFIED_BESSEL_K0 = TABLE['special_scaled_modified_bessel_k0']
_SPECIAL_SCALED_MODIFIED_BESSEL_K1 = TABLE['special_scaled_modified_bessel_k1']
_SPECIAL_AIRY_AI = TABLE['special_airy_ai']
_ADD = TABLE['add']
_SUB = TABLE['sub']
_RSUB = TABLE['rsub']
_MUL = TABLE['mul']
_DIV = TABLE['div']
_DIV_ROUNDED = TABLE['div.rounded']
_FLOOR_DIVIDE = TABLE['floor_divide']
_REMAINDER = TABLE['remainder']
_FMOD = TABLE['fmod']
_ATAN2 = TABLE['atan2']
_MAXIMUM = TABLE['maximum']
_MINIMUM = TABLE['minimum']
_FMAX = TABLE['fmax']
_FMIN = TABLE['fmin']
_HYPOT = TABLE['hypot']
_COPYSIGN = TABLE['copysign']
_LOGADDEXP = TABLE['logaddexp']
_LOGADDEXP2 = TABLE['logaddexp2']
_XLOGY = TABLE['xlogy']
_GCD = TABLE['gcd']
_LCM = TABLE['lcm']
_HEAVISIDE = TABLE['heaviside']
_COMPLEX_PARTS = TABLE['complex.parts']
_NEXTAFTER = TABLE['nextafter']
_LERP = TABLE['lerp']
_ADDCMUL = TABLE['addcmul']
_ADDCDIV = TABLE['addcdiv']
_BITWISE_AND = TABLE['bitwise_and']
_BITWISE_OR = TABLE['bitwise_or']
_BITWISE_XOR = TABLE['bitwise_xor']
_BITWISE_LEFT_SHIFT = TABLE['bitwise_left_shift']
_BITWISE_RIGHT_SHIFT = TABLE['bitwise_right_shift']
_CLAMP = TABLE['clamp']
_CLAMP_MIN = TABLE['clamp_min']
_CLAMP_MAX = TABLE['clamp_max']
_EQ = TABLE['eq']
_NE = TABLE['ne']
_LT = TABLE['lt']
_LE = TABLE['le']
_GT = TABLE['gt']
_GE = TABLE['ge']
_COMPARISON = TABLE['comparison']
_LOGICAL_AND = TABLE['logical_and']
_LOGICAL_OR = TABLE['logical_or']
_LOGICAL_XOR = TABLE['logical_xor']
_ISCLOSE = TABLE['isclose']
_SEARCHSORTED_TENSOR = TABLE['searchsorted.tensor']
_ISIN_TENSORS = TABLE['isin.tensors']
_EQUAL_FLAG = TABLE['equal_flag']
_LOGICAL_NOT = TABLE['logical_not']
_ISNAN = TABLE['isnan']
_ISINF = TABLE['isinf']
_ISFINITE = TABLE['isfinite']
_SIGNBIT = TABLE['signbit']
_ISPOSINF = TABLE['isposinf']
_ISNEGINF = TABLE['isneginf']
_ISREAL = TABLE['isreal']
_CONVOLUTION = TABLE['convolution']
_FILLED = TABLE['filled']
_FILLED_LIKE = TABLE['filled_like']
_ARANGE_VALUES = TABLE['arange.values']
_LINSPACE_VALUES = TABLE['linspace.values']
_EYE_VALUES = TABLE['eye.values']
_CTC_LOSS_VALUE = TABLE['ctc_loss_value']
_LINALG_CHOLESKY_EX = TABLE['linalg.cholesky_ex']
_LINALG_LU_FACTOR_EX = TABLE['linalg.lu_factor_ex']
_LINALG_LU = TABLE['linalg.lu']
_LINALG_PERMUTATION = TABLE['linalg.permutation']
_LINALG_ORDER = TABLE['linalg.order']
_LU_UNPACK_TRIANGLES = TABLE['lu_unpack.triangles']
_LINALG_QR = TABLE['linalg.qr']
_LINALG_QR_COMPLETE = TABLE['linalg_qr.complete']
_GEQRF = TABLE['geqrf']
_LINALG_HOUSEHOLDER_PRODUCT = TABLE['linalg.householder_product']
_ORMQR = TABLE['ormqr']
_LINALG_LDL_FACTOR_EX_FOUND = TABLE['linalg_ldl_factor_ex.found']
_LINALG_LDL_SOLVE_FOUND = TABLE['linalg_ldl_solve.found']
_LINALG_SVD = TABLE['linalg.svd']
_LINALG_SVDVALS = TABLE['linalg.svdvals']
_LINALG_EIGH = TABLE['linalg.eigh']
_LINALG_EIG = TABLE['linalg.eig']
_LINALG_EIGVALS = TABLE['linalg.eigvals']
_LINALG_MATRIX_EXP = TABLE['linalg.matrix_exp']
_CDIST_PAIRS = TABLE['cdist.pairs']
_EMBEDDING_BY_FREQUENCY = TABLE['embedding_by_frequency']
_EMBEDDING_BAG_VALUE = TABLE['embedding_bag_value']
_AMAX = TABLE['amax']
_AMIN = TABLE['amin']
_MAX = TABLE['max']
_MIN = TABLE['min']
_AMINMAX = TABLE['aminmax']
_MAX_DIM = TABLE['max.dim']
_MIN_DIM = TABLE['min.dim']
_ARGMAX = TABLE['argmax']
_ARGMIN = TABLE['argmin']
_FFT_FFT = TABLE['fft_fft']
_FFT_IFFT = TABLE['fft_ifft']
_FFT_RFFT = TABLE['fft_rfft']
_FFT_IRFFT = TABLE['fft_irfft']
_FFT_HFFT = TABLE['fft_hfft']
_FFT_IHFFT = TABLE['fft_ihfft']
_FFT_FFTN = TABLE['fft_fftn']
_FFT_IFFTN = TABLE['fft_ifftn']
_FFT_RFFTN = TABLE['fft_rfftn']
_FFT_IRFFTN = TABLE['fft_irfftn']
_FFT_HFFTN = TABLE['fft_hfftn']
_FFT_IHFFTN = TABLE['fft_ihfftn']
_FFT_FFT2 = TABLE['fft_fft2']
_FFT_IFFT2 = TABLE['fft_ifft2']
_FFT_RFFT2 = TABLE['fft_rfft2']
_FFT_IRFFT2 = TABLE['fft_irfft2']
_FFT_HFFT2 = TABLE['fft_hfft2']
_FFT_IHFFT2 = TABLE['fft_ihfft2']
_FREQUENCIES_VALUES = TABLE['frequencies.values']
_STFT_VALUES = TABLE['stft.values']
_ISTFT_SIGNAL = TABLE['istft.signal']
_ISTFT_ENVELOPE = TABLE['istft.envelope']
_INDEX = TABLE['index']
_INDEX_PUT = TABLE['index_put']
_INDEX_PUT_MASK = TABLE['index_put.mask']
_ASSIGN = TABLE['assign']
_OUT_OF_BOUNDS = TABLE['out_of_bounds']
_HAS_ZERO = TABLE['has_zero']
__UNSAFE_MASKED_INDEX = TABLE['_unsafe_masked_index']
__UNSAFE_MASKED_INDEX_PUT_ACCUMULATE = TABLE['_unsafe_masked_index_put_accumulate']
_LINEAR = TABLE['linear']
_NATIVE_LAYER_NORM_VALUE = TABLE['native_layer_norm_value']
_RMS_NORM_VALUE = TABLE['rms_norm_value']
_COSINE_SIMILARITY_VALUE = TABLE['cosine_similarity_value']
_PDIST_VALUE = TABLE['pdist_value']
_BILINEAR_VALUE = TABLE['bilinear_value']
_ONE_HOT_VALUE = TABLE['one_hot_value']
_DRAWN = TABLE['drawn']
_EMBEDDING_VALUE = TABLE['embedding_value']
_ATTENTION_VALUE = TABLE['attention_value']
_PASSED_THROUGH = TABLE['passed_through']
_MSE_LOSS_VALUE = TABLE['mse_loss_value']
_L1_LOSS_VALUE = TABLE['l1_loss_value']
_SMOOTH_L1_LOSS_VALUE = TABLE['smooth_l1_loss_value']
_HUBER_LOSS_VALUE = TABLE['huber_loss_value']
_SOFT_MARGIN_LOSS_VALUE = TABLE['soft_margin_loss_value']
_OUTSIDE_UNIT = TABLE['outside_unit']
_NLL_LOSS_VALUE = TABLE['nll_loss_value']
_CROSS_ENTROPY_VALUE = TABLE['cross_entropy_value']
_BCE_VALUE = TABLE['bce_value']
_BCE_WITH_LOGITS_VALUE = TABLE['bce_with_logits_value']
_MULTILABEL_MARGIN_LOSS_VALUE = TABLE['multilabel_margin_loss_value']
_MATMUL = TABLE['matmul']
_MM = TABLE['mm']
_BMM = TABLE['bmm']
_MV = TABLE['mv']
_DOT = TABLE['dot']
_VDOT = TABLE['vdot']
_OUTER = TABLE['outer']
_ADDMM = TABLE['addmm']
_ADDMV = TABLE['addmv']
_ADDR = TABLE['addr']
_BADDBMM = TABLE['baddbmm']
_ADDBMM = TABLE['addbmm']
_CROSS_ALONG = TABLE['cross.along']
_TRACE_MATRIX = TABLE['trace.matrix']
_EINSUM_PRODUCT = TABLE['einsum_product']
_BATCH_NORM_VALUE = TABLE['batch_norm_value']
_INSTANCE_NORM_VALUE = TABLE['instance_norm_value']
_RUNNING_AVERAGE = TABLE['running_average']
_NATIVE_GROUP_NORM = TABLE['native_group_norm']
_NATIVE_LAYER_NORM = TABLE['native_layer_norm']
_NATIVE_DROPOUT_BACKWARD = TABLE['native_dropout_backward']
_SGD_UPDATE = TABLE['sgd_update']
_ADAGRAD_UPDATE = TABLE['adagrad_update']
_RMSPROP_UPDATE = TABLE['rmsprop_update']
_ADADELTA_UPDATE = TABLE['adadelta_update']
_RPROP_UPDATE = TABLE['rprop_update']
_ASGD_UPDATE = TABLE['asgd_update']
_MUON_UPDATE = TABLE['muon_update']
_ADAM_UPDATE = TABLE['adam_update']
_ADAMAX_UPDATE = TABLE['adamax_update']
_NADAM_UPDATE = TABLE['nadam_update']
_RADAM_UPDATE = TABLE['radam_update']
_ADAFACTOR_UPDATE = TABLE['adafactor_update']
_PADDED = TABLE['padded']
_PADDED_BY_ITSELF = TABLE['padded_by_itself']
_SEGMENT_REDUCE_LENGTHS = TABLE['segment_reduce.lengths']
_HASH_TENSOR = TABLE['hash_tensor']
__CHUNK_CAT = TABLE['_chunk_cat']
_SPECIAL_CHEBYSHEV_POLYNOMIAL_T = TABLE['special_chebyshev_polynomial_t']
_SPECIAL_CHEBYSHEV_POLYNOMIAL_U = TABLE['special_chebyshev_polynomial_u']
_SPECIAL_CHEBYSHEV_POLYNOMIAL_V = TABLE['special_chebyshev_polynomial_v']
_SPECIAL_CHEBYSHEV_POLYNOMIAL_W = TABLE['special_chebyshev_polynomial_w']
_SPECIAL_SHIFTED_CHEBYSHEV_POLYNOMIAL_T = TABLE['special_shifted_chebyshev_polynomial_t']
_SPECIAL_SHIFTED_CHEBYSHEV_POLYNOMIAL_U = TABLE['special_shifted_chebyshev_polynomial_u']
_SPECIAL_SHIFTED_CHEBYSHEV_POLYNOMIAL_V = TABLE['special_shifted_chebyshev_polynomial_v']
_SPECIAL_SHIFTED_CHEBYSHEV_POLYNOMIAL_W = TABLE['special_shifted_chebyshev_polynomial_w']
_SPECIAL_HERMITE_POLYNOMIAL_H = TABLE['special_hermite_polynomial_h']
_SPECIAL_HERMITE_POLYNOMIAL_HE = TABLE['special_hermite_polynomial_he']
_SPECIAL_LAGUERRE_POLYNOMIAL_L = TABLE['special_laguerre_polynomial_l']
_SPECIAL_LEGENDRE_POLYNOMIAL_P = TABLE['special_legendre_polynomial_p']
_MAX_POOLED = TABLE['max_pooled']
_MAX_POOLED_WITH_PLACES = TABLE['max_pooled_with_places']
_ADAPTIVE_MAX_POOLED = TABLE['adaptive_max_pooled']
_FRACTIONAL_MAX_POOLED = TABLE['fractional_max_pooled']
_MAX_UNPOOLED = TABLE['max_unpooled']
_AVG_POOLED = TABLE['avg_pooled']
_ADAPTIVE_AVG_POOLED = TABLE['adaptive_avg_pooled']
_SENT_BACK = TABLE['sent_back']
_POW = TABLE['pow']
_POW_SCALAR = TABLE['pow.scalar']
_FAKE_QUANTIZE_PER_TENSOR_AFFINE = TABLE['fake_quantize_per_tensor_affine']
_FAKE_QUANTIZE_PER_CHANNEL_AFFINE = TABLE['fake_quantize_per_channel_affine']
_RECURRENT_LAYER = TABLE['recurrent_layer']
_RECURRENT_CELL = TABLE['recurrent_cell']
_LSTM_CELL_CONTENT = TABLE['lstm_cell_content']
_NANSUM = TABLE['nansum']
_SUM = TABLE['sum']
_MEAN = TABLE['mean']
_PROD = TABLE['prod']
_ALL = TABLE['all']
_ANY = TABLE['any']
_VAR = TABLE['var']
_STD = TABLE['std']
_VAR_MEAN = TABLE['var_mean']
_STD_MEAN = TABLE['std_mean']
_LOGSUMEXP = TABLE['logsumexp']
_VECTOR_NORM = TABLE['vector_norm']
_NORM_P = TABLE['norm.p']
_COUNT_NONZERO = TABLE['count_nonzero']
_RESIZED_NEAREST = TABLE['resized_nearest']
_RESIZED_SMOOTHLY = TABLE['resized_smoothly']
_GRID_SAMPLED = TABLE['grid_sampled']
_AFFINE_GRID_VALUE = TABLE['affine_grid_value']
_UNFOLDED = TABLE['unfolded']
_FOLDED = TABLE['folded']
_PIXEL_SHUFFLE = TABLE['pixel_shuffle']
_PIXEL_UNSHUFFLE = TABLE['pixel_unshuffle']
_CHANNEL_SHUFFLE = TABLE['channel_shuffle']
_CUMSUM = TABLE['cumsum']
_CUMPROD = TABLE['cumprod']
_CUMMAX = TABLE['cummax']
_CUMMIN = TABLE['cummin']
_LOGCUMSUMEXP = TABLE['logcumsumexp']
_GATHER = TABLE['gather']
_SCATTER_SRC = TABLE['scatter.src']
_SCATTER_VALUE = TABLE['scatter.value']
_SCATTER_ADD = TABLE['scatter_add']
_SCATTER_REDUCE_TWO = TABLE['scatter_reduce.two']
_INDEX_SELECT = TABLE['index_select']
_INDEX_ADD = TABLE['index_add']
_INDEX_REDUCE_TWO = TABLE['index_reduce.two']
_INDEX_COPY = TABLE['index_copy']
_INDEX_FILL = TABLE['index_fill']
_TAKE_AT = TABLE['take.at']
_PUT_AT = TABLE['put.at']
_MASKED_SELECT_AT = TABLE['masked_select.at']
_MASKED_SCATTER = TABLE['masked_scatter']
_UNIQUE_VALUES = TABLE['unique.values']
_UNIQUE_SLICES = TABLE['unique.slices']
_UNIQUE_CONSECUTIVE = TABLE['unique.consecutive']
_RESHAPE_COPY = TABLE['reshape_copy']
_CLONE = TABLE['clone']
_TO_COPY = TABLE['to_copy']
_CAT = TABLE['cat']
_STACK = TABLE['stack']
_FLIP = TABLE['flip']
_ROT90_TURNED = TABLE['rot90.turned']
_ROLL = TABLE['roll']
_REPEAT = TABLE['repeat']
_TILE = TABLE['tile']
_TRIL = TABLE['tril']
_TRIU = TABLE['triu']
_DIAG_EMBED = TABLE['diag_embed']
_WHERE_SELF = TABLE['where.self']
_MASKED_FILL = TABLE['masked_fill']
_COPY = TABLE['copy']
_FILL = TABLE['fill']
_ZERO = TABLE['zero']
_LINALG_INV_EX = TABLE['linalg.inv_ex']
_LINALG_SOLVE_EX = TABLE['linalg.solve_ex']
_LINALG_LU_SOLVE = TABLE['linalg.lu_solve']
_LINALG_DET = TABLE['linalg.det']
_LINALG_SLOGDET = TABLE['linalg.slogdet']
_LINALG_SOLVE_TRIANGULAR = TABLE['linalg.solve_triangular']
_TRIANGULAR_SOLVE_PAIR = TABLE['triangular_solve.pair']
_CHOLESKY_SOLVE = TABLE['cholesky_solve']
_CHOLESKY_INVERSE = TABLE['cholesky_inverse']
_LINALG_PINV = TABLE['linalg.pinv']
_LINALG_MATRIX_RANK = TABLE['linalg.matrix_rank']
_LINALG_LSTSQ = TABLE['linalg.lstsq']
_SORT = TABLE['sort']
_ARGSORT = TABLE['argsort']
_TOPK = TABLE['topk']
_KTHVALUE = TABLE['kthvalue']
_MODE = TABLE['mode']
_MEDIAN_DIM = TABLE['median.dim']
_MEDIAN = TABLE['median']
_NANMEDIAN_DIM = TABLE['nanmedian.dim']
_NANMEDIAN = TABLE['nanmedian']
_QUANTILE = TABLE['quantile']
_NANQUANTILE = TABLE['nanquantile']
_SPECIAL_ENTR = TABLE['special_entr']
_SPECIAL_ERFCX = TABLE['special_erfcx']
_SPECIAL_NDTR = TABLE['special_ndtr']
_SPECIAL_LOG_NDTR = TABLE['special_log_ndtr']
_SPECIAL_NDTRI = TABLE['special_ndtri']
_ERFINV = TABLE['erfinv']
_LOGIT = TABLE['logit']
_SINC = TABLE['sinc']
_SPECIAL_ROUND = TABLE['special_round']
_I0 = TABLE['i0']
_SPECIAL_I0E = TABLE['special_i0e']
_SPECIAL_I1 = TABLE['special_i1']
_SPECIAL_I1E = TABLE['special_i1e']
_POLYGAMMA = TABLE['polygamma']
_DIGAMMA = TABLE['digamma']
_LGAMMA = TABLE['lgamma']
_MVLGAMMA = TABLE['mvlgamma']
_IGAMMA = TABLE['igamma']
_IGAMMAC = TABLE['igammac']
_SPECIAL_ZETA = TABLE['special_zeta']
_SPECIAL_XLOG1PY = TABLE['special_xlog1py']
_NEG = TABLE['neg']
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
_ASINH = TABLE['asinh']
_ACOSH = TABLE['acosh']
_ATANH = TABLE['atanh']
_DEG2RAD = TABLE['deg2rad']
_RAD2DEG = TABLE['rad2deg']
_ANGLE = TABLE['angle']
_CONJ_PHYSICAL = TABLE['conj_physical']
_SGN = TABLE['sgn']
_FLOOR = TABLE['floor']
_CEIL = TABLE['ceil']
_TRUNC = TABLE['trunc']
_FRAC = TABLE['frac']
_ROUND = TABLE['round']
_BITWISE_NOT = TABLE['bitwise_not']
_FREXP = TABLE['frexp']
_NAN_TO_NUM = TABLE['nan_to_num']
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
_SPLIT_WITH_SIZES_AT = TABLE['split_with_sizes_at']
_DIAGONAL = TABLE['diagonal']
_ALIAS = TABLE['alias']
_CONJ = TABLE['conj']
_NEG_VIEW = TABLE['neg_view']
_STRIDED = TABLE['strided']
_UNFOLD = TABLE['unfold']
_VIEW_AS_REAL = TABLE['view_as_real']
_VIEW_AS_COMPLEX = TABLE['view_as_complex']
_VIEW_DTYPE = TABLE['view_dtype']


def relu(input=REQUIRED, *rest, **unknown) -> Any:
    """max(input, 0); gradient 0 at 0."""
    try:
        if rest or unknown:
            raise TypeError
        return apply1(_RELU, input, ())
    except TypeError as problem:
        return recovered(problem, relu, locals())
def relu_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _RELU, (input,), ())
    except TypeError as problem:
        return recovered(problem, relu_, locals())


def leaky_relu(input=REQUIRED, negative_slope=0.01, *rest, **unknown) -> Any:
    """input where positive, else negative_slope · input."""
    try:
        if rest or unknown:
            raise TypeError
        if type(negative_slope) is float and negative_slope == 0.01:
            return apply1(_LEAKY_RELU, input, ())
        return apply2(_LEAKY_RELU, input, negative_slope, ())
    except TypeError as problem:
        return recovered(problem, leaky_relu, locals())


def elu(input=REQUIRED, alpha=1.0, *rest, **unknown) -> Any:
    """input where positive, else alpha · (exp(input) - 1)."""
    try:
        if rest or unknown:
            raise TypeError
        if type(alpha) is float and alpha == 1.0:
            return apply1(_ELU, input, ())
        return apply2(_ELU, input, alpha, ())
    except TypeError as problem:
        return recovered(problem, elu, locals())


def selu(input=REQUIRED, *rest, **unknown) -> Any:
    """`elu` scaled so that it keeps mean 0 and variance 1."""
    try:
        if rest or unknown:
            raise TypeError
        return apply1(_SELU, input, ())
    except TypeError as problem:
        return recovered(problem, selu, locals())


def celu(input=REQUIRED, alpha=1.0, *rest, **unknown) -> Any:
    """input where positive, else alpha · (exp(input / alpha) - 1)."""
    try:
        if rest or unknown:
            raise TypeError
        if type(alpha) is float and alpha == 1.0:
            return apply1(_CELU, input, ())
        return apply2(_CELU, input, alpha, ())
    except TypeError as problem:
        return recovered(problem, celu, locals())


def gelu(input=REQUIRED, *rest, approximate='none', out=None, **unknown) -> Any:
    """input · Φ(input), Φ by erf, or by tanh with approximate="tanh"."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _GELU, (input,), (approximate,))
        return apply1(_GELU, input, (approximate,))
    except TypeError as problem:
        return recovered(problem, gelu, locals())


def silu(input=REQUIRED, *rest, **unknown) -> Any:
    """input · sigmoid(input)."""
    try:
        if rest or unknown:
            raise TypeError
        return apply1(_SILU, input, ())
    except TypeError as problem:
        return recovered(problem, silu, locals())


def mish(input=REQUIRED, *rest, **unknown) -> Any:
    """input · tanh(log(1 + exp(input)))."""
    try:
        if rest or unknown:
            raise TypeError
        return apply1(_MISH, input, ())
    except TypeError as problem:
        return recovered(problem, mish, locals())


def softplus(input=REQUIRED, beta=1.0, threshold=20.0, *rest, out=None, **unknown) -> Any:
    """log(1 + exp(beta · input)) / beta; the input itself where beta · input > threshold."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SOFTPLUS, (input, beta, threshold), ())
        if type(beta) is float and beta == 1.0 and type(threshold) is float and threshold == 20.0:
            return apply1(_SOFTPLUS, input, ())
        return apply(_SOFTPLUS, (input, beta, threshold), ())
    except TypeError as problem:
        return recovered(problem, softplus, locals())


def logsigmoid(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """log(sigmoid(input))."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LOGSIGMOID, (input,), ())
        return apply1(_LOGSIGMOID, input, ())
    except TypeError as problem:
        return recovered(problem, logsigmoid, locals())


def hardtanh(input=REQUIRED, min_val=-1.0, max_val=1.0, *rest, **unknown) -> Any:
    """input moved into [min_val, max_val]; gradient 0 on the bounds."""
    try:
        if rest or unknown:
            raise TypeError
        if type(min_val) is float and min_val == -1.0 and type(max_val) is float and max_val == 1.0:
            return apply1(_HARDTANH, input, ())
        return apply(_HARDTANH, (input, min_val, max_val), ())
    except TypeError as problem:
        return recovered(problem, hardtanh, locals())


def hardsigmoid(input=REQUIRED, *rest, **unknown) -> Any:
    """input / 6 + 1 / 2 moved into [0, 1]; gradient 0 on the bounds."""
    try:
        if rest or unknown:
            raise TypeError
        return apply1(_HARDSIGMOID, input, ())
    except TypeError as problem:
        return recovered(problem, hardsigmoid, locals())


def hardswish(input=REQUIRED, *rest, **unknown) -> Any:
    """input · hardsigmoid(input)."""
    try:
        if rest or unknown:
            raise TypeError
        return apply1(_HARDSWISH, input, ())
    except TypeError as problem:
        return recovered(problem, hardswish, locals())


def softshrink(input=REQUIRED, lambd=0.5, *rest, out=None, **unknown) -> Any:
    """input moved towards 0 by lambd, but not past it."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SOFTSHRINK, (input, lambd), ())
        if type(lambd) is float and lambd == 0.5:
            return apply1(_SOFTSHRINK, input, ())
        return apply2(_SOFTSHRINK, input, lambd, ())
    except TypeError as problem:
        return recovered(problem, softshrink, locals())


def hardshrink(input=REQUIRED, lambd=0.5, *rest, out=None, **unknown) -> Any:
    """input, but 0 within [-lambd, lambd]."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _HARDSHRINK, (input, lambd), ())
        if type(lambd) is float and lambd == 0.5:
            return apply1(_HARDSHRINK, input, ())
        return apply2(_HARDSHRINK, input, lambd, ())
    except TypeError as problem:
        return recovered(problem, hardshrink, locals())


def threshold(input=REQUIRED, threshold=REQUIRED, value=REQUIRED, *rest, **unknown) -> Any:
    """input where it is above the threshold, else value."""
    try:
        if rest or unknown:
            raise TypeError
        return apply(_THRESHOLD, (input, threshold, value), ())
    except TypeError as problem:
        return recovered(problem, threshold, locals())


def prelu(input=REQUIRED, weight=REQUIRED, *rest, **unknown) -> Any:
    """input where positive, else weight · input; one weight, or one for each element of dim 1."""
    try:
        if rest or unknown:
            raise TypeError
        return apply2(_PRELU, input, weight, ())
    except TypeError as problem:
        return recovered(problem, prelu, locals())


def glu(input=REQUIRED, dim=-1, *rest, axis=None, **unknown) -> Any:
    """a · sigmoid(b), where a and b are the halves of the input along `dim`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'glu', 'dim')
        return apply1(_GLU, input, (dim,))
    except TypeError as problem:
        return recovered(problem, glu, locals())


def softmax(input=REQUIRED, dim=REQUIRED, dtype=None, *rest, out=None, axis=None, **unknown) -> Any:
    """exp(input) over its sum along `dim`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if dim is not None and type(dim) is not int:
            dim = as_int(dim, 'softmax', 'dim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'softmax')
        if out is not None:
            return into(out, _SOFTMAX, (input,), (dim, dtype))
        return apply1(_SOFTMAX, input, (dim, dtype))
    except TypeError as problem:
        return recovered(problem, softmax, locals())


def log_softmax(input=REQUIRED, dim=REQUIRED, dtype=None, *rest, out=None, axis=None, **unknown) -> Any:
    """The logarithm of `softmax`, computed without overflow."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if dim is not None and type(dim) is not int:
            dim = as_int(dim, 'log_softmax', 'dim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'log_softmax')
        if out is not None:
            return into(out, _LOG_SOFTMAX, (input,), (dim, dtype))
        return apply1(_LOG_SOFTMAX, input, (dim, dtype))
    except TypeError as problem:
        return recovered(problem, log_softmax, locals())


def special_bessel_j0(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Bessel function of the first kind of order 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_BESSEL_J0, (input,), ())
        return apply1(_SPECIAL_BESSEL_J0, input, ())
    except TypeError as problem:
        return recovered(problem, special_bessel_j0, locals())


def special_bessel_j1(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Bessel function of the first kind of order 1."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_BESSEL_J1, (input,), ())
        return apply1(_SPECIAL_BESSEL_J1, input, ())
    except TypeError as problem:
        return recovered(problem, special_bessel_j1, locals())


def special_bessel_y0(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Bessel function of the second kind of order 0; NaN below 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_BESSEL_Y0, (input,), ())
        return apply1(_SPECIAL_BESSEL_Y0, input, ())
    except TypeError as problem:
        return recovered(problem, special_bessel_y0, locals())


def special_bessel_y1(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Bessel function of the second kind of order 1; NaN below 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_BESSEL_Y1, (input,), ())
        return apply1(_SPECIAL_BESSEL_Y1, input, ())
    except TypeError as problem:
        return recovered(problem, special_bessel_y1, locals())


def special_spherical_bessel_j0(x=REQUIRED, *rest, out=None, **unknown) -> Any:
    """sin(x) / x, 1 at 0 and 0 at the infinities."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_SPHERICAL_BESSEL_J0, (x,), ())
        return apply1(_SPECIAL_SPHERICAL_BESSEL_J0, x, ())
    except TypeError as problem:
        return recovered(problem, special_spherical_bessel_j0, locals())


def special_modified_bessel_i0(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The modified Bessel function of the first kind of order 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_MODIFIED_BESSEL_I0, (input,), ())
        return apply1(_SPECIAL_MODIFIED_BESSEL_I0, input, ())
    except TypeError as problem:
        return recovered(problem, special_modified_bessel_i0, locals())


def special_modified_bessel_i1(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The modified Bessel function of the first kind of order 1."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_MODIFIED_BESSEL_I1, (input,), ())
        return apply1(_SPECIAL_MODIFIED_BESSEL_I1, input, ())
    except TypeError as problem:
        return recovered(problem, special_modified_bessel_i1, locals())


def special_modified_bessel_k0(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The modified Bessel function of the second kind of order 0; NaN below 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_MODIFIED_BESSEL_K0, (input,), ())
        return apply1(_SPECIAL_MODIFIED_BESSEL_K0, input, ())
    except TypeError as problem:
        return recovered(problem, special_modified_bessel_k0, locals())


def special_modified_bessel_k1(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The modified Bessel function of the second kind of order 1; NaN below 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_MODIFIED_BESSEL_K1, (input,), ())
        return apply1(_SPECIAL_MODIFIED_BESSEL_K1, input, ())
    except TypeError as problem:
        return recovered(problem, special_modified_bessel_k1, locals())


def special_scaled_modified_bessel_k0(x=REQUIRED, *rest, out=None, **unknown) -> Any:
    """exp(x) · K0(x); NaN below 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_SCALED_MODIFIED_BESSEL_K0, (x,), ())
        return apply1(_SPECIAL_SCALED_MODIFIED_BESSEL_K0, x, ())
    except TypeError as problem:
        return recovered(problem, special_scaled_modified_bessel_k0, locals())


def special_scaled_modified_bessel_k1(x=REQUIRED, *rest, out=None, **unknown) -> Any:
    """exp(x) · K1(x); NaN below 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_SCALED_MODIFIED_BESSEL_K1, (x,), ())
        return apply1(_SPECIAL_SCALED_MODIFIED_BESSEL_K1, x, ())
    except TypeError as problem:
        return recovered(problem, special_scaled_modified_bessel_k1, locals())


def special_airy_ai(x=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Airy function Ai; NaN at the infinities."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_AIRY_AI, (x,), ())
        return apply1(_SPECIAL_AIRY_AI, x, ())
    except TypeError as problem:
        return recovered(problem, special_airy_ai, locals())


def add(input=REQUIRED, other=REQUIRED, *rest, alpha=1, out=None, **unknown) -> Any:
    """input + alpha · other. Dtype: promoted; bool adds as logical or."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ADD, (input, other, alpha), ())
        if type(alpha) is int and alpha == 1:
            return apply2(_ADD, input, other, ())
        return apply(_ADD, (input, other, alpha), ())
    except TypeError as problem:
        return recovered(problem, add, locals())
def add_(input=REQUIRED, other=REQUIRED, *rest, alpha=1, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ADD, (input, other, alpha), ())
    except TypeError as problem:
        return recovered(problem, add_, locals())


def sub(input=REQUIRED, other=REQUIRED, *rest, alpha=1, out=None, **unknown) -> Any:
    """input - alpha · other. Raises: RuntimeError for bool."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SUB, (input, other, alpha), ())
        if type(alpha) is int and alpha == 1:
            return apply2(_SUB, input, other, ())
        return apply(_SUB, (input, other, alpha), ())
    except TypeError as problem:
        return recovered(problem, sub, locals())
subtract = aliased(sub, 'subtract')
def sub_(input=REQUIRED, other=REQUIRED, *rest, alpha=1, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _SUB, (input, other, alpha), ())
    except TypeError as problem:
        return recovered(problem, sub_, locals())
subtract_ = aliased(sub_, 'subtract_')


def rsub(input=REQUIRED, other=REQUIRED, *rest, alpha=1, **unknown) -> Any:
    """other - alpha · input."""
    try:
        if rest or unknown:
            raise TypeError
        if type(alpha) is int and alpha == 1:
            return apply2(_RSUB, input, other, ())
        return apply(_RSUB, (input, other, alpha), ())
    except TypeError as problem:
        return recovered(problem, rsub, locals())


def mul(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input · other."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _MUL, (input, other), ())
        return apply2(_MUL, input, other, ())
    except TypeError as problem:
        return recovered(problem, mul, locals())
multiply = aliased(mul, 'multiply')
def mul_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _MUL, (input, other), ())
    except TypeError as problem:
        return recovered(problem, mul_, locals())
multiply_ = aliased(mul_, 'multiply_')


def div(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input / other, in the default float dtype for integers."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _DIV, (input, other), ())
        return apply2(_DIV, input, other, ())
    except TypeError as problem:
        return recovered(problem, div, locals())
def div_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _DIV, (input, other), ())
    except TypeError as problem:
        return recovered(problem, div_, locals())


def floor_divide(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The quotient rounded down, as Python's //."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _FLOOR_DIVIDE, (input, other), ())
        return apply2(_FLOOR_DIVIDE, input, other, ())
    except TypeError as problem:
        return recovered(problem, floor_divide, locals())
def floor_divide_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _FLOOR_DIVIDE, (input, other), ())
    except TypeError as problem:
        return recovered(problem, floor_divide_, locals())


def remainder(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The remainder with the divisor's sign, as Python's %; gradient 1 and -floor(a / b)."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _REMAINDER, (input, other), ())
        return apply2(_REMAINDER, input, other, ())
    except TypeError as problem:
        return recovered(problem, remainder, locals())
def remainder_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _REMAINDER, (input, other), ())
    except TypeError as problem:
        return recovered(problem, remainder_, locals())


def fmod(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The remainder with the dividend's sign, as C's fmod."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _FMOD, (input, other), ())
        return apply2(_FMOD, input, other, ())
    except TypeError as problem:
        return recovered(problem, fmod, locals())
def fmod_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _FMOD, (input, other), ())
    except TypeError as problem:
        return recovered(problem, fmod_, locals())


def atan2(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The angle of (other, input) in (-π, π]; gradient 0 at the origin."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ATAN2, (input, other), ())
        return apply2(_ATAN2, input, other, ())
    except TypeError as problem:
        return recovered(problem, atan2, locals())
arctan2 = aliased(atan2, 'arctan2')
def atan2_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ATAN2, (input, other), ())
    except TypeError as problem:
        return recovered(problem, atan2_, locals())
arctan2_ = aliased(atan2_, 'arctan2_')


def maximum(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The larger of each pair, NaN if either is; ties share the gradient."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _MAXIMUM, (input, other), ())
        return apply2(_MAXIMUM, input, other, ())
    except TypeError as problem:
        return recovered(problem, maximum, locals())
def maximum_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _MAXIMUM, (input, other), ())
    except TypeError as problem:
        return recovered(problem, maximum_, locals())


def minimum(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The smaller of each pair, NaN if either is; ties share the gradient."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _MINIMUM, (input, other), ())
        return apply2(_MINIMUM, input, other, ())
    except TypeError as problem:
        return recovered(problem, minimum, locals())
def minimum_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _MINIMUM, (input, other), ())
    except TypeError as problem:
        return recovered(problem, minimum_, locals())


def fmax(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The larger of each pair, a number before NaN; the first one's gradient in a tie."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _FMAX, (input, other), ())
        return apply2(_FMAX, input, other, ())
    except TypeError as problem:
        return recovered(problem, fmax, locals())


def fmin(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The smaller of each pair, a number before NaN; the first one's gradient in a tie."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _FMIN, (input, other), ())
        return apply2(_FMIN, input, other, ())
    except TypeError as problem:
        return recovered(problem, fmin, locals())


def hypot(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """√(input² + other²), without overflow."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _HYPOT, (input, other), ())
        return apply2(_HYPOT, input, other, ())
    except TypeError as problem:
        return recovered(problem, hypot, locals())
def hypot_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _HYPOT, (input, other), ())
    except TypeError as problem:
        return recovered(problem, hypot_, locals())


def copysign(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The magnitude of `input` with the sign of `other`."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _COPYSIGN, (input, other), ())
        return apply2(_COPYSIGN, input, other, ())
    except TypeError as problem:
        return recovered(problem, copysign, locals())
def copysign_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _COPYSIGN, (input, other), ())
    except TypeError as problem:
        return recovered(problem, copysign_, locals())


def logaddexp(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """log(exp(input) + exp(other)), without overflow."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LOGADDEXP, (input, other), ())
        return apply2(_LOGADDEXP, input, other, ())
    except TypeError as problem:
        return recovered(problem, logaddexp, locals())


def logaddexp2(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """log2(2^input + 2^other), without overflow."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LOGADDEXP2, (input, other), ())
        return apply2(_LOGADDEXP2, input, other, ())
    except TypeError as problem:
        return recovered(problem, logaddexp2, locals())


def xlogy(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input · log(other), 0 where `input` is 0; NaN where `other` is."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _XLOGY, (input, other), ())
        return apply2(_XLOGY, input, other, ())
    except TypeError as problem:
        return recovered(problem, xlogy, locals())
def xlogy_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _XLOGY, (input, other), ())
    except TypeError as problem:
        return recovered(problem, xlogy_, locals())


def gcd(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The greatest common divisor. Raises: NotImplementedError for floats."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _GCD, (input, other), ())
        return apply2(_GCD, input, other, ())
    except TypeError as problem:
        return recovered(problem, gcd, locals())
def gcd_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _GCD, (input, other), ())
    except TypeError as problem:
        return recovered(problem, gcd_, locals())


def lcm(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The least common multiple. Raises: NotImplementedError for floats."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LCM, (input, other), ())
        return apply2(_LCM, input, other, ())
    except TypeError as problem:
        return recovered(problem, lcm, locals())
def lcm_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LCM, (input, other), ())
    except TypeError as problem:
        return recovered(problem, lcm_, locals())


def heaviside(input=REQUIRED, values=REQUIRED, *rest, out=None, **unknown) -> Any:
    """0 below 0, 1 above, `values` at 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _HEAVISIDE, (input, values), ())
        return apply2(_HEAVISIDE, input, values, ())
    except TypeError as problem:
        return recovered(problem, heaviside, locals())
def heaviside_(input=REQUIRED, values=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _HEAVISIDE, (input, values), ())
    except TypeError as problem:
        return recovered(problem, heaviside_, locals())


def nextafter(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The neighbour of `input` towards `other`; gradient 1 for `input` where they differ."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _NEXTAFTER, (input, other), ())
        return apply2(_NEXTAFTER, input, other, ())
    except TypeError as problem:
        return recovered(problem, nextafter, locals())
def nextafter_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _NEXTAFTER, (input, other), ())
    except TypeError as problem:
        return recovered(problem, nextafter_, locals())


def lerp(input=REQUIRED, end=REQUIRED, weight=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input + weight · (end - input)."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LERP, (input, end, weight), ())
        return apply(_LERP, (input, end, weight), ())
    except TypeError as problem:
        return recovered(problem, lerp, locals())
def lerp_(input=REQUIRED, end=REQUIRED, weight=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LERP, (input, end, weight), ())
    except TypeError as problem:
        return recovered(problem, lerp_, locals())


def addcmul(input=REQUIRED, tensor1=REQUIRED, tensor2=REQUIRED, *rest, value=1, out=None, **unknown) -> Any:
    """input + value · tensor1 · tensor2."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ADDCMUL, (input, tensor1, tensor2, value), ())
        if type(value) is int and value == 1:
            return apply(_ADDCMUL, (input, tensor1, tensor2), ())
        return apply(_ADDCMUL, (input, tensor1, tensor2, value), ())
    except TypeError as problem:
        return recovered(problem, addcmul, locals())
def addcmul_(input=REQUIRED, tensor1=REQUIRED, tensor2=REQUIRED, *rest, value=1, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ADDCMUL, (input, tensor1, tensor2, value), ())
    except TypeError as problem:
        return recovered(problem, addcmul_, locals())


def addcdiv(input=REQUIRED, tensor1=REQUIRED, tensor2=REQUIRED, *rest, value=1, out=None, **unknown) -> Any:
    """input + value · tensor1 / tensor2. Raises: RuntimeError for integers."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ADDCDIV, (input, tensor1, tensor2, value), ())
        if type(value) is int and value == 1:
            return apply(_ADDCDIV, (input, tensor1, tensor2), ())
        return apply(_ADDCDIV, (input, tensor1, tensor2, value), ())
    except TypeError as problem:
        return recovered(problem, addcdiv, locals())
def addcdiv_(input=REQUIRED, tensor1=REQUIRED, tensor2=REQUIRED, *rest, value=1, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ADDCDIV, (input, tensor1, tensor2, value), ())
    except TypeError as problem:
        return recovered(problem, addcdiv_, locals())


def bitwise_and(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Bitwise and of integers, logical for bool. Raises: NotImplementedError for floats."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _BITWISE_AND, (input, other), ())
        return apply2(_BITWISE_AND, input, other, ())
    except TypeError as problem:
        return recovered(problem, bitwise_and, locals())
def bitwise_and_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _BITWISE_AND, (input, other), ())
    except TypeError as problem:
        return recovered(problem, bitwise_and_, locals())


def bitwise_or(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Bitwise or of integers, logical for bool. Raises: NotImplementedError for floats."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _BITWISE_OR, (input, other), ())
        return apply2(_BITWISE_OR, input, other, ())
    except TypeError as problem:
        return recovered(problem, bitwise_or, locals())
def bitwise_or_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _BITWISE_OR, (input, other), ())
    except TypeError as problem:
        return recovered(problem, bitwise_or_, locals())


def bitwise_xor(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Bitwise exclusive or of integers, logical for bool."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _BITWISE_XOR, (input, other), ())
        return apply2(_BITWISE_XOR, input, other, ())
    except TypeError as problem:
        return recovered(problem, bitwise_xor, locals())
def bitwise_xor_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _BITWISE_XOR, (input, other), ())
    except TypeError as problem:
        return recovered(problem, bitwise_xor_, locals())


def bitwise_left_shift(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input · 2^other for integers."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _BITWISE_LEFT_SHIFT, (input, other), ())
        return apply2(_BITWISE_LEFT_SHIFT, input, other, ())
    except TypeError as problem:
        return recovered(problem, bitwise_left_shift, locals())
def bitwise_left_shift_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _BITWISE_LEFT_SHIFT, (input, other), ())
    except TypeError as problem:
        return recovered(problem, bitwise_left_shift_, locals())


def bitwise_right_shift(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input · 2^-other for integers, rounded down."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _BITWISE_RIGHT_SHIFT, (input, other), ())
        return apply2(_BITWISE_RIGHT_SHIFT, input, other, ())
    except TypeError as problem:
        return recovered(problem, bitwise_right_shift, locals())
def bitwise_right_shift_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _BITWISE_RIGHT_SHIFT, (input, other), ())
    except TypeError as problem:
        return recovered(problem, bitwise_right_shift_, locals())


def clamp(input=REQUIRED, min=None, max=None, *rest, out=None, **unknown) -> Any:
    """Each element moved into [min, max]; the gradient passes where it lies inside or on a bound."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _CLAMP, (input, min, max), ())
        if min is None and max is None:
            return apply1(_CLAMP, input, ())
        return apply(_CLAMP, (input, min, max), ())
    except TypeError as problem:
        return recovered(problem, clamp, locals())
clip = aliased(clamp, 'clip')
def clamp_(input=REQUIRED, min=None, max=None, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _CLAMP, (input, min, max), ())
    except TypeError as problem:
        return recovered(problem, clamp_, locals())
clip_ = aliased(clamp_, 'clip_')


def clamp_min(input=REQUIRED, min=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The larger of each element and `min`; the gradient passes where it lies on the bound."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _CLAMP_MIN, (input, min), ())
        return apply2(_CLAMP_MIN, input, min, ())
    except TypeError as problem:
        return recovered(problem, clamp_min, locals())
def clamp_min_(input=REQUIRED, min=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _CLAMP_MIN, (input, min), ())
    except TypeError as problem:
        return recovered(problem, clamp_min_, locals())


def clamp_max(input=REQUIRED, max=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The smaller of each element and `max`; the gradient passes where it lies on the bound."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _CLAMP_MAX, (input, max), ())
        return apply2(_CLAMP_MAX, input, max, ())
    except TypeError as problem:
        return recovered(problem, clamp_max, locals())
def clamp_max_(input=REQUIRED, max=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _CLAMP_MAX, (input, max), ())
    except TypeError as problem:
        return recovered(problem, clamp_max_, locals())


def eq(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input == other."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _EQ, (input, other), ())
        return apply2(_EQ, input, other, ())
    except TypeError as problem:
        return recovered(problem, eq, locals())
def eq_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _EQ, (input, other), ())
    except TypeError as problem:
        return recovered(problem, eq_, locals())


def ne(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input != other."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _NE, (input, other), ())
        return apply2(_NE, input, other, ())
    except TypeError as problem:
        return recovered(problem, ne, locals())
not_equal = aliased(ne, 'not_equal')
def ne_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _NE, (input, other), ())
    except TypeError as problem:
        return recovered(problem, ne_, locals())
not_equal_ = aliased(ne_, 'not_equal_')


def lt(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input < other. Raises: NotImplementedError for complex."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LT, (input, other), ())
        return apply2(_LT, input, other, ())
    except TypeError as problem:
        return recovered(problem, lt, locals())
less = aliased(lt, 'less')
def lt_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LT, (input, other), ())
    except TypeError as problem:
        return recovered(problem, lt_, locals())
less_ = aliased(lt_, 'less_')


def le(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input <= other. Raises: NotImplementedError for complex."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LE, (input, other), ())
        return apply2(_LE, input, other, ())
    except TypeError as problem:
        return recovered(problem, le, locals())
less_equal = aliased(le, 'less_equal')
def le_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LE, (input, other), ())
    except TypeError as problem:
        return recovered(problem, le_, locals())
less_equal_ = aliased(le_, 'less_equal_')


def gt(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input > other. Raises: NotImplementedError for complex."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _GT, (input, other), ())
        return apply2(_GT, input, other, ())
    except TypeError as problem:
        return recovered(problem, gt, locals())
greater = aliased(gt, 'greater')
def gt_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _GT, (input, other), ())
    except TypeError as problem:
        return recovered(problem, gt_, locals())
greater_ = aliased(gt_, 'greater_')


def ge(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input >= other. Raises: NotImplementedError for complex."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _GE, (input, other), ())
        return apply2(_GE, input, other, ())
    except TypeError as problem:
        return recovered(problem, ge, locals())
greater_equal = aliased(ge, 'greater_equal')
def ge_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _GE, (input, other), ())
    except TypeError as problem:
        return recovered(problem, ge_, locals())
greater_equal_ = aliased(ge_, 'greater_equal_')


def logical_and(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Whether both elements are not zero."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LOGICAL_AND, (input, other), ())
        return apply2(_LOGICAL_AND, input, other, ())
    except TypeError as problem:
        return recovered(problem, logical_and, locals())
def logical_and_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LOGICAL_AND, (input, other), ())
    except TypeError as problem:
        return recovered(problem, logical_and_, locals())


def logical_or(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Whether either element is not zero."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LOGICAL_OR, (input, other), ())
        return apply2(_LOGICAL_OR, input, other, ())
    except TypeError as problem:
        return recovered(problem, logical_or, locals())
def logical_or_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LOGICAL_OR, (input, other), ())
    except TypeError as problem:
        return recovered(problem, logical_or_, locals())


def logical_xor(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Whether exactly one element is not zero."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LOGICAL_XOR, (input, other), ())
        return apply2(_LOGICAL_XOR, input, other, ())
    except TypeError as problem:
        return recovered(problem, logical_xor, locals())
def logical_xor_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LOGICAL_XOR, (input, other), ())
    except TypeError as problem:
        return recovered(problem, logical_xor_, locals())


def isclose(input=REQUIRED, other=REQUIRED, rtol=1e-05, atol=1e-08, equal_nan=False, *rest, **unknown) -> Any:
    """Whether |input - other| <= atol + rtol · |other|. Raises: RuntimeError on mixed dtypes."""
    try:
        if rest or unknown:
            raise TypeError
        if type(equal_nan) is not bool:
            equal_nan = as_bool(equal_nan, 'isclose', 'equal_nan')
        return apply2(_ISCLOSE, input, other, (rtol, atol, equal_nan))
    except TypeError as problem:
        return recovered(problem, isclose, locals())


def logical_not(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Whether each element is zero."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LOGICAL_NOT, (input,), ())
        return apply1(_LOGICAL_NOT, input, ())
    except TypeError as problem:
        return recovered(problem, logical_not, locals())
def logical_not_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LOGICAL_NOT, (input,), ())
    except TypeError as problem:
        return recovered(problem, logical_not_, locals())


def isnan(input=REQUIRED, *rest, **unknown) -> Any:
    """Whether each element is NaN."""
    try:
        if rest or unknown:
            raise TypeError
        return apply1(_ISNAN, input, ())
    except TypeError as problem:
        return recovered(problem, isnan, locals())


def isinf(input=REQUIRED, *rest, **unknown) -> Any:
    """Whether each element is infinite."""
    try:
        if rest or unknown:
            raise TypeError
        return apply1(_ISINF, input, ())
    except TypeError as problem:
        return recovered(problem, isinf, locals())


def isfinite(input=REQUIRED, *rest, **unknown) -> Any:
    """Whether each element is neither infinite nor NaN."""
    try:
        if rest or unknown:
            raise TypeError
        return apply1(_ISFINITE, input, ())
    except TypeError as problem:
        return recovered(problem, isfinite, locals())


def signbit(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Whether each element's sign bit is set."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SIGNBIT, (input,), ())
        return apply1(_SIGNBIT, input, ())
    except TypeError as problem:
        return recovered(problem, signbit, locals())


def isposinf(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Whether each element is inf. Raises: RuntimeError for complex."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ISPOSINF, (input,), ())
        return apply1(_ISPOSINF, input, ())
    except TypeError as problem:
        return recovered(problem, isposinf, locals())


def isneginf(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Whether each element is -inf. Raises: RuntimeError for complex."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ISNEGINF, (input,), ())
        return apply1(_ISNEGINF, input, ())
    except TypeError as problem:
        return recovered(problem, isneginf, locals())


def isreal(input=REQUIRED, *rest, **unknown) -> Any:
    """Whether each element's imaginary part is 0."""
    try:
        if rest or unknown:
            raise TypeError
        return apply1(_ISREAL, input, ())
    except TypeError as problem:
        return recovered(problem, isreal, locals())


def convolution(input=REQUIRED, weight=REQUIRED, bias=REQUIRED, stride=REQUIRED, padding=REQUIRED, dilation=REQUIRED, transposed=REQUIRED, output_padding=REQUIRED, groups=REQUIRED, *rest, **unknown) -> Any:
    """The cross-correlation of `input` and `weight`, or its transpose, plus `bias`."""
    try:
        if rest or unknown:
            raise TypeError
        stride = as_shape((stride,), 'convolution', 'stride', 4)
        padding = as_shape((padding,), 'convolution', 'padding', 5)
        dilation = as_shape((dilation,), 'convolution', 'dilation', 6)
        if type(transposed) is not bool:
            transposed = as_bool(transposed, 'convolution', 'transposed')
        output_padding = as_shape((output_padding,), 'convolution', 'output_padding', 8)
        if type(groups) is not int:
            groups = as_int(groups, 'convolution', 'groups')
        return apply(_CONVOLUTION, (input, weight, bias), (stride, padding, dilation, transposed, output_padding, groups))
    except TypeError as problem:
        return recovered(problem, convolution, locals())


def geqrf(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """R and, below it and in `tau`, the reflections that make Q."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _GEQRF, (input,), ())
        return apply(_GEQRF, (input,), ())
    except TypeError as problem:
        return recovered(problem, geqrf, locals())


def amax(input=REQUIRED, dim=(), keepdim=False, *rest, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The largest element over `dim`; ties share the gradient."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'amax', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'amax', 'keepdim')
        if out is not None:
            return into(out, _AMAX, (input,), (dim, keepdim))
        return apply1(_AMAX, input, (dim, keepdim))
    except TypeError as problem:
        return recovered(problem, amax, locals())


def amin(input=REQUIRED, dim=(), keepdim=False, *rest, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The smallest element over `dim`; ties share the gradient."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'amin', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'amin', 'keepdim')
        if out is not None:
            return into(out, _AMIN, (input,), (dim, keepdim))
        return apply1(_AMIN, input, (dim, keepdim))
    except TypeError as problem:
        return recovered(problem, amin, locals())


def max(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The largest of all elements; ties share the gradient."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _MAX, (input,), ())
        return apply1(_MAX, input, ())
    except TypeError as problem:
        return recovered(problem, max, locals())


def min(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The smallest of all elements; ties share the gradient."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _MIN, (input,), ())
        return apply1(_MIN, input, ())
    except TypeError as problem:
        return recovered(problem, min, locals())


def aminmax(input=REQUIRED, *rest, dim=None, keepdim=False, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The smallest and the largest element over `dim`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if dim is not None and type(dim) is not int:
            dim = as_int(dim, 'aminmax', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'aminmax', 'keepdim')
        if out is not None:
            return into(out, _AMINMAX, (input,), (dim, keepdim))
        return apply(_AMINMAX, (input,), (dim, keepdim))
    except TypeError as problem:
        return recovered(problem, aminmax, locals())


def argmax(input=REQUIRED, dim=None, keepdim=False, *rest, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """Where the largest element along `dim`, or of all, stands first. Dtype: int64."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if dim is not None and type(dim) is not int:
            dim = as_int(dim, 'argmax', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'argmax', 'keepdim')
        if out is not None:
            return into(out, _ARGMAX, (input,), (dim, keepdim))
        return apply1(_ARGMAX, input, (dim, keepdim))
    except TypeError as problem:
        return recovered(problem, argmax, locals())


def argmin(input=REQUIRED, dim=None, keepdim=False, *rest, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """Where the smallest element along `dim`, or of all, stands first. Dtype: int64."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if dim is not None and type(dim) is not int:
            dim = as_int(dim, 'argmin', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'argmin', 'keepdim')
        if out is not None:
            return into(out, _ARGMIN, (input,), (dim, keepdim))
        return apply1(_ARGMIN, input, (dim, keepdim))
    except TypeError as problem:
        return recovered(problem, argmin, locals())


def fft_fft(input=REQUIRED, n=None, dim=-1, norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """The discrete Fourier transform along `dim`. Raises: RuntimeError for halves."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if n is not None and type(n) is not int:
            n = as_int(n, 'fft_fft', 'n')
        if type(dim) is not int:
            dim = as_int(dim, 'fft_fft', 'dim')
        if out is not None:
            return into(out, _FFT_FFT, (input,), (n, dim, norm))
        return apply1(_FFT_FFT, input, (n, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_fft, locals())


def fft_ifft(input=REQUIRED, n=None, dim=-1, norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """The inverse of `fft`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if n is not None and type(n) is not int:
            n = as_int(n, 'fft_ifft', 'n')
        if type(dim) is not int:
            dim = as_int(dim, 'fft_ifft', 'dim')
        if out is not None:
            return into(out, _FFT_IFFT, (input,), (n, dim, norm))
        return apply1(_FFT_IFFT, input, (n, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_ifft, locals())


def fft_rfft(input=REQUIRED, n=None, dim=-1, norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """The non-negative frequencies of real numbers. Raises: RuntimeError for complex ones."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if n is not None and type(n) is not int:
            n = as_int(n, 'fft_rfft', 'n')
        if type(dim) is not int:
            dim = as_int(dim, 'fft_rfft', 'dim')
        if out is not None:
            return into(out, _FFT_RFFT, (input,), (n, dim, norm))
        return apply1(_FFT_RFFT, input, (n, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_rfft, locals())


def fft_irfft(input=REQUIRED, n=None, dim=-1, norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """The inverse of `rfft`, of `n` points."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if n is not None and type(n) is not int:
            n = as_int(n, 'fft_irfft', 'n')
        if type(dim) is not int:
            dim = as_int(dim, 'fft_irfft', 'dim')
        if out is not None:
            return into(out, _FFT_IRFFT, (input,), (n, dim, norm))
        return apply1(_FFT_IRFFT, input, (n, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_irfft, locals())


def fft_hfft(input=REQUIRED, n=None, dim=-1, norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """The real transform of the non-negative half of a Hermitian signal, of `n` points."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if n is not None and type(n) is not int:
            n = as_int(n, 'fft_hfft', 'n')
        if type(dim) is not int:
            dim = as_int(dim, 'fft_hfft', 'dim')
        if out is not None:
            return into(out, _FFT_HFFT, (input,), (n, dim, norm))
        return apply1(_FFT_HFFT, input, (n, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_hfft, locals())


def fft_ihfft(input=REQUIRED, n=None, dim=-1, norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """The inverse of `hfft`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if n is not None and type(n) is not int:
            n = as_int(n, 'fft_ihfft', 'n')
        if type(dim) is not int:
            dim = as_int(dim, 'fft_ihfft', 'dim')
        if out is not None:
            return into(out, _FFT_IHFFT, (input,), (n, dim, norm))
        return apply1(_FFT_IHFFT, input, (n, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_ihfft, locals())


def fft_fftn(input=REQUIRED, s=None, dim=None, norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """The discrete Fourier transform over `dim`, all dims by default."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(s) is not int:
            s = as_dims(s, 'fft_fftn', 's')
        if type(dim) is not int:
            dim = as_dims(dim, 'fft_fftn', 'dim')
        if out is not None:
            return into(out, _FFT_FFTN, (input,), (s, dim, norm))
        return apply1(_FFT_FFTN, input, (s, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_fftn, locals())


def fft_ifftn(input=REQUIRED, s=None, dim=None, norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """The inverse of `fftn`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(s) is not int:
            s = as_dims(s, 'fft_ifftn', 's')
        if type(dim) is not int:
            dim = as_dims(dim, 'fft_ifftn', 'dim')
        if out is not None:
            return into(out, _FFT_IFFTN, (input,), (s, dim, norm))
        return apply1(_FFT_IFFTN, input, (s, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_ifftn, locals())


def fft_rfftn(input=REQUIRED, s=None, dim=None, norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """The transform of real numbers, the last dim's non-negative frequencies only."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(s) is not int:
            s = as_dims(s, 'fft_rfftn', 's')
        if type(dim) is not int:
            dim = as_dims(dim, 'fft_rfftn', 'dim')
        if out is not None:
            return into(out, _FFT_RFFTN, (input,), (s, dim, norm))
        return apply1(_FFT_RFFTN, input, (s, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_rfftn, locals())


def fft_irfftn(input=REQUIRED, s=None, dim=None, norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """The inverse of `rfftn`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(s) is not int:
            s = as_dims(s, 'fft_irfftn', 's')
        if type(dim) is not int:
            dim = as_dims(dim, 'fft_irfftn', 'dim')
        if out is not None:
            return into(out, _FFT_IRFFTN, (input,), (s, dim, norm))
        return apply1(_FFT_IRFFTN, input, (s, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_irfftn, locals())


def fft_hfftn(input=REQUIRED, s=None, dim=None, norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """The real transform of a Hermitian signal, of the last dim's non-negative half."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(s) is not int:
            s = as_dims(s, 'fft_hfftn', 's')
        if type(dim) is not int:
            dim = as_dims(dim, 'fft_hfftn', 'dim')
        if out is not None:
            return into(out, _FFT_HFFTN, (input,), (s, dim, norm))
        return apply1(_FFT_HFFTN, input, (s, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_hfftn, locals())


def fft_ihfftn(input=REQUIRED, s=None, dim=None, norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """The inverse of `hfftn`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(s) is not int:
            s = as_dims(s, 'fft_ihfftn', 's')
        if type(dim) is not int:
            dim = as_dims(dim, 'fft_ihfftn', 'dim')
        if out is not None:
            return into(out, _FFT_IHFFTN, (input,), (s, dim, norm))
        return apply1(_FFT_IHFFTN, input, (s, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_ihfftn, locals())


def fft_fft2(input=REQUIRED, s=None, dim=(-2, -1), norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """`fftn` over the last two dims."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(s) is not int:
            s = as_dims(s, 'fft_fft2', 's')
        if type(dim) is not int:
            dim = as_dims(dim, 'fft_fft2', 'dim')
        if out is not None:
            return into(out, _FFT_FFT2, (input,), (s, dim, norm))
        return apply1(_FFT_FFT2, input, (s, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_fft2, locals())


def fft_ifft2(input=REQUIRED, s=None, dim=(-2, -1), norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """`ifftn` over the last two dims."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(s) is not int:
            s = as_dims(s, 'fft_ifft2', 's')
        if type(dim) is not int:
            dim = as_dims(dim, 'fft_ifft2', 'dim')
        if out is not None:
            return into(out, _FFT_IFFT2, (input,), (s, dim, norm))
        return apply1(_FFT_IFFT2, input, (s, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_ifft2, locals())


def fft_rfft2(input=REQUIRED, s=None, dim=(-2, -1), norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """`rfftn` over the last two dims."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(s) is not int:
            s = as_dims(s, 'fft_rfft2', 's')
        if type(dim) is not int:
            dim = as_dims(dim, 'fft_rfft2', 'dim')
        if out is not None:
            return into(out, _FFT_RFFT2, (input,), (s, dim, norm))
        return apply1(_FFT_RFFT2, input, (s, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_rfft2, locals())


def fft_irfft2(input=REQUIRED, s=None, dim=(-2, -1), norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """`irfftn` over the last two dims."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(s) is not int:
            s = as_dims(s, 'fft_irfft2', 's')
        if type(dim) is not int:
            dim = as_dims(dim, 'fft_irfft2', 'dim')
        if out is not None:
            return into(out, _FFT_IRFFT2, (input,), (s, dim, norm))
        return apply1(_FFT_IRFFT2, input, (s, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_irfft2, locals())


def fft_hfft2(input=REQUIRED, s=None, dim=(-2, -1), norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """`hfftn` over the last two dims."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(s) is not int:
            s = as_dims(s, 'fft_hfft2', 's')
        if type(dim) is not int:
            dim = as_dims(dim, 'fft_hfft2', 'dim')
        if out is not None:
            return into(out, _FFT_HFFT2, (input,), (s, dim, norm))
        return apply1(_FFT_HFFT2, input, (s, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_hfft2, locals())


def fft_ihfft2(input=REQUIRED, s=None, dim=(-2, -1), norm=None, *rest, out=None, axis=None, **unknown) -> Any:
    """`ihfftn` over the last two dims."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(s) is not int:
            s = as_dims(s, 'fft_ihfft2', 's')
        if type(dim) is not int:
            dim = as_dims(dim, 'fft_ihfft2', 'dim')
        if out is not None:
            return into(out, _FFT_IHFFT2, (input,), (s, dim, norm))
        return apply1(_FFT_IHFFT2, input, (s, dim, norm))
    except TypeError as problem:
        return recovered(problem, fft_ihfft2, locals())


def linear(input=REQUIRED, weight=REQUIRED, bias=None, *rest, out=None, **unknown) -> Any:
    """input @ weightᵀ + bias."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LINEAR, (input, weight, bias), ())
        if bias is None:
            return apply2(_LINEAR, input, weight, ())
        return apply(_LINEAR, (input, weight, bias), ())
    except TypeError as problem:
        return recovered(problem, linear, locals())


def matmul(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The product of vectors, matrices or batches of them, batch dims broadcast."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _MATMUL, (input, other), ())
        return apply2(_MATMUL, input, other, ())
    except TypeError as problem:
        return recovered(problem, matmul, locals())


def mm(input=REQUIRED, mat2=REQUIRED, out_dtype=None, *rest, out=None, **unknown) -> Any:
    """The product of two matrices."""
    try:
        if rest or unknown:
            raise TypeError
        if out_dtype is not None:
            raise unavailable('mm.dtype')
        if out is not None:
            return into(out, _MM, (input, mat2), ())
        return apply2(_MM, input, mat2, ())
    except TypeError as problem:
        return recovered(problem, mm, locals())


def bmm(input=REQUIRED, mat2=REQUIRED, out_dtype=None, *rest, out=None, **unknown) -> Any:
    """The products of two batches of matrices."""
    try:
        if rest or unknown:
            raise TypeError
        if out_dtype is not None:
            raise unavailable('bmm.dtype')
        if out is not None:
            return into(out, _BMM, (input, mat2), ())
        return apply2(_BMM, input, mat2, ())
    except TypeError as problem:
        return recovered(problem, bmm, locals())


def mv(input=REQUIRED, vec=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The product of a matrix and a vector."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _MV, (input, vec), ())
        return apply2(_MV, input, vec, ())
    except TypeError as problem:
        return recovered(problem, mv, locals())


def dot(input=REQUIRED, tensor=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The scalar product of two vectors."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _DOT, (input, tensor), ())
        return apply2(_DOT, input, tensor, ())
    except TypeError as problem:
        return recovered(problem, dot, locals())


def vdot(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The scalar product of two vectors, the first conjugated."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _VDOT, (input, other), ())
        return apply2(_VDOT, input, other, ())
    except TypeError as problem:
        return recovered(problem, vdot, locals())


def outer(input=REQUIRED, vec2=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The matrix of all products of two vectors' elements."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _OUTER, (input, vec2), ())
        return apply2(_OUTER, input, vec2, ())
    except TypeError as problem:
        return recovered(problem, outer, locals())
ger = aliased(outer, 'ger')


def addmm(input=REQUIRED, mat1=REQUIRED, mat2=REQUIRED, out_dtype=None, *rest, beta=1, alpha=1, out=None, **unknown) -> Any:
    """beta · input + alpha · mat1 @ mat2."""
    try:
        if rest or unknown:
            raise TypeError
        if out_dtype is not None:
            raise unavailable('addmm.dtype')
        if out is not None:
            return into(out, _ADDMM, (input, mat1, mat2, beta, alpha), ())
        if type(beta) is int and beta == 1 and type(alpha) is int and alpha == 1:
            return apply(_ADDMM, (input, mat1, mat2), ())
        return apply(_ADDMM, (input, mat1, mat2, beta, alpha), ())
    except TypeError as problem:
        return recovered(problem, addmm, locals())
def addmm_(input=REQUIRED, mat1=REQUIRED, mat2=REQUIRED, out_dtype=None, *rest, beta=1, alpha=1, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        if out_dtype is not None:
            raise unavailable('addmm.dtype')
        return inplace(input, _ADDMM, (input, mat1, mat2, beta, alpha), ())
    except TypeError as problem:
        return recovered(problem, addmm_, locals())


def addmv(input=REQUIRED, mat=REQUIRED, vec=REQUIRED, *rest, beta=1, alpha=1, out=None, **unknown) -> Any:
    """beta · input + alpha · mat @ vec."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ADDMV, (input, mat, vec, beta, alpha), ())
        if type(beta) is int and beta == 1 and type(alpha) is int and alpha == 1:
            return apply(_ADDMV, (input, mat, vec), ())
        return apply(_ADDMV, (input, mat, vec, beta, alpha), ())
    except TypeError as problem:
        return recovered(problem, addmv, locals())
def addmv_(input=REQUIRED, mat=REQUIRED, vec=REQUIRED, *rest, beta=1, alpha=1, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ADDMV, (input, mat, vec, beta, alpha), ())
    except TypeError as problem:
        return recovered(problem, addmv_, locals())


def addr(input=REQUIRED, vec1=REQUIRED, vec2=REQUIRED, *rest, beta=1, alpha=1, out=None, **unknown) -> Any:
    """beta · input + alpha · the outer product of two vectors."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ADDR, (input, vec1, vec2, beta, alpha), ())
        if type(beta) is int and beta == 1 and type(alpha) is int and alpha == 1:
            return apply(_ADDR, (input, vec1, vec2), ())
        return apply(_ADDR, (input, vec1, vec2, beta, alpha), ())
    except TypeError as problem:
        return recovered(problem, addr, locals())
def addr_(input=REQUIRED, vec1=REQUIRED, vec2=REQUIRED, *rest, beta=1, alpha=1, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ADDR, (input, vec1, vec2, beta, alpha), ())
    except TypeError as problem:
        return recovered(problem, addr_, locals())


def baddbmm(input=REQUIRED, batch1=REQUIRED, batch2=REQUIRED, out_dtype=None, *rest, beta=1, alpha=1, out=None, **unknown) -> Any:
    """beta · input + alpha · the products of two batches of matrices."""
    try:
        if rest or unknown:
            raise TypeError
        if out_dtype is not None:
            raise unavailable('baddbmm.dtype')
        if out is not None:
            return into(out, _BADDBMM, (input, batch1, batch2, beta, alpha), ())
        if type(beta) is int and beta == 1 and type(alpha) is int and alpha == 1:
            return apply(_BADDBMM, (input, batch1, batch2), ())
        return apply(_BADDBMM, (input, batch1, batch2, beta, alpha), ())
    except TypeError as problem:
        return recovered(problem, baddbmm, locals())
def baddbmm_(input=REQUIRED, batch1=REQUIRED, batch2=REQUIRED, out_dtype=None, *rest, beta=1, alpha=1, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        if out_dtype is not None:
            raise unavailable('baddbmm.dtype')
        return inplace(input, _BADDBMM, (input, batch1, batch2, beta, alpha), ())
    except TypeError as problem:
        return recovered(problem, baddbmm_, locals())


def addbmm(input=REQUIRED, batch1=REQUIRED, batch2=REQUIRED, *rest, beta=1, alpha=1, out=None, **unknown) -> Any:
    """beta · input + alpha · the sum of the products of two batches of matrices."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ADDBMM, (input, batch1, batch2, beta, alpha), ())
        if type(beta) is int and beta == 1 and type(alpha) is int and alpha == 1:
            return apply(_ADDBMM, (input, batch1, batch2), ())
        return apply(_ADDBMM, (input, batch1, batch2, beta, alpha), ())
    except TypeError as problem:
        return recovered(problem, addbmm, locals())
def addbmm_(input=REQUIRED, batch1=REQUIRED, batch2=REQUIRED, *rest, beta=1, alpha=1, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ADDBMM, (input, batch1, batch2, beta, alpha), ())
    except TypeError as problem:
        return recovered(problem, addbmm_, locals())


def native_group_norm(input=REQUIRED, weight=REQUIRED, bias=REQUIRED, N=REQUIRED, C=REQUIRED, HxW=REQUIRED, group=REQUIRED, eps=REQUIRED, *rest, **unknown) -> Any:
    """Each of `group` groups of channels normalised; the means and 1 / deviations."""
    try:
        if rest or unknown:
            raise TypeError
        if type(N) is not int:
            N = as_int(N, 'native_group_norm', 'N')
        if type(C) is not int:
            C = as_int(C, 'native_group_norm', 'C')
        if type(HxW) is not int:
            HxW = as_int(HxW, 'native_group_norm', 'HxW')
        if type(group) is not int:
            group = as_int(group, 'native_group_norm', 'group')
        return apply(_NATIVE_GROUP_NORM, (input, weight, bias), (N, C, HxW, group, eps))
    except TypeError as problem:
        return recovered(problem, native_group_norm, locals())


def native_dropout_backward(grad_output=REQUIRED, mask=REQUIRED, scale=REQUIRED, *rest, **unknown) -> Any:
    """grad_output · mask · scale."""
    try:
        if rest or unknown:
            raise TypeError
        return apply2(_NATIVE_DROPOUT_BACKWARD, grad_output, mask, (scale,))
    except TypeError as problem:
        return recovered(problem, native_dropout_backward, locals())


def hash_tensor(input=REQUIRED, dim=(), *rest, keepdim=False, mode=0, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The elements, floats as the bits of doubles, combined by exclusive or. Dtype: uint64."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'hash_tensor', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'hash_tensor', 'keepdim')
        if type(mode) is not int:
            mode = as_int(mode, 'hash_tensor', 'mode')
        if out is not None:
            return into(out, _HASH_TENSOR, (input,), (dim, keepdim, mode))
        return apply1(_HASH_TENSOR, input, (dim, keepdim, mode))
    except TypeError as problem:
        return recovered(problem, hash_tensor, locals())


def _chunk_cat(tensors=REQUIRED, dim=REQUIRED, num_chunks=REQUIRED, *rest, out=None, axis=None, **unknown) -> Any:
    """Each tensor cut along `dim` into equal parts, these flattened and joined part by part."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(tensors) is not list and type(tensors) is not tuple:
            raise TypeError
        if type(dim) is not int:
            dim = as_int(dim, '_chunk_cat', 'dim')
        if type(num_chunks) is not int:
            num_chunks = as_int(num_chunks, '_chunk_cat', 'num_chunks')
        if out is not None:
            return into(out, __CHUNK_CAT, (*tensors,), (dim, num_chunks))
        return apply(__CHUNK_CAT, (*tensors,), (dim, num_chunks))
    except TypeError as problem:
        return recovered(problem, _chunk_cat, locals())


def special_chebyshev_polynomial_t(x=REQUIRED, n=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Chebyshev polynomial of the first kind."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_CHEBYSHEV_POLYNOMIAL_T, (x, n), ())
        return apply2(_SPECIAL_CHEBYSHEV_POLYNOMIAL_T, x, n, ())
    except TypeError as problem:
        return recovered(problem, special_chebyshev_polynomial_t, locals())


def special_chebyshev_polynomial_u(x=REQUIRED, n=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Chebyshev polynomial of the second kind."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_CHEBYSHEV_POLYNOMIAL_U, (x, n), ())
        return apply2(_SPECIAL_CHEBYSHEV_POLYNOMIAL_U, x, n, ())
    except TypeError as problem:
        return recovered(problem, special_chebyshev_polynomial_u, locals())


def special_chebyshev_polynomial_v(x=REQUIRED, n=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Chebyshev polynomial of the third kind."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_CHEBYSHEV_POLYNOMIAL_V, (x, n), ())
        return apply2(_SPECIAL_CHEBYSHEV_POLYNOMIAL_V, x, n, ())
    except TypeError as problem:
        return recovered(problem, special_chebyshev_polynomial_v, locals())


def special_chebyshev_polynomial_w(x=REQUIRED, n=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Chebyshev polynomial of the fourth kind."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_CHEBYSHEV_POLYNOMIAL_W, (x, n), ())
        return apply2(_SPECIAL_CHEBYSHEV_POLYNOMIAL_W, x, n, ())
    except TypeError as problem:
        return recovered(problem, special_chebyshev_polynomial_w, locals())


def special_shifted_chebyshev_polynomial_t(x=REQUIRED, n=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Chebyshev polynomial of the first kind at 2 · x - 1."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_SHIFTED_CHEBYSHEV_POLYNOMIAL_T, (x, n), ())
        return apply2(_SPECIAL_SHIFTED_CHEBYSHEV_POLYNOMIAL_T, x, n, ())
    except TypeError as problem:
        return recovered(problem, special_shifted_chebyshev_polynomial_t, locals())


def special_shifted_chebyshev_polynomial_u(x=REQUIRED, n=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Chebyshev polynomial of the second kind at 2 · x - 1."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_SHIFTED_CHEBYSHEV_POLYNOMIAL_U, (x, n), ())
        return apply2(_SPECIAL_SHIFTED_CHEBYSHEV_POLYNOMIAL_U, x, n, ())
    except TypeError as problem:
        return recovered(problem, special_shifted_chebyshev_polynomial_u, locals())


def special_shifted_chebyshev_polynomial_v(x=REQUIRED, n=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Chebyshev polynomial of the third kind at 2 · x - 1."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_SHIFTED_CHEBYSHEV_POLYNOMIAL_V, (x, n), ())
        return apply2(_SPECIAL_SHIFTED_CHEBYSHEV_POLYNOMIAL_V, x, n, ())
    except TypeError as problem:
        return recovered(problem, special_shifted_chebyshev_polynomial_v, locals())


def special_shifted_chebyshev_polynomial_w(x=REQUIRED, n=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Chebyshev polynomial of the fourth kind at 2 · x - 1."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_SHIFTED_CHEBYSHEV_POLYNOMIAL_W, (x, n), ())
        return apply2(_SPECIAL_SHIFTED_CHEBYSHEV_POLYNOMIAL_W, x, n, ())
    except TypeError as problem:
        return recovered(problem, special_shifted_chebyshev_polynomial_w, locals())


def special_hermite_polynomial_h(x=REQUIRED, n=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The physicists' Hermite polynomial; NaN where the degree is too high for the dtype."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_HERMITE_POLYNOMIAL_H, (x, n), ())
        return apply2(_SPECIAL_HERMITE_POLYNOMIAL_H, x, n, ())
    except TypeError as problem:
        return recovered(problem, special_hermite_polynomial_h, locals())


def special_hermite_polynomial_he(x=REQUIRED, n=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The probabilists' Hermite polynomial; NaN where the degree is too high for the dtype."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_HERMITE_POLYNOMIAL_HE, (x, n), ())
        return apply2(_SPECIAL_HERMITE_POLYNOMIAL_HE, x, n, ())
    except TypeError as problem:
        return recovered(problem, special_hermite_polynomial_he, locals())


def special_laguerre_polynomial_l(x=REQUIRED, n=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Laguerre polynomial."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_LAGUERRE_POLYNOMIAL_L, (x, n), ())
        return apply2(_SPECIAL_LAGUERRE_POLYNOMIAL_L, x, n, ())
    except TypeError as problem:
        return recovered(problem, special_laguerre_polynomial_l, locals())


def special_legendre_polynomial_p(x=REQUIRED, n=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Legendre polynomial."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_LEGENDRE_POLYNOMIAL_P, (x, n), ())
        return apply2(_SPECIAL_LEGENDRE_POLYNOMIAL_P, x, n, ())
    except TypeError as problem:
        return recovered(problem, special_legendre_polynomial_p, locals())


def pow(input=REQUIRED, exponent=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input to the power of a tensor."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _POW, (input, exponent), ())
        return apply2(_POW, input, exponent, ())
    except TypeError as problem:
        return recovered(problem, pow, locals())
def pow_(input=REQUIRED, exponent=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _POW, (input, exponent), ())
    except TypeError as problem:
        return recovered(problem, pow_, locals())


def fake_quantize_per_tensor_affine(input=REQUIRED, scale=REQUIRED, zero_point=REQUIRED, quant_min=REQUIRED, quant_max=REQUIRED, *rest, **unknown) -> Any:
    """Each element rounded to a multiple of `scale`, as many from `zero_point` as are allowed."""
    try:
        if rest or unknown:
            raise TypeError
        if type(quant_min) is not int:
            quant_min = as_int(quant_min, 'fake_quantize_per_tensor_affine', 'quant_min')
        if type(quant_max) is not int:
            quant_max = as_int(quant_max, 'fake_quantize_per_tensor_affine', 'quant_max')
        return apply(_FAKE_QUANTIZE_PER_TENSOR_AFFINE, (input, scale, zero_point), (quant_min, quant_max))
    except TypeError as problem:
        return recovered(problem, fake_quantize_per_tensor_affine, locals())


def fake_quantize_per_channel_affine(input=REQUIRED, scale=REQUIRED, zero_point=REQUIRED, axis=REQUIRED, quant_min=REQUIRED, quant_max=REQUIRED, *rest, **unknown) -> Any:
    """`fake_quantize_per_tensor_affine` with a scale and zero point for each index of `axis`."""
    try:
        if rest or unknown:
            raise TypeError
        if type(axis) is not int:
            axis = as_int(axis, 'fake_quantize_per_channel_affine', 'axis')
        if type(quant_min) is not int:
            quant_min = as_int(quant_min, 'fake_quantize_per_channel_affine', 'quant_min')
        if type(quant_max) is not int:
            quant_max = as_int(quant_max, 'fake_quantize_per_channel_affine', 'quant_max')
        return apply(_FAKE_QUANTIZE_PER_CHANNEL_AFFINE, (input, scale, zero_point), (axis, quant_min, quant_max))
    except TypeError as problem:
        return recovered(problem, fake_quantize_per_channel_affine, locals())


def nansum(input=REQUIRED, dim=None, keepdim=False, *rest, dtype=None, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The sum over `dim` of what is not NaN."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'nansum', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'nansum', 'keepdim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'nansum')
        if out is not None:
            return into(out, _NANSUM, (input,), (dim, keepdim, dtype))
        return apply1(_NANSUM, input, (dim, keepdim, dtype))
    except TypeError as problem:
        return recovered(problem, nansum, locals())


def sum(input=REQUIRED, dim=None, keepdim=False, *rest, dtype=None, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The sum over `dim`. Dtype: int64 for integers and bool, else the input's, or `dtype`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'sum', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'sum', 'keepdim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'sum')
        if out is not None:
            return into(out, _SUM, (input,), (dim, keepdim, dtype))
        return apply1(_SUM, input, (dim, keepdim, dtype))
    except TypeError as problem:
        return recovered(problem, sum, locals())


def mean(input=REQUIRED, dim=None, keepdim=False, *rest, dtype=None, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The mean over `dim`. Raises: RuntimeError for integers without a float `dtype`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'mean', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'mean', 'keepdim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'mean')
        if out is not None:
            return into(out, _MEAN, (input,), (dim, keepdim, dtype))
        return apply1(_MEAN, input, (dim, keepdim, dtype))
    except TypeError as problem:
        return recovered(problem, mean, locals())


def prod(input=REQUIRED, dim=None, keepdim=False, *rest, dtype=None, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The product over `dim`. Dtype: int64 for integers and bool, else the input's, or `dtype`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if dim is not None and type(dim) is not int:
            dim = as_int(dim, 'prod', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'prod', 'keepdim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'prod')
        if out is not None:
            return into(out, _PROD, (input,), (dim, keepdim, dtype))
        return apply1(_PROD, input, (dim, keepdim, dtype))
    except TypeError as problem:
        return recovered(problem, prod, locals())


def all(input=REQUIRED, dim=None, keepdim=False, *rest, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """Whether no element over `dim` is zero. Dtype: bool; uint8 for uint8."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'all', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'all', 'keepdim')
        if out is not None:
            return into(out, _ALL, (input,), (dim, keepdim))
        return apply1(_ALL, input, (dim, keepdim))
    except TypeError as problem:
        return recovered(problem, all, locals())


def any(input=REQUIRED, dim=None, keepdim=False, *rest, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """Whether some element over `dim` is not zero. Dtype: bool; uint8 for uint8."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'any', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'any', 'keepdim')
        if out is not None:
            return into(out, _ANY, (input,), (dim, keepdim))
        return apply1(_ANY, input, (dim, keepdim))
    except TypeError as problem:
        return recovered(problem, any, locals())


def var(input=REQUIRED, dim=None, *rest, correction=1.0, keepdim=False, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The variance over `dim`, with `correction` taken off the count (1: unbiased)."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'var', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'var', 'keepdim')
        if out is not None:
            return into(out, _VAR, (input,), (dim, correction, keepdim))
        return apply1(_VAR, input, (dim, correction, keepdim))
    except TypeError as problem:
        return recovered(problem, var, locals())


def std(input=REQUIRED, dim=None, *rest, correction=1.0, keepdim=False, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The standard deviation over `dim`; gradient 0 where it is 0."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'std', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'std', 'keepdim')
        if out is not None:
            return into(out, _STD, (input,), (dim, correction, keepdim))
        return apply1(_STD, input, (dim, correction, keepdim))
    except TypeError as problem:
        return recovered(problem, std, locals())


def var_mean(input=REQUIRED, dim=None, *rest, correction=1.0, keepdim=False, axis=None, keepdims=None, **unknown) -> Any:
    """The variance and the mean over `dim`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'var_mean', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'var_mean', 'keepdim')
        return apply(_VAR_MEAN, (input,), (dim, correction, keepdim))
    except TypeError as problem:
        return recovered(problem, var_mean, locals())


def std_mean(input=REQUIRED, dim=None, *rest, correction=1.0, keepdim=False, axis=None, keepdims=None, **unknown) -> Any:
    """The standard deviation and the mean over `dim`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'std_mean', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'std_mean', 'keepdim')
        return apply(_STD_MEAN, (input,), (dim, correction, keepdim))
    except TypeError as problem:
        return recovered(problem, std_mean, locals())


def logsumexp(input=REQUIRED, dim=REQUIRED, keepdim=False, *rest, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """log(sum(exp(input))) over `dim`, without overflow."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'logsumexp', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'logsumexp', 'keepdim')
        if out is not None:
            return into(out, _LOGSUMEXP, (input,), (dim, keepdim))
        return apply1(_LOGSUMEXP, input, (dim, keepdim))
    except TypeError as problem:
        return recovered(problem, logsumexp, locals())


def vector_norm(x=REQUIRED, ord=2, dim=None, keepdim=False, *rest, dtype=None, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The `ord`-norm over `dim`; the subgradient at 0 is 0."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_dims(dim, 'vector_norm', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'vector_norm', 'keepdim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'vector_norm')
        if out is not None:
            return into(out, _VECTOR_NORM, (x,), (ord, dim, keepdim, dtype))
        return apply1(_VECTOR_NORM, x, (ord, dim, keepdim, dtype))
    except TypeError as problem:
        return recovered(problem, vector_norm, locals())


def count_nonzero(input=REQUIRED, dim=None, *rest, axis=None, **unknown) -> Any:
    """How many elements over `dim` are not zero. Dtype: int64."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_dims(dim, 'count_nonzero', 'dim')
        return apply1(_COUNT_NONZERO, input, (dim,))
    except TypeError as problem:
        return recovered(problem, count_nonzero, locals())


def pixel_shuffle(input=REQUIRED, upscale_factor=REQUIRED, *rest, **unknown) -> Any:
    """(*, c · r², h, w) -> (*, c, h · r, w · r)."""
    try:
        if rest or unknown:
            raise TypeError
        if type(upscale_factor) is not int:
            upscale_factor = as_int(upscale_factor, 'pixel_shuffle', 'upscale_factor')
        return apply1(_PIXEL_SHUFFLE, input, (upscale_factor,))
    except TypeError as problem:
        return recovered(problem, pixel_shuffle, locals())


def pixel_unshuffle(input=REQUIRED, downscale_factor=REQUIRED, *rest, **unknown) -> Any:
    """(*, c, h · r, w · r) -> (*, c · r², h, w)."""
    try:
        if rest or unknown:
            raise TypeError
        if type(downscale_factor) is not int:
            downscale_factor = as_int(downscale_factor, 'pixel_unshuffle', 'downscale_factor')
        return apply1(_PIXEL_UNSHUFFLE, input, (downscale_factor,))
    except TypeError as problem:
        return recovered(problem, pixel_unshuffle, locals())


def channel_shuffle(input=REQUIRED, groups=REQUIRED, *rest, **unknown) -> Any:
    """The channels of `groups` dealt out in turn."""
    try:
        if rest or unknown:
            raise TypeError
        if type(groups) is not int:
            groups = as_int(groups, 'channel_shuffle', 'groups')
        return apply1(_CHANNEL_SHUFFLE, input, (groups,))
    except TypeError as problem:
        return recovered(problem, channel_shuffle, locals())


def cumsum(input=REQUIRED, dim=REQUIRED, *rest, dtype=None, out=None, axis=None, **unknown) -> Any:
    """Running sums along `dim`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'cumsum', 'dim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'cumsum')
        if out is not None:
            return into(out, _CUMSUM, (input,), (dim, dtype))
        return apply1(_CUMSUM, input, (dim, dtype))
    except TypeError as problem:
        return recovered(problem, cumsum, locals())
def cumsum_(input=REQUIRED, dim=REQUIRED, *rest, dtype=None, axis=None, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'cumsum', 'dim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'cumsum')
        return inplace(input, _CUMSUM, (input,), (dim, dtype))
    except TypeError as problem:
        return recovered(problem, cumsum_, locals())


def cumprod(input=REQUIRED, dim=REQUIRED, *rest, dtype=None, out=None, axis=None, **unknown) -> Any:
    """Running products along `dim`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'cumprod', 'dim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'cumprod')
        if out is not None:
            return into(out, _CUMPROD, (input,), (dim, dtype))
        return apply1(_CUMPROD, input, (dim, dtype))
    except TypeError as problem:
        return recovered(problem, cumprod, locals())
def cumprod_(input=REQUIRED, dim=REQUIRED, *rest, dtype=None, axis=None, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'cumprod', 'dim')
        if dtype is not None:
            dtype = as_dtype(dtype, 'cumprod')
        return inplace(input, _CUMPROD, (input,), (dim, dtype))
    except TypeError as problem:
        return recovered(problem, cumprod_, locals())


def cummax(input=REQUIRED, dim=REQUIRED, *rest, out=None, axis=None, **unknown) -> Any:
    """The largest element so far along `dim` and where it stands."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'cummax', 'dim')
        if out is not None:
            return into(out, _CUMMAX, (input,), (dim,))
        return apply(_CUMMAX, (input,), (dim,))
    except TypeError as problem:
        return recovered(problem, cummax, locals())


def cummin(input=REQUIRED, dim=REQUIRED, *rest, out=None, axis=None, **unknown) -> Any:
    """The smallest element so far along `dim` and where it stands."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'cummin', 'dim')
        if out is not None:
            return into(out, _CUMMIN, (input,), (dim,))
        return apply(_CUMMIN, (input,), (dim,))
    except TypeError as problem:
        return recovered(problem, cummin, locals())


def logcumsumexp(input=REQUIRED, dim=REQUIRED, *rest, out=None, axis=None, **unknown) -> Any:
    """Running log(sum(exp(input))) along `dim`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'logcumsumexp', 'dim')
        if out is not None:
            return into(out, _LOGCUMSUMEXP, (input,), (dim,))
        return apply1(_LOGCUMSUMEXP, input, (dim,))
    except TypeError as problem:
        return recovered(problem, logcumsumexp, locals())


def gather(input=REQUIRED, dim=REQUIRED, index=REQUIRED, *rest, out=None, axis=None, **unknown) -> Any:
    """out[i, j] = input[index[i, j], j] for dim 0, likewise for others."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'gather', 'dim')
        if out is not None:
            return into(out, _GATHER, (input, index), (dim,))
        return apply2(_GATHER, input, index, (dim,))
    except TypeError as problem:
        return recovered(problem, gather, locals())


def scatter_add(input=REQUIRED, dim=REQUIRED, index=REQUIRED, src=REQUIRED, *rest, axis=None, **unknown) -> Any:
    """`input` with src[i, j] added at [index[i, j], j] for dim 0, likewise for others."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'scatter_add', 'dim')
        return apply(_SCATTER_ADD, (input, index, src), (dim,))
    except TypeError as problem:
        return recovered(problem, scatter_add, locals())
def scatter_add_(input=REQUIRED, dim=REQUIRED, index=REQUIRED, src=REQUIRED, *rest, axis=None, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'scatter_add', 'dim')
        return inplace(input, _SCATTER_ADD, (input, index, src), (dim,))
    except TypeError as problem:
        return recovered(problem, scatter_add_, locals())


def index_select(input=REQUIRED, dim=REQUIRED, index=REQUIRED, *rest, out=None, axis=None, **unknown) -> Any:
    """The slices of `dim` that a 1-d `index` names."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'index_select', 'dim')
        if out is not None:
            return into(out, _INDEX_SELECT, (input, index), (dim,))
        return apply2(_INDEX_SELECT, input, index, (dim,))
    except TypeError as problem:
        return recovered(problem, index_select, locals())


def index_add(input=REQUIRED, dim=REQUIRED, index=REQUIRED, source=REQUIRED, *rest, alpha=1, axis=None, **unknown) -> Any:
    """`input` with the slices of `source` added where a 1-d `index` says."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'index_add', 'dim')
        if type(alpha) is int and alpha == 1:
            return apply(_INDEX_ADD, (input, index, source), (dim,))
        return apply(_INDEX_ADD, (input, index, source, alpha), (dim,))
    except TypeError as problem:
        return recovered(problem, index_add, locals())
def index_add_(input=REQUIRED, dim=REQUIRED, index=REQUIRED, source=REQUIRED, *rest, alpha=1, axis=None, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'index_add', 'dim')
        return inplace(input, _INDEX_ADD, (input, index, source, alpha), (dim,))
    except TypeError as problem:
        return recovered(problem, index_add_, locals())


def index_copy(input=REQUIRED, dim=REQUIRED, index=REQUIRED, source=REQUIRED, *rest, axis=None, **unknown) -> Any:
    """`input` with the slices of `source` written where a 1-d `index` says."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'index_copy', 'dim')
        return apply(_INDEX_COPY, (input, index, source), (dim,))
    except TypeError as problem:
        return recovered(problem, index_copy, locals())
def index_copy_(input=REQUIRED, dim=REQUIRED, index=REQUIRED, source=REQUIRED, *rest, axis=None, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'index_copy', 'dim')
        return inplace(input, _INDEX_COPY, (input, index, source), (dim,))
    except TypeError as problem:
        return recovered(problem, index_copy_, locals())


def index_fill(input=REQUIRED, dim=REQUIRED, index=REQUIRED, value=REQUIRED, *rest, axis=None, **unknown) -> Any:
    """`input` with `value` in the slices a 1-d `index` names."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'index_fill', 'dim')
        return apply(_INDEX_FILL, (input, index, value), (dim,))
    except TypeError as problem:
        return recovered(problem, index_fill, locals())
def index_fill_(input=REQUIRED, dim=REQUIRED, index=REQUIRED, value=REQUIRED, *rest, axis=None, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'index_fill', 'dim')
        return inplace(input, _INDEX_FILL, (input, index, value), (dim,))
    except TypeError as problem:
        return recovered(problem, index_fill_, locals())


def cat(tensors=REQUIRED, dim=0, *rest, out=None, axis=None, **unknown) -> Any:
    """The tensors one after another along `dim`. Dtype: promoted; 1-d empty ones are skipped."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(tensors) is not list and type(tensors) is not tuple:
            raise TypeError
        if type(dim) is not int:
            dim = as_int(dim, 'cat', 'dim')
        if out is not None:
            return into(out, _CAT, (*tensors,), (dim,))
        return apply(_CAT, (*tensors,), (dim,))
    except TypeError as problem:
        return recovered(problem, cat, locals())
concat = aliased(cat, 'concat')
concatenate = aliased(cat, 'concatenate')


def stack(tensors=REQUIRED, dim=0, *rest, out=None, axis=None, **unknown) -> Any:
    """The tensors along a new `dim`. Raises: RuntimeError when the shapes differ."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(tensors) is not list and type(tensors) is not tuple:
            raise TypeError
        if type(dim) is not int:
            dim = as_int(dim, 'stack', 'dim')
        if out is not None:
            return into(out, _STACK, (*tensors,), (dim,))
        return apply(_STACK, (*tensors,), (dim,))
    except TypeError as problem:
        return recovered(problem, stack, locals())


def flip(input=REQUIRED, dims=REQUIRED, *rest, **unknown) -> Any:
    """The elements in reverse along `dims`."""
    try:
        if rest or unknown:
            raise TypeError
        dims = as_shape((dims,), 'flip', 'dims', 2)
        return apply1(_FLIP, input, (dims,))
    except TypeError as problem:
        return recovered(problem, flip, locals())


def roll(input=REQUIRED, shifts=REQUIRED, dims=None, *rest, **unknown) -> Any:
    """The elements shifted along `dims`, those pushed out coming in again."""
    try:
        if rest or unknown:
            raise TypeError
        if type(shifts) is not int:
            shifts = as_dims(shifts, 'roll', 'shifts')
        if type(dims) is not int:
            dims = as_dims(dims, 'roll', 'dims')
        return apply1(_ROLL, input, (shifts, dims))
    except TypeError as problem:
        return recovered(problem, roll, locals())


def tile(input=REQUIRED, dims=REQUIRED, *rest, **unknown) -> Any:
    """Copies along each dim, missing ones counting as 1."""
    try:
        if rest or unknown:
            raise TypeError
        dims = as_shape((dims,), 'tile', 'dims', 2)
        return apply1(_TILE, input, (dims,))
    except TypeError as problem:
        return recovered(problem, tile, locals())


def tril(input=REQUIRED, diagonal=0, *rest, out=None, **unknown) -> Any:
    """The lower triangle, zeros elsewhere."""
    try:
        if rest or unknown:
            raise TypeError
        if type(diagonal) is not int:
            diagonal = as_int(diagonal, 'tril', 'diagonal')
        if out is not None:
            return into(out, _TRIL, (input,), (diagonal,))
        return apply1(_TRIL, input, (diagonal,))
    except TypeError as problem:
        return recovered(problem, tril, locals())
def tril_(input=REQUIRED, diagonal=0, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        if type(diagonal) is not int:
            diagonal = as_int(diagonal, 'tril', 'diagonal')
        return inplace(input, _TRIL, (input,), (diagonal,))
    except TypeError as problem:
        return recovered(problem, tril_, locals())


def triu(input=REQUIRED, diagonal=0, *rest, out=None, **unknown) -> Any:
    """The upper triangle, zeros elsewhere."""
    try:
        if rest or unknown:
            raise TypeError
        if type(diagonal) is not int:
            diagonal = as_int(diagonal, 'triu', 'diagonal')
        if out is not None:
            return into(out, _TRIU, (input,), (diagonal,))
        return apply1(_TRIU, input, (diagonal,))
    except TypeError as problem:
        return recovered(problem, triu, locals())
def triu_(input=REQUIRED, diagonal=0, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        if type(diagonal) is not int:
            diagonal = as_int(diagonal, 'triu', 'diagonal')
        return inplace(input, _TRIU, (input,), (diagonal,))
    except TypeError as problem:
        return recovered(problem, triu_, locals())


def diag_embed(input=REQUIRED, offset=0, dim1=-2, dim2=-1, *rest, **unknown) -> Any:
    """Matrices with the last dim on a diagonal."""
    try:
        if rest or unknown:
            raise TypeError
        if type(offset) is not int:
            offset = as_int(offset, 'diag_embed', 'offset')
        if type(dim1) is not int:
            dim1 = as_int(dim1, 'diag_embed', 'dim1')
        if type(dim2) is not int:
            dim2 = as_int(dim2, 'diag_embed', 'dim2')
        return apply1(_DIAG_EMBED, input, (offset, dim1, dim2))
    except TypeError as problem:
        return recovered(problem, diag_embed, locals())


def masked_fill(input=REQUIRED, mask=REQUIRED, value=REQUIRED, *rest, **unknown) -> Any:
    """`value` where `mask` holds. Raises: RuntimeError for a mask that is not bool."""
    try:
        if rest or unknown:
            raise TypeError
        return apply(_MASKED_FILL, (input, mask, value), ())
    except TypeError as problem:
        return recovered(problem, masked_fill, locals())
def masked_fill_(input=REQUIRED, mask=REQUIRED, value=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _MASKED_FILL, (input, mask, value), ())
    except TypeError as problem:
        return recovered(problem, masked_fill_, locals())


def cholesky_solve(input=REQUIRED, input2=REQUIRED, upper=False, *rest, out=None, **unknown) -> Any:
    """X with L @ L^H @ X = input for a Cholesky factor `input2`, lower or upper."""
    try:
        if rest or unknown:
            raise TypeError
        if type(upper) is not bool:
            upper = as_bool(upper, 'cholesky_solve', 'upper')
        if out is not None:
            return into(out, _CHOLESKY_SOLVE, (input, input2), (upper,))
        return apply2(_CHOLESKY_SOLVE, input, input2, (upper,))
    except TypeError as problem:
        return recovered(problem, cholesky_solve, locals())


def cholesky_inverse(input=REQUIRED, upper=False, *rest, out=None, **unknown) -> Any:
    """The inverse of L @ L^H for a Cholesky factor, lower or upper."""
    try:
        if rest or unknown:
            raise TypeError
        if type(upper) is not bool:
            upper = as_bool(upper, 'cholesky_inverse', 'upper')
        if out is not None:
            return into(out, _CHOLESKY_INVERSE, (input,), (upper,))
        return apply1(_CHOLESKY_INVERSE, input, (upper,))
    except TypeError as problem:
        return recovered(problem, cholesky_inverse, locals())


def sort(input=REQUIRED, dim=-1, descending=False, *rest, stable=None, out=None, axis=None, **unknown) -> Any:
    """The elements along `dim` in order, and where they stood. Equal ones keep their order."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'sort', 'dim')
        if type(descending) is not bool:
            descending = as_bool(descending, 'sort', 'descending')
        if stable is not None and type(stable) is not bool:
            stable = as_bool(stable, 'sort', 'stable')
        if out is not None:
            return into(out, _SORT, (input,), (dim, descending, stable))
        return apply(_SORT, (input,), (dim, descending, stable))
    except TypeError as problem:
        return recovered(problem, sort, locals())


def argsort(input=REQUIRED, dim=-1, descending=False, *rest, stable=True, out=None, axis=None, **unknown) -> Any:
    """Where the elements along `dim` stand in order. Dtype: int64."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'argsort', 'dim')
        if type(descending) is not bool:
            descending = as_bool(descending, 'argsort', 'descending')
        if type(stable) is not bool:
            stable = as_bool(stable, 'argsort', 'stable')
        if out is not None:
            return into(out, _ARGSORT, (input,), (dim, descending, stable))
        return apply1(_ARGSORT, input, (dim, descending, stable))
    except TypeError as problem:
        return recovered(problem, argsort, locals())


def topk(input=REQUIRED, k=REQUIRED, dim=-1, largest=True, sorted=True, *rest, out=None, axis=None, **unknown) -> Any:
    """The `k` largest (or smallest) along `dim`, in order, and where they stood."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(k) is not int:
            k = as_int(k, 'topk', 'k')
        if type(dim) is not int:
            dim = as_int(dim, 'topk', 'dim')
        if type(largest) is not bool:
            largest = as_bool(largest, 'topk', 'largest')
        if type(sorted) is not bool:
            sorted = as_bool(sorted, 'topk', 'sorted')
        if out is not None:
            return into(out, _TOPK, (input,), (k, dim, largest, sorted))
        return apply(_TOPK, (input,), (k, dim, largest, sorted))
    except TypeError as problem:
        return recovered(problem, topk, locals())


def kthvalue(input=REQUIRED, k=REQUIRED, dim=-1, keepdim=False, *rest, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The k-th smallest element along `dim` and where it stands."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(k) is not int:
            k = as_int(k, 'kthvalue', 'k')
        if type(dim) is not int:
            dim = as_int(dim, 'kthvalue', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'kthvalue', 'keepdim')
        if out is not None:
            return into(out, _KTHVALUE, (input,), (k, dim, keepdim))
        return apply(_KTHVALUE, (input,), (k, dim, keepdim))
    except TypeError as problem:
        return recovered(problem, kthvalue, locals())


def mode(input=REQUIRED, dim=-1, keepdim=False, *rest, out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The smallest of the most frequent elements along `dim` and where it stands last."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if type(dim) is not int:
            dim = as_int(dim, 'mode', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'mode', 'keepdim')
        if out is not None:
            return into(out, _MODE, (input,), (dim, keepdim))
        return apply(_MODE, (input,), (dim, keepdim))
    except TypeError as problem:
        return recovered(problem, mode, locals())


def median(input=REQUIRED, *rest, **unknown) -> Any:
    """The lower median of all elements; NaN if there is one."""
    try:
        if rest or unknown:
            raise TypeError
        return apply1(_MEDIAN, input, ())
    except TypeError as problem:
        return recovered(problem, median, locals())


def nanmedian(input=REQUIRED, *rest, **unknown) -> Any:
    """The lower median of all elements that are not NaN."""
    try:
        if rest or unknown:
            raise TypeError
        return apply1(_NANMEDIAN, input, ())
    except TypeError as problem:
        return recovered(problem, nanmedian, locals())


def quantile(input=REQUIRED, q=REQUIRED, dim=None, keepdim=False, *rest, interpolation='linear', out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The `q`-th quantiles over `dim`, a 1-d `q` giving a new first dim; NaN where there is one."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if dim is not None and type(dim) is not int:
            dim = as_int(dim, 'quantile', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'quantile', 'keepdim')
        if out is not None:
            return into(out, _QUANTILE, (input, q), (dim, keepdim, interpolation))
        return apply2(_QUANTILE, input, q, (dim, keepdim, interpolation))
    except TypeError as problem:
        return recovered(problem, quantile, locals())


def nanquantile(input=REQUIRED, q=REQUIRED, dim=None, keepdim=False, *rest, interpolation='linear', out=None, axis=None, keepdims=None, **unknown) -> Any:
    """The `q`-th quantiles over `dim` of what is not NaN, a 1-d `q` giving a new first dim."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        if dim is not None and type(dim) is not int:
            dim = as_int(dim, 'nanquantile', 'dim')
        if type(keepdim) is not bool:
            keepdim = as_bool(keepdim, 'nanquantile', 'keepdim')
        if out is not None:
            return into(out, _NANQUANTILE, (input, q), (dim, keepdim, interpolation))
        return apply2(_NANQUANTILE, input, q, (dim, keepdim, interpolation))
    except TypeError as problem:
        return recovered(problem, nanquantile, locals())


def special_entr(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """-input · log(input), 0 at 0 and -inf below."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_ENTR, (input,), ())
        return apply1(_SPECIAL_ENTR, input, ())
    except TypeError as problem:
        return recovered(problem, special_entr, locals())


def special_erfcx(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """exp(input²) · erfc(input)."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_ERFCX, (input,), ())
        return apply1(_SPECIAL_ERFCX, input, ())
    except TypeError as problem:
        return recovered(problem, special_erfcx, locals())


def special_ndtr(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The area under the standard normal density up to `input`."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_NDTR, (input,), ())
        return apply1(_SPECIAL_NDTR, input, ())
    except TypeError as problem:
        return recovered(problem, special_ndtr, locals())


def special_log_ndtr(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """log(ndtr(input)), accurate far below 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_LOG_NDTR, (input,), ())
        return apply1(_SPECIAL_LOG_NDTR, input, ())
    except TypeError as problem:
        return recovered(problem, special_log_ndtr, locals())


def special_ndtri(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The inverse of `ndtr`; NaN outside [0, 1]."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_NDTRI, (input,), ())
        return apply1(_SPECIAL_NDTRI, input, ())
    except TypeError as problem:
        return recovered(problem, special_ndtri, locals())


def erfinv(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The inverse of the error function."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ERFINV, (input,), ())
        return apply1(_ERFINV, input, ())
    except TypeError as problem:
        return recovered(problem, erfinv, locals())
def erfinv_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ERFINV, (input,), ())
    except TypeError as problem:
        return recovered(problem, erfinv_, locals())


def logit(input=REQUIRED, eps=None, *rest, out=None, **unknown) -> Any:
    """log(input / (1 - input)), the input first moved into [eps, 1 - eps] where `eps` is given."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LOGIT, (input, eps), ())
        if eps is None:
            return apply1(_LOGIT, input, ())
        return apply2(_LOGIT, input, eps, ())
    except TypeError as problem:
        return recovered(problem, logit, locals())
def logit_(input=REQUIRED, eps=None, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LOGIT, (input, eps), ())
    except TypeError as problem:
        return recovered(problem, logit_, locals())


def sinc(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """sin(π · input) / (π · input), 1 at 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SINC, (input,), ())
        return apply1(_SINC, input, ())
    except TypeError as problem:
        return recovered(problem, sinc, locals())
def sinc_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _SINC, (input,), ())
    except TypeError as problem:
        return recovered(problem, sinc_, locals())


def special_round(input=REQUIRED, *rest, decimals=0, out=None, **unknown) -> Any:
    """`round` of floating point numbers."""
    try:
        if rest or unknown:
            raise TypeError
        if type(decimals) is not int:
            decimals = as_int(decimals, 'special_round', 'decimals')
        if out is not None:
            return into(out, _SPECIAL_ROUND, (input,), (decimals,))
        return apply1(_SPECIAL_ROUND, input, (decimals,))
    except TypeError as problem:
        return recovered(problem, special_round, locals())


def i0(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The modified Bessel function of the first kind of order 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _I0, (input,), ())
        return apply1(_I0, input, ())
    except TypeError as problem:
        return recovered(problem, i0, locals())
def i0_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _I0, (input,), ())
    except TypeError as problem:
        return recovered(problem, i0_, locals())


def special_i0e(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """exp(-|input|) · i0(input)."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_I0E, (input,), ())
        return apply1(_SPECIAL_I0E, input, ())
    except TypeError as problem:
        return recovered(problem, special_i0e, locals())


def special_i1(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The modified Bessel function of the first kind of order 1."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_I1, (input,), ())
        return apply1(_SPECIAL_I1, input, ())
    except TypeError as problem:
        return recovered(problem, special_i1, locals())


def special_i1e(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """exp(-|input|) · i1(input)."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_I1E, (input,), ())
        return apply1(_SPECIAL_I1E, input, ())
    except TypeError as problem:
        return recovered(problem, special_i1e, locals())


def polygamma(n=REQUIRED, input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The derivative of order `n` of the digamma function. Raises: RuntimeError for n < 0."""
    try:
        if rest or unknown:
            raise TypeError
        if type(n) is not int:
            n = as_int(n, 'polygamma', 'n')
        if out is not None:
            return into(out, _POLYGAMMA, (input,), (n,))
        return apply1(_POLYGAMMA, input, (n,))
    except TypeError as problem:
        return recovered(problem, polygamma, locals())


def digamma(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The logarithmic derivative of the gamma function; NaN at its poles, -inf or inf at zeros."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _DIGAMMA, (input,), ())
        return apply1(_DIGAMMA, input, ())
    except TypeError as problem:
        return recovered(problem, digamma, locals())
def digamma_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _DIGAMMA, (input,), ())
    except TypeError as problem:
        return recovered(problem, digamma_, locals())


def lgamma(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Logarithm of the absolute gamma function."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LGAMMA, (input,), ())
        return apply1(_LGAMMA, input, ())
    except TypeError as problem:
        return recovered(problem, lgamma, locals())
def lgamma_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LGAMMA, (input,), ())
    except TypeError as problem:
        return recovered(problem, lgamma_, locals())


def mvlgamma(input=REQUIRED, p=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The logarithm of the multivariate gamma function of dimension `p`."""
    try:
        if rest or unknown:
            raise TypeError
        if type(p) is not int:
            p = as_int(p, 'mvlgamma', 'p')
        if out is not None:
            return into(out, _MVLGAMMA, (input,), (p,))
        return apply1(_MVLGAMMA, input, (p,))
    except TypeError as problem:
        return recovered(problem, mvlgamma, locals())
def mvlgamma_(input=REQUIRED, p=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        if type(p) is not int:
            p = as_int(p, 'mvlgamma', 'p')
        return inplace(input, _MVLGAMMA, (input,), (p,))
    except TypeError as problem:
        return recovered(problem, mvlgamma_, locals())


def igamma(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The share of the gamma distribution of shape `input` that lies below `other`."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _IGAMMA, (input, other), ())
        return apply2(_IGAMMA, input, other, ())
    except TypeError as problem:
        return recovered(problem, igamma, locals())
def igamma_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _IGAMMA, (input, other), ())
    except TypeError as problem:
        return recovered(problem, igamma_, locals())


def igammac(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The share of the gamma distribution of shape `input` that lies above `other`."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _IGAMMAC, (input, other), ())
        return apply2(_IGAMMAC, input, other, ())
    except TypeError as problem:
        return recovered(problem, igammac, locals())
def igammac_(input=REQUIRED, other=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _IGAMMAC, (input, other), ())
    except TypeError as problem:
        return recovered(problem, igammac_, locals())


def special_zeta(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The Hurwitz zeta function: the sum of (k + other)^-input over k = 0, 1, ..."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_ZETA, (input, other), ())
        return apply2(_SPECIAL_ZETA, input, other, ())
    except TypeError as problem:
        return recovered(problem, special_zeta, locals())


def special_xlog1py(input=REQUIRED, other=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input · log1p(other), 0 where `input` is 0; NaN where `other` is."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SPECIAL_XLOG1PY, (input, other), ())
        return apply2(_SPECIAL_XLOG1PY, input, other, ())
    except TypeError as problem:
        return recovered(problem, special_xlog1py, locals())


def neg(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """-input. Raises: RuntimeError for bool."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _NEG, (input,), ())
        return apply1(_NEG, input, ())
    except TypeError as problem:
        return recovered(problem, neg, locals())
negative = aliased(neg, 'negative')
def neg_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _NEG, (input,), ())
    except TypeError as problem:
        return recovered(problem, neg_, locals())
negative_ = aliased(neg_, 'negative_')


def abs(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """|input|; the subgradient at 0 is 0. Complex gives the modulus."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ABS, (input,), ())
        return apply1(_ABS, input, ())
    except TypeError as problem:
        return recovered(problem, abs, locals())
absolute = aliased(abs, 'absolute')
def abs_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ABS, (input,), ())
    except TypeError as problem:
        return recovered(problem, abs_, locals())
absolute_ = aliased(abs_, 'absolute_')


def sign(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """-1, 0 or 1 by the sign of each element, 0 for NaN; gradient 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SIGN, (input,), ())
        return apply1(_SIGN, input, ())
    except TypeError as problem:
        return recovered(problem, sign, locals())
def sign_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _SIGN, (input,), ())
    except TypeError as problem:
        return recovered(problem, sign_, locals())


def square(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input². Dtype: int64 for bool."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SQUARE, (input,), ())
        return apply1(_SQUARE, input, ())
    except TypeError as problem:
        return recovered(problem, square, locals())
def square_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _SQUARE, (input,), ())
    except TypeError as problem:
        return recovered(problem, square_, locals())


def exp(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """e to the power of each element."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _EXP, (input,), ())
        return apply1(_EXP, input, ())
    except TypeError as problem:
        return recovered(problem, exp, locals())
def exp_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _EXP, (input,), ())
    except TypeError as problem:
        return recovered(problem, exp_, locals())


def exp2(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """2 to the power of each element."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _EXP2, (input,), ())
        return apply1(_EXP2, input, ())
    except TypeError as problem:
        return recovered(problem, exp2, locals())
def exp2_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _EXP2, (input,), ())
    except TypeError as problem:
        return recovered(problem, exp2_, locals())


def expm1(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """exp(input) - 1, accurate near 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _EXPM1, (input,), ())
        return apply1(_EXPM1, input, ())
    except TypeError as problem:
        return recovered(problem, expm1, locals())
def expm1_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _EXPM1, (input,), ())
    except TypeError as problem:
        return recovered(problem, expm1_, locals())


def log(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Natural logarithm; NaN below 0, -inf at 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LOG, (input,), ())
        return apply1(_LOG, input, ())
    except TypeError as problem:
        return recovered(problem, log, locals())
def log_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LOG, (input,), ())
    except TypeError as problem:
        return recovered(problem, log_, locals())


def log2(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Logarithm to base 2."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LOG2, (input,), ())
        return apply1(_LOG2, input, ())
    except TypeError as problem:
        return recovered(problem, log2, locals())
def log2_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LOG2, (input,), ())
    except TypeError as problem:
        return recovered(problem, log2_, locals())


def log10(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Logarithm to base 10."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LOG10, (input,), ())
        return apply1(_LOG10, input, ())
    except TypeError as problem:
        return recovered(problem, log10, locals())
def log10_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LOG10, (input,), ())
    except TypeError as problem:
        return recovered(problem, log10_, locals())


def log1p(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """log(1 + input), accurate near 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _LOG1P, (input,), ())
        return apply1(_LOG1P, input, ())
    except TypeError as problem:
        return recovered(problem, log1p, locals())
def log1p_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _LOG1P, (input,), ())
    except TypeError as problem:
        return recovered(problem, log1p_, locals())


def sqrt(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Square root; NaN below 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SQRT, (input,), ())
        return apply1(_SQRT, input, ())
    except TypeError as problem:
        return recovered(problem, sqrt, locals())
def sqrt_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _SQRT, (input,), ())
    except TypeError as problem:
        return recovered(problem, sqrt_, locals())


def rsqrt(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """1 / sqrt(input)."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _RSQRT, (input,), ())
        return apply1(_RSQRT, input, ())
    except TypeError as problem:
        return recovered(problem, rsqrt, locals())
def rsqrt_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _RSQRT, (input,), ())
    except TypeError as problem:
        return recovered(problem, rsqrt_, locals())


def reciprocal(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """1 / input."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _RECIPROCAL, (input,), ())
        return apply1(_RECIPROCAL, input, ())
    except TypeError as problem:
        return recovered(problem, reciprocal, locals())
def reciprocal_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _RECIPROCAL, (input,), ())
    except TypeError as problem:
        return recovered(problem, reciprocal_, locals())


def sin(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Sine of each element, in radians."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SIN, (input,), ())
        return apply1(_SIN, input, ())
    except TypeError as problem:
        return recovered(problem, sin, locals())
def sin_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _SIN, (input,), ())
    except TypeError as problem:
        return recovered(problem, sin_, locals())


def cos(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Cosine of each element, in radians."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _COS, (input,), ())
        return apply1(_COS, input, ())
    except TypeError as problem:
        return recovered(problem, cos, locals())
def cos_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _COS, (input,), ())
    except TypeError as problem:
        return recovered(problem, cos_, locals())


def tan(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Tangent of each element, in radians."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _TAN, (input,), ())
        return apply1(_TAN, input, ())
    except TypeError as problem:
        return recovered(problem, tan, locals())
def tan_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _TAN, (input,), ())
    except TypeError as problem:
        return recovered(problem, tan_, locals())


def asin(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Arcsine of each element."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ASIN, (input,), ())
        return apply1(_ASIN, input, ())
    except TypeError as problem:
        return recovered(problem, asin, locals())
arcsin = aliased(asin, 'arcsin')
def asin_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ASIN, (input,), ())
    except TypeError as problem:
        return recovered(problem, asin_, locals())
arcsin_ = aliased(asin_, 'arcsin_')


def acos(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Arccosine of each element."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ACOS, (input,), ())
        return apply1(_ACOS, input, ())
    except TypeError as problem:
        return recovered(problem, acos, locals())
arccos = aliased(acos, 'arccos')
def acos_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ACOS, (input,), ())
    except TypeError as problem:
        return recovered(problem, acos_, locals())
arccos_ = aliased(acos_, 'arccos_')


def atan(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Arctangent of each element."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ATAN, (input,), ())
        return apply1(_ATAN, input, ())
    except TypeError as problem:
        return recovered(problem, atan, locals())
arctan = aliased(atan, 'arctan')
def atan_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ATAN, (input,), ())
    except TypeError as problem:
        return recovered(problem, atan_, locals())
arctan_ = aliased(atan_, 'arctan_')


def sinh(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Hyperbolic sine."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SINH, (input,), ())
        return apply1(_SINH, input, ())
    except TypeError as problem:
        return recovered(problem, sinh, locals())
def sinh_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _SINH, (input,), ())
    except TypeError as problem:
        return recovered(problem, sinh_, locals())


def cosh(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Hyperbolic cosine."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _COSH, (input,), ())
        return apply1(_COSH, input, ())
    except TypeError as problem:
        return recovered(problem, cosh, locals())
def cosh_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _COSH, (input,), ())
    except TypeError as problem:
        return recovered(problem, cosh_, locals())


def tanh(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Hyperbolic tangent."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _TANH, (input,), ())
        return apply1(_TANH, input, ())
    except TypeError as problem:
        return recovered(problem, tanh, locals())
def tanh_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _TANH, (input,), ())
    except TypeError as problem:
        return recovered(problem, tanh_, locals())


def sigmoid(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """1 / (1 + exp(-input))."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SIGMOID, (input,), ())
        return apply1(_SIGMOID, input, ())
    except TypeError as problem:
        return recovered(problem, sigmoid, locals())
def sigmoid_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _SIGMOID, (input,), ())
    except TypeError as problem:
        return recovered(problem, sigmoid_, locals())


def erf(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The error function."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ERF, (input,), ())
        return apply1(_ERF, input, ())
    except TypeError as problem:
        return recovered(problem, erf, locals())
def erf_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ERF, (input,), ())
    except TypeError as problem:
        return recovered(problem, erf_, locals())


def erfc(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """1 - erf(input)."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ERFC, (input,), ())
        return apply1(_ERFC, input, ())
    except TypeError as problem:
        return recovered(problem, erfc, locals())
def erfc_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ERFC, (input,), ())
    except TypeError as problem:
        return recovered(problem, erfc_, locals())


def asinh(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Inverse hyperbolic sine."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ASINH, (input,), ())
        return apply1(_ASINH, input, ())
    except TypeError as problem:
        return recovered(problem, asinh, locals())
arcsinh = aliased(asinh, 'arcsinh')
def asinh_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ASINH, (input,), ())
    except TypeError as problem:
        return recovered(problem, asinh_, locals())
arcsinh_ = aliased(asinh_, 'arcsinh_')


def acosh(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Inverse hyperbolic cosine; NaN below 1."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ACOSH, (input,), ())
        return apply1(_ACOSH, input, ())
    except TypeError as problem:
        return recovered(problem, acosh, locals())
arccosh = aliased(acosh, 'arccosh')
def acosh_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ACOSH, (input,), ())
    except TypeError as problem:
        return recovered(problem, acosh_, locals())
arccosh_ = aliased(acosh_, 'arccosh_')


def atanh(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Inverse hyperbolic tangent; NaN outside [-1, 1]."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ATANH, (input,), ())
        return apply1(_ATANH, input, ())
    except TypeError as problem:
        return recovered(problem, atanh, locals())
arctanh = aliased(atanh, 'arctanh')
def atanh_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _ATANH, (input,), ())
    except TypeError as problem:
        return recovered(problem, atanh_, locals())
arctanh_ = aliased(atanh_, 'arctanh_')


def deg2rad(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Degrees as radians."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _DEG2RAD, (input,), ())
        return apply1(_DEG2RAD, input, ())
    except TypeError as problem:
        return recovered(problem, deg2rad, locals())
def deg2rad_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _DEG2RAD, (input,), ())
    except TypeError as problem:
        return recovered(problem, deg2rad_, locals())


def rad2deg(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Radians as degrees."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _RAD2DEG, (input,), ())
        return apply1(_RAD2DEG, input, ())
    except TypeError as problem:
        return recovered(problem, rad2deg, locals())
def rad2deg_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _RAD2DEG, (input,), ())
    except TypeError as problem:
        return recovered(problem, rad2deg_, locals())


def angle(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The angle of each element in the complex plane: 0 or π for real ones."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _ANGLE, (input,), ())
        return apply1(_ANGLE, input, ())
    except TypeError as problem:
        return recovered(problem, angle, locals())


def conj_physical(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The complex conjugate, computed."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _CONJ_PHYSICAL, (input,), ())
        return apply1(_CONJ_PHYSICAL, input, ())
    except TypeError as problem:
        return recovered(problem, conj_physical, locals())
def conj_physical_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _CONJ_PHYSICAL, (input,), ())
    except TypeError as problem:
        return recovered(problem, conj_physical_, locals())


def sgn(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """input / |input|, 0 at 0: the sign of real elements, the direction of complex ones."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _SGN, (input,), ())
        return apply1(_SGN, input, ())
    except TypeError as problem:
        return recovered(problem, sgn, locals())
def sgn_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _SGN, (input,), ())
    except TypeError as problem:
        return recovered(problem, sgn_, locals())


def floor(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The largest integer not above each element, in its dtype; gradient 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _FLOOR, (input,), ())
        return apply1(_FLOOR, input, ())
    except TypeError as problem:
        return recovered(problem, floor, locals())
def floor_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _FLOOR, (input,), ())
    except TypeError as problem:
        return recovered(problem, floor_, locals())


def ceil(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The smallest integer not below each element, in its dtype; gradient 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _CEIL, (input,), ())
        return apply1(_CEIL, input, ())
    except TypeError as problem:
        return recovered(problem, ceil, locals())
def ceil_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _CEIL, (input,), ())
    except TypeError as problem:
        return recovered(problem, ceil_, locals())


def trunc(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Each element without its fraction; gradient 0."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _TRUNC, (input,), ())
        return apply1(_TRUNC, input, ())
    except TypeError as problem:
        return recovered(problem, trunc, locals())
fix = aliased(trunc, 'fix')
def trunc_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _TRUNC, (input,), ())
    except TypeError as problem:
        return recovered(problem, trunc_, locals())
fix_ = aliased(trunc_, 'fix_')


def frac(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """The fraction of each element, with its sign."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _FRAC, (input,), ())
        return apply1(_FRAC, input, ())
    except TypeError as problem:
        return recovered(problem, frac, locals())
def frac_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _FRAC, (input,), ())
    except TypeError as problem:
        return recovered(problem, frac_, locals())


def round(input=REQUIRED, *rest, decimals=0, out=None, **unknown) -> Any:
    """Each element rounded half to even, to `decimals` places; gradient 0."""
    try:
        if rest or unknown:
            raise TypeError
        if type(decimals) is not int:
            decimals = as_int(decimals, 'round', 'decimals')
        if out is not None:
            return into(out, _ROUND, (input,), (decimals,))
        return apply1(_ROUND, input, (decimals,))
    except TypeError as problem:
        return recovered(problem, round, locals())
def round_(input=REQUIRED, *rest, decimals=0, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        if type(decimals) is not int:
            decimals = as_int(decimals, 'round', 'decimals')
        return inplace(input, _ROUND, (input,), (decimals,))
    except TypeError as problem:
        return recovered(problem, round_, locals())


def bitwise_not(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """~input: bits of integers, logical for bool. Raises: NotImplementedError for floats."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _BITWISE_NOT, (input,), ())
        return apply1(_BITWISE_NOT, input, ())
    except TypeError as problem:
        return recovered(problem, bitwise_not, locals())
def bitwise_not_(input=REQUIRED, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _BITWISE_NOT, (input,), ())
    except TypeError as problem:
        return recovered(problem, bitwise_not_, locals())


def frexp(input=REQUIRED, *rest, out=None, **unknown) -> Any:
    """Mantissas in [0.5, 1) and exponents of 2 whose product is the input. Dtype: int32 exponents."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _FREXP, (input,), ())
        return apply(_FREXP, (input,), ())
    except TypeError as problem:
        return recovered(problem, frexp, locals())


def nan_to_num(input=REQUIRED, nan=None, posinf=None, neginf=None, *rest, out=None, **unknown) -> Any:
    """NaN and infinities replaced, by default by 0 and the dtype's extremes."""
    try:
        if rest or unknown:
            raise TypeError
        if out is not None:
            return into(out, _NAN_TO_NUM, (input, nan, posinf, neginf), ())
        if nan is None and posinf is None and neginf is None:
            return apply1(_NAN_TO_NUM, input, ())
        return apply(_NAN_TO_NUM, (input, nan, posinf, neginf), ())
    except TypeError as problem:
        return recovered(problem, nan_to_num, locals())
def nan_to_num_(input=REQUIRED, nan=None, posinf=None, neginf=None, *rest, **unknown) -> Any:
    try:
        if rest or unknown:
            raise TypeError
        return inplace(input, _NAN_TO_NUM, (input, nan, posinf, neginf), ())
    except TypeError as problem:
        return recovered(problem, nan_to_num_, locals())


def unsqueeze(input=REQUIRED, dim=REQUIRED, *rest, axis=None, **unknown) -> Any:
    """A dim of size 1 inserted at `dim`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'unsqueeze', 'dim')
        return apply_view(_UNSQUEEZE, input, (dim,))
    except TypeError as problem:
        return recovered(problem, unsqueeze, locals())


def squeeze(input=REQUIRED, dim=None, *rest, axis=None, **unknown) -> Any:
    """Without the dims of size 1, all of them or those in `dim`."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_dims(dim, 'squeeze', 'dim')
        return apply_view(_SQUEEZE, input, (dim,))
    except TypeError as problem:
        return recovered(problem, squeeze, locals())


def permute(input=REQUIRED, dims=REQUIRED, *rest, **unknown) -> Any:
    """The dims in another order."""
    try:
        if rest or unknown:
            raise TypeError
        dims = as_shape((dims,), 'permute', 'dims', 2)
        return apply_view(_PERMUTE, input, (dims,))
    except TypeError as problem:
        return recovered(problem, permute, locals())


def transpose(input=REQUIRED, dim0=REQUIRED, dim1=REQUIRED, *rest, **unknown) -> Any:
    """Two dims exchanged."""
    try:
        if rest or unknown:
            raise TypeError
        if type(dim0) is not int:
            dim0 = as_int(dim0, 'transpose', 'dim0')
        if type(dim1) is not int:
            dim1 = as_int(dim1, 'transpose', 'dim1')
        return apply_view(_TRANSPOSE, input, (dim0, dim1))
    except TypeError as problem:
        return recovered(problem, transpose, locals())
swapdims = aliased(transpose, 'swapdims')


def t(input=REQUIRED, *rest, **unknown) -> Any:
    """A matrix transposed; vectors and scalars as they are. Raises: RuntimeError above 2-d."""
    try:
        if rest or unknown:
            raise TypeError
        return apply_view(_T, input, ())
    except TypeError as problem:
        return recovered(problem, t, locals())


def expand(input=REQUIRED, size=REQUIRED, *rest, implicit=False, **unknown) -> Any:
    """Dims of size 1 repeated without copying; -1 keeps a size."""
    try:
        if rest or unknown:
            raise TypeError
        size = as_shape((size,), 'expand', 'size', 2)
        if type(implicit) is not bool:
            implicit = as_bool(implicit, 'expand', 'implicit')
        return apply_view(_EXPAND, input, (size, implicit))
    except TypeError as problem:
        return recovered(problem, expand, locals())


def select(input=REQUIRED, dim=REQUIRED, index=REQUIRED, *rest, axis=None, **unknown) -> Any:
    """The slice at `index` of `dim`. Raises: IndexError out of range."""
    try:
        if rest or unknown:
            raise TypeError
        if axis is not None:
            dim = axis
        if type(dim) is not int:
            dim = as_int(dim, 'select', 'dim')
        if type(index) is not int:
            index = as_int(index, 'select', 'index')
        return apply_view(_SELECT, input, (dim, index))
    except TypeError as problem:
        return recovered(problem, select, locals())


def diagonal(input=REQUIRED, offset=0, dim1=0, dim2=1, *rest, **unknown) -> Any:
    """The diagonal of the matrices in dims `dim1` and `dim2`, as the last dim."""
    try:
        if rest or unknown:
            raise TypeError
        if type(offset) is not int:
            offset = as_int(offset, 'diagonal', 'offset')
        if type(dim1) is not int:
            dim1 = as_int(dim1, 'diagonal', 'dim1')
        if type(dim2) is not int:
            dim2 = as_int(dim2, 'diagonal', 'dim2')
        return apply_view(_DIAGONAL, input, (offset, dim1, dim2))
    except TypeError as problem:
        return recovered(problem, diagonal, locals())


def view_as_complex(input=REQUIRED, *rest, **unknown) -> Any:
    """The last dim, of size 2, as real and imaginary parts. Raises: RuntimeError otherwise."""
    try:
        if rest or unknown:
            raise TypeError
        return apply_view(_VIEW_AS_COMPLEX, input, ())
    except TypeError as problem:
        return recovered(problem, view_as_complex, locals())


class TensorMethods:
    """The methods of `Tensor` derived from the table."""

    def relu(self, *rest, **unknown) -> Any:
        """max(input, 0); gradient 0 at 0."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_RELU, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.relu, locals())

    def relu_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _RELU, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.relu_, locals())

    def hardshrink(self, lambd=0.5, *rest, **unknown) -> Any:
        """input, but 0 within [-lambd, lambd]."""
        try:
            if rest or unknown:
                raise TypeError
            if type(lambd) is float and lambd == 0.5:
                return apply1(_HARDSHRINK, self, ())
            return apply2(_HARDSHRINK, self, lambd, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.hardshrink, locals())

    def prelu(self, weight=REQUIRED, *rest, **unknown) -> Any:
        """input where positive, else weight · input; one weight, or one for each element of dim 1."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_PRELU, self, weight, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.prelu, locals())

    def softmax(self, dim=REQUIRED, dtype=None, *rest, axis=None, **unknown) -> Any:
        """exp(input) over its sum along `dim`."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if dim is not None and type(dim) is not int:
                dim = as_int(dim, 'softmax', 'dim')
            if dtype is not None:
                dtype = as_dtype(dtype, 'softmax')
            return apply1(_SOFTMAX, self, (dim, dtype))
        except TypeError as problem:
            return recovered(problem, TensorMethods.softmax, locals())

    def log_softmax(self, dim=REQUIRED, dtype=None, *rest, axis=None, **unknown) -> Any:
        """The logarithm of `softmax`, computed without overflow."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if dim is not None and type(dim) is not int:
                dim = as_int(dim, 'log_softmax', 'dim')
            if dtype is not None:
                dtype = as_dtype(dtype, 'log_softmax')
            return apply1(_LOG_SOFTMAX, self, (dim, dtype))
        except TypeError as problem:
            return recovered(problem, TensorMethods.log_softmax, locals())

    def add(self, other=REQUIRED, *rest, alpha=1, **unknown) -> Any:
        """input + alpha · other. Dtype: promoted; bool adds as logical or."""
        try:
            if rest or unknown:
                raise TypeError
            if type(alpha) is int and alpha == 1:
                return apply2(_ADD, self, other, ())
            return apply(_ADD, (self, other, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.add, locals())

    def add_(self, other=REQUIRED, *rest, alpha=1, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ADD, (self, other, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.add_, locals())

    def __add__(self, other) -> Any:
        try:
            return apply2(_ADD, self, other, ())
        except TypeError:
            return left_to('add', self, other)

    def __radd__(self, other) -> Any:
        if not isinstance(self, TensorBase):
            raise foreign('__radd__', self)
        try:
            return apply2(_ADD, self, other, ())
        except TypeError:
            return left_to('radd', self, other)

    def __iadd__(self, other) -> Any:
        try:
            return inplace(self, _ADD, (self, other), ())
        except TypeError:
            return left_to('iadd', self, other)

    def sub(self, other=REQUIRED, *rest, alpha=1, **unknown) -> Any:
        """input - alpha · other. Raises: RuntimeError for bool."""
        try:
            if rest or unknown:
                raise TypeError
            if type(alpha) is int and alpha == 1:
                return apply2(_SUB, self, other, ())
            return apply(_SUB, (self, other, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sub, locals())

    subtract = aliased(sub, 'subtract')

    def sub_(self, other=REQUIRED, *rest, alpha=1, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _SUB, (self, other, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sub_, locals())

    subtract_ = aliased(sub_, 'subtract_')

    def __sub__(self, other) -> Any:
        try:
            return apply2(_SUB, self, other, ())
        except TypeError:
            return left_to('sub', self, other)

    def __rsub__(self, other) -> Any:
        try:
            return apply2(_RSUB, self, other, ())
        except TypeError:
            return left_to('rsub', self, other)

    def __isub__(self, other) -> Any:
        try:
            return inplace(self, _SUB, (self, other), ())
        except TypeError:
            return left_to('isub', self, other)

    def rsub(self, other=REQUIRED, *rest, alpha=1, **unknown) -> Any:
        """other - alpha · input."""
        try:
            if rest or unknown:
                raise TypeError
            if type(alpha) is int and alpha == 1:
                return apply2(_RSUB, self, other, ())
            return apply(_RSUB, (self, other, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.rsub, locals())

    def mul(self, other=REQUIRED, *rest, **unknown) -> Any:
        """input · other."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_MUL, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.mul, locals())

    multiply = aliased(mul, 'multiply')

    def mul_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _MUL, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.mul_, locals())

    multiply_ = aliased(mul_, 'multiply_')

    def __mul__(self, other) -> Any:
        try:
            return apply2(_MUL, self, other, ())
        except TypeError:
            return left_to('mul', self, other)

    def __rmul__(self, other) -> Any:
        if not isinstance(self, TensorBase):
            raise foreign('__rmul__', self)
        try:
            return apply2(_MUL, self, other, ())
        except TypeError:
            return left_to('rmul', self, other)

    def __imul__(self, other) -> Any:
        try:
            return inplace(self, _MUL, (self, other), ())
        except TypeError:
            return left_to('imul', self, other)

    def div(self, other=REQUIRED, *rest, **unknown) -> Any:
        """input / other, in the default float dtype for integers."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_DIV, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.div, locals())

    def div_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _DIV, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.div_, locals())

    def __truediv__(self, other) -> Any:
        try:
            return apply2(_DIV, self, other, ())
        except TypeError:
            return left_to('truediv', self, other)

    def __rtruediv__(self, other) -> Any:
        try:
            return apply2(_MUL, self.reciprocal(), other, ())
        except TypeError:
            return left_to('rtruediv', self, other)

    def __itruediv__(self, other) -> Any:
        try:
            return inplace(self, _DIV, (self, other), ())
        except TypeError:
            return left_to('itruediv', self, other)

    def floor_divide(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The quotient rounded down, as Python's //."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_FLOOR_DIVIDE, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.floor_divide, locals())

    def floor_divide_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _FLOOR_DIVIDE, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.floor_divide_, locals())

    def remainder(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The remainder with the divisor's sign, as Python's %; gradient 1 and -floor(a / b)."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_REMAINDER, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.remainder, locals())

    def remainder_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _REMAINDER, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.remainder_, locals())

    def fmod(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The remainder with the dividend's sign, as C's fmod."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_FMOD, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.fmod, locals())

    def fmod_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _FMOD, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.fmod_, locals())

    def atan2(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The angle of (other, input) in (-π, π]; gradient 0 at the origin."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_ATAN2, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.atan2, locals())

    arctan2 = aliased(atan2, 'arctan2')

    def atan2_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ATAN2, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.atan2_, locals())

    arctan2_ = aliased(atan2_, 'arctan2_')

    def maximum(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The larger of each pair, NaN if either is; ties share the gradient."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_MAXIMUM, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.maximum, locals())

    def maximum_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _MAXIMUM, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.maximum_, locals())

    def minimum(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The smaller of each pair, NaN if either is; ties share the gradient."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_MINIMUM, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.minimum, locals())

    def minimum_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _MINIMUM, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.minimum_, locals())

    def fmax(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The larger of each pair, a number before NaN; the first one's gradient in a tie."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_FMAX, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.fmax, locals())

    def fmin(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The smaller of each pair, a number before NaN; the first one's gradient in a tie."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_FMIN, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.fmin, locals())

    def hypot(self, other=REQUIRED, *rest, **unknown) -> Any:
        """√(input² + other²), without overflow."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_HYPOT, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.hypot, locals())

    def hypot_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _HYPOT, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.hypot_, locals())

    def copysign(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The magnitude of `input` with the sign of `other`."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_COPYSIGN, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.copysign, locals())

    def copysign_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _COPYSIGN, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.copysign_, locals())

    def logaddexp(self, other=REQUIRED, *rest, **unknown) -> Any:
        """log(exp(input) + exp(other)), without overflow."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_LOGADDEXP, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.logaddexp, locals())

    def logaddexp2(self, other=REQUIRED, *rest, **unknown) -> Any:
        """log2(2^input + 2^other), without overflow."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_LOGADDEXP2, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.logaddexp2, locals())

    def xlogy(self, other=REQUIRED, *rest, **unknown) -> Any:
        """input · log(other), 0 where `input` is 0; NaN where `other` is."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_XLOGY, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.xlogy, locals())

    def xlogy_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _XLOGY, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.xlogy_, locals())

    def gcd(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The greatest common divisor. Raises: NotImplementedError for floats."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_GCD, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.gcd, locals())

    def gcd_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _GCD, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.gcd_, locals())

    def lcm(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The least common multiple. Raises: NotImplementedError for floats."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_LCM, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.lcm, locals())

    def lcm_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LCM, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.lcm_, locals())

    def heaviside(self, values=REQUIRED, *rest, **unknown) -> Any:
        """0 below 0, 1 above, `values` at 0."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_HEAVISIDE, self, values, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.heaviside, locals())

    def heaviside_(self, values=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _HEAVISIDE, (self, values), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.heaviside_, locals())

    def nextafter(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The neighbour of `input` towards `other`; gradient 1 for `input` where they differ."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_NEXTAFTER, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.nextafter, locals())

    def nextafter_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _NEXTAFTER, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.nextafter_, locals())

    def lerp(self, end=REQUIRED, weight=REQUIRED, *rest, **unknown) -> Any:
        """input + weight · (end - input)."""
        try:
            if rest or unknown:
                raise TypeError
            return apply(_LERP, (self, end, weight), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.lerp, locals())

    def lerp_(self, end=REQUIRED, weight=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LERP, (self, end, weight), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.lerp_, locals())

    def addcmul(self, tensor1=REQUIRED, tensor2=REQUIRED, *rest, value=1, **unknown) -> Any:
        """input + value · tensor1 · tensor2."""
        try:
            if rest or unknown:
                raise TypeError
            if type(value) is int and value == 1:
                return apply(_ADDCMUL, (self, tensor1, tensor2), ())
            return apply(_ADDCMUL, (self, tensor1, tensor2, value), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.addcmul, locals())

    def addcmul_(self, tensor1=REQUIRED, tensor2=REQUIRED, *rest, value=1, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ADDCMUL, (self, tensor1, tensor2, value), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.addcmul_, locals())

    def addcdiv(self, tensor1=REQUIRED, tensor2=REQUIRED, *rest, value=1, **unknown) -> Any:
        """input + value · tensor1 / tensor2. Raises: RuntimeError for integers."""
        try:
            if rest or unknown:
                raise TypeError
            if type(value) is int and value == 1:
                return apply(_ADDCDIV, (self, tensor1, tensor2), ())
            return apply(_ADDCDIV, (self, tensor1, tensor2, value), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.addcdiv, locals())

    def addcdiv_(self, tensor1=REQUIRED, tensor2=REQUIRED, *rest, value=1, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ADDCDIV, (self, tensor1, tensor2, value), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.addcdiv_, locals())

    def bitwise_and(self, other=REQUIRED, *rest, **unknown) -> Any:
        """Bitwise and of integers, logical for bool. Raises: NotImplementedError for floats."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_BITWISE_AND, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.bitwise_and, locals())

    def bitwise_and_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _BITWISE_AND, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.bitwise_and_, locals())

    def __and__(self, other) -> Any:
        try:
            return apply2(_BITWISE_AND, self, other, ())
        except TypeError:
            return left_to('and', self, other)

    def __rand__(self, other) -> Any:
        if not isinstance(self, TensorBase):
            raise foreign('__rand__', self)
        try:
            return apply2(_BITWISE_AND, self, other, ())
        except TypeError:
            return left_to('rand', self, other)

    def __iand__(self, other) -> Any:
        try:
            return inplace(self, _BITWISE_AND, (self, other), ())
        except TypeError:
            return left_to('iand', self, other)

    def bitwise_or(self, other=REQUIRED, *rest, **unknown) -> Any:
        """Bitwise or of integers, logical for bool. Raises: NotImplementedError for floats."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_BITWISE_OR, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.bitwise_or, locals())

    def bitwise_or_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _BITWISE_OR, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.bitwise_or_, locals())

    def __or__(self, other) -> Any:
        try:
            return apply2(_BITWISE_OR, self, other, ())
        except TypeError:
            return left_to('or', self, other)

    def __ror__(self, other) -> Any:
        if not isinstance(self, TensorBase):
            raise foreign('__ror__', self)
        try:
            return apply2(_BITWISE_OR, self, other, ())
        except TypeError:
            return left_to('ror', self, other)

    def __ior__(self, other) -> Any:
        try:
            return inplace(self, _BITWISE_OR, (self, other), ())
        except TypeError:
            return left_to('ior', self, other)

    def bitwise_xor(self, other=REQUIRED, *rest, **unknown) -> Any:
        """Bitwise exclusive or of integers, logical for bool."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_BITWISE_XOR, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.bitwise_xor, locals())

    def bitwise_xor_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _BITWISE_XOR, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.bitwise_xor_, locals())

    def __xor__(self, other) -> Any:
        try:
            return apply2(_BITWISE_XOR, self, other, ())
        except TypeError:
            return left_to('xor', self, other)

    def __rxor__(self, other) -> Any:
        if not isinstance(self, TensorBase):
            raise foreign('__rxor__', self)
        try:
            return apply2(_BITWISE_XOR, self, other, ())
        except TypeError:
            return left_to('rxor', self, other)

    def __ixor__(self, other) -> Any:
        try:
            return inplace(self, _BITWISE_XOR, (self, other), ())
        except TypeError:
            return left_to('ixor', self, other)

    def bitwise_left_shift(self, other=REQUIRED, *rest, **unknown) -> Any:
        """input · 2^other for integers."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_BITWISE_LEFT_SHIFT, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.bitwise_left_shift, locals())

    def bitwise_left_shift_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _BITWISE_LEFT_SHIFT, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.bitwise_left_shift_, locals())

    def __lshift__(self, other) -> Any:
        try:
            return apply2(_BITWISE_LEFT_SHIFT, self, other, ())
        except TypeError:
            return left_to('lshift', self, other)

    def __rlshift__(self, other) -> Any:
        try:
            return apply(_BITWISE_LEFT_SHIFT, (other, self), ())
        except TypeError:
            return left_to('rlshift', self, other)

    def __ilshift__(self, other) -> Any:
        try:
            return inplace(self, _BITWISE_LEFT_SHIFT, (self, other), ())
        except TypeError:
            return left_to('ilshift', self, other)

    def bitwise_right_shift(self, other=REQUIRED, *rest, **unknown) -> Any:
        """input · 2^-other for integers, rounded down."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_BITWISE_RIGHT_SHIFT, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.bitwise_right_shift, locals())

    def bitwise_right_shift_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _BITWISE_RIGHT_SHIFT, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.bitwise_right_shift_, locals())

    def __rshift__(self, other) -> Any:
        try:
            return apply2(_BITWISE_RIGHT_SHIFT, self, other, ())
        except TypeError:
            return left_to('rshift', self, other)

    def __rrshift__(self, other) -> Any:
        try:
            return apply(_BITWISE_RIGHT_SHIFT, (other, self), ())
        except TypeError:
            return left_to('rrshift', self, other)

    def __irshift__(self, other) -> Any:
        try:
            return inplace(self, _BITWISE_RIGHT_SHIFT, (self, other), ())
        except TypeError:
            return left_to('irshift', self, other)

    def clamp(self, min=None, max=None, *rest, **unknown) -> Any:
        """Each element moved into [min, max]; the gradient passes where it lies inside or on a bound."""
        try:
            if rest or unknown:
                raise TypeError
            if min is None and max is None:
                return apply1(_CLAMP, self, ())
            return apply(_CLAMP, (self, min, max), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.clamp, locals())

    clip = aliased(clamp, 'clip')

    def clamp_(self, min=None, max=None, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _CLAMP, (self, min, max), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.clamp_, locals())

    clip_ = aliased(clamp_, 'clip_')

    def clamp_min(self, min=REQUIRED, *rest, **unknown) -> Any:
        """The larger of each element and `min`; the gradient passes where it lies on the bound."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_CLAMP_MIN, self, min, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.clamp_min, locals())

    def clamp_min_(self, min=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _CLAMP_MIN, (self, min), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.clamp_min_, locals())

    def clamp_max(self, max=REQUIRED, *rest, **unknown) -> Any:
        """The smaller of each element and `max`; the gradient passes where it lies on the bound."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_CLAMP_MAX, self, max, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.clamp_max, locals())

    def clamp_max_(self, max=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _CLAMP_MAX, (self, max), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.clamp_max_, locals())

    def eq(self, other=REQUIRED, *rest, **unknown) -> Any:
        """input == other."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_EQ, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.eq, locals())

    def eq_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _EQ, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.eq_, locals())

    def __eq__(self, other) -> Any:
        try:
            return apply2(_EQ, self, other, ())
        except TypeError:
            return left_to('eq', self, other)

    def ne(self, other=REQUIRED, *rest, **unknown) -> Any:
        """input != other."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_NE, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.ne, locals())

    not_equal = aliased(ne, 'not_equal')

    def ne_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _NE, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.ne_, locals())

    not_equal_ = aliased(ne_, 'not_equal_')

    def __ne__(self, other) -> Any:
        try:
            return apply2(_NE, self, other, ())
        except TypeError:
            return left_to('ne', self, other)

    def lt(self, other=REQUIRED, *rest, **unknown) -> Any:
        """input < other. Raises: NotImplementedError for complex."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_LT, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.lt, locals())

    less = aliased(lt, 'less')

    def lt_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LT, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.lt_, locals())

    less_ = aliased(lt_, 'less_')

    def __lt__(self, other) -> Any:
        try:
            return apply2(_LT, self, other, ())
        except TypeError:
            return left_to('lt', self, other)

    def le(self, other=REQUIRED, *rest, **unknown) -> Any:
        """input <= other. Raises: NotImplementedError for complex."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_LE, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.le, locals())

    less_equal = aliased(le, 'less_equal')

    def le_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LE, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.le_, locals())

    less_equal_ = aliased(le_, 'less_equal_')

    def __le__(self, other) -> Any:
        try:
            return apply2(_LE, self, other, ())
        except TypeError:
            return left_to('le', self, other)

    def gt(self, other=REQUIRED, *rest, **unknown) -> Any:
        """input > other. Raises: NotImplementedError for complex."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_GT, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.gt, locals())

    greater = aliased(gt, 'greater')

    def gt_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _GT, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.gt_, locals())

    greater_ = aliased(gt_, 'greater_')

    def __gt__(self, other) -> Any:
        try:
            return apply2(_GT, self, other, ())
        except TypeError:
            return left_to('gt', self, other)

    def ge(self, other=REQUIRED, *rest, **unknown) -> Any:
        """input >= other. Raises: NotImplementedError for complex."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_GE, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.ge, locals())

    greater_equal = aliased(ge, 'greater_equal')

    def ge_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _GE, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.ge_, locals())

    greater_equal_ = aliased(ge_, 'greater_equal_')

    def __ge__(self, other) -> Any:
        try:
            return apply2(_GE, self, other, ())
        except TypeError:
            return left_to('ge', self, other)

    def logical_and(self, other=REQUIRED, *rest, **unknown) -> Any:
        """Whether both elements are not zero."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_LOGICAL_AND, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.logical_and, locals())

    def logical_and_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LOGICAL_AND, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.logical_and_, locals())

    def logical_or(self, other=REQUIRED, *rest, **unknown) -> Any:
        """Whether either element is not zero."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_LOGICAL_OR, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.logical_or, locals())

    def logical_or_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LOGICAL_OR, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.logical_or_, locals())

    def logical_xor(self, other=REQUIRED, *rest, **unknown) -> Any:
        """Whether exactly one element is not zero."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_LOGICAL_XOR, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.logical_xor, locals())

    def logical_xor_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LOGICAL_XOR, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.logical_xor_, locals())

    def isclose(self, other=REQUIRED, rtol=1e-05, atol=1e-08, equal_nan=False, *rest, **unknown) -> Any:
        """Whether |input - other| <= atol + rtol · |other|. Raises: RuntimeError on mixed dtypes."""
        try:
            if rest or unknown:
                raise TypeError
            if type(equal_nan) is not bool:
                equal_nan = as_bool(equal_nan, 'isclose', 'equal_nan')
            return apply2(_ISCLOSE, self, other, (rtol, atol, equal_nan))
        except TypeError as problem:
            return recovered(problem, TensorMethods.isclose, locals())

    def logical_not(self, *rest, **unknown) -> Any:
        """Whether each element is zero."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_LOGICAL_NOT, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.logical_not, locals())

    def logical_not_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LOGICAL_NOT, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.logical_not_, locals())

    def isnan(self, *rest, **unknown) -> Any:
        """Whether each element is NaN."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ISNAN, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.isnan, locals())

    def isinf(self, *rest, **unknown) -> Any:
        """Whether each element is infinite."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ISINF, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.isinf, locals())

    def isfinite(self, *rest, **unknown) -> Any:
        """Whether each element is neither infinite nor NaN."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ISFINITE, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.isfinite, locals())

    def signbit(self, *rest, **unknown) -> Any:
        """Whether each element's sign bit is set."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_SIGNBIT, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.signbit, locals())

    def isposinf(self, *rest, **unknown) -> Any:
        """Whether each element is inf. Raises: RuntimeError for complex."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ISPOSINF, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.isposinf, locals())

    def isneginf(self, *rest, **unknown) -> Any:
        """Whether each element is -inf. Raises: RuntimeError for complex."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ISNEGINF, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.isneginf, locals())

    def isreal(self, *rest, **unknown) -> Any:
        """Whether each element's imaginary part is 0."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ISREAL, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.isreal, locals())

    def geqrf(self, *rest, **unknown) -> Any:
        """R and, below it and in `tau`, the reflections that make Q."""
        try:
            if rest or unknown:
                raise TypeError
            return apply(_GEQRF, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.geqrf, locals())

    def amax(self, dim=(), keepdim=False, *rest, axis=None, keepdims=None, **unknown) -> Any:
        """The largest element over `dim`; ties share the gradient."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_dims(dim, 'amax', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'amax', 'keepdim')
            return apply1(_AMAX, self, (dim, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.amax, locals())

    def amin(self, dim=(), keepdim=False, *rest, axis=None, keepdims=None, **unknown) -> Any:
        """The smallest element over `dim`; ties share the gradient."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_dims(dim, 'amin', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'amin', 'keepdim')
            return apply1(_AMIN, self, (dim, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.amin, locals())

    def max(self, *rest, **unknown) -> Any:
        """The largest of all elements; ties share the gradient."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_MAX, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.max, locals())

    def min(self, *rest, **unknown) -> Any:
        """The smallest of all elements; ties share the gradient."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_MIN, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.min, locals())

    def aminmax(self, *rest, dim=None, keepdim=False, axis=None, keepdims=None, **unknown) -> Any:
        """The smallest and the largest element over `dim`."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if dim is not None and type(dim) is not int:
                dim = as_int(dim, 'aminmax', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'aminmax', 'keepdim')
            return apply(_AMINMAX, (self,), (dim, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.aminmax, locals())

    def argmax(self, dim=None, keepdim=False, *rest, axis=None, keepdims=None, **unknown) -> Any:
        """Where the largest element along `dim`, or of all, stands first. Dtype: int64."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if dim is not None and type(dim) is not int:
                dim = as_int(dim, 'argmax', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'argmax', 'keepdim')
            return apply1(_ARGMAX, self, (dim, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.argmax, locals())

    def argmin(self, dim=None, keepdim=False, *rest, axis=None, keepdims=None, **unknown) -> Any:
        """Where the smallest element along `dim`, or of all, stands first. Dtype: int64."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if dim is not None and type(dim) is not int:
                dim = as_int(dim, 'argmin', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'argmin', 'keepdim')
            return apply1(_ARGMIN, self, (dim, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.argmin, locals())

    def matmul(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The product of vectors, matrices or batches of them, batch dims broadcast."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_MATMUL, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.matmul, locals())

    def __matmul__(self, other) -> Any:
        try:
            return apply2(_MATMUL, self, other, ())
        except TypeError:
            return left_to('matmul', self, other)

    def __rmatmul__(self, other) -> Any:
        try:
            return apply(_MATMUL, (other, self), ())
        except TypeError:
            return left_to('rmatmul', self, other)

    def mm(self, mat2=REQUIRED, *rest, **unknown) -> Any:
        """The product of two matrices."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_MM, self, mat2, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.mm, locals())

    def bmm(self, mat2=REQUIRED, *rest, **unknown) -> Any:
        """The products of two batches of matrices."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_BMM, self, mat2, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.bmm, locals())

    def mv(self, vec=REQUIRED, *rest, **unknown) -> Any:
        """The product of a matrix and a vector."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_MV, self, vec, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.mv, locals())

    def dot(self, tensor=REQUIRED, *rest, **unknown) -> Any:
        """The scalar product of two vectors."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_DOT, self, tensor, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.dot, locals())

    def vdot(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The scalar product of two vectors, the first conjugated."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_VDOT, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.vdot, locals())

    def outer(self, vec2=REQUIRED, *rest, **unknown) -> Any:
        """The matrix of all products of two vectors' elements."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_OUTER, self, vec2, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.outer, locals())

    ger = aliased(outer, 'ger')

    def addmm(self, mat1=REQUIRED, mat2=REQUIRED, *rest, beta=1, alpha=1, **unknown) -> Any:
        """beta · input + alpha · mat1 @ mat2."""
        try:
            if rest or unknown:
                raise TypeError
            if type(beta) is int and beta == 1 and type(alpha) is int and alpha == 1:
                return apply(_ADDMM, (self, mat1, mat2), ())
            return apply(_ADDMM, (self, mat1, mat2, beta, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.addmm, locals())

    def addmm_(self, mat1=REQUIRED, mat2=REQUIRED, *rest, beta=1, alpha=1, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ADDMM, (self, mat1, mat2, beta, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.addmm_, locals())

    def addmv(self, mat=REQUIRED, vec=REQUIRED, *rest, beta=1, alpha=1, **unknown) -> Any:
        """beta · input + alpha · mat @ vec."""
        try:
            if rest or unknown:
                raise TypeError
            if type(beta) is int and beta == 1 and type(alpha) is int and alpha == 1:
                return apply(_ADDMV, (self, mat, vec), ())
            return apply(_ADDMV, (self, mat, vec, beta, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.addmv, locals())

    def addmv_(self, mat=REQUIRED, vec=REQUIRED, *rest, beta=1, alpha=1, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ADDMV, (self, mat, vec, beta, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.addmv_, locals())

    def addr(self, vec1=REQUIRED, vec2=REQUIRED, *rest, beta=1, alpha=1, **unknown) -> Any:
        """beta · input + alpha · the outer product of two vectors."""
        try:
            if rest or unknown:
                raise TypeError
            if type(beta) is int and beta == 1 and type(alpha) is int and alpha == 1:
                return apply(_ADDR, (self, vec1, vec2), ())
            return apply(_ADDR, (self, vec1, vec2, beta, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.addr, locals())

    def addr_(self, vec1=REQUIRED, vec2=REQUIRED, *rest, beta=1, alpha=1, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ADDR, (self, vec1, vec2, beta, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.addr_, locals())

    def baddbmm(self, batch1=REQUIRED, batch2=REQUIRED, *rest, beta=1, alpha=1, **unknown) -> Any:
        """beta · input + alpha · the products of two batches of matrices."""
        try:
            if rest or unknown:
                raise TypeError
            if type(beta) is int and beta == 1 and type(alpha) is int and alpha == 1:
                return apply(_BADDBMM, (self, batch1, batch2), ())
            return apply(_BADDBMM, (self, batch1, batch2, beta, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.baddbmm, locals())

    def baddbmm_(self, batch1=REQUIRED, batch2=REQUIRED, *rest, beta=1, alpha=1, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _BADDBMM, (self, batch1, batch2, beta, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.baddbmm_, locals())

    def addbmm(self, batch1=REQUIRED, batch2=REQUIRED, *rest, beta=1, alpha=1, **unknown) -> Any:
        """beta · input + alpha · the sum of the products of two batches of matrices."""
        try:
            if rest or unknown:
                raise TypeError
            if type(beta) is int and beta == 1 and type(alpha) is int and alpha == 1:
                return apply(_ADDBMM, (self, batch1, batch2), ())
            return apply(_ADDBMM, (self, batch1, batch2, beta, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.addbmm, locals())

    def addbmm_(self, batch1=REQUIRED, batch2=REQUIRED, *rest, beta=1, alpha=1, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ADDBMM, (self, batch1, batch2, beta, alpha), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.addbmm_, locals())

    def hash_tensor(self, dim=(), *rest, keepdim=False, mode=0, axis=None, keepdims=None, **unknown) -> Any:
        """The elements, floats as the bits of doubles, combined by exclusive or. Dtype: uint64."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_dims(dim, 'hash_tensor', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'hash_tensor', 'keepdim')
            if type(mode) is not int:
                mode = as_int(mode, 'hash_tensor', 'mode')
            return apply1(_HASH_TENSOR, self, (dim, keepdim, mode))
        except TypeError as problem:
            return recovered(problem, TensorMethods.hash_tensor, locals())

    def pow(self, exponent=REQUIRED, *rest, **unknown) -> Any:
        """input to the power of a tensor."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_POW, self, exponent, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.pow, locals())

    def pow_(self, exponent=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _POW, (self, exponent), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.pow_, locals())

    def nansum(self, dim=None, keepdim=False, *rest, dtype=None, axis=None, keepdims=None, **unknown) -> Any:
        """The sum over `dim` of what is not NaN."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_dims(dim, 'nansum', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'nansum', 'keepdim')
            if dtype is not None:
                dtype = as_dtype(dtype, 'nansum')
            return apply1(_NANSUM, self, (dim, keepdim, dtype))
        except TypeError as problem:
            return recovered(problem, TensorMethods.nansum, locals())

    def sum(self, dim=None, keepdim=False, *rest, dtype=None, axis=None, keepdims=None, **unknown) -> Any:
        """The sum over `dim`. Dtype: int64 for integers and bool, else the input's, or `dtype`."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_dims(dim, 'sum', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'sum', 'keepdim')
            if dtype is not None:
                dtype = as_dtype(dtype, 'sum')
            return apply1(_SUM, self, (dim, keepdim, dtype))
        except TypeError as problem:
            return recovered(problem, TensorMethods.sum, locals())

    def mean(self, dim=None, keepdim=False, *rest, dtype=None, axis=None, keepdims=None, **unknown) -> Any:
        """The mean over `dim`. Raises: RuntimeError for integers without a float `dtype`."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_dims(dim, 'mean', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'mean', 'keepdim')
            if dtype is not None:
                dtype = as_dtype(dtype, 'mean')
            return apply1(_MEAN, self, (dim, keepdim, dtype))
        except TypeError as problem:
            return recovered(problem, TensorMethods.mean, locals())

    def prod(self, dim=None, keepdim=False, *rest, dtype=None, axis=None, keepdims=None, **unknown) -> Any:
        """The product over `dim`. Dtype: int64 for integers and bool, else the input's, or `dtype`."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if dim is not None and type(dim) is not int:
                dim = as_int(dim, 'prod', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'prod', 'keepdim')
            if dtype is not None:
                dtype = as_dtype(dtype, 'prod')
            return apply1(_PROD, self, (dim, keepdim, dtype))
        except TypeError as problem:
            return recovered(problem, TensorMethods.prod, locals())

    def all(self, dim=None, keepdim=False, *rest, axis=None, keepdims=None, **unknown) -> Any:
        """Whether no element over `dim` is zero. Dtype: bool; uint8 for uint8."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_dims(dim, 'all', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'all', 'keepdim')
            return apply1(_ALL, self, (dim, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.all, locals())

    def any(self, dim=None, keepdim=False, *rest, axis=None, keepdims=None, **unknown) -> Any:
        """Whether some element over `dim` is not zero. Dtype: bool; uint8 for uint8."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_dims(dim, 'any', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'any', 'keepdim')
            return apply1(_ANY, self, (dim, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.any, locals())

    def var(self, dim=None, *rest, correction=1.0, keepdim=False, axis=None, keepdims=None, **unknown) -> Any:
        """The variance over `dim`, with `correction` taken off the count (1: unbiased)."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_dims(dim, 'var', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'var', 'keepdim')
            return apply1(_VAR, self, (dim, correction, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.var, locals())

    def std(self, dim=None, *rest, correction=1.0, keepdim=False, axis=None, keepdims=None, **unknown) -> Any:
        """The standard deviation over `dim`; gradient 0 where it is 0."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_dims(dim, 'std', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'std', 'keepdim')
            return apply1(_STD, self, (dim, correction, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.std, locals())

    def var_mean(self, dim=None, *rest, correction=1.0, keepdim=False, axis=None, keepdims=None, **unknown) -> Any:
        """The variance and the mean over `dim`."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_dims(dim, 'var_mean', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'var_mean', 'keepdim')
            return apply(_VAR_MEAN, (self,), (dim, correction, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.var_mean, locals())

    def std_mean(self, dim=None, *rest, correction=1.0, keepdim=False, axis=None, keepdims=None, **unknown) -> Any:
        """The standard deviation and the mean over `dim`."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_dims(dim, 'std_mean', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'std_mean', 'keepdim')
            return apply(_STD_MEAN, (self,), (dim, correction, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.std_mean, locals())

    def logsumexp(self, dim=REQUIRED, keepdim=False, *rest, axis=None, keepdims=None, **unknown) -> Any:
        """log(sum(exp(input))) over `dim`, without overflow."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_dims(dim, 'logsumexp', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'logsumexp', 'keepdim')
            return apply1(_LOGSUMEXP, self, (dim, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.logsumexp, locals())

    def count_nonzero(self, dim=None, *rest, axis=None, **unknown) -> Any:
        """How many elements over `dim` are not zero. Dtype: int64."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_dims(dim, 'count_nonzero', 'dim')
            return apply1(_COUNT_NONZERO, self, (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.count_nonzero, locals())

    def cumsum(self, dim=REQUIRED, *rest, dtype=None, axis=None, **unknown) -> Any:
        """Running sums along `dim`."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'cumsum', 'dim')
            if dtype is not None:
                dtype = as_dtype(dtype, 'cumsum')
            return apply1(_CUMSUM, self, (dim, dtype))
        except TypeError as problem:
            return recovered(problem, TensorMethods.cumsum, locals())

    def cumsum_(self, dim=REQUIRED, *rest, dtype=None, axis=None, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'cumsum', 'dim')
            if dtype is not None:
                dtype = as_dtype(dtype, 'cumsum')
            return inplace(self, _CUMSUM, (self,), (dim, dtype))
        except TypeError as problem:
            return recovered(problem, TensorMethods.cumsum_, locals())

    def cumprod(self, dim=REQUIRED, *rest, dtype=None, axis=None, **unknown) -> Any:
        """Running products along `dim`."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'cumprod', 'dim')
            if dtype is not None:
                dtype = as_dtype(dtype, 'cumprod')
            return apply1(_CUMPROD, self, (dim, dtype))
        except TypeError as problem:
            return recovered(problem, TensorMethods.cumprod, locals())

    def cumprod_(self, dim=REQUIRED, *rest, dtype=None, axis=None, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'cumprod', 'dim')
            if dtype is not None:
                dtype = as_dtype(dtype, 'cumprod')
            return inplace(self, _CUMPROD, (self,), (dim, dtype))
        except TypeError as problem:
            return recovered(problem, TensorMethods.cumprod_, locals())

    def cummax(self, dim=REQUIRED, *rest, axis=None, **unknown) -> Any:
        """The largest element so far along `dim` and where it stands."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'cummax', 'dim')
            return apply(_CUMMAX, (self,), (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.cummax, locals())

    def cummin(self, dim=REQUIRED, *rest, axis=None, **unknown) -> Any:
        """The smallest element so far along `dim` and where it stands."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'cummin', 'dim')
            return apply(_CUMMIN, (self,), (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.cummin, locals())

    def logcumsumexp(self, dim=REQUIRED, *rest, axis=None, **unknown) -> Any:
        """Running log(sum(exp(input))) along `dim`."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'logcumsumexp', 'dim')
            return apply1(_LOGCUMSUMEXP, self, (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.logcumsumexp, locals())

    def gather(self, dim=REQUIRED, index=REQUIRED, *rest, axis=None, **unknown) -> Any:
        """out[i, j] = input[index[i, j], j] for dim 0, likewise for others."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'gather', 'dim')
            return apply2(_GATHER, self, index, (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.gather, locals())

    def scatter_add(self, dim=REQUIRED, index=REQUIRED, src=REQUIRED, *rest, axis=None, **unknown) -> Any:
        """`input` with src[i, j] added at [index[i, j], j] for dim 0, likewise for others."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'scatter_add', 'dim')
            return apply(_SCATTER_ADD, (self, index, src), (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.scatter_add, locals())

    def scatter_add_(self, dim=REQUIRED, index=REQUIRED, src=REQUIRED, *rest, axis=None, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'scatter_add', 'dim')
            return inplace(self, _SCATTER_ADD, (self, index, src), (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.scatter_add_, locals())

    def index_select(self, dim=REQUIRED, index=REQUIRED, *rest, axis=None, **unknown) -> Any:
        """The slices of `dim` that a 1-d `index` names."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'index_select', 'dim')
            return apply2(_INDEX_SELECT, self, index, (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.index_select, locals())

    def index_add(self, dim=REQUIRED, index=REQUIRED, source=REQUIRED, *rest, alpha=1, axis=None, **unknown) -> Any:
        """`input` with the slices of `source` added where a 1-d `index` says."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'index_add', 'dim')
            if type(alpha) is int and alpha == 1:
                return apply(_INDEX_ADD, (self, index, source), (dim,))
            return apply(_INDEX_ADD, (self, index, source, alpha), (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.index_add, locals())

    def index_add_(self, dim=REQUIRED, index=REQUIRED, source=REQUIRED, *rest, alpha=1, axis=None, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'index_add', 'dim')
            return inplace(self, _INDEX_ADD, (self, index, source, alpha), (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.index_add_, locals())

    def index_copy(self, dim=REQUIRED, index=REQUIRED, source=REQUIRED, *rest, axis=None, **unknown) -> Any:
        """`input` with the slices of `source` written where a 1-d `index` says."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'index_copy', 'dim')
            return apply(_INDEX_COPY, (self, index, source), (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.index_copy, locals())

    def index_copy_(self, dim=REQUIRED, index=REQUIRED, source=REQUIRED, *rest, axis=None, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'index_copy', 'dim')
            return inplace(self, _INDEX_COPY, (self, index, source), (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.index_copy_, locals())

    def index_fill(self, dim=REQUIRED, index=REQUIRED, value=REQUIRED, *rest, axis=None, **unknown) -> Any:
        """`input` with `value` in the slices a 1-d `index` names."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'index_fill', 'dim')
            return apply(_INDEX_FILL, (self, index, value), (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.index_fill, locals())

    def index_fill_(self, dim=REQUIRED, index=REQUIRED, value=REQUIRED, *rest, axis=None, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'index_fill', 'dim')
            return inplace(self, _INDEX_FILL, (self, index, value), (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.index_fill_, locals())

    def flip(self, *each, dims=None, **unknown) -> Any:
        """The elements in reverse along `dims`."""
        try:
            if unknown:
                raise TypeError
            if dims is not None:
                each = (*each, dims)
            if not each:
                raise TypeError
            dims = as_shape(each, 'flip', 'dims')
            return apply1(_FLIP, self, (dims,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.flip, locals())

    def roll(self, shifts=REQUIRED, dims=None, *rest, **unknown) -> Any:
        """The elements shifted along `dims`, those pushed out coming in again."""
        try:
            if rest or unknown:
                raise TypeError
            if type(shifts) is not int:
                shifts = as_dims(shifts, 'roll', 'shifts')
            if type(dims) is not int:
                dims = as_dims(dims, 'roll', 'dims')
            return apply1(_ROLL, self, (shifts, dims))
        except TypeError as problem:
            return recovered(problem, TensorMethods.roll, locals())

    def repeat(self, *each, repeats=None, **unknown) -> Any:
        """Copies along each dim. Raises: RuntimeError with fewer sizes than dims."""
        try:
            if unknown:
                raise TypeError
            if repeats is not None:
                each = (*each, repeats)
            if not each:
                raise TypeError
            repeats = as_shape(each, 'repeat', 'repeats')
            return apply1(_REPEAT, self, (repeats,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.repeat, locals())

    def tile(self, *each, dims=None, **unknown) -> Any:
        """Copies along each dim, missing ones counting as 1."""
        try:
            if unknown:
                raise TypeError
            if dims is not None:
                each = (*each, dims)
            if not each:
                raise TypeError
            dims = as_shape(each, 'tile', 'dims')
            return apply1(_TILE, self, (dims,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.tile, locals())

    def tril(self, diagonal=0, *rest, **unknown) -> Any:
        """The lower triangle, zeros elsewhere."""
        try:
            if rest or unknown:
                raise TypeError
            if type(diagonal) is not int:
                diagonal = as_int(diagonal, 'tril', 'diagonal')
            return apply1(_TRIL, self, (diagonal,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.tril, locals())

    def tril_(self, diagonal=0, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            if type(diagonal) is not int:
                diagonal = as_int(diagonal, 'tril', 'diagonal')
            return inplace(self, _TRIL, (self,), (diagonal,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.tril_, locals())

    def triu(self, diagonal=0, *rest, **unknown) -> Any:
        """The upper triangle, zeros elsewhere."""
        try:
            if rest or unknown:
                raise TypeError
            if type(diagonal) is not int:
                diagonal = as_int(diagonal, 'triu', 'diagonal')
            return apply1(_TRIU, self, (diagonal,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.triu, locals())

    def triu_(self, diagonal=0, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            if type(diagonal) is not int:
                diagonal = as_int(diagonal, 'triu', 'diagonal')
            return inplace(self, _TRIU, (self,), (diagonal,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.triu_, locals())

    def diag_embed(self, offset=0, dim1=-2, dim2=-1, *rest, **unknown) -> Any:
        """Matrices with the last dim on a diagonal."""
        try:
            if rest or unknown:
                raise TypeError
            if type(offset) is not int:
                offset = as_int(offset, 'diag_embed', 'offset')
            if type(dim1) is not int:
                dim1 = as_int(dim1, 'diag_embed', 'dim1')
            if type(dim2) is not int:
                dim2 = as_int(dim2, 'diag_embed', 'dim2')
            return apply1(_DIAG_EMBED, self, (offset, dim1, dim2))
        except TypeError as problem:
            return recovered(problem, TensorMethods.diag_embed, locals())

    def masked_fill(self, mask=REQUIRED, value=REQUIRED, *rest, **unknown) -> Any:
        """`value` where `mask` holds. Raises: RuntimeError for a mask that is not bool."""
        try:
            if rest or unknown:
                raise TypeError
            return apply(_MASKED_FILL, (self, mask, value), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.masked_fill, locals())

    def masked_fill_(self, mask=REQUIRED, value=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _MASKED_FILL, (self, mask, value), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.masked_fill_, locals())

    def cholesky_solve(self, input2=REQUIRED, upper=False, *rest, **unknown) -> Any:
        """X with L @ L^H @ X = input for a Cholesky factor `input2`, lower or upper."""
        try:
            if rest or unknown:
                raise TypeError
            if type(upper) is not bool:
                upper = as_bool(upper, 'cholesky_solve', 'upper')
            return apply2(_CHOLESKY_SOLVE, self, input2, (upper,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.cholesky_solve, locals())

    def cholesky_inverse(self, upper=False, *rest, **unknown) -> Any:
        """The inverse of L @ L^H for a Cholesky factor, lower or upper."""
        try:
            if rest or unknown:
                raise TypeError
            if type(upper) is not bool:
                upper = as_bool(upper, 'cholesky_inverse', 'upper')
            return apply1(_CHOLESKY_INVERSE, self, (upper,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.cholesky_inverse, locals())

    def sort(self, dim=-1, descending=False, *rest, stable=None, axis=None, **unknown) -> Any:
        """The elements along `dim` in order, and where they stood. Equal ones keep their order."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'sort', 'dim')
            if type(descending) is not bool:
                descending = as_bool(descending, 'sort', 'descending')
            if stable is not None and type(stable) is not bool:
                stable = as_bool(stable, 'sort', 'stable')
            return apply(_SORT, (self,), (dim, descending, stable))
        except TypeError as problem:
            return recovered(problem, TensorMethods.sort, locals())

    def argsort(self, dim=-1, descending=False, *rest, stable=True, axis=None, **unknown) -> Any:
        """Where the elements along `dim` stand in order. Dtype: int64."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'argsort', 'dim')
            if type(descending) is not bool:
                descending = as_bool(descending, 'argsort', 'descending')
            if type(stable) is not bool:
                stable = as_bool(stable, 'argsort', 'stable')
            return apply1(_ARGSORT, self, (dim, descending, stable))
        except TypeError as problem:
            return recovered(problem, TensorMethods.argsort, locals())

    def topk(self, k=REQUIRED, dim=-1, largest=True, sorted=True, *rest, axis=None, **unknown) -> Any:
        """The `k` largest (or smallest) along `dim`, in order, and where they stood."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(k) is not int:
                k = as_int(k, 'topk', 'k')
            if type(dim) is not int:
                dim = as_int(dim, 'topk', 'dim')
            if type(largest) is not bool:
                largest = as_bool(largest, 'topk', 'largest')
            if type(sorted) is not bool:
                sorted = as_bool(sorted, 'topk', 'sorted')
            return apply(_TOPK, (self,), (k, dim, largest, sorted))
        except TypeError as problem:
            return recovered(problem, TensorMethods.topk, locals())

    def kthvalue(self, k=REQUIRED, dim=-1, keepdim=False, *rest, axis=None, keepdims=None, **unknown) -> Any:
        """The k-th smallest element along `dim` and where it stands."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(k) is not int:
                k = as_int(k, 'kthvalue', 'k')
            if type(dim) is not int:
                dim = as_int(dim, 'kthvalue', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'kthvalue', 'keepdim')
            return apply(_KTHVALUE, (self,), (k, dim, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.kthvalue, locals())

    def mode(self, dim=-1, keepdim=False, *rest, axis=None, keepdims=None, **unknown) -> Any:
        """The smallest of the most frequent elements along `dim` and where it stands last."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if type(dim) is not int:
                dim = as_int(dim, 'mode', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'mode', 'keepdim')
            return apply(_MODE, (self,), (dim, keepdim))
        except TypeError as problem:
            return recovered(problem, TensorMethods.mode, locals())

    def median(self, *rest, **unknown) -> Any:
        """The lower median of all elements; NaN if there is one."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_MEDIAN, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.median, locals())

    def nanmedian(self, *rest, **unknown) -> Any:
        """The lower median of all elements that are not NaN."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_NANMEDIAN, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.nanmedian, locals())

    def quantile(self, q=REQUIRED, dim=None, keepdim=False, *rest, interpolation='linear', axis=None, keepdims=None, **unknown) -> Any:
        """The `q`-th quantiles over `dim`, a 1-d `q` giving a new first dim; NaN where there is one."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if dim is not None and type(dim) is not int:
                dim = as_int(dim, 'quantile', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'quantile', 'keepdim')
            return apply2(_QUANTILE, self, q, (dim, keepdim, interpolation))
        except TypeError as problem:
            return recovered(problem, TensorMethods.quantile, locals())

    def nanquantile(self, q=REQUIRED, dim=None, keepdim=False, *rest, interpolation='linear', axis=None, keepdims=None, **unknown) -> Any:
        """The `q`-th quantiles over `dim` of what is not NaN, a 1-d `q` giving a new first dim."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if keepdims is not None:
                keepdim = keepdims
            if dim is not None and type(dim) is not int:
                dim = as_int(dim, 'nanquantile', 'dim')
            if type(keepdim) is not bool:
                keepdim = as_bool(keepdim, 'nanquantile', 'keepdim')
            return apply2(_NANQUANTILE, self, q, (dim, keepdim, interpolation))
        except TypeError as problem:
            return recovered(problem, TensorMethods.nanquantile, locals())

    def erfinv(self, *rest, **unknown) -> Any:
        """The inverse of the error function."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ERFINV, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.erfinv, locals())

    def erfinv_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ERFINV, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.erfinv_, locals())

    def logit(self, eps=None, *rest, **unknown) -> Any:
        """log(input / (1 - input)), the input first moved into [eps, 1 - eps] where `eps` is given."""
        try:
            if rest or unknown:
                raise TypeError
            if eps is None:
                return apply1(_LOGIT, self, ())
            return apply2(_LOGIT, self, eps, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.logit, locals())

    def logit_(self, eps=None, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LOGIT, (self, eps), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.logit_, locals())

    def sinc(self, *rest, **unknown) -> Any:
        """sin(π · input) / (π · input), 1 at 0."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_SINC, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sinc, locals())

    def sinc_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _SINC, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sinc_, locals())

    def i0(self, *rest, **unknown) -> Any:
        """The modified Bessel function of the first kind of order 0."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_I0, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.i0, locals())

    def i0_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _I0, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.i0_, locals())

    def digamma(self, *rest, **unknown) -> Any:
        """The logarithmic derivative of the gamma function; NaN at its poles, -inf or inf at zeros."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_DIGAMMA, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.digamma, locals())

    def digamma_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _DIGAMMA, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.digamma_, locals())

    def lgamma(self, *rest, **unknown) -> Any:
        """Logarithm of the absolute gamma function."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_LGAMMA, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.lgamma, locals())

    def lgamma_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LGAMMA, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.lgamma_, locals())

    def mvlgamma(self, p=REQUIRED, *rest, **unknown) -> Any:
        """The logarithm of the multivariate gamma function of dimension `p`."""
        try:
            if rest or unknown:
                raise TypeError
            if type(p) is not int:
                p = as_int(p, 'mvlgamma', 'p')
            return apply1(_MVLGAMMA, self, (p,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.mvlgamma, locals())

    def mvlgamma_(self, p=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            if type(p) is not int:
                p = as_int(p, 'mvlgamma', 'p')
            return inplace(self, _MVLGAMMA, (self,), (p,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.mvlgamma_, locals())

    def igamma(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The share of the gamma distribution of shape `input` that lies below `other`."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_IGAMMA, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.igamma, locals())

    def igamma_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _IGAMMA, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.igamma_, locals())

    def igammac(self, other=REQUIRED, *rest, **unknown) -> Any:
        """The share of the gamma distribution of shape `input` that lies above `other`."""
        try:
            if rest or unknown:
                raise TypeError
            return apply2(_IGAMMAC, self, other, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.igammac, locals())

    def igammac_(self, other=REQUIRED, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _IGAMMAC, (self, other), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.igammac_, locals())

    def neg(self, *rest, **unknown) -> Any:
        """-input. Raises: RuntimeError for bool."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_NEG, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.neg, locals())

    negative = aliased(neg, 'negative')

    def neg_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _NEG, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.neg_, locals())

    negative_ = aliased(neg_, 'negative_')

    def __neg__(self) -> Any:
        return apply1(_NEG, self, ())

    def abs(self, *rest, **unknown) -> Any:
        """|input|; the subgradient at 0 is 0. Complex gives the modulus."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ABS, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.abs, locals())

    absolute = aliased(abs, 'absolute')

    def abs_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ABS, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.abs_, locals())

    absolute_ = aliased(abs_, 'absolute_')

    def __abs__(self) -> Any:
        return apply1(_ABS, self, ())

    def sign(self, *rest, **unknown) -> Any:
        """-1, 0 or 1 by the sign of each element, 0 for NaN; gradient 0."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_SIGN, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sign, locals())

    def sign_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _SIGN, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sign_, locals())

    def square(self, *rest, **unknown) -> Any:
        """input². Dtype: int64 for bool."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_SQUARE, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.square, locals())

    def square_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _SQUARE, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.square_, locals())

    def exp(self, *rest, **unknown) -> Any:
        """e to the power of each element."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_EXP, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.exp, locals())

    def exp_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _EXP, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.exp_, locals())

    def exp2(self, *rest, **unknown) -> Any:
        """2 to the power of each element."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_EXP2, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.exp2, locals())

    def exp2_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _EXP2, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.exp2_, locals())

    def expm1(self, *rest, **unknown) -> Any:
        """exp(input) - 1, accurate near 0."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_EXPM1, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.expm1, locals())

    def expm1_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _EXPM1, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.expm1_, locals())

    def log(self, *rest, **unknown) -> Any:
        """Natural logarithm; NaN below 0, -inf at 0."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_LOG, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.log, locals())

    def log_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LOG, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.log_, locals())

    def log2(self, *rest, **unknown) -> Any:
        """Logarithm to base 2."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_LOG2, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.log2, locals())

    def log2_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LOG2, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.log2_, locals())

    def log10(self, *rest, **unknown) -> Any:
        """Logarithm to base 10."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_LOG10, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.log10, locals())

    def log10_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LOG10, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.log10_, locals())

    def log1p(self, *rest, **unknown) -> Any:
        """log(1 + input), accurate near 0."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_LOG1P, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.log1p, locals())

    def log1p_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _LOG1P, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.log1p_, locals())

    def sqrt(self, *rest, **unknown) -> Any:
        """Square root; NaN below 0."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_SQRT, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sqrt, locals())

    def sqrt_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _SQRT, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sqrt_, locals())

    def rsqrt(self, *rest, **unknown) -> Any:
        """1 / sqrt(input)."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_RSQRT, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.rsqrt, locals())

    def rsqrt_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _RSQRT, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.rsqrt_, locals())

    def reciprocal(self, *rest, **unknown) -> Any:
        """1 / input."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_RECIPROCAL, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.reciprocal, locals())

    def reciprocal_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _RECIPROCAL, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.reciprocal_, locals())

    def sin(self, *rest, **unknown) -> Any:
        """Sine of each element, in radians."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_SIN, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sin, locals())

    def sin_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _SIN, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sin_, locals())

    def cos(self, *rest, **unknown) -> Any:
        """Cosine of each element, in radians."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_COS, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.cos, locals())

    def cos_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _COS, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.cos_, locals())

    def tan(self, *rest, **unknown) -> Any:
        """Tangent of each element, in radians."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_TAN, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.tan, locals())

    def tan_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _TAN, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.tan_, locals())

    def asin(self, *rest, **unknown) -> Any:
        """Arcsine of each element."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ASIN, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.asin, locals())

    arcsin = aliased(asin, 'arcsin')

    def asin_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ASIN, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.asin_, locals())

    arcsin_ = aliased(asin_, 'arcsin_')

    def acos(self, *rest, **unknown) -> Any:
        """Arccosine of each element."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ACOS, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.acos, locals())

    arccos = aliased(acos, 'arccos')

    def acos_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ACOS, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.acos_, locals())

    arccos_ = aliased(acos_, 'arccos_')

    def atan(self, *rest, **unknown) -> Any:
        """Arctangent of each element."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ATAN, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.atan, locals())

    arctan = aliased(atan, 'arctan')

    def atan_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ATAN, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.atan_, locals())

    arctan_ = aliased(atan_, 'arctan_')

    def sinh(self, *rest, **unknown) -> Any:
        """Hyperbolic sine."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_SINH, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sinh, locals())

    def sinh_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _SINH, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sinh_, locals())

    def cosh(self, *rest, **unknown) -> Any:
        """Hyperbolic cosine."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_COSH, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.cosh, locals())

    def cosh_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _COSH, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.cosh_, locals())

    def tanh(self, *rest, **unknown) -> Any:
        """Hyperbolic tangent."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_TANH, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.tanh, locals())

    def tanh_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _TANH, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.tanh_, locals())

    def sigmoid(self, *rest, **unknown) -> Any:
        """1 / (1 + exp(-input))."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_SIGMOID, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sigmoid, locals())

    def sigmoid_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _SIGMOID, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sigmoid_, locals())

    def erf(self, *rest, **unknown) -> Any:
        """The error function."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ERF, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.erf, locals())

    def erf_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ERF, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.erf_, locals())

    def erfc(self, *rest, **unknown) -> Any:
        """1 - erf(input)."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ERFC, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.erfc, locals())

    def erfc_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ERFC, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.erfc_, locals())

    def asinh(self, *rest, **unknown) -> Any:
        """Inverse hyperbolic sine."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ASINH, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.asinh, locals())

    arcsinh = aliased(asinh, 'arcsinh')

    def asinh_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ASINH, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.asinh_, locals())

    arcsinh_ = aliased(asinh_, 'arcsinh_')

    def acosh(self, *rest, **unknown) -> Any:
        """Inverse hyperbolic cosine; NaN below 1."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ACOSH, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.acosh, locals())

    arccosh = aliased(acosh, 'arccosh')

    def acosh_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ACOSH, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.acosh_, locals())

    arccosh_ = aliased(acosh_, 'arccosh_')

    def atanh(self, *rest, **unknown) -> Any:
        """Inverse hyperbolic tangent; NaN outside [-1, 1]."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ATANH, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.atanh, locals())

    arctanh = aliased(atanh, 'arctanh')

    def atanh_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _ATANH, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.atanh_, locals())

    arctanh_ = aliased(atanh_, 'arctanh_')

    def deg2rad(self, *rest, **unknown) -> Any:
        """Degrees as radians."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_DEG2RAD, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.deg2rad, locals())

    def deg2rad_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _DEG2RAD, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.deg2rad_, locals())

    def rad2deg(self, *rest, **unknown) -> Any:
        """Radians as degrees."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_RAD2DEG, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.rad2deg, locals())

    def rad2deg_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _RAD2DEG, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.rad2deg_, locals())

    def angle(self, *rest, **unknown) -> Any:
        """The angle of each element in the complex plane: 0 or π for real ones."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_ANGLE, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.angle, locals())

    def conj_physical(self, *rest, **unknown) -> Any:
        """The complex conjugate, computed."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_CONJ_PHYSICAL, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.conj_physical, locals())

    def conj_physical_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _CONJ_PHYSICAL, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.conj_physical_, locals())

    def sgn(self, *rest, **unknown) -> Any:
        """input / |input|, 0 at 0: the sign of real elements, the direction of complex ones."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_SGN, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sgn, locals())

    def sgn_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _SGN, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.sgn_, locals())

    def floor(self, *rest, **unknown) -> Any:
        """The largest integer not above each element, in its dtype; gradient 0."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_FLOOR, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.floor, locals())

    def floor_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _FLOOR, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.floor_, locals())

    def ceil(self, *rest, **unknown) -> Any:
        """The smallest integer not below each element, in its dtype; gradient 0."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_CEIL, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.ceil, locals())

    def ceil_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _CEIL, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.ceil_, locals())

    def trunc(self, *rest, **unknown) -> Any:
        """Each element without its fraction; gradient 0."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_TRUNC, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.trunc, locals())

    fix = aliased(trunc, 'fix')

    def trunc_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _TRUNC, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.trunc_, locals())

    fix_ = aliased(trunc_, 'fix_')

    def frac(self, *rest, **unknown) -> Any:
        """The fraction of each element, with its sign."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_FRAC, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.frac, locals())

    def frac_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _FRAC, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.frac_, locals())

    def round(self, *rest, decimals=0, **unknown) -> Any:
        """Each element rounded half to even, to `decimals` places; gradient 0."""
        try:
            if rest or unknown:
                raise TypeError
            if type(decimals) is not int:
                decimals = as_int(decimals, 'round', 'decimals')
            return apply1(_ROUND, self, (decimals,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.round, locals())

    def round_(self, *rest, decimals=0, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            if type(decimals) is not int:
                decimals = as_int(decimals, 'round', 'decimals')
            return inplace(self, _ROUND, (self,), (decimals,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.round_, locals())

    def bitwise_not(self, *rest, **unknown) -> Any:
        """~input: bits of integers, logical for bool. Raises: NotImplementedError for floats."""
        try:
            if rest or unknown:
                raise TypeError
            return apply1(_BITWISE_NOT, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.bitwise_not, locals())

    def bitwise_not_(self, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _BITWISE_NOT, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.bitwise_not_, locals())

    def frexp(self, *rest, **unknown) -> Any:
        """Mantissas in [0.5, 1) and exponents of 2 whose product is the input. Dtype: int32 exponents."""
        try:
            if rest or unknown:
                raise TypeError
            return apply(_FREXP, (self,), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.frexp, locals())

    def nan_to_num(self, nan=None, posinf=None, neginf=None, *rest, **unknown) -> Any:
        """NaN and infinities replaced, by default by 0 and the dtype's extremes."""
        try:
            if rest or unknown:
                raise TypeError
            if nan is None and posinf is None and neginf is None:
                return apply1(_NAN_TO_NUM, self, ())
            return apply(_NAN_TO_NUM, (self, nan, posinf, neginf), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.nan_to_num, locals())

    def nan_to_num_(self, nan=None, posinf=None, neginf=None, *rest, **unknown) -> Any:
        try:
            if rest or unknown:
                raise TypeError
            return inplace(self, _NAN_TO_NUM, (self, nan, posinf, neginf), ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.nan_to_num_, locals())

    def view(self, *each, shape=None, **unknown) -> Any:
        """The same elements in another shape. Raises: RuntimeError when that needs a copy."""
        try:
            if unknown:
                raise TypeError
            if shape is not None:
                each = (*each, shape)
            if not each:
                raise TypeError
            shape = as_shape(each, 'view', 'shape')
            return apply_view(_VIEW, self, (shape,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.view, locals())

    def unsqueeze(self, dim=REQUIRED, *rest, axis=None, **unknown) -> Any:
        """A dim of size 1 inserted at `dim`."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'unsqueeze', 'dim')
            return apply_view(_UNSQUEEZE, self, (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.unsqueeze, locals())

    def squeeze(self, dim=None, *rest, axis=None, **unknown) -> Any:
        """Without the dims of size 1, all of them or those in `dim`."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_dims(dim, 'squeeze', 'dim')
            return apply_view(_SQUEEZE, self, (dim,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.squeeze, locals())

    def permute(self, *each, dims=None, **unknown) -> Any:
        """The dims in another order."""
        try:
            if unknown:
                raise TypeError
            if dims is not None:
                each = (*each, dims)
            if not each:
                raise TypeError
            dims = as_shape(each, 'permute', 'dims')
            return apply_view(_PERMUTE, self, (dims,))
        except TypeError as problem:
            return recovered(problem, TensorMethods.permute, locals())

    def transpose(self, dim0=REQUIRED, dim1=REQUIRED, *rest, **unknown) -> Any:
        """Two dims exchanged."""
        try:
            if rest or unknown:
                raise TypeError
            if type(dim0) is not int:
                dim0 = as_int(dim0, 'transpose', 'dim0')
            if type(dim1) is not int:
                dim1 = as_int(dim1, 'transpose', 'dim1')
            return apply_view(_TRANSPOSE, self, (dim0, dim1))
        except TypeError as problem:
            return recovered(problem, TensorMethods.transpose, locals())

    swapdims = aliased(transpose, 'swapdims')

    def t(self, *rest, **unknown) -> Any:
        """A matrix transposed; vectors and scalars as they are. Raises: RuntimeError above 2-d."""
        try:
            if rest or unknown:
                raise TypeError
            return apply_view(_T, self, ())
        except TypeError as problem:
            return recovered(problem, TensorMethods.t, locals())

    def expand(self, *each, size=None, implicit=False, **unknown) -> Any:
        """Dims of size 1 repeated without copying; -1 keeps a size."""
        try:
            if unknown:
                raise TypeError
            if size is not None:
                each = (*each, size)
            if not each:
                raise TypeError
            size = as_shape(each, 'expand', 'size')
            if type(implicit) is not bool:
                implicit = as_bool(implicit, 'expand', 'implicit')
            return apply_view(_EXPAND, self, (size, implicit))
        except TypeError as problem:
            return recovered(problem, TensorMethods.expand, locals())

    def select(self, dim=REQUIRED, index=REQUIRED, *rest, axis=None, **unknown) -> Any:
        """The slice at `index` of `dim`. Raises: IndexError out of range."""
        try:
            if rest or unknown:
                raise TypeError
            if axis is not None:
                dim = axis
            if type(dim) is not int:
                dim = as_int(dim, 'select', 'dim')
            if type(index) is not int:
                index = as_int(index, 'select', 'index')
            return apply_view(_SELECT, self, (dim, index))
        except TypeError as problem:
            return recovered(problem, TensorMethods.select, locals())

    def diagonal(self, offset=0, dim1=0, dim2=1, *rest, **unknown) -> Any:
        """The diagonal of the matrices in dims `dim1` and `dim2`, as the last dim."""
        try:
            if rest or unknown:
                raise TypeError
            if type(offset) is not int:
                offset = as_int(offset, 'diagonal', 'offset')
            if type(dim1) is not int:
                dim1 = as_int(dim1, 'diagonal', 'dim1')
            if type(dim2) is not int:
                dim2 = as_int(dim2, 'diagonal', 'dim2')
            return apply_view(_DIAGONAL, self, (offset, dim1, dim2))
        except TypeError as problem:
            return recovered(problem, TensorMethods.diagonal, locals())

    def unfold(self, dimension=REQUIRED, size=REQUIRED, step=REQUIRED, *rest, **unknown) -> Any:
        """Windows of `size` elements of a dim, one every `step`, as a new last dim."""
        try:
            if rest or unknown:
                raise TypeError
            if type(dimension) is not int:
                dimension = as_int(dimension, 'unfold', 'dimension')
            if type(size) is not int:
                size = as_int(size, 'unfold', 'size')
            if type(step) is not int:
                step = as_int(step, 'unfold', 'step')
            return apply_view(_UNFOLD, self, (dimension, size, step))
        except TypeError as problem:
            return recovered(problem, TensorMethods.unfold, locals())


for _name, _method in vars(TensorMethods).items():
    if callable(_method):
        _method.__qualname__ = _name
