import torch

torch.zeros(2, 3, 8, 8, dtype=torch.uint8).std(dim=(0, 2, 3))
