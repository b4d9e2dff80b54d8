import torch

torch.rand(2, 3, 4).view(-1, -1)
