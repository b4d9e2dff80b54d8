import torch
from torch import nn

nn.CrossEntropyLoss()(torch.rand(2, 10))
