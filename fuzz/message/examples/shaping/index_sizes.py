import torch

torch.rand(4, 3).gather(1, torch.zeros(6, 1, dtype=torch.long))
