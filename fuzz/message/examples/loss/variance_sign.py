import torch
from torch import nn

mean, variance = nn.Linear(8, 2)(torch.randn(64, 8)).chunk(2, 1)
nn.GaussianNLLLoss()(mean, torch.randn(64, 1), variance)
