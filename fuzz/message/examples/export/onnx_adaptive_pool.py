# as written: torch.onnx.errors.SymbolicValueError: Unsupported: ONNX export of operator adaptive_avg_pool2d, output size that are not factor of input size.
import torch
from torch import nn

torch.onnx.export(nn.AdaptiveAvgPool2d(3), (torch.rand(1, 8, 7, 7),), "pool.onnx", dynamo=False)
