torch.ones(2, 2) @ torch.ones(2, 2, dtype=torch.float64)

torch.ones(2, 2) @ torch.ones(2, 2, dtype=torch.int64)

torch.mm(torch.ones(2, 2), torch.ones(2, 2, dtype=torch.float64))

torch.mv(torch.ones(2, 2), torch.ones(2, dtype=torch.float64))

torch.bmm(torch.ones(1, 2, 2), torch.ones(1, 2, 2, dtype=torch.float64))

torch.dot(torch.ones(2), torch.ones(2, dtype=torch.int64))

torch.addmm(torch.ones(2, 2), torch.ones(2, 2), torch.ones(2, 2, dtype=torch.float64))

torch.addmm(torch.ones(2, 2, dtype=torch.float64), torch.ones(2, 2), torch.ones(2, 2))

F.linear(torch.ones(2, 2), torch.ones(2, 2, dtype=torch.float64))

F.linear(torch.ones(2, 2, dtype=torch.int64), torch.ones(2, 2))

nn.Linear(2, 2)(torch.ones(2, dtype=torch.float64))

torch.lerp(torch.ones(2), torch.ones(2, dtype=torch.float64), 0.5)

x = torch.ones(2, dtype=torch.int64); x.add_(1.5)

x = torch.ones(2, dtype=torch.int64); x += torch.ones(2)

x = torch.ones(2, dtype=torch.int64); x /= 2

x = torch.ones(2, dtype=torch.int64); x.div_(2)

x = torch.ones(2, dtype=torch.int64); x.sqrt_()

x = torch.ones(2, dtype=torch.int64); x.mul_(0.5)

x = torch.ones(2, dtype=torch.bool); x.add_(1)

x = torch.ones(2); x.mul_(1j)

x = torch.ones(2, dtype=torch.int64); x.pow_(0.5)

x = torch.ones(2, dtype=torch.uint8); x.sub_(1.0)

x = torch.ones(2, dtype=torch.int64); x.lerp_(torch.ones(2), 0.5)

x = torch.ones(2, dtype=torch.int64); x.exp_()

x = torch.ones(2, dtype=torch.bool); x.neg_()

-torch.ones(2, dtype=torch.bool)

torch.ones(2).bool() - torch.ones(2).bool()

1 - torch.ones(2).bool()

torch.ones(2).bool() - 1

torch.sub(torch.ones(2), torch.ones(2), alpha=1j)

torch.add(torch.ones(2, dtype=torch.int64), 1, alpha=1.5)

torch.ones(2) & torch.ones(2)

torch.ones(2) | 1

torch.ones(2) ^ torch.ones(2)

~torch.ones(2)

torch.bitwise_and(torch.ones(2), 1)

torch.bitwise_not(torch.ones(2))

torch.ones(2, dtype=torch.int64) << 1.5

torch.mean(torch.ones(2, dtype=torch.int64))

torch.arange(3).mean()

torch.arange(4).view(2, 2).mean(0)

torch.ones(2, dtype=torch.bool).mean()

torch.std(torch.arange(3))

torch.var(torch.arange(3))

torch.arange(3).softmax(0)

F.softmax(torch.arange(3), dim=0)

F.log_softmax(torch.arange(3), 0)

F.relu(torch.ones(2, dtype=torch.bool))

F.gelu(torch.arange(3))

F.elu(torch.arange(3))

F.dropout(torch.arange(3), 0.5)

F.leaky_relu(torch.arange(3))

torch.norm(torch.arange(3))

torch.linalg.norm(torch.arange(3))

torch.linalg.inv(torch.ones(2, 2, dtype=torch.int64))

torch.floor(torch.ones(2, dtype=torch.complex64))

torch.ones(2, dtype=torch.complex64) > 1

torch.ones(2, dtype=torch.complex64) < torch.ones(2)

torch.max(torch.ones(2, dtype=torch.complex64))

torch.sort(torch.ones(2, dtype=torch.complex64))

torch.ones(2, dtype=torch.complex64) % 2

torch.ones(2, dtype=torch.complex64) // 2

torch.ones(2).bool().argmax()

torch.ones(2, dtype=torch.complex64).argmax()

torch.maximum(torch.ones(2, dtype=torch.complex64), torch.ones(2))

torch.clamp(torch.ones(2, dtype=torch.complex64), 0, 1)

torch.atan2(torch.ones(2, dtype=torch.complex64), torch.ones(2))

torch.gcd(torch.ones(2), torch.ones(2))

torch.lcm(torch.ones(2), torch.ones(2))

torch.polar(torch.ones(2), torch.ones(2, dtype=torch.float64))

torch.complex(torch.ones(2), torch.ones(2, dtype=torch.float64))

torch.complex(torch.arange(2), torch.arange(2))

torch.heaviside(torch.ones(2), torch.ones(2, dtype=torch.float64))

torch.copysign(torch.ones(2, dtype=torch.complex64), 1)

torch.hypot(torch.arange(3), torch.arange(3))

torch.logaddexp(torch.arange(3), torch.arange(3))

torch.nextafter(torch.arange(3), torch.arange(3))

torch.frexp(torch.arange(3))

torch.pow(torch.arange(3), -1)

torch.arange(3) ** -2

torch.pow(2, "a")

torch.round(torch.ones(2, dtype=torch.int64), decimals=1)

torch.round(torch.ones(2, dtype=torch.complex64))

torch.sign(torch.ones(2, dtype=torch.complex64))

torch.trunc(torch.ones(2, dtype=torch.complex64))

torch.ones(2, dtype=torch.complex64).imag.foo

torch.ones(2).imag

torch.view_as_complex(torch.ones(3))

torch.view_as_complex(torch.ones(2, 2, dtype=torch.int64))

torch.view_as_real(torch.ones(2))

torch.ones(2, dtype=torch.int64, requires_grad=True)

torch.tensor([1, 2], requires_grad=True)

torch.arange(3).requires_grad_()

x = torch.arange(3); x.requires_grad = True

torch.tensor([True], requires_grad=True)

nn.Parameter(torch.arange(3))

torch.set_default_dtype(torch.int64)

torch.set_default_dtype("float32")

torch.set_default_dtype(torch.int32, 1)

torch.ones(2, dtype="int")

torch.ones(2).to("int")

torch.ones(2).to(dtype=3)

torch.ones(2).type("torch.NoTensor")

torch.promote_types(torch.float32, "a")

torch.can_cast(torch.float32, 1)

torch.result_type("a", 1)

torch.finfo(torch.int64)

torch.iinfo(torch.float32)

torch.finfo("float33")

torch.arange(3) // 0

torch.arange(3) % torch.zeros(3, dtype=torch.int64)

torch.remainder(torch.arange(3), 0)

torch.fmod(torch.arange(3), 0)

torch.div(torch.ones(2), 2, rounding_mode="ceil")

torch.div(torch.arange(3), 0, rounding_mode="floor")

torch.equal(torch.ones(2), 1)

torch.allclose(torch.ones(2), torch.ones(2, dtype=torch.float64))

torch.isclose(torch.ones(2), torch.ones(2, dtype=torch.float64))

torch.isclose(torch.ones(2), torch.ones(2), rtol=-1)

torch.testing.assert_close(torch.ones(2), torch.ones(3))

torch.testing.assert_close(torch.ones(2), torch.ones(2, dtype=torch.float64))

torch.addcdiv(torch.arange(3), torch.arange(3), torch.arange(1, 4))

torch.sum(torch.ones(2), dtype=3)

torch.uint8.to_complex().foo

torch.ones(2, dtype=torch.uint16) + torch.ones(2, dtype=torch.int32)
