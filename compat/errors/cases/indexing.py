torch.ones(3)[3]

torch.ones(3)[-4]

torch.ones(2, 3)[0, 3]

torch.ones(2, 3)[0, 0, 0]

torch.tensor(1.0)[0]

torch.ones(3)[1.0]

torch.ones(3)["a"]

torch.ones(3)[0, "a"]

torch.ones(3)[torch.tensor([0.0])]

torch.ones(3)[torch.tensor([5])]

torch.ones(2, 3)[torch.tensor([0, -4])]

torch.ones(2, 3)[torch.tensor([0, 1, 2])]

torch.ones(2, 3)[[0, 1], [0, 1, 2]]

torch.ones(3)[torch.tensor([True, False])]

torch.ones(2, 3)[torch.ones(3, dtype=torch.bool)]

torch.ones(2, 3)[:, torch.ones(2, dtype=torch.bool)]

torch.ones(2, 3)[torch.ones(2, 2, dtype=torch.bool)]

torch.ones(2, 3)[torch.ones(2, 3, 1, dtype=torch.bool)]

torch.ones(3)[::-1]

torch.ones(3)[::0]

torch.ones(3)["a":]

torch.ones(3)[1.5:]

torch.ones(3)[object()]

torch.ones(3)[[0, 5]]

torch.ones(3)[(0, 1)]

torch.ones(3)[torch.tensor(3)]

torch.ones(2, 3)[:, :, :]

torch.ones(3)[{0: 1}]

torch.ones(3)[torch.ones(2), 0]

x = torch.arange(3.0); x[5] = 1

x = torch.arange(3.0); x[0, 0] = 1

x = torch.arange(3.0); x[:2] = torch.ones(3)

x = torch.ones(2, 3); x[0] = torch.ones(2)

x = torch.ones(2, 3); x[:, 0] = torch.ones(2, 3)

x = torch.arange(3.0); x[torch.tensor([0, 1])] = torch.ones(3)

x = torch.arange(3.0); x[torch.tensor([7])] = 1.0

x = torch.arange(3.0); x[torch.tensor([True, False])] = 1.0

x = torch.arange(3.0); x[torch.tensor([True, True, False])] = torch.ones(3)

x = torch.arange(3.0); x["a"] = 1

x = torch.arange(3.0); x[0] = "a"

x = torch.arange(3.0); x[0] = [1, 2]

x = torch.arange(3.0); x[0] = None

x = torch.arange(3.0); x[::-1] = 1

x = torch.arange(3); x[0] = 1j

x = torch.tensor(1.0); x[0] = 2

x = torch.ones(3); del x[0]

x = torch.ones(2, requires_grad=True); x[0] = 5

torch.gather(torch.ones(2, 2), 0, torch.tensor([[2, 0]]))

torch.gather(torch.ones(2, 2), 0, torch.tensor([0]))

torch.gather(torch.ones(2, 2), 1, torch.tensor([[0], [0], [0]]))

torch.gather(torch.ones(2, 2), 0, torch.tensor([[0.0]]))

torch.gather(torch.ones(2, 2), 2, torch.tensor([[0]]))

torch.gather(torch.ones(2, 2), 0, [[0]])

x = torch.zeros(3); x.scatter_(0, torch.tensor([3]), 1.0)

x = torch.zeros(3); x.scatter_(0, torch.tensor([0, 1]), torch.ones(1))

x = torch.zeros(3); x.scatter_(0, torch.tensor([[0]]), torch.ones(1, 1))

x = torch.zeros(3); x.scatter_(0, torch.tensor([0]), torch.ones(1, dtype=torch.float64))

x = torch.zeros(3); x.scatter_(0, torch.tensor([0.0]), 1.0)

x = torch.zeros(3); x.scatter_(0, torch.tensor([0]), torch.ones(1), reduce="max")

x = torch.zeros(2, 2); x.scatter_(0, torch.tensor([[0, 0, 0]]), 1.0)

x = torch.zeros(3); x.scatter_add_(0, torch.tensor([3]), torch.ones(1))

x = torch.zeros(3); x.scatter_add_(0, torch.tensor([0]), torch.ones(1, dtype=torch.int64))

x = torch.zeros(3); x.scatter_add_(0, torch.tensor([0, 1]), torch.ones(1))

