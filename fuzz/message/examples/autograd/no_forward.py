import torch


class Double(torch.autograd.Function):
    pass


Double.apply(torch.ones(3))
