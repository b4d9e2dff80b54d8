import torch

mask = torch.ones(2, 3)
filled = torch.zeros(2, 3).masked_scatter(mask, torch.randn(6))
