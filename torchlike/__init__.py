"""torchlike: PyTorch's API, rebuilt on JAX."""

# Explicit names, many to a line: what is here is what `torch` has.
# fmt: off
# ruff: isort: skip_file

from torchlike import _startup as _startup
from torchlike import autograd as autograd
from torchlike import cuda as cuda
from torchlike import fft as fft
from torchlike import linalg as linalg
from torchlike import masked as masked
from torchlike import signal as signal
from torchlike import special as special
from math import (
    e as e, inf as inf, nan as nan, pi as pi,
)
from torchlike._alias import (
    missing_names as _missing_names, install as install, uninstall as uninstall,
)
from torchlike._core.device import device as device
from torchlike._core.dtypes import (
    bfloat16 as bfloat16, bool as bool, complex128 as cdouble, complex64 as cfloat,
    complex32 as chalf, complex128 as complex128, complex32 as complex32, complex64 as complex64,
    float64 as double, dtype as dtype, float32 as float, float16 as float16, float32 as float32,
    float64 as float64, float8_e4m3fn as float8_e4m3fn, float8_e4m3fnuz as float8_e4m3fnuz,
    float8_e5m2 as float8_e5m2, float8_e5m2fnuz as float8_e5m2fnuz,
    float8_e8m0fnu as float8_e8m0fnu, float16 as half, int32 as int,
    int16 as int16, int32 as int32, int64 as int64, int8 as int8, int64 as long, int16 as short,
    uint16 as uint16, uint32 as uint32, uint64 as uint64, uint8 as uint8,
    float4_e2m1fn_x2 as float4_e2m1fn_x2, bits16 as bits16, bits1x8 as bits1x8, bits2x4 as bits2x4,
    bits4x2 as bits4x2, bits8 as bits8, int1 as int1, int2 as int2, int3 as int3, int4 as int4,
    int5 as int5, int6 as int6, int7 as int7, qint32 as qint32, qint8 as qint8,
    quint2x4 as quint2x4, quint4x2 as quint4x2, quint8 as quint8, uint1 as bit, uint1 as uint1,
    uint2 as uint2, uint3 as uint3, uint4 as uint4, uint5 as uint5, uint6 as uint6, uint7 as uint7,
)
from torchlike._core.explain import report as explain
from torchlike import return_types as return_types
from torchlike._ops._bindings import (
    _chunk_cat as _chunk_cat,
    abs as abs, abs_ as abs_, absolute as absolute, acos as acos, acos_ as acos_, acosh as acosh,
    acosh_ as acosh_, add as add, addbmm as addbmm, addcdiv as addcdiv, addcmul as addcmul,
    addmm as addmm, addmv as addmv, addmv_ as addmv_, addr as addr, all as all, amax as amax,
    amin as amin, aminmax as aminmax, angle as angle, any as any, arccos as arccos,
    arccosh as arccosh, arcsin as arcsin, arcsinh as arcsinh, arctan as arctan, arctan2 as arctan2,
    arccos_ as arccos_, arccosh_ as arccosh_, arcsin_ as arcsin_, arcsinh_ as arcsinh_,
    arctan_ as arctan_, arctanh_ as arctanh_, clip_ as clip_, fix_ as fix_, negative_ as negative_,
    fake_quantize_per_channel_affine as fake_quantize_per_channel_affine,
    fake_quantize_per_tensor_affine as fake_quantize_per_tensor_affine, mm as dsmm, mm as spmm,
    arctanh as arctanh, argmax as argmax, argmin as argmin, argsort as argsort, asin as asin,
    asin_ as asin_, asinh as asinh, asinh_ as asinh_, atan as atan, atan2 as atan2, atan_ as atan_,
    atanh as atanh, atanh_ as atanh_, baddbmm as baddbmm, bitwise_and as bitwise_and,
    bitwise_left_shift as bitwise_left_shift, bitwise_not as bitwise_not, bitwise_or as bitwise_or,
    bitwise_right_shift as bitwise_right_shift, bitwise_xor as bitwise_xor, bmm as bmm, cat as cat,
    ceil as ceil, ceil_ as ceil_, cholesky_inverse as cholesky_inverse,
    cholesky_solve as cholesky_solve, clamp as clamp, clamp_ as clamp_, clamp_max as clamp_max,
    clamp_max_ as clamp_max_, clamp_min as clamp_min, clamp_min_ as clamp_min_, clip as clip,
    concat as concat, concatenate as concatenate,
    copysign as copysign,
    cos as cos, cos_ as cos_, cosh as cosh, cosh_ as cosh_,
    count_nonzero as count_nonzero, cummax as cummax, cummin as cummin, cumprod as cumprod,
    cumsum as cumsum, deg2rad as deg2rad, deg2rad_ as deg2rad_, diag_embed as diag_embed,
    diagonal as diagonal, digamma as digamma, dot as dot, eq as eq, erf as erf,
    erf_ as erf_, erfc as erfc, erfc_ as erfc_, erfinv as erfinv, exp as exp, exp2 as exp2,
    exp2_ as exp2_, exp_ as exp_, expm1 as expm1, expm1_ as expm1_, fix as fix, flip as flip,
    floor as floor, floor_ as floor_, fmax as fmax, fmin as fmin, frac as frac, frac_ as frac_,
    frexp as frexp, gcd as gcd, gcd_ as gcd_, ge as ge, geqrf as geqrf, ger as ger,
    greater as greater,
    greater_equal as greater_equal, gt as gt, hash_tensor as hash_tensor,
    heaviside as heaviside, hypot as hypot,
    i0 as i0, i0_ as i0_, igamma as igamma, igammac as igammac,
    isclose as isclose, isfinite as isfinite, isinf as isinf, isnan as isnan, isneginf as isneginf,
    isposinf as isposinf, isreal as isreal, kthvalue as kthvalue, lcm as lcm, lcm_ as lcm_,
    le as le, lerp as lerp, less as less, less_equal as less_equal, lgamma as lgamma, log as log,
    log10 as log10, log10_ as log10_, log1p as log1p, log1p_ as log1p_, log2 as log2,
    log2_ as log2_, log_ as log_, log_softmax as log_softmax, logaddexp as logaddexp,
    logaddexp2 as logaddexp2, logcumsumexp as logcumsumexp, logical_and as logical_and,
    logical_not as logical_not, logical_or as logical_or, logical_xor as logical_xor,
    logit as logit, logit_ as logit_, logsumexp as logsumexp, lt as lt, masked_fill as masked_fill,
    matmul as matmul, maximum as maximum, mean as mean, minimum as minimum, mm as mm, mode as mode,
    mul as mul, multiply as multiply, mv as mv, mvlgamma as mvlgamma, nan_to_num as nan_to_num,
    nan_to_num_ as nan_to_num_, nansum as nansum, ne as ne, neg as neg, neg_ as neg_,
    negative as negative, nextafter as nextafter, not_equal as not_equal, outer as outer,
    permute as permute, polygamma as polygamma, prod as prod, rad2deg as rad2deg,
    rad2deg_ as rad2deg_, reciprocal as reciprocal, reciprocal_ as reciprocal_, relu as relu,
    relu_ as relu_, roll as roll, round as round, round_ as round_, rsqrt as rsqrt,
    rsqrt_ as rsqrt_, rsub as rsub, select as select, sgn as sgn, sigmoid as sigmoid,
    sigmoid_ as sigmoid_, sign as sign, signbit as signbit, sin as sin, sin_ as sin_, sinc as sinc,
    sinc_ as sinc_, sinh as sinh, sinh_ as sinh_, softmax as softmax, sort as sort, sqrt as sqrt,
    sqrt_ as sqrt_, square as square, square_ as square_, squeeze as squeeze, stack as stack,
    sub as sub, subtract as subtract, sum as sum, swapdims as swapdims,
    t as t, tan as tan, tan_ as tan_, tanh as tanh, tanh_ as tanh_, tile as tile, topk as topk,
    transpose as transpose, tril as tril, triu as triu, trunc as trunc,
    trunc_ as trunc_, unsqueeze as unsqueeze, vdot as vdot, view_as_complex as view_as_complex,
    xlogy as xlogy, xlogy_ as xlogy_,
)
from torchlike._ops.composite import (
    diff as diff, repeat_interleave as repeat_interleave, split_with_sizes as split_with_sizes,
    zero_ as zero_,
)
from torchlike._ops.view_methods import resize_as_ as resize_as_
from torchlike._ops.conversion import clone as clone
from torchlike._ops.flags import (
    get_device as get_device, is_same_size as is_same_size, typename as typename,
)
from torchlike._ops.formats import (
    channels_last as channels_last, channels_last_3d as channels_last_3d,
    contiguous_format as contiguous_format, contiguous_format as legacy_contiguous_format,
    jagged as jagged, layout as layout, memory_format as memory_format,
    preserve_format as preserve_format, sparse_bsc as sparse_bsc, sparse_bsr as sparse_bsr,
    sparse_coo as sparse_coo, sparse_csc as sparse_csc, sparse_csr as sparse_csr,
    strided as strided,
)
from torchlike._ops.histograms import histogram as histogram, histogramdd as histogramdd
from torchlike._ops.integrals import (
    cumulative_trapezoid as cumulative_trapezoid, gradient as gradient, trapezoid as trapezoid,
    trapz as trapz,
)
from torchlike._ops.joining import (
    adjoint as adjoint, atleast_1d as atleast_1d, atleast_2d as atleast_2d,
    atleast_3d as atleast_3d, block_diag as block_diag, cartesian_prod as cartesian_prod,
    chain_matmul as chain_matmul, column_stack as column_stack, combinations as combinations,
    complex as complex, diag as diag, diagflat as diagflat, dsplit as dsplit, dstack as dstack,
    einsum as einsum, fliplr as fliplr, flipud as flipud, hsplit as hsplit, hstack as hstack,
    inner as inner, kron as kron, meshgrid as meshgrid, polar as polar, rot90 as rot90,
    row_stack as row_stack, tensordot as tensordot, trace as trace,
    vander as vander, vsplit as vsplit, vstack as vstack,
)
from torchlike._ops import elsewhere as _elsewhere
from torchlike._ops.legacy import (
    as_strided_ as as_strided_, batch_norm_update_stats as batch_norm_update_stats,
    dequantize as dequantize, detach as detach,
    detach_ as detach_, fill_ as fill_, frobenius_norm as frobenius_norm,
    is_distributed as is_distributed, ldexp_ as ldexp_,
    native_channel_shuffle as native_channel_shuffle, norm_except_dim as norm_except_dim,
    nuclear_norm as nuclear_norm, slice_inverse as slice_inverse,
)
from torchlike._ops.lowrank import pca_lowrank as pca_lowrank, svd_lowrank as svd_lowrank
from torchlike._ops.matrices import (
    cholesky as cholesky, det as det, eig as eig, inverse as inverse, logdet as logdet,
    lstsq as lstsq, lu as lu, lu_solve as lu_solve, lu_unpack as lu_unpack,
    matrix_exp as matrix_exp, matrix_rank as matrix_rank, orgqr as orgqr, ormqr as ormqr,
    pinverse as pinverse,
    qr as qr, slogdet as slogdet, solve as solve, svd as svd,
    symeig as symeig, triangular_solve as triangular_solve,
)
from torchlike._ops.division import (
    div as div, divide as divide, floor_divide as floor_divide, fmod as fmod,
    remainder as remainder, true_divide as true_divide,
)
from torchlike._ops.overloads import (
    cross as cross, dist as dist, float_power as float_power,
    ldexp as ldexp,
    max as max, median as median,
    min as min, nanmean as nanmean, nanmedian as nanmedian,
    nanquantile as nanquantile, norm as norm, pow as pow,
    quantile as quantile, std as std, std_mean as std_mean, var as var,
    var_mean as var_mean, where as where,
)
from torchlike._ops.own_forms import (
    conj_physical as conj_physical, conj_physical_ as conj_physical_,
)
from torchlike._ops.picking import (
    _unsafe_masked_index as _unsafe_masked_index,
    _unsafe_masked_index_put_accumulate as _unsafe_masked_index_put_accumulate,
    gather as gather, index_add as index_add, index_copy as index_copy, index_fill as index_fill,
    index_put as index_put, index_put_ as index_put_, index_reduce as index_reduce,
    index_select as index_select, put as put,
    masked_scatter as masked_scatter, scatter as scatter, scatter_add as scatter_add,
    scatter_reduce as scatter_reduce, take as take, take_along_dim as take_along_dim,
)
from torchlike._ops.reshaping import (
    fill as fill, nonzero_static as nonzero_static, segment_reduce as _segment_reduce,
    segment_reduce as segment_reduce,
)
from torchlike._ops.searching import (
    allclose as allclose, argwhere as argwhere, bincount as bincount, bucketize as bucketize,
    equal as equal, histc as histc, isin as isin, masked_select as masked_select,
    nonzero as nonzero, searchsorted as searchsorted, unique as unique,
    unique_consecutive as unique_consecutive, unravel_index as unravel_index,
)
from torchlike._ops.spectral import istft as istft, stft as stft
from torchlike._ops.statistics import (
    cdist as cdist, corrcoef as corrcoef, cov as cov, matrix_power as matrix_power, msort as msort,
    renorm as renorm,
)
from torchlike._ops.typed_storage import (
    BFloat16Storage as BFloat16Storage, BoolStorage as BoolStorage, ByteStorage as ByteStorage,
    CharStorage as CharStorage, ComplexDoubleStorage as ComplexDoubleStorage,
    ComplexFloatStorage as ComplexFloatStorage, DoubleStorage as DoubleStorage,
    FloatStorage as FloatStorage, HalfStorage as HalfStorage, IntStorage as IntStorage,
    LongStorage as LongStorage, ShortStorage as ShortStorage, TypedStorage as TypedStorage,
    is_storage as is_storage,
)
from torchlike._ops.untyped import UntypedStorage as UntypedStorage
from torchlike._ops.view_copies import (
    alias_copy as alias_copy, as_strided_copy as as_strided_copy,
    as_strided_scatter as as_strided_scatter, detach_copy as detach_copy,
    diagonal_copy as diagonal_copy, diagonal_scatter as diagonal_scatter,
    expand_copy as expand_copy, narrow_copy as narrow_copy, permute_copy as permute_copy,
    select_copy as select_copy, select_scatter as select_scatter, slice_copy as slice_copy,
    slice_scatter as slice_scatter, split_copy as split_copy,
    split_with_sizes_copy as split_with_sizes_copy, squeeze_copy as squeeze_copy, t_copy as t_copy,
    transpose_copy as transpose_copy, unbind_copy as unbind_copy, unfold_copy as unfold_copy,
    unsafe_chunk as unsafe_chunk, unsafe_split as unsafe_split,
    unsafe_split_with_sizes as unsafe_split_with_sizes, unsqueeze_copy as unsqueeze_copy,
    view_as_complex_copy as view_as_complex_copy, view_as_real_copy as view_as_real_copy,
    view_copy as view_copy,
)
from torchlike._ops.views import (
    as_strided as as_strided, broadcast_tensors as broadcast_tensors, broadcast_to as broadcast_to,
    chunk as chunk, conj as conj, flatten as flatten, imag as imag, is_conj as is_conj,
    is_neg as is_neg, moveaxis as moveaxis, movedim as movedim,
    narrow as narrow, positive as positive, ravel as ravel, real as real,
    reshape as reshape,
    resolve_conj as resolve_conj, resolve_neg as resolve_neg, split as split, swapaxes as swapaxes,
    tensor_split as tensor_split, unbind as unbind, unflatten as unflatten,
    view_as_real as view_as_real,
)
from torchlike._version import COMPATIBLE_VERSION as __version__  # noqa: N811
from torchlike.autograd.anomaly_mode import (
    is_anomaly_check_nan_enabled as is_anomaly_check_nan_enabled,
    is_anomaly_enabled as is_anomaly_enabled, set_anomaly_enabled as set_anomaly_enabled,
)
from torchlike.autograd.grad_mode import (
    enable_grad as enable_grad, inference_mode as inference_mode,
    is_grad_enabled as is_grad_enabled, is_inference_mode_enabled as is_inference_mode_enabled,
    no_grad as no_grad, set_grad_enabled as set_grad_enabled,
)
from torchlike.construct import (
    as_tensor as as_tensor, asarray as asarray, empty as empty, from_file as from_file,
    empty_like as empty_like, full as full,
    full_like as full_like, ones as ones,
    ones_like as ones_like, scalar_tensor as scalar_tensor,
    set_default_device as set_default_device, tensor as tensor,
    zeros as zeros, zeros_like as zeros_like,
)
from torchlike.defaults import (
    are_deterministic_algorithms_enabled as are_deterministic_algorithms_enabled,
    broadcast_shapes as broadcast_shapes, can_cast as can_cast,
    get_default_dtype as get_default_dtype, is_complex as is_complex,
    is_floating_point as is_floating_point, is_inference as is_inference,
    is_nonzero as is_nonzero, is_tensor as is_tensor,
    newaxis as newaxis, is_signed as is_signed, numel as numel,
    promote_types as promote_types, result_type as result_type,
    set_default_dtype as set_default_dtype,
    is_deterministic_algorithms_warn_only_enabled as is_deterministic_algorithms_warn_only_enabled,
    use_deterministic_algorithms as use_deterministic_algorithms,
)
from torchlike.finfo import (
    finfo as finfo, iinfo as iinfo,
)
from torchlike.interop import (
    from_dlpack as from_dlpack, from_jax as from_jax, from_numpy as from_numpy,
    frombuffer as frombuffer, to_dlpack as to_dlpack, to_jax as to_jax,
)
from torchlike.overrides import _C as _C
from torchlike.printing import set_printoptions as set_printoptions
from torchlike.ranges import (
    arange as arange, eye as eye, linspace as linspace, logspace as logspace, range as range,
    tril_indices as tril_indices, triu_indices as triu_indices,
)
from torchlike.running import (
    compile as compile, cond as cond, fork as fork,
    prepare_multiprocessing_environment as prepare_multiprocessing_environment,
    profiler_allow_cudagraph_cupti_lazy_reinit_cuda12 as
    profiler_allow_cudagraph_cupti_lazy_reinit_cuda12,
    wait as wait, while_loop as while_loop,
)
from torchlike.settings import (
    classproperty as classproperty, compiled_with_cxx11_abi as compiled_with_cxx11_abi,
    get_default_device as get_default_device,
    get_deterministic_debug_mode as get_deterministic_debug_mode, get_file_path as get_file_path,
    get_float32_matmul_precision as get_float32_matmul_precision,
    get_num_interop_threads as get_num_interop_threads, get_num_threads as get_num_threads,
    init_num_threads as init_num_threads, is_vulkan_available as is_vulkan_available,
    is_warn_always_enabled as is_warn_always_enabled,
    set_deterministic_debug_mode as set_deterministic_debug_mode,
    set_float32_matmul_precision as set_float32_matmul_precision,
    set_flush_denormal as set_flush_denormal, set_num_interop_threads as set_num_interop_threads,
    set_num_threads as set_num_threads, set_warn_always as set_warn_always,
)
from torchlike.streams import Event as Event, Stream as Stream
from torchlike.symbolic import (
    SymBool as SymBool, SymFloat as SymFloat, SymInt as SymInt,
    sym_constrain_range as sym_constrain_range,
    sym_constrain_range_for_size as sym_constrain_range_for_size, sym_float as sym_float,
    sym_fresh_size as sym_fresh_size, sym_int as sym_int, sym_ite as sym_ite, sym_max as sym_max,
    sym_min as sym_min, sym_not as sym_not, sym_sqrt as sym_sqrt, sym_sum as sym_sum,
)
from torchlike.signal.windows.classic import (
    bartlett_window as bartlett_window, blackman_window as blackman_window,
    hamming_window as hamming_window, hann_window as hann_window, kaiser_window as kaiser_window,
)
from torchlike.size import Size as Size
from torchlike.laid_out import empty_permuted as empty_permuted, empty_strided as empty_strided
from torchlike.tensor import Tensor as Tensor
from torchlike import tensor_methods as _tensor_methods
from torchlike.tensor_types import (
    BFloat16Tensor as BFloat16Tensor, BoolTensor as BoolTensor, ByteTensor as ByteTensor,
    set_default_tensor_type as set_default_tensor_type, tensortype as tensortype,
    CharTensor as CharTensor, DoubleTensor as DoubleTensor, FloatTensor as FloatTensor,
    HalfTensor as HalfTensor, IntTensor as IntTensor, LongTensor as LongTensor,
    ShortTensor as ShortTensor,
)

