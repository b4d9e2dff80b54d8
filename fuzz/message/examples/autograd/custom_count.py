import torch


class Pool(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.mean((2, 3))

    @staticmethod
    def backward(ctx, grad):
        return grad, None, grad


Pool.apply(torch.randn(2, 4, 8, 8, requires_grad=True)).sum().backward()
