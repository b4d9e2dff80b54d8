import torch
from torch import nn

nn.CosineSimilarity(eps=-1.0)(torch.rand(2, 8), torch.rand(2, 8))
