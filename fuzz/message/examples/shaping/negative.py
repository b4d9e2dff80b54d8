import torch

torch.rand(2, 3).view(-2, 3)
