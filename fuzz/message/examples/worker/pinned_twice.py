import torch

torch.rand(3, 8, 8, device="meta").pin_memory()
