import torch

torch.add(torch.zeros(4), ["zero"])
