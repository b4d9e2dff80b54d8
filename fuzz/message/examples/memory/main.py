import torch

torch.empty(10**15)
