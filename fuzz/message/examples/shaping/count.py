import torch

torch.rand(7, 3).view(2, 5)
