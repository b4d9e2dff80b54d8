import torch
from torch import nn

output = nn.Linear(8, 2)(torch.randn(4, 8)).sigmoid()
nn.BCELoss(weight=torch.ones(3))(output, torch.ones(4, 2))
