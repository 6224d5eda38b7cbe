# compare: numbers
"""flex_attention, block masks, causal biases."""

import torch, warnings, inspect

warnings.simplefilter("ignore")
from torch.nn.attention import SDPBackend, sdpa_kernel
import torch.nn.attention as A
from torch.nn.attention import flex_attention as M, bias as Bm
from torch.nn.attention.flex_attention import *
import torch.nn.functional as F

torch.manual_seed(0)


def t(f):
    try:
        print("OK", f())
    except Exception as e:
        print(type(e).__name__, repr(str(e)[:300]))


print(
    SDPBackend.MATH,
    repr(SDPBackend.FLASH_ATTENTION),
    [(k, int(v)) for k, v in SDPBackend.__members__.items()],
    SDPBackend.MATH.name,
    SDPBackend.MATH == SDPBackend.MATH,
    hash(SDPBackend.MATH) is not None,
    SDPBackend.MATH.value,
    int(SDPBackend.MATH),
)
q, k, v = (torch.randn(2, 4, 6, 8) for _ in range(3))
ref = F.scaled_dot_product_attention(q, k, v)
for b in (SDPBackend.MATH, [SDPBackend.MATH, SDPBackend.FLASH_ATTENTION]):
    with sdpa_kernel(b):
        print(torch.allclose(F.scaled_dot_product_attention(q, k, v), ref, atol=1e-6))
t(lambda: sdpa_kernel(3).__enter__())
t(lambda: sdpa_kernel([]).__enter__())
t(lambda: sdpa_kernel([SDPBackend.MATH], set_priority=True).__enter__())
t(lambda: sdpa_kernel("a").__enter__())
t(lambda: sdpa_kernel([3]).__enter__())


@sdpa_kernel(SDPBackend.MATH)
def f():
    return F.scaled_dot_product_attention(q, k, v).shape


print(f())
print(torch.allclose(flex_attention(q, k, v), ref, atol=1e-6))
causal = lambda b, h, qi, ki: qi >= ki
bm = create_block_mask(causal, None, None, 6, 6, device="cpu")
print(
    bm.shape,
    bm.BLOCK_SIZE,
    bm.kv_num_blocks,
    bm.kv_indices,
    bm.full_kv_num_blocks,
    bm.full_kv_indices,
    bm.sparsity(),
    bm.numel(),
    bm.to_dense(),
    bm.seq_lengths,
    bm.q_num_blocks,
    bm.q_indices,
    bm.full_q_num_blocks,
    bm.full_q_indices,
)
print(
    torch.allclose(
        flex_attention(q, k, v, block_mask=bm),
        F.scaled_dot_product_attention(q, k, v, is_causal=True),
        atol=1e-6,
    )
)
o, l = flex_attention(q, k, v, block_mask=bm, return_lse=True)
print(l.shape, l.dtype, l[0, 0])
print(o[0, 0])
print(
    flex_attention(q, k, v, score_mod=lambda s, b, h, qi, ki: s + (qi - ki) * 0.1 * (h + 1) + b)[
        1, 1
    ]
)
tab = torch.randn(4, 6, 6)
print(flex_attention(q, k, v, score_mod=lambda s, b, h, qi, ki: s + tab[h, qi, ki])[1, 1])
bm2 = create_block_mask(lambda b, h, qi, ki: qi > ki, 2, 4, 6, 6, device="cpu")
print(
    flex_attention(q, k, v, block_mask=bm2)[0, 0, :2],
    flex_attention(q, k, v, block_mask=bm2, return_lse=True)[1][0, 0, :2],
)
doc = torch.tensor([0, 0, 1, 1, 1, 2])
print(
    flex_attention(
        q,
        k,
        v,
        block_mask=create_block_mask(
            and_masks(causal, lambda b, h, qi, ki: doc[qi] == doc[ki]),
            None,
            None,
            6,
            6,
            device="cpu",
        ),
    )[0, 0]
)
print(
    create_mask(
        or_masks(lambda b, h, x, y: x == y, lambda b, h, x, y: x < y - 3), 1, 1, 6, 6, device="cpu"
    ).int()
)
print(noop_mask(torch.tensor(0), 0, 0, 0))
big = create_block_mask(lambda b, h, x, y: (x >= y) & (x - y < 200), 1, 1, 512, 640, device="cpu")
print(
    big,
    big.kv_num_blocks,
    big.kv_indices,
    big.full_kv_num_blocks,
    big.full_kv_indices,
    big.sparsity(),
    big.to_dense(),
    big.q_num_blocks,
    big.q_indices,
    big.full_q_num_blocks,
    big.full_q_indices,
)
print(
    create_block_mask(causal, 1, 1, 300, 300, device="cpu", BLOCK_SIZE=64).to_dense(),
    create_block_mask(causal, 1, 1, 300, 300, device="cpu", BLOCK_SIZE=(128, 64)).to_dense(),
    create_block_mask(causal, 1, 1, 300, 300, device="cpu", BLOCK_SIZE=(128, 64)).BLOCK_SIZE,
)
print(big[0].shape, big[:, 0].shape, big[0, 0].kv_num_blocks.shape, str(big) == repr(big))
print(repr(bm))
gq = torch.randn(2, 8, 6, 8)
print(
    flex_attention(gq, k, v, enable_gqa=True).shape,
    flex_attention(gq, k, v, enable_gqa=True)[0, 3, 0],
)
t(lambda: flex_attention(gq, k, v).shape)
t(lambda: flex_attention(q[0], k, v))
t(lambda: flex_attention(q, k, v[..., :2]).shape)
t(lambda: flex_attention(q, k.double(), v))
t(lambda: flex_attention(q, k, v, scale=0.5)[0, 0, 0])
t(lambda: flex_attention(q, k[..., :4], v))
t(lambda: flex_attention(q, k, v, return_aux=AuxRequest(lse=True)).__class__)
print(Bm.causal_upper_left(3, 5), Bm.causal_lower_right(3, 5))
x = Bm.causal_lower_right(6, 6)
t(
    lambda: torch.allclose(
        F.scaled_dot_product_attention(q, k, v, attn_mask=x),
        F.scaled_dot_product_attention(q, k, v, is_causal=True),
        atol=1e-6,
    )
)
print(Bm.CausalVariant.UPPER_LEFT, x.seq_len_q, x.variant)
t(
    lambda: F.scaled_dot_product_attention(
        q[:, :, :3], k, v, attn_mask=Bm.causal_lower_right(3, 6)
    )[0, 0]
)
t(
    lambda: F.scaled_dot_product_attention(q[:, :, :3], k, v, attn_mask=Bm.causal_upper_left(3, 6))[
        0, 0
    ]
)
t(lambda: Bm.causal_upper_left(5, 3))
print(create_block_mask(causal, 2, 1, 512, 512, device="cpu"))
print(create_block_mask(causal, 1, 1, 3840, 3840, device="cpu"))
