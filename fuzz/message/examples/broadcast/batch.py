import torch

hidden = torch.zeros(64, 8)
hidden + torch.rand(48, 8)
