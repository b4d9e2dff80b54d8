# as written: RuntimeError: Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: [2, 8]
import torch
from torch import nn

nn.ReflectionPad2d(1)(torch.rand(2, 8))
