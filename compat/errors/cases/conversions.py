bool(torch.ones(2))

bool(torch.zeros(0))

if torch.ones(3) > 0: pass

torch.ones(2) and 1

not torch.ones(2)

torch.ones(2).item()

torch.zeros(0).item()

len(torch.tensor(1.0))

list(torch.tensor(1.0))

iter(torch.tensor(1.0))

a, b = torch.ones(3)

int(torch.ones(2))

float(torch.ones(2, 2))

complex(torch.ones(2))

int(torch.tensor(float("nan")))

int(torch.tensor(float("inf")))

float(torch.tensor(1j))

int(torch.tensor(1j))

range(torch.tensor(1.5))

range(torch.ones(2))

[1, 2, 3][torch.tensor(1.0)]

[1, 2, 3][torch.tensor([0, 1])]

"%d" % torch.ones(2)

"{:.2f}".format(torch.ones(2))

f"{torch.ones(1):.2f}"

format(torch.tensor(1.0), "d")

round(torch.ones(2), "a")

torch.ones(2, requires_grad=True).numpy()

(torch.ones(2, requires_grad=True) * 2).numpy()

np.asarray(torch.ones(2, requires_grad=True))

torch.ones(2).requires_grad_().__array__()

torch.ones(2, dtype=torch.bfloat16).numpy()

torch.from_numpy([1, 2])

torch.from_numpy(np.array(["a"]))

torch.from_numpy(np.array([object()]))

torch.tensor(np.array(["a", "b"]))

torch.as_tensor("abc")

torch.tensor([[1, 2], [3]])

torch.tensor([[1], 2])

torch.tensor([1, [2]])

torch.tensor([[[1], [2]], [[3]]])

torch.tensor(None)

torch.tensor([None])

torch.tensor([1, None])

torch.tensor("a")

torch.tensor(["a", "b"])

torch.tensor({"a": 1})

torch.tensor([{}])

torch.tensor(object())

torch.tensor([object()])

torch.tensor({1, 2})

torch.tensor(x for x in [1])

torch.tensor([1, 2], dtype="float32")

torch.tensor([1.0], dtype=int, device="tpu9")

torch.tensor([1, 2], foo=1)

torch.tensor()

torch.tensor(1, 2)

torch.tensor(2**70)

torch.tensor([2**64])

torch.tensor([300], dtype=torch.uint8)

torch.tensor([1j], dtype=torch.float32)

torch.tensor([1j]).to(torch.float32).foo

torch.tensor([torch.ones(2), torch.ones(2)])

torch.tensor([1, 2], requires_grad=1)

torch.Tensor("abc")

torch.Tensor(2.5)

torch.Tensor(-1)

torch.Tensor([1, "a"])

torch.Tensor(2, dtype=torch.int64)

torch.FloatTensor(["a"])

torch.LongTensor(1.5)

torch.IntTensor([1.5, None])

torch.as_tensor([1, "a"])

torch.asarray([1], copy=1)

torch.scalar_tensor("a")

torch.tensor([1.0]).new_tensor("a")

torch.ones(2).new_zeros("a")

torch.ones(2).tolist(1)

torch.ones(2).item(1)

hash(torch.ones(2), 1)

torch.ones(2).foo

torch.ones(2).foo = 1; torch.ones(2).bar

torch.ones(2) + "a"

"a" + torch.ones(2)

torch.ones(2) + None

torch.ones(2) + [1, 2]

[1, 2] - torch.ones(2)

torch.ones(2) * {}

torch.ones(2) / "a"

torch.ones(2) ** "a"

torch.ones(2) @ 2

2 @ torch.ones(2)

torch.ones(2) < "a"

torch.ones(2) >= None

torch.ones(2) & "a"

torch.ones(2) // "a"

torch.ones(2) % None

"%s" % torch.ones(2) + 1

abs(torch.ones(2), 1)

x = torch.ones(2); x += "a"

x = torch.ones(2); x -= None

x = torch.ones(2); x @= torch.ones(3)

x = torch.ones(2); x.data = [1]

x = torch.ones(2, requires_grad=True); x.data = torch.ones(2, dtype=torch.int64)

x = torch.ones(2); x.shape = (2, 1)

x = torch.ones(2); x.dtype = torch.int64

x = torch.ones(2); x.grad = 1

x = torch.ones(2); x.grad = torch.ones(3)

x = torch.ones(2); x.grad = torch.ones(2, dtype=torch.float64)

x = torch.ones(2); x.requires_grad = 1

x = torch.ones(2); x.grad_fn = None

x = torch.ones(2); x.is_leaf = True

x = torch.ones(2); del x.requires_grad

torch.ones(2).contiguous(1, 2)

torch.ones(2).size(1)

torch.ones(2).size("a")

torch.ones(2).stride(1)

torch.ones(2).size()[2]

torch.Size([1, "a"])

torch.Size(3)

torch.Size([1]).numel(1)

torch.ones(2).dim(1)

torch.ones(2).storage_offset(1)

torch.ones(2).copy_(torch.ones(3))

x = torch.zeros(2); x.copy_([1, 2])

x = torch.zeros(2); x.fill_(torch.ones(2))

x = torch.zeros(2); x.fill_("a")

torch.zeros(2).resize_(-1)

x = torch.ones(2, requires_grad=True); x.resize_(3)

x = torch.zeros(2); x.set_(1)

torch.is_tensor()

torch.is_floating_point(1)

torch.numel([1])

torch.set_printoptions(profile="a", foo=1)

torch.typename()

torch.ones(2).cuda()

torch.ones(2).to("cuda")

torch.ones(2).to("foo")

torch.ones(2).to(device="cpu:x")

torch.device("foo")

torch.device("cuda:-1")

torch.device("cuda:a")

torch.device("")

torch.device("cpu", "a")

torch.device()

torch.device(1.5)

torch.device("cuda:0", 1)

torch.ones(2, device="foo")

torch.ones(2, device=1.5)

torch.empty(2, device="cuda")
