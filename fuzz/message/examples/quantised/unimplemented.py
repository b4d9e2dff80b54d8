# as written: RuntimeError: Unimplemented backend QuantizedCPU
import torch
from torch import nn

nn.PReLU()(torch.quantize_per_tensor(torch.rand(1, 3), 0.1, 0, torch.quint8))
