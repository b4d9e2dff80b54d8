# as written: RuntimeError: The size of tensor a (256) must match the size of tensor b (64) at non-single
import torch

torch.rand(1, 256, 8, 8) + torch.rand(1, 64, 8, 8)
