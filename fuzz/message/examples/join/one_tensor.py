import torch

torch.cat(torch.rand(2, 3), dim=1)
