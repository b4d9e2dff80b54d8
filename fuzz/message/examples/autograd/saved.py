import torch


class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_forward(2)
        return x * 2


Double.apply(torch.ones(3, requires_grad=True))
