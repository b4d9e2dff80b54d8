import torch

torch.autocast("gpu")
