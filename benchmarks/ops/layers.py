"""Cases of what networks are made of: layers, losses, optimizers."""

from __future__ import annotations

#: By family, as in `cases`.
LAYERS: dict[str, dict[str, str]] = {
    "activation": {
        "torch.nn.functional.{}(x)": """
            leaky_relu elu selu celu gelu silu mish softplus logsigmoid hardtanh hardsigmoid
            hardswish softshrink hardshrink glu relu6 tanhshrink softsign
        """,
        "torch.nn.functional.gelu(x, approximate='tanh')": "gelu.tanh",
        "torch.nn.functional.threshold(x, 0.1, 0.0)": "threshold",
        "torch.nn.functional.prelu(x, row_weight)": "prelu",
        "torch.nn.functional.rrelu(x)": "rrelu",
        "torch.nn.functional.rrelu(x, training=True)": "rrelu.training!",
        "x.{}(1)": "softmax log_softmax",
        "x.softmax(0)": "softmax.0",
        "x.log_softmax(0)": "log_softmax.0",
    },
    "normalization": {
        "torch.nn.functional.layer_norm(x, (size.cols,), row_weight, row)": "layer_norm",
        "torch.nn.functional.rms_norm(x, (size.cols,), row_weight)": "rms_norm",
        "torch.nn.functional.batch_norm(image, None, None, channel, channel2, True)": "batch_norm",
        "torch.nn.functional.batch_norm(image, channel.detach() * 0, channel.detach() * 0 + 1)": (
            "batch_norm.eval!"
        ),
        "torch.nn.functional.group_norm(image, 2, channel, channel2)": "group_norm",
        "torch.nn.functional.instance_norm(image)": "instance_norm",
        "torch.nn.functional.normalize(x)": "normalize",
        "torch.nn.functional.local_response_norm(image, 3)": "local_response_norm",
    },
    "convolution": {
        "torch.nn.functional.conv2d(image, kernel, channel, padding=1)": "conv2d",
        "torch.nn.functional.conv2d(image, kernel, stride=2)": "conv2d.stride",
        "torch.nn.functional.conv2d(image, kernel[:, :, :1, :1])": "conv2d.1x1",
        "torch.nn.functional.conv2d(image, depthwise, groups=size.channels)": "conv2d.depthwise",
        "torch.nn.functional.conv_transpose2d(quarter, kernel, stride=2)": "conv_transpose2d",
        "torch.nn.functional.conv1d(sequence, kernel1d, padding=1)": "conv1d",
        "torch.nn.functional.conv3d(volume, kernel3d)": "conv3d",
    },
    "pooling": {
        "torch.nn.functional.max_pool1d(sequence, 2)": "max_pool1d",
        "torch.nn.functional.max_pool2d(image, 2)": "max_pool2d",
        "torch.nn.functional.max_pool2d(image, 3, 1, 1)": "max_pool2d.overlap",
        "torch.nn.functional.max_pool2d(image, 2, return_indices=True)": "max_pool2d.places",
        "torch.nn.functional.max_pool3d(volume, 2)": "max_pool3d",
        "torch.nn.functional.avg_pool2d(image, 2)": "avg_pool2d",
        "torch.nn.functional.avg_pool2d(image, 3, 1, 1)": "avg_pool2d.overlap",
        "torch.nn.functional.avg_pool3d(volume, 2)": "avg_pool3d",
        "torch.nn.functional.adaptive_avg_pool2d(image, 5)": "adaptive_avg_pool2d",
        "torch.nn.functional.adaptive_max_pool2d(image, 5)": "adaptive_max_pool2d",
        "torch.nn.functional.lp_pool2d(image, 2, 2)": "lp_pool2d",
        "torch.nn.functional.fractional_max_pool2d(image, 2, size.height // 2)": (
            "fractional_max_pool2d"
        ),
        "torch.nn.functional.max_unpool2d(pooled, pooled_places, 2)": "max_unpool2d",
    },
    "images": {
        "torch.nn.functional.interpolate(quarter, scale_factor=2)": "interpolate.nearest",
        "torch.nn.functional.interpolate(quarter, scale_factor=2, mode='bilinear')": (
            "interpolate.bilinear"
        ),
        "torch.nn.functional.interpolate(quarter, scale_factor=2, mode='bicubic')": (
            "interpolate.bicubic"
        ),
        "torch.nn.functional.interpolate(image, scale_factor=0.5, mode='area')": (
            "interpolate.area"
        ),
        "torch.nn.functional.grid_sample(image, grid, align_corners=False)": "grid_sample",
        "torch.nn.functional.affine_grid(affine, [size.batch, 1, size.height, size.height], "
        "align_corners=False)": "affine_grid",
        "torch.nn.functional.unfold(image, 2, stride=2)": "unfold",
        "torch.nn.functional.fold(columns, (size.height, size.height), 2, stride=2)": "fold",
        "torch.nn.functional.pixel_shuffle(image, 2)": "pixel_shuffle",
        "torch.nn.functional.pixel_unshuffle(image, 2)": "pixel_unshuffle",
        "torch.nn.functional.channel_shuffle(image, 2)": "channel_shuffle",
        "torch.nn.functional.pad(image, (1, 1, 1, 1))": "pad",
        "torch.nn.functional.pad(image, (1, 1, 1, 1), mode='reflect')": "pad.reflect",
        "torch.nn.functional.pad(image, (1, 1, 1, 1), mode='replicate')": "pad.replicate",
        "torch.nn.functional.pad(image, (1, 1, 1, 1), mode='circular')": "pad.circular",
    },
    "loss": {
        "torch.nn.functional.{}(x, y)": "mse_loss l1_loss smooth_l1_loss huber_loss kl_div",
        "torch.nn.functional.mse_loss(x, y, reduction='none')": "mse_loss.none",
        "torch.nn.functional.soft_margin_loss(x, label_rows)": "soft_margin_loss",
        "torch.nn.functional.{}(x, labels)": "cross_entropy nll_loss multi_margin_loss",
        "torch.nn.functional.cross_entropy(x, labels, label_smoothing=0.1)": (
            "cross_entropy.smooth"
        ),
        "torch.nn.functional.cross_entropy(image, image_labels)": "cross_entropy.image",
        "torch.nn.functional.binary_cross_entropy(u, mask.float())": "binary_cross_entropy",
        "torch.nn.functional.binary_cross_entropy_with_logits(x, mask.float())": (
            "binary_cross_entropy_with_logits"
        ),
        "torch.nn.functional.poisson_nll_loss(x, p)": "poisson_nll_loss",
        "torch.nn.functional.gaussian_nll_loss(x, y, p)": "gaussian_nll_loss",
        "torch.nn.functional.cosine_similarity(x, y)": "cosine_similarity",
        "torch.nn.functional.pairwise_distance(x, y)": "pairwise_distance",
        "torch.nn.functional.triplet_margin_loss(x, y, z)": "triplet_margin_loss",
        "torch.nn.functional.ctc_loss(spoken, said, [size.height] * size.batch, "
        "[size.height // 3] * size.batch)": "ctc_loss!",
        "torch.cdist(points, points2)": "cdist",
        "torch.cdist(points, points2, p=1.0)": "cdist.1",
        "torch.nn.functional.pdist(points)": "pdist",
    },
    "networks": {
        "torch.nn.functional.scaled_dot_product_attention(query, key, value)": "attention",
        "torch.nn.functional.scaled_dot_product_attention(query, key, value, is_causal=True)": (
            "attention.causal"
        ),
        "rnn_layer(time_major)[0]": "rnn",
        "gru_layer(time_major)[0]": "gru",
        "lstm_layer(time_major)[0]": "lstm",
        "rnncell_layer(state)": "rnn_cell",
        "grucell_layer(state)": "gru_cell",
        "lstmcell_layer(state)": "lstm_cell",
    },
    "optim": {
        "({}.step(), {}.param_groups[0]['params'][0])[1]": """
            sgd! adam! adamw! adagrad! rmsprop! adadelta! rprop! asgd! adamax! nadam! radam!
            adafactor! muon!
        """,
    },
}
#: The families of which large is a tenth of what it is elsewhere.
COSTLY = ("convolution", "images", "loss", "networks", "optim")
