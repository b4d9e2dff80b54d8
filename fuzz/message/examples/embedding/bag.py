import torch
from torch import nn

nn.EmbeddingBag(10, 3)(torch.tensor([1, 2]))