# random, nn, optim
from torchlike import nn as nn
from torchlike import optim as optim
from torchlike import distributions as distributions
from torchlike import overrides as overrides
from torchlike import random as random
from torchlike import serialization as serialization
from torchlike import amp as amp
from torchlike import testing as testing
from torchlike import utils as utils
from torchlike import func as func
from torchlike.func import vmap as vmap
from torchlike import futures as futures, hub as hub, profiler as profiler, sparse as sparse
from torchlike.sparse.coo import sparse_coo_tensor as sparse_coo_tensor
from torchlike._ops.dropout import (
    dropout as dropout, dropout_ as dropout_, native_dropout as native_dropout,
)
from torchlike._ops.sampling import (
    _sample_dirichlet as _sample_dirichlet, _standard_gamma as _standard_gamma,
    bernoulli as bernoulli, binomial as binomial, multinomial as multinomial, normal as normal,
    poisson as poisson, rand as rand, rand_like as rand_like, randint as randint,
    randint_like as randint_like, randn as randn, randn_like as randn_like, randperm as randperm,
)
from torchlike._ops._bindings import (
    channel_shuffle as channel_shuffle, convolution as convolution,
    native_dropout_backward as native_dropout_backward, native_group_norm as native_group_norm,
    pixel_shuffle as pixel_shuffle,
    pixel_unshuffle as pixel_unshuffle,
)
from torchlike.nn._functions.embedding import (
    torch_embedding as embedding, torch_embedding_bag as embedding_bag,
)
from torchlike.nn._functions.native import (
    _batch_norm_with_update as _batch_norm_with_update, _log_softmax as _log_softmax,
    _log_softmax_backward_data as _log_softmax_backward_data,
    _native_batch_norm_legit as _native_batch_norm_legit, _softmax as _softmax,
    _softmax_backward_data as _softmax_backward_data, alpha_dropout_ as alpha_dropout_,
    embedding_renorm_ as embedding_renorm_,
    batch_norm as batch_norm, binary_cross_entropy_with_logits as binary_cross_entropy_with_logits,
    celu_ as celu_, cosine_embedding_loss as cosine_embedding_loss, ctc_loss as ctc_loss,
    feature_alpha_dropout_ as feature_alpha_dropout_, feature_dropout as feature_dropout,
    feature_dropout_ as feature_dropout_, group_norm as group_norm,
    hinge_embedding_loss as hinge_embedding_loss, instance_norm as instance_norm, kl_div as kl_div,
    margin_ranking_loss as margin_ranking_loss, native_batch_norm as native_batch_norm,
    native_layer_norm as native_layer_norm,
    poisson_nll_loss as poisson_nll_loss, rrelu_ as rrelu_, selu_ as selu_,
    threshold_ as threshold_, triplet_margin_loss as triplet_margin_loss,
    adaptive_max_pool1d as adaptive_max_pool1d, alpha_dropout as alpha_dropout, celu as celu,
    feature_alpha_dropout as feature_alpha_dropout, layer_norm as layer_norm,
    max_pool1d as max_pool1d, max_pool1d_with_indices as max_pool1d_with_indices,
    max_pool2d as max_pool2d, max_pool3d as max_pool3d, rrelu as rrelu, selu as selu,
    threshold as threshold,
    _safe_softmax as _safe_softmax,
)
from torchlike.nn._functions.padding import constant_pad_nd as constant_pad_nd
from torchlike.nn._functions.pooling import (
    max_pool2d_with_indices_backward as max_pool2d_with_indices_backward,
)
from torchlike.nn._functions.recurrent import (
    gru as gru, gru_cell as gru_cell, lstm as lstm, lstm_cell as lstm_cell, rnn_relu as rnn_relu,
    rnn_relu_cell as rnn_relu_cell, rnn_tanh as rnn_tanh, rnn_tanh_cell as rnn_tanh_cell,
)
from torchlike.nn._functions.resampling import (
    _upsample_bilinear2d_aa as _upsample_bilinear2d_aa,
    affine_grid_generator as affine_grid_generator,
    grid_sampler as grid_sampler, grid_sampler_2d as grid_sampler_2d,
    grid_sampler_3d as grid_sampler_3d,
)
from torchlike.nn.functional import (
    adaptive_avg_pool1d as adaptive_avg_pool1d, avg_pool1d as avg_pool1d, conv1d as conv1d,
    conv2d as conv2d, conv3d as conv3d, conv_tbc as conv_tbc, conv_transpose1d as conv_transpose1d,
    conv_transpose2d as conv_transpose2d, conv_transpose3d as conv_transpose3d,
    pdist as pdist,
)
from torchlike.nn.functional import (
    bilinear as bilinear, cosine_similarity as cosine_similarity, hardshrink as hardshrink,
    pairwise_distance as pairwise_distance, prelu as prelu, rms_norm as rms_norm,
)
from torchlike.amp.autocast_mode import autocast as autocast
from torchlike.amp.grad_scaler import GradScaler as GradScaler
from torchlike.amp.state import (
    autocast_decrement_nesting as autocast_decrement_nesting,
    autocast_increment_nesting as autocast_increment_nesting,
    clear_autocast_cache as clear_autocast_cache,
    get_autocast_cpu_dtype as get_autocast_cpu_dtype, get_autocast_dtype as get_autocast_dtype,
    get_autocast_gpu_dtype as get_autocast_gpu_dtype,
    get_autocast_ipu_dtype as get_autocast_ipu_dtype,
    get_autocast_xla_dtype as get_autocast_xla_dtype,
    is_autocast_cache_enabled as is_autocast_cache_enabled,
    is_autocast_cpu_enabled as is_autocast_cpu_enabled, is_autocast_enabled as is_autocast_enabled,
    is_autocast_ipu_enabled as is_autocast_ipu_enabled,
    is_autocast_xla_enabled as is_autocast_xla_enabled,
    set_autocast_cache_enabled as set_autocast_cache_enabled,
    set_autocast_cpu_dtype as set_autocast_cpu_dtype,
    set_autocast_cpu_enabled as set_autocast_cpu_enabled, set_autocast_dtype as set_autocast_dtype,
    set_autocast_enabled as set_autocast_enabled, set_autocast_gpu_dtype as set_autocast_gpu_dtype,
    set_autocast_ipu_dtype as set_autocast_ipu_dtype,
    set_autocast_ipu_enabled as set_autocast_ipu_enabled,
    set_autocast_xla_dtype as set_autocast_xla_dtype,
    set_autocast_xla_enabled as set_autocast_xla_enabled,
)
from torchlike.random import (
    Generator as Generator, default_generator as default_generator, get_rng_state as get_rng_state,
    initial_seed as initial_seed, manual_seed as manual_seed, seed as seed,
    set_rng_state as set_rng_state, thread_safe_generator as thread_safe_generator,
)

from torchlike.serialization import load as load, save as save

globals().update(_elsewhere.FUNCTIONS)
hsmm = _elsewhere.FUNCTIONS["hspmm"]

_startup.finished()
