F.linear(torch.ones(2, 3), torch.ones(4, 2))

F.linear(torch.ones(2, 3), torch.ones(4, 3), torch.ones(3))

F.linear(torch.ones(3), torch.ones(4, 2))

F.linear(torch.ones(2, 3), torch.ones(2, 4, 3))

F.linear("a", torch.ones(2, 2))

F.linear(torch.ones(2))

F.linear(torch.tensor(1.0), torch.ones(2, 2))

F.bilinear(torch.ones(2, 3), torch.ones(2, 4), torch.ones(5, 3, 3))

F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 3]))

F.cross_entropy(torch.ones(2, 3), torch.tensor([0, -1]))

F.cross_entropy(torch.ones(2, 3), torch.tensor([0]))

F.cross_entropy(torch.ones(2, 3), torch.tensor([0.0, 1.0]))

F.cross_entropy(torch.ones(2, 3), torch.ones(2, 2))

F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 1], dtype=torch.int32))

F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 1]), reduction="foo")

F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 1]), weight=torch.ones(2))

F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 1]), label_smoothing=2.0)

F.cross_entropy(torch.ones(3), torch.tensor([0, 1]))

F.cross_entropy(torch.ones(2, 3, 4), torch.zeros(2, 3, dtype=torch.int64))

F.cross_entropy(torch.ones(2, 3), [0, 1])

F.cross_entropy(torch.ones(2, 3))

F.cross_entropy(torch.ones(2, 3, dtype=torch.int64), torch.tensor([0, 1]))

F.nll_loss(torch.ones(2, 3), torch.tensor([0, 3]))

F.nll_loss(torch.ones(2, 3), torch.tensor([0]))

F.nll_loss(torch.ones(2, 3), torch.tensor([[0, 1]]))

F.nll_loss(torch.tensor(1.0), torch.tensor(0))

F.nll_loss(torch.ones(2, 3), torch.tensor([0, 1]), weight=torch.ones(4))

F.nll_loss(torch.ones(2, 3), torch.tensor([0.0, 1.0]))

F.nll_loss(torch.ones(2, 3, 4, 4), torch.zeros(2, 4, 3, dtype=torch.int64))

F.mse_loss(torch.ones(2), torch.ones(2, 3), reduction="foo")

F.mse_loss(torch.ones(2), 1)

F.mse_loss(torch.ones(3), torch.ones(2))

F.l1_loss(torch.ones(3), torch.ones(2))

F.l1_loss(torch.ones(3), torch.ones(3), reduction="avg")

F.smooth_l1_loss(torch.ones(2), torch.ones(2), beta=-1)

F.huber_loss(torch.ones(2), torch.ones(2), delta=0)

F.binary_cross_entropy(torch.tensor([1.5]), torch.tensor([1.0]))

F.binary_cross_entropy(torch.ones(2), torch.ones(3))

F.binary_cross_entropy(torch.ones(2), torch.tensor([1, 0]))

F.binary_cross_entropy_with_logits(torch.ones(2), torch.ones(3))

F.binary_cross_entropy_with_logits(torch.ones(2), torch.ones(2), pos_weight=torch.ones(3))

F.kl_div(torch.ones(2), torch.ones(3))

F.kl_div(torch.ones(2), torch.ones(2), reduction="foo")

F.poisson_nll_loss(torch.ones(2), torch.ones(2), reduction="foo")

F.gaussian_nll_loss(torch.ones(2), torch.ones(2), torch.tensor([-1.0, 1.0]))

F.gaussian_nll_loss(torch.ones(2), torch.ones(2), torch.ones(3))

F.hinge_embedding_loss(torch.ones(2), torch.ones(3))

F.margin_ranking_loss(torch.ones(2), torch.ones(2), torch.ones(2, 2))

F.cosine_embedding_loss(torch.ones(2, 3), torch.ones(2, 3), torch.ones(2, 2))

