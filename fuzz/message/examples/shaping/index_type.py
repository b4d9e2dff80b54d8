import torch

torch.zeros(3)[torch.tensor([1.0])]
