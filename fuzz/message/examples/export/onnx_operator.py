# as written: torch.onnx.errors.UnsupportedOperatorError: Exporting the operator 'aten::affine_grid_generator' to ONNX opset version 16 is not supported.
import torch
from torch import nn
from torch.nn import functional


class Turned(nn.Module):
    def forward(self, theta):
        return functional.affine_grid(theta, (1, 3, 8, 8), align_corners=False)


torch.onnx.export(Turned(), (torch.rand(1, 2, 3),), "grid.onnx", dynamo=False, opset_version=16)