F.triplet_margin_loss(torch.ones(2, 3), torch.ones(2, 3), torch.ones(3))

F.multi_margin_loss(torch.ones(2, 3), torch.tensor([0, 3]))

F.multi_margin_loss(torch.ones(2, 3), torch.tensor([0, 1]), p=3)

F.multilabel_margin_loss(torch.ones(2, 3), torch.zeros(2, 2, dtype=torch.int64))

F.soft_margin_loss(torch.ones(2), torch.ones(3))

F.cosine_similarity(torch.ones(2), torch.ones(3))

F.pairwise_distance(torch.ones(2, 3), torch.ones(2, 4))

F.ctc_loss(torch.ones(2, 3), torch.ones(2), [1], [1])

F.softmax(torch.ones(2, 3), dim=2)

F.softmax(torch.ones(2, 3), dim="a")

F.log_softmax(torch.ones(2, 3), dim=-3)

F.softmin(torch.ones(2), dim=1)

F.gumbel_softmax(torch.ones(2), dim=1)

F.glu(torch.ones(3))

F.glu(torch.tensor(1.0))

F.prelu(torch.ones(2, 3), torch.ones(2))

F.prelu(torch.ones(2, 3), torch.ones(2, 3))

F.threshold(torch.ones(2))

F.hardtanh(torch.ones(2), 1, 0)

F.relu("a")

F.relu(torch.ones(2), 1, 2)

F.gelu(torch.ones(2), approximate="foo")

F.gelu("a")

F.silu("a")

F.elu(torch.ones(2), "a")

F.dropout(torch.ones(2), 1.5)

F.dropout(torch.ones(2), -0.5)

F.dropout("a", 0.5)

F.alpha_dropout(torch.ones(2), 2.0)

F.dropout2d(torch.ones(2, 2, 2), 1.5)

F.feature_alpha_dropout(torch.ones(2, 2), -1)

F.embedding(torch.tensor([3]), torch.ones(3, 2))

F.embedding(torch.tensor([-1]), torch.ones(3, 2))

F.embedding(torch.tensor([0.0]), torch.ones(3, 2))

F.embedding(torch.tensor([0]), torch.ones(3))

F.embedding(torch.tensor([0]), torch.ones(3, 2), padding_idx=5)

F.embedding([0], torch.ones(3, 2))

F.embedding_bag(torch.tensor([0]), torch.ones(3, 2))

F.one_hot(torch.tensor([0.5]))

F.one_hot(torch.tensor([-1]))

F.one_hot(torch.tensor([5]), 3)

F.one_hot(torch.zeros(0, dtype=torch.int64))

F.layer_norm(torch.ones(2, 3), (2,))

F.layer_norm(torch.ones(2, 3), (3,), weight=torch.ones(2))

F.layer_norm(torch.ones(2, 3), ())

F.layer_norm(torch.ones(2, 3), 3)

F.group_norm(torch.ones(2, 3), 2)

F.group_norm(torch.ones(2), 1)

F.batch_norm(torch.ones(2, 3), torch.zeros(2), torch.ones(2))

F.batch_norm(torch.ones(1, 3), torch.zeros(3), torch.ones(3), training=True)

F.instance_norm(torch.ones(2, 3, 1))

F.rms_norm(torch.ones(2, 3), (2,))

F.normalize(torch.ones(2), dim=1)

F.local_response_norm(torch.ones(2), 2)

F.conv1d(torch.ones(2, 3, 4), torch.ones(2, 2, 2))

F.conv2d(torch.ones(1, 3, 4, 4), torch.ones(2, 3, 5, 5))

F.conv2d(torch.ones(1, 3, 4, 4), torch.ones(2, 2, 3, 3))

F.conv2d(torch.ones(3, 4), torch.ones(2, 3, 3, 3))

F.conv2d(torch.ones(1, 3, 4, 4), torch.ones(2, 3, 3, 3), torch.ones(3))

