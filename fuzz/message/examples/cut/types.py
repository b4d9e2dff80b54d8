# as written: Input type and weight type should be the same
import torch
from torch import nn

nn.Conv2d(3, 8, 3)(torch.zeros(1, 3, 8, 8, dtype=torch.float64))
