import torch

images = torch.nn.functional.interpolate(torch.randn(1, 3, 8, 8), sizes=16)