F.conv2d(torch.ones(1, 3, 4, 4), torch.ones(2, 3, 3, 3), stride=0)

F.conv2d(torch.ones(1, 3, 4, 4), torch.ones(2, 3, 3, 3), groups=2)

F.conv2d(torch.ones(1, 3, 4, 4), torch.ones(2, 3, 3, 3, dtype=torch.float64))

F.max_pool2d(torch.ones(1, 1, 2, 2), 3)

F.max_pool2d(torch.ones(2, 2), 1)

F.max_pool2d(torch.ones(1, 1, 4, 4), 2, padding=2)

F.avg_pool2d(torch.ones(1, 1, 2, 2), 3)

F.pad(torch.ones(2), (1,))

F.pad(torch.ones(2), (1, 1, 1, 1))

F.pad(torch.ones(2), (-2, -1))

F.pad(torch.ones(2, 2), (1, 1), mode="foo")

F.pad(torch.ones(2), (1, 1), mode="reflect")

F.pad(torch.ones(1, 1, 2), (2, 2), mode="reflect")

F.interpolate(torch.ones(1, 1, 2))

F.interpolate(torch.ones(1, 1, 2), size=4, scale_factor=2)

F.interpolate(torch.ones(1, 1, 2), size=4, mode="bilinear")

F.interpolate(torch.ones(1, 1, 2), size=4, mode="foo")

F.pixel_shuffle(torch.ones(1, 3, 2, 2), 2)

F.pixel_unshuffle(torch.ones(1, 3, 3, 3), 2)

F.unfold(torch.ones(2, 2), 2)

F.fold(torch.ones(1, 3, 2), (2, 2), 2)

F.scaled_dot_product_attention(torch.ones(2, 3), torch.ones(2, 4), torch.ones(2, 4))

F.multi_head_attention_forward("a")

F.grid_sample(torch.ones(1, 1, 2, 2), torch.ones(1, 2, 2, 3))

F.mse_loss(1, torch.ones(2))

F.l1_loss(torch.ones(2), 1)

F.smooth_l1_loss(torch.ones(2), 1)

F.dropout(1)

F.softmax(torch.ones(2), 1.5)

F.softmax(torch.ones(2), True)

F.log_softmax(torch.ones(2), "a")

F.softmin(torch.ones(2), "a")

F.leaky_relu(torch.ones(2), "a")

F.threshold(torch.ones(2), 1)

F.hardtanh(torch.ones(2), "a", 1)

F.celu(torch.ones(2), "a")

F.softplus(torch.ones(2), "a")

F.rrelu(torch.ones(2), "a")

F.softshrink(1)

F.nll_loss(torch.ones(2, 3), [0, 1])

F.nll_loss(1, torch.ones(2))

F.cross_entropy(1, torch.ones(2))

F.kl_div(torch.ones(2), 1)

F.cosine_similarity(torch.ones(2), 1)

F.one_hot(1)

F.pad(1, (1, 1))

F.scaled_dot_product_attention(torch.ones(2, 3), torch.ones(2, 3), 1)

F.triplet_margin_loss(torch.ones(2), 1, 1)

F.hinge_embedding_loss(torch.ones(2), 1)

F.cosine_embedding_loss(torch.ones(2, 3), 1, 1)

F.soft_margin_loss(torch.ones(2), 1)

F.multi_margin_loss(torch.ones(2, 3), 1)

F.bilinear(torch.ones(2, 3), torch.ones(2, 3), 1)

F.pdist(1)

F.ctc_loss(torch.ones(5, 3), torch.tensor([1, 2]), [1], [1])

F.ctc_loss(torch.ones(5, 2, 3), torch.tensor([[1, 2], [1, 2]]), torch.tensor([5, 5]), torch.tensor([1, -2]))

F.log_softmax(torch.zeros((2, 2), dtype=torch.int64), 0)
