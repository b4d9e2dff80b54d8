import torch
from torch import nn

output = nn.Linear(8, 3)(torch.randn(4, 8))
nn.CrossEntropyLoss(output, torch.zeros(4, dtype=torch.long))
