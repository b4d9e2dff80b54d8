# as written: RuntimeError: Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!
import torch

torch.rand(4, device="cuda") + torch.rand(4)
