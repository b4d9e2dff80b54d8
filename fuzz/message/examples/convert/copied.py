import torch

torch.tensor(torch.zeros(2))
