import torch

torch.zeros(2, dtype=torch.float16).masked_fill(torch.tensor([True, False]), -1e9)
