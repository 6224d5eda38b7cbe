torch.randint(5, 5, (2,))

torch.randint(0, (2,))

torch.randint(5)

torch.randint("a", (2,))

torch.randint(1, 2, 3)

torch.randint(0, 300, (2,), dtype=torch.uint8)

torch.randint(0, 5, (2,), dtype=torch.bool)

torch.randint(2**65, (2,))

torch.randint_like(torch.ones(2), 0)

torch.randperm(-1)

torch.randperm("a")

torch.randperm(5, dtype=torch.bool)

torch.randperm(300, dtype=torch.uint8)

torch.randperm(3.5)

torch.normal(torch.ones(2), torch.ones(3))

torch.normal(0.0, -1.0, (2,))

torch.normal(torch.ones(2), -1.0)

torch.normal(0.0, torch.tensor([-1.0]))

torch.normal(0.0, 1.0)

torch.normal("a", 1)

torch.bernoulli(torch.tensor([1.5]))

torch.bernoulli(torch.tensor([-0.1]))

torch.bernoulli(torch.tensor([1]))

torch.bernoulli("a")

torch.bernoulli(torch.ones(2), 1.5)

torch.multinomial(torch.ones(3), 4)

torch.multinomial(torch.ones(3), 0)

torch.multinomial(torch.tensor([-1.0, 2.0]), 1)

torch.multinomial(torch.tensor([float("nan"), 2.0]), 1)

torch.multinomial(torch.tensor([float("inf"), 2.0]), 1)

torch.multinomial(torch.zeros(3), 1)

torch.multinomial(torch.arange(3), 1)

torch.multinomial(torch.ones(2, 2, 2), 1)

torch.poisson(torch.tensor([-1.0]))

torch.poisson("a")

x = torch.ones(2); x.uniform_(1, 0)

x = torch.arange(2); x.uniform_()

x = torch.arange(2); x.normal_()

x = torch.ones(2); x.normal_(0, -1)

x = torch.ones(2); x.exponential_(-1)

x = torch.arange(2); x.exponential_()

x = torch.ones(2); x.geometric_(0)

x = torch.ones(2); x.geometric_(1.5)

x = torch.ones(2); x.log_normal_(0, -1)

x = torch.ones(2); x.cauchy_(0, -1)

x = torch.ones(2); x.bernoulli_(1.5)

x = torch.ones(2); x.bernoulli_(torch.tensor([2.0, 0.0]))

x = torch.ones(2); x.random_(5, 5)

x = torch.ones(2); x.random_(-1)

x = torch.ones(2, dtype=torch.uint8); x.random_(0, 300)

x = torch.ones(2); x.uniform_("a")

x = torch.ones(2, requires_grad=True); x.normal_()

x = torch.ones(2).expand(2, 2); x.normal_()

torch.rand(2, out=torch.ones(2), dtype=torch.float64)

torch.rand(2, 3, generator="a")

torch.randn(2, dtype="a")

torch.randn(-2)

torch.randn(2, foo=1)

torch.seed(1)

torch.initial_seed(1)
