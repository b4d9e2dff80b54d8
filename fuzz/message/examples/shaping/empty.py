import torch

torch.rand(0, 3).view(0, -1)
