import torch

positions = torch.randn(1, 196, 64)
features = torch.randn(2, 64, 16, 16).flatten(2).transpose(1, 2) + positions
