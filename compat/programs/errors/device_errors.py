# Devices that are not there.
import torch

if torch.cuda.is_available():
    print("False 0")
else:
    print(torch.cuda.is_available(), torch.cuda.device_count())
for bad in (
    lambda: torch.device("nothing"),
    lambda: torch.zeros(1, device="abc"),
    lambda: torch.device(),
    lambda: torch.zeros(1).to("xyz"),
):
    try:
        bad()
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, str(error).split(":")[0][:40])
