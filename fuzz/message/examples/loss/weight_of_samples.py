import torch
from torch import nn

nn.BCEWithLogitsLoss(weight=torch.ones(4))(torch.rand(4, 5), torch.ones(4, 5))
