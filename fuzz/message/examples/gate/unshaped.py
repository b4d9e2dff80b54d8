import torch

x = torch.rand(2, 64, 16, 16)
w = x.mean((2, 3))
x * w
