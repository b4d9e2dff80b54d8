import torch

torch.rand(2, 3, 4).transpose(1, 2).view(2, 12)
