import torch
from torch import nn

layer = nn.Linear(2, 2)
layer.register_parameter("scaled", nn.Parameter(torch.zeros(2)).expand(2, 2).as_subclass(nn.Parameter))
