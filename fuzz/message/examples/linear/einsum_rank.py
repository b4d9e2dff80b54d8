import torch

torch.einsum("bij->bi", torch.rand(2, 3))
