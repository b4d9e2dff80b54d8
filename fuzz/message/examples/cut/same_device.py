# as written: RuntimeError: expected tensor for argument #1 'input' to have the same device as tensor for argument #2 'weight
import torch
from torch import nn

nn.Conv2d(3, 8, 3).to("cuda:0")(torch.rand(1, 3, 8, 8))
