import torch

torch.optim.SGD([torch.nn.Parameter(torch.ones(2))], 0.1, -0.9)
