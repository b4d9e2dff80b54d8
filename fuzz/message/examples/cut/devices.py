# as written: Expected all tensors to be on the same device
import torch
from torch import nn

nn.Linear(8, 2).cuda()(torch.zeros(1, 8))
