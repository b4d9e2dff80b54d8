# as written: RuntimeError: Input and hidden tensors are not at the same device, found input tensor at cuda:0 and hidden tensor at cpu
import torch
from torch import nn

nn.GRU(8, 4).cuda()(torch.rand(2, 3, 8, device="cuda"), torch.zeros(1, 3, 4))
