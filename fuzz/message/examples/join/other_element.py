import torch

torch.cat([torch.rand(2, 3), [1, 2, 3]])
