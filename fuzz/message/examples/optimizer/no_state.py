import torch

weight = torch.nn.Parameter(torch.ones(2))
source, target = torch.optim.SGD([weight], lr=0.1, momentum=0.9), torch.optim.Adam([weight])
weight.grad = torch.ones(2)
source.step()
saved = target.state_dict() | {"state": source.state_dict()["state"]}
target.load_state_dict(saved)
target.step()
