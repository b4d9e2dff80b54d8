import torch


class Averaged(torch.optim.Optimizer):
    def __init__(self, optimizer):
        self.state, self.param_groups = optimizer.state, optimizer.param_groups


optimizer = torch.optim.SGD([torch.nn.Parameter(torch.ones(2))], lr=0.1)
Averaged(optimizer).load_state_dict(optimizer.state_dict())
