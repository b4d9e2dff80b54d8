import torch

torch.rand(2, 8).unflatten(1, ())
