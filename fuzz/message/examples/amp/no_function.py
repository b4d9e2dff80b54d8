import torch

torch.autocast("cpu")(torch.ones(3))
