# as written: RuntimeError: The size of tensor a (15) must match the size of tensor b (14)
import torch

torch.rand(1, 64, 15, 15) + torch.rand(1, 64, 14, 14)
