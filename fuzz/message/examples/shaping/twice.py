import torch

torch.rand(2, 3, 8, 8).mean(dim=(2, -2))
