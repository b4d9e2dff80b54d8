# as written: RuntimeError: Expected tensor for argument #1 'input' to have the same device as tensor for argument #2 'weight'; but device 1 does not equal 0 (while checking arguments for cudnn_convolution)
import torch
from torch import nn

nn.Conv2d(3, 8, 3).to("cuda:0")(torch.rand(1, 3, 8, 8, device="cuda:1"))
