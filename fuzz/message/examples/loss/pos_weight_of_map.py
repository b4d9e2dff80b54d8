import torch
from torch import nn

criterion = nn.BCEWithLogitsLoss(pos_weight=torch.ones(2))
criterion(torch.rand(1, 2, 8, 8), torch.ones(1, 2, 8, 8))
