import torch
from torch import nn

criterion = nn.BCEWithLogitsLoss(pos_weight=torch.ones(3))
criterion(nn.Linear(8, 2)(torch.randn(4, 8)), torch.ones(4, 2))
