# as written: RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver
import torch

torch.rand(3).cuda()
