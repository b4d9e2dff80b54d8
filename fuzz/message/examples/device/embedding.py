# as written: RuntimeError: Input, output and indices must be on the current device
import torch
from torch import nn

nn.Embedding(3, 2).cuda()(torch.tensor([0]))
