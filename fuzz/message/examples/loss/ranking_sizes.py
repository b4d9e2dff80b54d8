import torch
from torch import nn

score = nn.Linear(8, 1)
nn.MarginRankingLoss()(score(torch.randn(4, 8)), score(torch.randn(4, 8)), torch.ones(4))
