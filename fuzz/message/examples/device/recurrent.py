# as written: RuntimeError: Input and parameter tensors are not at the same device, found input tensor at cuda:0 and parameter tensor at cpu
import torch
from torch import nn

nn.GRU(8, 4)(torch.rand(2, 3, 8, device="cuda"))
