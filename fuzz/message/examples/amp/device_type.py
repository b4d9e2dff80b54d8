import torch

torch.autocast(torch.device("cpu"))
