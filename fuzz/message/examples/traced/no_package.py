# as written: ModuleNotFoundError: No module named 'onnxscript'
import torch
from torch import nn

torch.onnx.export(nn.Conv2d(3, 8, 3), (torch.ones(1, 3, 8, 8),), "net.onnx")
