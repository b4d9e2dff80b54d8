import torch
from torch import nn

nn.GLU()(torch.tensor(1.0))
