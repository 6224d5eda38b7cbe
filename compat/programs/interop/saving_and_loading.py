# torch.save, torch.load, and what they refuse.
import collections
import io
import pickle

import torch


def again(obj, **options):
    file = io.BytesIO()
    torch.save(obj, file)
    file.seek(0)
    return torch.load(file, **options)


def show(name, make):
    try:
        print(name, make())
    except Exception as error:
        print(name, type(error).__name__, str(error).split("\n")[0])


x = torch.arange(6.0).view(2, 3)
for kind in ("bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32",
             "float64", "complex64", "complex128", "uint16", "uint32", "float8_e5m2"):  # fmt: skip
    found = again(torch.tensor([0, 1, 1]).to(getattr(torch, kind)))
    print(found.dtype, found.float().tolist() if not found.is_complex() else found.tolist())
pair = again({"m": x, "row": x[1], "t": x.t(), "same": x})
pair["row"][0] = 50
print(pair, pair["m"] is pair["same"], pair["row"]._base, pair["t"].stride(), pair["row"].storage_offset())
p = torch.nn.Parameter(torch.ones(2))
p.note = "kept"
q = again(p)
print(q, type(q), q.note, q.requires_grad, again(p * 2), again(p * 2).is_leaf)
y = torch.ones(1)
y.note = [1]
print(again(y).note, again(torch.zeros(0, 3)).shape, again(torch.tensor(5)).item())
print(again([1, 2.5, "a", None, True, (1, {"k": torch.ones(1)}), torch.float64, torch.Size([2]), torch.device("cpu"), {1}, 1j, b"x"]))
print(again(collections.OrderedDict(a=1)), again(x, map_location="cpu").device)
print(again(x, map_location=lambda storage, location: storage).device, again(x, map_location={"cpu": "cpu"}).sum())
model = torch.nn.Linear(2, 1)
other = torch.nn.Linear(2, 1)
other.load_state_dict(again(model.state_dict()))
print(torch.equal(model.weight, other.weight))
whole = again(model, weights_only=False)
print(whole, torch.equal(whole.weight, model.weight))
show("whole", lambda: again(model))


class Foo:
    def __init__(self):
        self.x = torch.ones(1)


show("foo", lambda: again(Foo()))
show("foo trusted", lambda: again(Foo(), weights_only=False).x)
with torch.serialization.safe_globals([Foo]):
    show("foo safe", lambda: again(Foo()).x)
show("after", lambda: again(Foo()))
show("list", lambda: torch.load([1]))
show("no file", lambda: torch.load("/nowhere/at/all.pt"))
show("save", lambda: torch.save(1, 3))
show("cuda", lambda: again(x, map_location="cuda"))
show("module", lambda: again(x, weights_only=True, pickle_module=pickle))
for protocol in (2, 3, 4, 5):
    print(pickle.loads(pickle.dumps(x.t()[1:], protocol)), pickle.loads(pickle.dumps(p, protocol)).note)
views = pickle.loads(pickle.dumps([x, x[0]]))
views[1][0] = 99
print(pickle.loads(pickle.dumps(torch.float32)) is torch.float32)
