# Looking at values between forward and backward changes nothing.
import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
h = x.exp()
print(h)
loss = (h * x).mean()
print(loss)
print(f"{loss.item():.3f} {float(loss):.3f}")
if loss > 1:
    print("large")
loss.backward()
print(x.grad)
