import torch

torch.rand(3, 4).index_select(1, torch.tensor([5]))
