nn.Linear(3, 2)(torch.ones(2, 4))

nn.Linear(3, 2)(torch.ones(4))

nn.Linear(3, 2)(torch.arange(3))

nn.Linear(3, 2)("a")

nn.Linear(3, 2)()

nn.Linear(3, 2)(torch.ones(3), torch.ones(3))

nn.Linear(3)

nn.Linear(-1, 2)

nn.Linear("a", 2)

nn.Linear(3, 2, foo=1)

nn.Linear(3, 2).foo

nn.Linear(3, 2).weight = torch.ones(2, 3)

nn.Linear(3, 2).weight = "a"

m = nn.Linear(3, 2)
m.bias = 3

del nn.Linear(3, 2).foo

nn.Linear(3, 2).load_state_dict({})

nn.Linear(3, 2).load_state_dict({"weight": torch.ones(2, 3), "bias": torch.ones(2), "foo": torch.ones(1)})

nn.Linear(3, 2).load_state_dict({"weight": torch.ones(3, 3), "bias": torch.ones(2)})

nn.Linear(3, 2).load_state_dict({"weight": "a", "bias": torch.ones(2)})

nn.Linear(3, 2).load_state_dict("a")

nn.Sequential(nn.Linear(3, 2), nn.Linear(2, 1)).load_state_dict({"0.weight": torch.ones(2, 3)})

nn.Linear(3, 2).to(torch.int64)

nn.Linear(3, 2).to("foo")

nn.Linear(3, 2).register_parameter("p", torch.ones(2))

nn.Linear(3, 2).register_parameter("a.b", None)

nn.Linear(3, 2).register_parameter("", None)

nn.Linear(3, 2).register_parameter(1, None)

nn.Linear(3, 2).register_parameter("forward", None)

m = nn.Linear(3, 2)
m.register_parameter("p", m.weight * 2)

nn.Linear(3, 2).register_buffer("b", 1)

nn.Linear(3, 2).register_buffer("forward", torch.ones(2))

nn.Linear(3, 2).register_buffer("a.b", torch.ones(2))

nn.Linear(3, 2).register_buffer(1, torch.ones(2))

m = nn.Module()
m.register_buffer("b", torch.ones(2))
m.b = 3

m = nn.Module()
m.add_module("a.b", nn.ReLU())

m = nn.Module()
m.add_module("a", 1)

m = nn.Module()
m.add_module("", nn.ReLU())

m = nn.Module()
m.add_module(1, nn.ReLU())

m = nn.Module()
m.child = nn.ReLU()
m.child = 3

nn.Module()(1)

nn.Module()(1, 2, foo=3)

nn.Module(1)

nn.Module(foo=1)

class Net(nn.Module):
    def __init__(self):
        self.layer = nn.Linear(2, 2)
Net()

class Net(nn.Module):
    def __init__(self):
        self.weight = nn.Parameter(torch.ones(2))
Net()

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)
Net()(torch.ones(2))

class Net(nn.Module):
    def forward(self, x):
        return self.layer(x)
Net()(torch.ones(2))

nn.Module().get_submodule("a.b")

nn.Linear(2, 2).get_parameter("foo")

nn.Linear(2, 2).get_buffer("weight")

nn.Sequential(nn.ReLU()).get_submodule("0.a")

nn.Linear(2, 2).train("a")

nn.Linear(2, 2).requires_grad_("a")

nn.Linear(2, 2).apply(1)

nn.Sequential(1)

nn.Sequential(nn.Linear(2, 2), "a")

nn.Sequential(nn.Linear(2, 2))[1]

nn.Sequential(nn.Linear(2, 2))["a"]

nn.Sequential(nn.Linear(2, 3), nn.Linear(2, 2))(torch.ones(1, 2))

del nn.Sequential(nn.ReLU())[3]

nn.Sequential(nn.ReLU()).append(1)

nn.Sequential(nn.ReLU()).insert(5, nn.ReLU())

nn.ModuleList([1])

nn.ModuleList([nn.ReLU()])[1]

nn.ModuleList([nn.ReLU()])("a")

