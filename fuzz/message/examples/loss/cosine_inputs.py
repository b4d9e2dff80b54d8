import torch
from torch import nn

maps = nn.Conv2d(3, 8, 3)(torch.randn(4, 3, 3, 3))  # [4, 8, 1, 1]
nn.CosineEmbeddingLoss()(maps, maps, torch.ones(4))
