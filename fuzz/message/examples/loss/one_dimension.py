import torch
from torch import nn

output = nn.Linear(8, 1)(torch.randn(4, 8)).squeeze(1)  # [4], where [4, C] is meant
nn.CrossEntropyLoss()(output[:3], torch.tensor([0, 1]))
