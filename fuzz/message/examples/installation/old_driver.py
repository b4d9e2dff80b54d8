# as written: RuntimeError: The NVIDIA driver on your system is too old (found version 10010). Please update your GPU driver
import torch

torch.rand(3).cuda()