x = torch.zeros(3); x.scatter_add_(1, torch.tensor([0]), torch.ones(1))

x = torch.zeros(3); x.scatter_reduce_(0, torch.tensor([0]), torch.ones(1), "median")

x = torch.zeros(3); x.scatter_reduce_(0, torch.tensor([5]), torch.ones(1), "sum")

x = torch.zeros(3); x.index_add_(0, torch.tensor([3]), torch.ones(1))

x = torch.zeros(3); x.index_add_(0, torch.tensor([0, 1]), torch.ones(1))

x = torch.zeros(3); x.index_add_(0, torch.tensor([0.0]), torch.ones(1))

x = torch.zeros(3); x.index_add_(0, torch.tensor([0]), torch.ones(1, dtype=torch.float64))

x = torch.zeros(2, 2); x.index_add_(0, torch.tensor([0]), torch.ones(1, 3))

x = torch.zeros(3); x.index_copy_(0, torch.tensor([3]), torch.ones(1))

x = torch.zeros(3); x.index_copy_(0, torch.tensor([0, 1]), torch.ones(1))

x = torch.zeros(3); x.index_copy_(0, torch.tensor([0]), torch.ones(1, dtype=torch.int64))

x = torch.zeros(3); x.index_fill_(0, torch.tensor([3]), 1.0)

x = torch.zeros(3); x.index_fill_(0, torch.tensor([0.5]), 1.0)

x = torch.zeros(3); x.index_fill_(0, torch.tensor([0]), torch.ones(2))

torch.index_select(torch.ones(3), 0, torch.tensor([3]))

torch.index_select(torch.ones(3), 0, torch.tensor([0.0]))

torch.index_select(torch.ones(3), 0, torch.tensor([[0]]))

torch.index_select(torch.ones(3), 0, [0])

torch.take(torch.ones(3), torch.tensor([3]))

torch.take(torch.ones(3), torch.tensor([0.0]))

torch.take_along_dim(torch.ones(3), torch.tensor([0.0]), 0)

torch.take_along_dim(torch.ones(2, 2), torch.tensor([0]), 0)

x = torch.zeros(3); x.put_(torch.tensor([3]), torch.ones(1))

x = torch.zeros(3); x.put_(torch.tensor([0]), torch.ones(2))

x = torch.zeros(3); x.index_put_((torch.tensor([3]),), torch.tensor(1.0))

x = torch.zeros(3); x.index_put_((torch.tensor([0]),), torch.ones(1, dtype=torch.float64))

x = torch.zeros(3); x.index_put_((torch.tensor([0]), torch.tensor([0])), torch.tensor(1.0))

x = torch.zeros(3); x.index_put_(torch.tensor([0]), torch.tensor(1.0))

x = torch.zeros(3); x.index_put_(([0],), torch.tensor(1.0))

x = torch.zeros(3); x.masked_fill_(torch.tensor([1, 0, 1]), 1.0)

x = torch.zeros(3); x.masked_fill_(torch.tensor([True, False]), 1.0)

x = torch.zeros(3); x.masked_fill_(torch.ones(3).bool(), torch.ones(3))

torch.masked_fill(torch.zeros(3), torch.ones(3), 1.0)

torch.masked_select(torch.zeros(3), torch.ones(3))

torch.masked_select(torch.zeros(3), torch.ones(2).bool())

x = torch.zeros(3); x.masked_scatter_(torch.ones(3).bool(), torch.ones(2))

x = torch.zeros(3); x.masked_scatter_(torch.ones(3), torch.ones(3))

x = torch.zeros(3); x.masked_scatter_(torch.ones(3).bool(), torch.ones(3, dtype=torch.int64))

torch.where(torch.ones(2), torch.ones(2), torch.zeros(2))

torch.where(torch.ones(2).bool(), torch.ones(2))

torch.where([True], 1, 2)

torch.nonzero(torch.ones(2), as_tuple=1)

torch.argwhere([1])

x = torch.zeros(3); x.fill_diagonal_(1.0)

x = torch.zeros(2, 2); x.select_scatter(torch.ones(3), 0, 0)

x = torch.zeros(2, 2); x.slice_scatter(torch.ones(3), 0, 0, 1)

x = torch.zeros(2, 2); x.diagonal_scatter(torch.ones(3))
