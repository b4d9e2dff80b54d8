import torch

x = torch.randn(2, 3)
rows = x.shape(0)
