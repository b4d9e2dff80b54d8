import torch

torch.rand(2).bfloat16().numpy()
