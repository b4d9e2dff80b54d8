import torch

x = torch.flaten(torch.randn(2, 512, 1, 1), 1)
