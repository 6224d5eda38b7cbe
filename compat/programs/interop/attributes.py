# Flags and sizes that every tensor has.
import torch

x = torch.ones(2, 3, dtype=torch.float64)
for name in ("itemsize", "nbytes", "ndim", "names", "layout", "is_sparse", "is_sparse_csr",
             "is_cuda", "is_cpu", "is_meta", "is_quantized", "is_mkldnn", "is_mps", "is_xpu", "is_xla",
             "is_ipu", "is_maia", "is_mtia", "is_vulkan", "is_nested", "is_leaf", "requires_grad", "grad",
             "grad_fn", "device", "dtype", "shape", "output_nr", "retains_grad", "_version",
             "_base", "volatile", "real", "T", "mT", "H", "mH", 
             "grad_dtype", "is_sparse_csr", "__array_priority__", "is_vulkan"):  # fmt: skip
    try:
        print(name, getattr(x, name))
    except Exception as error:
        print(name, type(error).__name__, str(error).split("\n")[0])
for name in ("is_floating_point", "is_complex", "is_signed", "is_contiguous", "is_pinned",
             "is_shared", "is_conj", "is_neg", "is_nonzero", 
             "is_coalesced", "element_size", "nelement", "dense_dim", "sparse_dim", "get_device",
             "dim", "ndimension", "type", "storage_offset", "has_names",
             "is_distributed", "resolve_conj", "resolve_neg", "cpu", "nbytes", 
             "dim_order", "numel", "size", "stride", "ndimension", "data_ptr"):  # fmt: skip
    try:
        found = getattr(x, name)()
        print(name, found if name != "data_ptr" else type(found))
    except Exception as error:
        print(name, type(error).__name__, str(error).split("\n")[0])
print(torch.is_tensor(x), torch.is_tensor([1]), torch.is_tensor(torch.nn.Parameter(x)))
print(torch.is_storage(x), torch.is_storage(x.untyped_storage()))
print(torch.is_complex(x), torch.is_floating_point(x), torch.is_nonzero(torch.tensor(1)))
print(torch.is_conj(x), torch.is_neg(x), torch.is_same_size(x, x), torch.is_signed(x))
print(torch.numel(x), torch.get_device(x))
print(type(x), type(x).__name__, torch.typename(x), torch.typename(1), torch.Tensor.__name__)
print(x.type(), x.type(torch.int32).dtype, x.type("torch.HalfTensor").dtype, x.type_as(x) is x)
print("add" in dir(x), "shape" in dir(x), "__array__" in dir(x), "is_cuda" in dir(x))
print(isinstance(x, torch.Tensor), isinstance(x, torch.DoubleTensor), isinstance(x, torch.FloatTensor))
for bad in (
    lambda: torch.is_floating_point(1),
    lambda: torch.is_complex([1]),
    lambda: torch.is_nonzero(torch.ones(2)),
    lambda: torch.numel(1),
    lambda: x.is_nonzero(),
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0])