nn.ModuleList([nn.ReLU()]).extend(1)

nn.ModuleDict({"a": 1})

nn.ModuleDict({"a": nn.ReLU()})["b"]

nn.ModuleDict([1])

nn.ModuleDict({"a.b": nn.ReLU()})

nn.ParameterList([torch.ones(2)])[3]

nn.ParameterDict({"a": torch.ones(2)})["b"]

nn.Parameter("a")

nn.Parameter(torch.ones(2), 1, 2)

nn.Parameter(torch.ones(2)).foo

nn.Dropout(1.5)

nn.Dropout(-0.1)

nn.Embedding(3, 2)(torch.tensor([3]))

nn.Embedding(3, 2)(torch.tensor([0.5]))

nn.Embedding(3, 2, padding_idx=5)

nn.Embedding(3, 2, padding_idx=-5)

nn.Embedding.from_pretrained(torch.ones(3))

nn.LayerNorm(3)(torch.ones(2, 4))

nn.GroupNorm(2, 3)

nn.BatchNorm1d(3)(torch.ones(2, 4))

nn.BatchNorm1d(3)(torch.ones(2, 3, 4, 5))

nn.BatchNorm1d(3)(torch.ones(1, 3))

nn.BatchNorm2d(3)(torch.ones(2, 3))

nn.Conv2d(3, 4, 3)(torch.ones(1, 2, 5, 5))

nn.Conv2d(3, 4, 3)(torch.ones(2, 5, 5))

nn.Conv2d(3, 4, 3, groups=2)

nn.Conv2d(3, 4, 3, padding="foo")

nn.Conv2d(3, 4, 3, padding_mode="foo")

nn.Conv2d(3, 4, 3)(torch.ones(1, 3, 2, 2))

nn.MaxPool2d(3)(torch.ones(1, 1, 2, 2))

nn.Flatten(1, 5)(torch.ones(2, 2))

nn.Unflatten(0, "a")

nn.Unflatten(1, (2, 3))(torch.ones(2, 5))

nn.LSTM(3, 2)(torch.ones(2, 4))

nn.LSTM(3, 2)(torch.ones(2, 2, 2, 3))

nn.GRU(3, 2)(torch.ones(5, 2, 3), torch.ones(1, 3, 2))

nn.RNN(3, 2, nonlinearity="foo")

nn.RNN(3, 0)

nn.LSTMCell(3, 2)(torch.ones(2, 4))

nn.MultiheadAttention(5, 2)

nn.TransformerEncoderLayer(4, 3)

nn.CrossEntropyLoss()(torch.ones(2, 3), torch.tensor([0, 5]))

nn.CrossEntropyLoss()(torch.ones(2, 3), torch.tensor([0, 1, 2]))

nn.CrossEntropyLoss()(torch.ones(2, 3))

nn.CrossEntropyLoss(reduction="foo")(torch.ones(2, 3), torch.tensor([0, 1]))

nn.NLLLoss()(torch.ones(2, 3), torch.tensor([0, 1, 2]))

nn.BCELoss()(torch.tensor([2.0]), torch.tensor([1.0]))

nn.BCELoss()(torch.ones(2), torch.ones(2, 1))

nn.BCEWithLogitsLoss()(torch.ones(2), torch.ones(2, 1))

nn.MSELoss()(torch.ones(3), torch.ones(2))

nn.MSELoss("a", "b", "c", "d")

nn.KLDivLoss(reduction="foo")(torch.ones(2), torch.ones(2))

nn.SmoothL1Loss(beta=-1.0)(torch.ones(2), torch.ones(2))

nn.MultiMarginLoss(p=3)

nn.Softmax(dim=3)(torch.ones(2))

nn.PReLU(3)(torch.ones(2, 2))

nn.Threshold(1)

nn.Upsample(scale_factor=2)(torch.ones(2))

nn.init.normal_("a")

nn.init.xavier_uniform_(torch.ones(2))

nn.init.kaiming_normal_(torch.ones(2))

nn.init.kaiming_uniform_(torch.ones(2, 2), mode="foo")

nn.init.calculate_gain("foo")

