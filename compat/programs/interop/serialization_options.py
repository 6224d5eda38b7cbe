# What saving and loading can be told: places, mapped files, order of bytes, safe globals.
import io
import os
import tempfile

import torch
from torch import serialization as S


class Mine:
    pass


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


print(list(S.LoadEndianness), S.get_default_load_endianness(), S.get_crc32_options(), S.get_default_mmap_options())
attempt(lambda: S.set_default_load_endianness("x"))
S.set_default_load_endianness(S.LoadEndianness.LITTLE)
print(S.get_default_load_endianness(), S.set_default_load_endianness(None))
attempt(lambda: S.set_default_mmap_options(7))
with S.set_default_mmap_options(1):
    print(S.get_default_mmap_options())
print(S.get_default_mmap_options())
storage = torch.ones(2).untyped_storage()
for f in [
    lambda: S.location_tag(storage), lambda: S.location_tag(3), lambda: S.default_restore_location(storage, "cpu") is storage,
    lambda: S.default_restore_location(storage, "foo"), lambda: S.default_restore_location(storage, "cuda:0"),
]:
    attempt(f)
buffer = io.BytesIO()
torch.save({"a": Mine(), "t": torch.ones(2)}, buffer)
attempt(lambda: S.get_unsafe_globals_in_checkpoint(buffer))
buffer.seek(0)
attempt(lambda: S.get_unsafe_globals_in_checkpoint(buffer))
buffer.seek(0)
with S.safe_globals([Mine]):
    attempt(lambda: S.get_unsafe_globals_in_checkpoint(buffer))
    buffer.seek(0)
    attempt(lambda: torch.load(buffer)["t"])
skipped = io.BytesIO()
with S.skip_data():
    torch.save({"t": torch.ones(3), "v": torch.arange(6)[2:4]}, skipped)
skipped.seek(0)
print(torch.load(skipped))
skipped.seek(0)
with S.skip_data():
    print(torch.load(skipped)["t"].shape)
S.set_crc32_options(False)
unchecked = io.BytesIO()
torch.save(torch.ones(3), unchecked)
S.set_crc32_options(True)
unchecked.seek(0)
print(torch.load(unchecked))
path = os.path.join(tempfile.mkdtemp(), "weights.pt")
torch.save({"w": torch.arange(6.0).view(2, 3).t(), "b": torch.arange(4, dtype=torch.uint8), "e": torch.empty(0)}, path)
mapped = torch.load(path, mmap=True)
print(mapped, mapped["w"].stride())
mapped["w"].add_(1)
print(mapped["w"], torch.load(path)["w"])
attempt(lambda: torch.load(io.BytesIO(open(path, "rb").read()), mmap=True))
active = [True]
S.register_package(
    5, lambda s: "mine" if active and s.nbytes() == 12 else None, lambda s, location: s if location == "mine" else None
)
small = io.BytesIO()
torch.save([torch.ones(3), torch.zeros(4)], small)
print(b"mine" in small.getvalue())
small.seek(0)
print(torch.load(small))
active.clear()
