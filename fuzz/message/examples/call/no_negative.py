import torch
from torch import nn

nn.TripletMarginLoss()(torch.rand(4, 8), torch.rand(4, 8))
