import torch
from torch import nn

nn.CosineEmbeddingLoss()(torch.randn(4, 512), torch.randn(4, 2048), torch.ones(4))
