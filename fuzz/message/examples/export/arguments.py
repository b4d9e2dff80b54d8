import torch
from torch import nn

torch.export.export(nn.Linear(4, 2), torch.rand(2, 4))
