import torch

torch.rfft(torch.zeros(8), 1)
