import torch

torch.rand(2, 3).expand(2)
