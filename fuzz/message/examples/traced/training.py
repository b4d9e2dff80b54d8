import torch
from torch import nn

torch.jit.trace(nn.Dropout(), torch.ones(2, 30))
