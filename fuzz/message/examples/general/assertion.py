import torch

images = torch.randn(2, 1, 32, 32)
assert images.shape == torch.Size([2, 3, 32, 32])
