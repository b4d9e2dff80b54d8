import torch

weight = torch.nn.Parameter(torch.ones(2))
weight.grad = torch.ones(2)
optimizer = torch.optim.SGD([weight], lr=0.1)
del optimizer.param_groups[0]["momentum"]
optimizer.step()
