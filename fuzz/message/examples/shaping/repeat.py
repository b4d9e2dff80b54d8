import torch

torch.rand(2, 1, 8, 8).repeat(3, 1, 1)
