import torch

mask = torch.rand(2, 8) > 0.5
1 - mask
