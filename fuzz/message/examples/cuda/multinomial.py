import torch

torch.tensor([float("nan"), 1.0]).multinomial(1)
