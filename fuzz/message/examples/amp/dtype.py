import torch

torch.autocast("cpu", dtype=torch.float64)
