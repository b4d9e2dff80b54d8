import torch

cells, size = torch.arange(5), torch.tensor([4.0])
cells.clamp_(max=size[0] - 1)
