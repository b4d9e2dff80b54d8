import torch
from torch import nn

features = nn.Linear(8, 3)(torch.randn(4, 8))
features.requires_grad = False
