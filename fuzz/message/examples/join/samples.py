# as written: RuntimeError: invalid argument 0: Sizes of tensors must match except in dimension 1. Got 8 and 5 in dimension 0 at /pytorch/aten/src/TH/generic/THTensor.cpp:689
import torch

torch.cat([torch.rand(8, 64), torch.rand(5, 64)], dim=1)
