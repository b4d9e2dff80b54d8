import torch


class Reverse(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, factor):
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad):
        return -ctx.factor * grad, None


Reverse.apply(torch.ones(2, requires_grad=True), 0.5).sum().backward()
