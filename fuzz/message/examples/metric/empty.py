import torch

torch.rand(0, 10).argmax()
