# Device objects.
import torch

d = torch.device("cpu")
print(d, repr(d), d.type, d.index, d == torch.device("cpu"), torch.device("cpu", 0))
print(
    torch.zeros(1, device="cpu").device,
    torch.zeros(1, device=d).device,
    torch.zeros(1).to(d).device,
)
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
print(device, torch.zeros(1).cpu().is_cpu)
print(
    torch.device("cuda:1"),
    torch.device("cuda", 1).index,
    torch.device("cuda:0") == torch.device("cuda", 0),
)
for bad in ("gpu", "cpu:x", ""):
    try:
        torch.device(bad)
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0][:60])
