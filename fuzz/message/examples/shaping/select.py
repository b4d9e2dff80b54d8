import torch

torch.rand(2, 8).select(0, 2)
