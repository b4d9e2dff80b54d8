import torch
from torch import nn

nn.TripletMarginLoss()(torch.randn(4, 8), torch.randn(4, 8), torch.randn(8))
