import torch


class Double(torch.autograd.Function):
    def forward(self, x):
        return x * 2


Double()(torch.ones(3))
