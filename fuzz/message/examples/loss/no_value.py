import torch

if torch.zeros(0):
    pass
