import torch
from torch import nn

nn.CrossEntropyLoss()(torch.randn(2, 3), ["cat", "dog"])
