import torch

mask = torch.tensor([1, 0, 1], dtype=torch.uint8)
torch.rand(3)[mask]
