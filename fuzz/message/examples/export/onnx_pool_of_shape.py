# as written: torch.onnx.errors.SymbolicValueError: Unsupported: ONNX export of operator adaptive pooling, since output_size is not constant.
import torch
from torch import nn
from torch.nn import functional


class Network(nn.Module):
    def forward(self, x, other):
        return functional.adaptive_avg_pool2d(x, other.shape[-2:])


images = torch.rand(1, 3, 8, 8), torch.rand(1, 3, 4, 4)
axes = {"other": {2: "height", 3: "width"}}
names = ["x", "other"]
torch.onnx.export(Network(), images, "network.onnx", input_names=names, dynamic_axes=axes, dynamo=False)