nn.init.eye_(torch.ones(2))

nn.init.dirac_(torch.ones(2, 2))

nn.init.orthogonal_(torch.ones(2))

nn.init.sparse_(torch.ones(2), 0.5)

nn.utils.clip_grad_norm_([torch.ones(2)], "a")

x = torch.ones(2, requires_grad=True)
x.grad = torch.full((2,), float("nan"))
nn.utils.clip_grad_norm_([x], 1.0, error_if_nonfinite=True)

nn.utils.vector_to_parameters("a", [])

nn.utils.parameters_to_vector([])

torch.optim.SGD([])

torch.optim.SGD(torch.ones(2), lr=0.1)

torch.optim.SGD([1], lr=0.1)

torch.optim.SGD([torch.ones(2)], lr=-1)

torch.optim.SGD([torch.ones(2)], lr=0.1, momentum=-1)

torch.optim.SGD([torch.ones(2)], lr=0.1, weight_decay=-1)

torch.optim.SGD([torch.ones(2)], lr=0.1, nesterov=True)

torch.optim.SGD([torch.ones(2)], lr="a")

torch.optim.SGD([torch.ones(2)], lr=0.1, foo=1)

torch.optim.SGD()

torch.optim.SGD([{"foo": [torch.ones(2)]}], lr=0.1)

torch.optim.SGD([torch.ones(2, requires_grad=True) * 2], lr=0.1)

x = torch.ones(2, requires_grad=True)
torch.optim.SGD([{"params": x}, {"params": [x]}], lr=0.1)

x = torch.ones(2, requires_grad=True)
torch.optim.SGD([{"params": {x}}], lr=0.1)

x = torch.ones(2, requires_grad=True)
torch.optim.SGD([x], lr=0.1).add_param_group("a")

x = torch.ones(2, requires_grad=True)
torch.optim.SGD([x], lr=0.1).add_param_group({"params": [x]})

x = torch.ones(2, requires_grad=True)
torch.optim.SGD([x], lr=0.1).load_state_dict({})

x = torch.ones(2, requires_grad=True)
o = torch.optim.SGD([x], lr=0.1)
o.load_state_dict({"state": {}, "param_groups": []})

x = torch.ones(2, requires_grad=True)
o = torch.optim.SGD([x], lr=0.1)
o.load_state_dict({"state": {}, "param_groups": [{"params": [0, 1]}]})

x = torch.ones(2, requires_grad=True)
torch.optim.SGD([x], lr=0.1).step(1)

torch.optim.Adam([torch.ones(2)], lr=-1)

torch.optim.Adam([torch.ones(2)], betas=(1.5, 0.9))

torch.optim.Adam([torch.ones(2)], betas=(0.9, -1))

torch.optim.Adam([torch.ones(2)], eps=-1)

torch.optim.Adam([torch.ones(2)], weight_decay=-1)

torch.optim.Adam([torch.ones(2)], betas=0.9)

torch.optim.AdamW([torch.ones(2)], lr=-0.5)

torch.optim.AdamW([torch.ones(2)], betas=(0.9, 1.0))

torch.optim.RMSprop([torch.ones(2)], alpha=-1)

torch.optim.Adagrad([torch.ones(2)], lr=-1)

x = torch.ones(2, requires_grad=True)
torch.optim.lr_scheduler.StepLR(1, 2)

x = torch.ones(2, requires_grad=True)
torch.optim.lr_scheduler.StepLR(torch.optim.SGD([x], lr=0.1))

x = torch.ones(2, requires_grad=True)
torch.optim.lr_scheduler.LambdaLR(torch.optim.SGD([x], lr=0.1), [lambda e: 1, lambda e: 2])

torch.utils.data.DataLoader([1, 2], batch_size=0)

torch.utils.data.DataLoader([1, 2], batch_size=2, shuffle=True, sampler=[0, 1])

torch.utils.data.TensorDataset(torch.ones(2), torch.ones(3))

torch.utils.data.random_split([1, 2, 3], [1, 1])

torch.save(torch.ones(2))

torch.load("/nonexistent/file.pt")
