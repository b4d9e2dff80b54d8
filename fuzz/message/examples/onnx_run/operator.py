# as written: RuntimeError: ONNX export failed: Couldn't export operator aten::rsqrt
import torch


class Network(torch.nn.Module):
    def forward(self, x):
        return x.rsqrt()


torch.onnx.export(Network(), torch.rand(1, 3), "network.onnx")
