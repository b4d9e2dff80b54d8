import torch

torch.rand(2, 3)[torch.ones(3, 3).bool()]
