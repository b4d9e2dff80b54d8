import torch
from torch import nn

maps, mask = torch.rand(4, 8, 6, 3), torch.ones(4, 1, 6, 3)
loss = mask * nn.TripletMarginLoss(reduction="none")(maps, maps + 1, maps.flip(0))
