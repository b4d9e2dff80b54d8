import torch
from torch import nn

nn.ParameterList([nn.Parameter(torch.ones(3))])(torch.ones(3))
