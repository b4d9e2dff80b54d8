import torch
from torch import nn

nn.CrossEntropyLoss()(torch.rand(2, 3), torch.rand(2, 3), torch.tensor([0, 1]))
