# as written: AssertionError: Torch not compiled with CUDA enabled
import torch

torch.rand(3).cuda()
