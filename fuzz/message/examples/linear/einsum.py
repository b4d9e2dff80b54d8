import torch

torch.einsum("bij,bjk->bik", torch.rand(2, 3, 4), torch.rand(2, 5, 6))
