# as written: RuntimeError: Expected all tensors to be on the same device, but found at least two devices, cuda:1 and cuda:0! (when checking argument for argument mat1 in method wrapper_CUDA_addmm)
import torch
from torch import nn

nn.Linear(8, 2).to("cuda:1")(torch.rand(4, 8, device="cuda:0"))
