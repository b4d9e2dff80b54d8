# as written: RuntimeError: ONNX export failed: Couldn't export Python operator Doubled
import torch


class Doubled(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2


class Network(torch.nn.Module):
    def forward(self, x):
        return Doubled.apply(x)


torch.onnx.export(Network(), torch.rand(1, 3), "doubled.onnx")
