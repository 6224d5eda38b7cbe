"""Layers as functions: `torch.nn.functional`."""

from torchlike._alias import missing_names as _missing_names
from torchlike._ops._bindings import channel_shuffle as channel_shuffle
from torchlike._ops._bindings import pixel_shuffle as pixel_shuffle
from torchlike._ops._bindings import pixel_unshuffle as pixel_unshuffle
from torchlike._ops.legacy import native_channel_shuffle as native_channel_shuffle
from torchlike.nn._functions.activation import alpha_dropout as alpha_dropout
from torchlike.nn._functions.activation import celu as celu
from torchlike.nn._functions.activation import dropout as dropout
from torchlike.nn._functions.activation import dropout1d as dropout1d
from torchlike.nn._functions.activation import dropout2d as dropout2d
from torchlike.nn._functions.activation import dropout3d as dropout3d
from torchlike.nn._functions.activation import elu as elu
from torchlike.nn._functions.activation import feature_alpha_dropout as feature_alpha_dropout
from torchlike.nn._functions.activation import gelu as gelu
from torchlike.nn._functions.activation import glu as glu
from torchlike.nn._functions.activation import gumbel_softmax as gumbel_softmax
from torchlike.nn._functions.activation import hardshrink as hardshrink
from torchlike.nn._functions.activation import hardsigmoid as hardsigmoid
from torchlike.nn._functions.activation import hardswish as hardswish
from torchlike.nn._functions.activation import hardtanh as hardtanh
from torchlike.nn._functions.activation import leaky_relu as leaky_relu
from torchlike.nn._functions.activation import log_softmax as log_softmax
from torchlike.nn._functions.activation import logsigmoid as logsigmoid
from torchlike.nn._functions.activation import mish as mish
from torchlike.nn._functions.activation import prelu as prelu
from torchlike.nn._functions.activation import relu as relu
from torchlike.nn._functions.activation import relu6 as relu6
from torchlike.nn._functions.activation import rrelu as rrelu
from torchlike.nn._functions.activation import selu as selu
from torchlike.nn._functions.activation import sigmoid as sigmoid
from torchlike.nn._functions.activation import silu as silu
from torchlike.nn._functions.activation import softmax as softmax
from torchlike.nn._functions.activation import softmin as softmin
from torchlike.nn._functions.activation import softplus as softplus
from torchlike.nn._functions.activation import softshrink as softshrink
from torchlike.nn._functions.activation import softsign as softsign
from torchlike.nn._functions.activation import tanh as tanh
from torchlike.nn._functions.activation import tanhshrink as tanhshrink
from torchlike.nn._functions.activation import threshold as threshold
from torchlike.nn._functions.alignment import ctc_loss as ctc_loss
from torchlike.nn._functions.attention import (
    multi_head_attention_forward as multi_head_attention_forward,
)
from torchlike.nn._functions.choosing import assert_int_or_pair as assert_int_or_pair
from torchlike.nn._functions.choosing import boolean_dispatch as boolean_dispatch
from torchlike.nn._functions.convolution import conv1d as conv1d
from torchlike.nn._functions.convolution import conv2d as conv2d
from torchlike.nn._functions.convolution import conv3d as conv3d
from torchlike.nn._functions.convolution import conv_tbc as conv_tbc
from torchlike.nn._functions.convolution import conv_transpose1d as conv_transpose1d
from torchlike.nn._functions.convolution import conv_transpose2d as conv_transpose2d
from torchlike.nn._functions.convolution import conv_transpose3d as conv_transpose3d
from torchlike.nn._functions.embedding import embedding_bag as embedding_bag
from torchlike.nn._functions.layer import bilinear as bilinear
from torchlike.nn._functions.layer import cosine_similarity as cosine_similarity
from torchlike.nn._functions.layer import embedding as embedding
from torchlike.nn._functions.layer import layer_norm as layer_norm
from torchlike.nn._functions.layer import linear as linear
from torchlike.nn._functions.layer import normalize as normalize
from torchlike.nn._functions.layer import one_hot as one_hot
from torchlike.nn._functions.layer import pairwise_distance as pairwise_distance
from torchlike.nn._functions.layer import pdist as pdist
from torchlike.nn._functions.layer import rms_norm as rms_norm
from torchlike.nn._functions.layer import (
    scaled_dot_product_attention as scaled_dot_product_attention,
)
from torchlike.nn._functions.loss import binary_cross_entropy as binary_cross_entropy
from torchlike.nn._functions.loss import (
    binary_cross_entropy_with_logits as binary_cross_entropy_with_logits,
)
from torchlike.nn._functions.loss import cross_entropy as cross_entropy
from torchlike.nn._functions.loss import gaussian_nll_loss as gaussian_nll_loss
from torchlike.nn._functions.loss import huber_loss as huber_loss
from torchlike.nn._functions.loss import kl_div as kl_div
from torchlike.nn._functions.loss import l1_loss as l1_loss
from torchlike.nn._functions.loss import linear_cross_entropy as linear_cross_entropy
from torchlike.nn._functions.loss import mse_loss as mse_loss
from torchlike.nn._functions.loss import nll_loss as nll_loss
from torchlike.nn._functions.loss import poisson_nll_loss as poisson_nll_loss
from torchlike.nn._functions.loss import smooth_l1_loss as smooth_l1_loss
from torchlike.nn._functions.margin_loss import cosine_embedding_loss as cosine_embedding_loss
from torchlike.nn._functions.margin_loss import hinge_embedding_loss as hinge_embedding_loss
from torchlike.nn._functions.margin_loss import margin_ranking_loss as margin_ranking_loss
from torchlike.nn._functions.margin_loss import multi_margin_loss as multi_margin_loss
from torchlike.nn._functions.margin_loss import multilabel_margin_loss as multilabel_margin_loss
from torchlike.nn._functions.margin_loss import (
    multilabel_soft_margin_loss as multilabel_soft_margin_loss,
)
from torchlike.nn._functions.margin_loss import soft_margin_loss as soft_margin_loss
from torchlike.nn._functions.margin_loss import triplet_margin_loss as triplet_margin_loss
from torchlike.nn._functions.margin_loss import (
    triplet_margin_with_distance_loss as triplet_margin_with_distance_loss,
)
from torchlike.nn._functions.native import celu_ as celu_
from torchlike.nn._functions.native import elu_ as elu_
from torchlike.nn._functions.native import hardtanh_ as hardtanh_
from torchlike.nn._functions.native import leaky_relu_ as leaky_relu_
from torchlike.nn._functions.native import relu_ as relu_
from torchlike.nn._functions.native import rrelu_ as rrelu_
from torchlike.nn._functions.native import selu_ as selu_
from torchlike.nn._functions.native import threshold_ as threshold_
from torchlike.nn._functions.normalization import batch_norm as batch_norm
from torchlike.nn._functions.normalization import group_norm as group_norm
from torchlike.nn._functions.normalization import instance_norm as instance_norm
from torchlike.nn._functions.normalization import local_response_norm as local_response_norm
from torchlike.nn._functions.padding import pad as pad
from torchlike.nn._functions.pooling import adaptive_avg_pool1d as adaptive_avg_pool1d
from torchlike.nn._functions.pooling import adaptive_avg_pool2d as adaptive_avg_pool2d
from torchlike.nn._functions.pooling import adaptive_avg_pool3d as adaptive_avg_pool3d
from torchlike.nn._functions.pooling import adaptive_max_pool1d as adaptive_max_pool1d
from torchlike.nn._functions.pooling import (
    adaptive_max_pool1d_with_indices as adaptive_max_pool1d_with_indices,
)
from torchlike.nn._functions.pooling import adaptive_max_pool2d as adaptive_max_pool2d
from torchlike.nn._functions.pooling import (
    adaptive_max_pool2d_with_indices as adaptive_max_pool2d_with_indices,
)
from torchlike.nn._functions.pooling import adaptive_max_pool3d as adaptive_max_pool3d
from torchlike.nn._functions.pooling import (
    adaptive_max_pool3d_with_indices as adaptive_max_pool3d_with_indices,
)
from torchlike.nn._functions.pooling import avg_pool1d as avg_pool1d
from torchlike.nn._functions.pooling import avg_pool2d as avg_pool2d
from torchlike.nn._functions.pooling import avg_pool3d as avg_pool3d
from torchlike.nn._functions.pooling import fractional_max_pool2d as fractional_max_pool2d
from torchlike.nn._functions.pooling import (
    fractional_max_pool2d_with_indices as fractional_max_pool2d_with_indices,
)
from torchlike.nn._functions.pooling import fractional_max_pool3d as fractional_max_pool3d
from torchlike.nn._functions.pooling import (
    fractional_max_pool3d_with_indices as fractional_max_pool3d_with_indices,
)
from torchlike.nn._functions.pooling import lp_pool1d as lp_pool1d
from torchlike.nn._functions.pooling import lp_pool2d as lp_pool2d
from torchlike.nn._functions.pooling import lp_pool3d as lp_pool3d
from torchlike.nn._functions.pooling import max_pool1d as max_pool1d
from torchlike.nn._functions.pooling import max_pool1d_with_indices as max_pool1d_with_indices
from torchlike.nn._functions.pooling import max_pool2d as max_pool2d
from torchlike.nn._functions.pooling import max_pool2d_with_indices as max_pool2d_with_indices
from torchlike.nn._functions.pooling import max_pool3d as max_pool3d
from torchlike.nn._functions.pooling import max_pool3d_with_indices as max_pool3d_with_indices
from torchlike.nn._functions.resampling import affine_grid as affine_grid
from torchlike.nn._functions.resampling import fold as fold
from torchlike.nn._functions.resampling import grid_sample as grid_sample
from torchlike.nn._functions.resampling import interpolate as interpolate
from torchlike.nn._functions.resampling import unfold as unfold
from torchlike.nn._functions.resampling import upsample as upsample
from torchlike.nn._functions.resampling import upsample_bilinear as upsample_bilinear
from torchlike.nn._functions.resampling import upsample_nearest as upsample_nearest
from torchlike.nn._functions.unpooling import max_unpool1d as max_unpool1d
from torchlike.nn._functions.unpooling import max_unpool2d as max_unpool2d
from torchlike.nn._functions.unpooling import max_unpool3d as max_unpool3d
from torchlike.overrides import handle_torch_function as handle_torch_function
from torchlike.overrides import has_torch_function as has_torch_function
from torchlike.overrides import has_torch_function_unary as has_torch_function_unary
from torchlike.overrides import has_torch_function_variadic as has_torch_function_variadic

__getattr__ = _missing_names(__name__)
