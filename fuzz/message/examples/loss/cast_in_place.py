import torch

image = torch.randint(0, 256, (3, 8, 8))
image.add_(torch.randn(3, 8, 8))
