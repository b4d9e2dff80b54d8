# as written: RuntimeError: torch.nn.functional.binary_cross_entropy and torch.nn.BCELoss are unsafe to autocast.
import torch
from torch import nn

network = nn.Sequential(nn.Linear(8, 1), nn.Sigmoid()).cuda()
with torch.autocast("cuda"):
    nn.BCELoss()(network(torch.randn(4, 8).cuda()), torch.ones(4, 1).cuda())
