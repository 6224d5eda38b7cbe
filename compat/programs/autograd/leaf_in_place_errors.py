# In-place operations on leaves that require grad.
import torch


def attempt(fn):
    try:
        fn()
        print("fine")
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])


w = torch.ones(3, requires_grad=True)


def set_item():
    w[0] = 1


def augmented():
    global w
    w += 1


attempt(lambda: w.add_(1))
attempt(lambda: w.zero_())
attempt(set_item)
attempt(augmented)
attempt(lambda: w.data.add_(1))
attempt(lambda: w.detach().mul_(2))
with torch.no_grad():
    attempt(lambda: w.sub_(1))
print(w)
plain = torch.zeros(3)
attempt(lambda: plain.add_(w))
print(plain)
