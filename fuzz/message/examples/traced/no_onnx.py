# as written: torch.onnx.errors.OnnxExporterError: Module onnx is not installed!
import torch
from torch import nn

torch.onnx.export(nn.Conv2d(3, 8, 3), (torch.ones(1, 3, 8, 8),), "net.onnx", dynamo=False)
