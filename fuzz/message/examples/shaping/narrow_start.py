import torch

torch.rand(2, 8).narrow(1, 9, 1)
