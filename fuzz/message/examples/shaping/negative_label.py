import torch

torch.rand(2).gather(0, torch.tensor([0, -1]))
