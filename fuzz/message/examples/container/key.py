import torch
from torch import nn

nn.ParameterDict()[0] = nn.Parameter(torch.ones(3))
