import torch

print(f"{torch.zeros(2):.4f}")
