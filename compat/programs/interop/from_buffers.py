# Tensors out of buffers, sequences, ranges and objects of others.
import array
import collections
import warnings

import numpy as np
import torch

warnings.simplefilter("ignore")


def show(name, make):
    try:
        found = make()
        print(name, found.dtype, tuple(found.shape), found.tolist())
    except Exception as error:
        print(name, type(error).__name__, str(error).split("\n")[0])


buffer = bytearray(range(16))
x = torch.frombuffer(buffer, dtype=torch.uint8)
buffer[0] = 200
x[1] = 100
print(x, buffer)
show("int16", lambda: torch.frombuffer(buffer, dtype=torch.int16))
show("offset", lambda: torch.frombuffer(buffer, dtype=torch.int32, offset=4))
show("count", lambda: torch.frombuffer(buffer, dtype=torch.int16, count=3))
show("both", lambda: torch.frombuffer(buffer, dtype=torch.int16, count=2, offset=2))
show("bool", lambda: torch.frombuffer(buffer, dtype=torch.bool, count=2))
show("bfloat16", lambda: torch.frombuffer(buffer, dtype=torch.bfloat16, count=2))
show("bytes", lambda: torch.frombuffer(b"\x01\x02", dtype=torch.uint8))
show("array", lambda: torch.frombuffer(array.array("f", [1, 2]), dtype=torch.float32))
show("memoryview", lambda: torch.frombuffer(memoryview(buffer), dtype=torch.uint8, count=2))
show("grad", lambda: torch.frombuffer(array.array("f", [1]), dtype=torch.float32, requires_grad=True))
show("odd", lambda: torch.frombuffer(bytearray(5), dtype=torch.int32))
show("too many", lambda: torch.frombuffer(bytearray(8), dtype=torch.int32, count=3))
show("far", lambda: torch.frombuffer(bytearray(8), dtype=torch.int32, offset=8))
show("negative", lambda: torch.frombuffer(bytearray(8), dtype=torch.int32, offset=-1))
show("count 0", lambda: torch.frombuffer(bytearray(8), dtype=torch.int32, count=0))
show("empty", lambda: torch.frombuffer(bytearray(0), dtype=torch.int32))
show("no dtype", lambda: torch.frombuffer(bytearray(8)))
show("list", lambda: torch.frombuffer([1], dtype=torch.int32))
show("array.array", lambda: torch.tensor(array.array("i", [1, 2])))
show("array.array d", lambda: torch.tensor(array.array("d", [1, 2])))
show("as array.array", lambda: torch.as_tensor(array.array("d", [1, 2])))
show("asarray bytes", lambda: torch.asarray(bytearray(b"ab"), dtype=torch.uint8))
show("asarray no dtype", lambda: torch.asarray(bytearray(8)))
show("bytes tensor", lambda: torch.tensor(b"ab"))
show("bytearray tensor", lambda: torch.tensor(bytearray(b"ab")))
show("memoryview tensor", lambda: torch.tensor(memoryview(b"ab")))
show("deque", lambda: torch.tensor(collections.deque([1, 2])))
show("range", lambda: torch.tensor(range(3)))
show("set", lambda: torch.tensor({1, 2}))
show("generator", lambda: torch.tensor(i for i in range(3)))
show("dict", lambda: torch.tensor({1: 2}))
show("str", lambda: torch.tensor("ab"))
show("namedtuple", lambda: torch.tensor(collections.namedtuple("P", "a b")(1, 2)))
show("tensors 0-d", lambda: torch.tensor([torch.tensor(1), torch.tensor(2)]))
show("tensors float", lambda: torch.tensor([torch.tensor(1.5), 2]))
show("tensors 1-el", lambda: torch.tensor([torch.tensor([1.5]), torch.tensor([2.0])]))
show("tensors 2-el", lambda: torch.tensor([torch.tensor([1.5, 2]), torch.tensor([2.0, 3])]))
show("tensors f64", lambda: torch.tensor([torch.tensor(1.5, dtype=torch.float64)]))
show("np scalars", lambda: torch.tensor([np.float32(1.5), np.float32(2)]))
show("np f64", lambda: torch.tensor([np.float64(1.5)]))
show("np int", lambda: torch.tensor([np.int32(1), np.int8(2)]))
show("np bool", lambda: torch.tensor([np.bool_(True)]))
show("np scalar", lambda: torch.tensor(np.float32(1.5)))
show("np f16", lambda: torch.tensor(np.float16(1.5)))
show("np arrays", lambda: torch.tensor([np.array([1, 2]), np.array([3, 4])]))
show("np arrays f32", lambda: torch.tensor([np.array([1.0], np.float32)]))
show("mixed", lambda: torch.tensor([1, 2.5, True]))
show("mixed complex", lambda: torch.tensor([1, 2j]))
show("nested mix", lambda: torch.tensor([(1, 2), [3, 4]]))
show("ragged", lambda: torch.tensor([[1], [2, 3]]))
show("ragged2", lambda: torch.tensor([[[1]], [[2], [3]]]))
show("scalar first", lambda: torch.tensor([1, [2]]))
show("list first", lambda: torch.tensor([[2], 1]))
show("empty lists", lambda: torch.tensor([[], []]))
show("none", lambda: torch.tensor([None]))
show("bool to f", lambda: torch.tensor([True], dtype=torch.float32))
show("float to int", lambda: torch.tensor([1.7, -1.7], dtype=torch.int32))
show("float to bool", lambda: torch.tensor([0.5, 0.0], dtype=torch.bool))
show("too big", lambda: torch.tensor([300], dtype=torch.uint8))
show("neg", lambda: torch.tensor([-1], dtype=torch.uint8))
show("nan int", lambda: torch.tensor([float("nan")], dtype=torch.int64))
show("int64 max", lambda: torch.tensor(2**63 - 1))
show("overflow", lambda: torch.tensor(2**63))
show("uint64", lambda: torch.tensor([2**63], dtype=torch.uint64))
show("complex to float", lambda: torch.tensor([1j], dtype=torch.float32))
show("dtype=float", lambda: torch.tensor([1], dtype=float))
show("dtype=int", lambda: torch.tensor([1.0], dtype=int))
show("dtype=bool", lambda: torch.tensor([1.0], dtype=bool))


class HasArray:
    def __array__(self, dtype=None, copy=None):
        return np.arange(3, dtype=np.float32)


class HasInterface:
    __array_interface__ = np.arange(3, dtype=np.int16).__array_interface__


class Sequence:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        return [5, 6][i]


class Float:
    def __float__(self):
        return 1.5


class Index:
    def __index__(self):
        return 3


show("__array__", lambda: torch.tensor(HasArray()))
show("as __array__", lambda: torch.as_tensor(HasArray()))
show("interface", lambda: torch.as_tensor(HasInterface()))
show("sequence", lambda: torch.tensor(Sequence()))
show("__float__", lambda: torch.tensor(Float()))
show("[__float__]", lambda: torch.tensor([Float()]))
show("[__float__] f", lambda: torch.tensor([Float()], dtype=torch.float32))
show("__index__", lambda: torch.tensor(Index()))
show("class", lambda: torch.tensor(int))
