# as written: RuntimeError: expected scalar type Float but found Half
import torch
from torch import nn

nn.Linear(8, 2).half()(torch.rand(4, 8))
